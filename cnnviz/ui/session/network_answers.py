"""A network's logits, layer outputs and weights, computed once for all visitors."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import reading
from cnnviz.network import Network, forward, limits, packed
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]

_logits: Answers[Array] = Answers()


def logits(network: NetworkFile, digit: Array) -> Array | None:
    """Return a network's logits (10,) for a digit (28, 28), or None if they are not ready yet.

    No page waits for TensorFlow to start: it is shown without them, and calls again a little later.

    Raises:
        NetworkError: If the network does not end in a softmax.
        WorkerError: If the worker does not answer; the next call asks again.
    """
    return _logits.answer(*_question(network, digit))


def logits_ready(network: NetworkFile, digit: Array) -> bool:
    """Return whether `logits` would return or raise without waiting."""
    return _logits.is_ready(*_question(network, digit))


def _question(network: NetworkFile, digit: Array) -> tuple[Hashable, Callable[[], Array]]:
    """Return the key of the logits, and the function that computes them."""
    copied = digit.astype(np.float32)
    return (network.digest, copied.tobytes()), lambda: worker_processes.workers().logits(network, copied)


@st.cache_data(max_entries=32, show_spinner=False)
def _layer_outputs(
    digest: str,  # noqa: ARG001 - the key
    picture: bytes,
    shape: tuple[int, ...],
    _network: NetworkFile,
) -> dict[str, Array]:
    return worker_processes.workers().layer_outputs(
        _network, np.frombuffer(picture, np.float32).reshape(shape)
    )


def layer_outputs(network: NetworkFile, picture: Array) -> dict[str, Array]:
    """Return the output of every layer for a picture, by the layer's name.

    Args:
        network: The network.
        picture: (height, width) or (height, width, channels), as the network takes it.

    Raises:
        WorkerError: If the worker does not answer.
    """
    return _layer_outputs(network.digest, picture.astype(np.float32).tobytes(), picture.shape, network)


@st.cache_resource(max_entries=4, show_spinner=False)
def _parts(digest: str, _network: NetworkFile) -> tuple[Network, Sequence[Array]]:  # noqa: ARG001 - the key
    if _network.data is not None:
        return reading.read(_network.data)
    return (reading.untrained if _network.untrained else reading.pretrained)(_network.name)


def parts(network: NetworkFile) -> tuple[Network, Sequence[Array]]:
    """Return a network's layers and all its weights. They are shared: do not change them.

    Random weights are made when they are asked for, layer by layer.

    The file is read in this process, without Keras: `networks.read` has had a stranger's file checked and
    saved anew by a worker.
    """
    return _parts(network.digest, network)


def with_classes(network: NetworkFile, classes: tuple[str, ...]) -> Network:
    """Return a network's layers with these names of its classes, unless it has names of its own."""
    known = parts(network)[0]
    if known.classes:
        return known
    return Network(
        known.input_shape,
        known.nodes,
        outputs=known.outputs,
        classes=classes,
        preparation=known.preparation,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _packed(digest: str, _network: NetworkFile) -> bytes:  # noqa: ARG001 - the key
    return packed(*parts(_network))


def packed_weights(network: NetworkFile) -> bytes:
    """Return a network's weights as the browser fetches them."""
    return _packed(network.digest, network)


@st.cache_data(max_entries=32, show_spinner=False)
def _probabilities(
    digest: str,  # noqa: ARG001 - the key
    digits: bytes,
    n_digits: int,
    _network: NetworkFile,
) -> Array:
    described, weights = parts(_network)
    inputs = np.frombuffer(digits, np.float32).reshape(n_digits, *described.input_shape)
    if limits.fits_browser(described):
        outputs = [forward(described, weights, x) for x in inputs]
    else:
        outputs = [layer_outputs(_network, x) for x in inputs]
    return np.stack([output[described.outputs[0]] for output in outputs])


def probabilities(network: NetworkFile, digits: Sequence[Array]) -> Array:
    """Return a network's output for several digits, (n, 10).

    Args:
        network: The network.
        digits: At least one digit, each (28, 28).

    Raises:
        NetworkError: If the network's file cannot be read.
        WorkerError: If the network is too large for this process, and the worker does not answer.
    """
    copied = np.stack(digits).astype(np.float32)
    return _probabilities(network.digest, copied.tobytes(), len(copied), network)
