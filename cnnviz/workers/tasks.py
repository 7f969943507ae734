"""The tasks of the worker that answers. The first task imports Keras; importing this module does not."""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

import dask.config
import dask.sizeof
import numpy as np
import numpy.typing as npt
from distributed import Worker

from cnnviz import mnist, reading
from cnnviz.errors import NetworkError
from cnnviz.lessons import own_classes, transfer
from cnnviz.lessons.digit_map import DigitMap, OwnPlace, Space
from cnnviz.lessons.exciting import grown
from cnnviz.lessons.shown_maps import MapsAsked, MapsPart, ShownMaps, part_of, shown
from cnnviz.network import INPUT
from cnnviz.runs import PUT_ASIDE_BYTES
from cnnviz.workers.kept_networks import KeptNetworks
from cnnviz.workers.without import without

if TYPE_CHECKING:
    from cnnviz.lessons.exciting import Excite, Growth, Search, Strongest
    from cnnviz.lessons.explanations import Asked, Explanation, Quality
    from cnnviz.lessons.own_classes import OwnHead
    from cnnviz.lessons.pushes import Push, PushAsked
    from cnnviz.lessons.transfer import Trial
    from cnnviz.network import Network
    from cnnviz.runs import RunSettings

Array = npt.NDArray[np.float32]

# Dask would warn of a run that goes on, which takes its state along, and of the file of a large network.
dask.config.set({"distributed.admin.large-graph-warning-threshold": 4 * PUT_ASIDE_BYTES})
# Dask measures each message by a sample drawn from Python's global random generator, on another thread. Keras
# draws the layers' seeds from that generator: a message in between gave the same seed another run.
dask.sizeof.random = random.Random()  # type: ignore[assignment,attr-defined]  # noqa: S311 - not for secrets

#: The shipped network that answers the first query.
WARMED_UP = "lecture"
#: The niceness of background work.
NICE = 19
#: The number of layers' outputs for 1,000 digits that stay in memory, each of at most some 200 MB.
MAX_SPACES = 2
#: Seconds for which an input grows before the worker turns to other questions.
GROWING = 0.25
#: The most layers of a network that is compiled with all its layers' outputs: some seconds for ResNet-50.
MAX_COMPILED = 200
#: The batch size at which predictions are fastest.
BATCH_SIZE = 500

#: Packages that Keras imports for parts unused here: a third of its import time and 140 MB in each worker.
OPTIONAL = ("matplotlib", "pandas", "sklearn")

_models = KeptNetworks()


class UnknownNetworkError(LookupError):
    """The worker does not hold the network of this digest: repeat the query with its bytes."""


def dask_setup(worker: Worker) -> None:
    """Lower the training worker's priority below the pages'. Dask calls this when a worker starts."""
    if worker.name == "trains" and hasattr(os, "nice"):
        os.nice(NICE)


def warm_up() -> None:
    """Import Keras and answer one query, so that the first visitor does not have to wait.

    The import takes seconds of CPU time just as the first page opens, so it runs at a lower priority.
    """
    first = threading.Thread(target=_import_keras)
    first.start()
    first.join()
    layer_outputs(WARMED_UP, None, np.zeros(mnist.INPUT_SHAPE, np.float32))


def _import_keras() -> None:
    """Import Keras, at a low priority where threads have their own (Linux)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
    keras_module("layer_outputs")


def layer_outputs(digest: str, data: bytes | None, x: Array) -> dict[str, Array]:
    """Return every layer's output for one input (height, width) or (height, width, channels)."""
    outputs: dict[str, Array] = keras_module("layer_outputs").of(_model(digest, data), x)
    return outputs


def prediction(digest: str, data: bytes | None, x: Array) -> Array:
    """Return the network's output for one input, (n_classes,)."""
    output: Array = keras_module("layer_outputs").prediction(_model(digest, data), x)
    return output


def maps(digest: str, data: bytes | None, x: Array, part: MapsPart) -> Array:
    """Return the output of one layer for one input, or some of its channels, rows and columns."""
    return part_of(_outputs_of(digest, data, x, part.layer), part)


def shown_maps(digest: str, data: bytes | None, x: Array, asked: Sequence[MapsAsked]) -> list[ShownMaps]:
    """Return some maps of several layers for one input."""
    return [shown(_outputs_of(digest, data, x, one.layer), one) for one in asked]


def _outputs_of(digest: str, data: bytes | None, x: Array, layer: str) -> Array:
    """Return one layer's output for one input."""
    _model(digest, data)
    outputs = _last_outputs(digest, np.ascontiguousarray(x, np.float32).tobytes(), x.shape)
    if layer not in outputs:
        raise NetworkError(f"The network has no layer of this name. Received: {layer[:40]!r}")
    return outputs[layer]


@lru_cache(maxsize=1)
def _last_outputs(digest: str, x: bytes, shape: tuple[int, ...]) -> dict[str, Array]:
    """Return every layer's output for one input. The last ones stay in memory: 80 to 320 MB."""
    outputs: dict[str, Array] = keras_module("layer_outputs").of_at_once(
        _model(digest, None), np.frombuffer(x, np.float32).reshape(shape)
    )
    return outputs


def compile_all(digest: str, data: bytes | None) -> None:
    """Compile the pass that returns all layers' outputs, so that the next input is answered sooner.

    A very deep network is left as it is: other questions would wait too long for the compiler.
    """
    model = _model(digest, data)
    if len(model.layers) <= MAX_COMPILED:
        keras_module("layer_outputs").compile_all(model)


def logits(digest: str, data: bytes | None, x: Array) -> Array:
    """Return the network's output before its final softmax for one input, (classes,)."""
    before: Array = keras_module("layer_outputs").logits(_model(digest, data), x)
    return before


def probabilities(digest: str, data: bytes | None, source: str) -> Array:
    """Return the network's output for the test pictures of a source, (n, n_classes)."""
    model = _model(digest, data)
    answers: Array = model.predict(
        _test_pictures(source, mnist.stamp(source)), batch_size=BATCH_SIZE, verbose=0
    )
    return answers


def digit_map(digest: str, data: bytes | None, layer: str) -> DigitMap:
    """Return the map of the bundled test digits by a layer's outputs; by their pixels for "input"."""
    return _space(digest, data, layer).digit_map()


def own_place(digest: str, data: bytes | None, layer_and_digit: tuple[str, Array]) -> OwnPlace:
    """Return where a digit (28, 28) stands on the map by a layer's outputs."""
    layer, digit = layer_and_digit
    output = digit if layer == INPUT else layer_outputs(digest, data, digit)[layer]
    return _space(digest, data, layer).place(output)


def _space(digest: str, data: bytes | None, layer: str) -> Space:
    """Return a layer's outputs for the bundled test digits as points; the last few stay in memory."""
    if layer != INPUT:
        _model(digest, data)  # so that the worker has it under its digest alone
    return _known_space("" if layer == INPUT else digest, layer)


@lru_cache(maxsize=MAX_SPACES)
def _known_space(digest: str, layer: str) -> Space:
    pictures = mnist.encode(mnist.load("bundled").x_test)
    if layer == INPUT:
        return Space(pictures)
    return Space(keras_module("layer_outputs").of_many(_model(digest, None), pictures, layer))


@lru_cache(maxsize=1)
def _test_pictures(source: str, _: tuple[int, int]) -> Array:
    """Return a source's test pictures as networks take them. The last ones stay in memory."""
    return mnist.encode(mnist.load(source).x_test)


def explanation(digest: str, data: bytes | None, x: Array, asked: Asked) -> Explanation:
    """Return the map that explains one class of the network's answer to one input."""
    found: Explanation = keras_module("explaining").explanation(_model(digest, data), x, asked)
    return found


def hidden_probabilities(digest: str, data: bytes | None, x: Array, asked: Asked, part: slice) -> Array:
    """Return the probability for a picture, and for it with each of some places hidden, for occlusion."""
    found: Array = keras_module("explaining").hidden_probabilities(_model(digest, data), x, asked, part)
    return found


def quality(digest: str, data: bytes | None, x: Array, asked: Asked) -> Quality:
    """Return how good such a map is, by deletion and insertion."""
    found: Quality = keras_module("explaining").quality(_model(digest, data), x, asked)
    return found


def strongest_pictures(
    digest: str, data: bytes | None, x: Array, searches: tuple[Search, ...], first: int
) -> dict[str, Strongest]:
    """Return the strongest outputs of each filter of some layers among (n, height, width, channels)."""
    found: dict[str, Strongest] = keras_module("exciting").strongest_pictures(
        _model(digest, data), x, searches, first
    )
    return found


def grow(digest: str, data: bytes | None, growth: Growth, layer: str, filter_index: int) -> Growth:
    """Return an input that excites a filter, some steps later: as many as `GROWING` seconds allow."""
    excite: Excite = keras_module("exciting").excitation(_model(digest, data), layer, filter_index)
    end = time.monotonic() + GROWING
    return grown(growth, excite, growth.n_steps, lambda: time.monotonic() < end)


def push(digest: str, data: bytes | None, picture: Array, asked: PushAsked) -> Push:
    """Return pushes of one picture, and what the network says of each."""
    found: Push = keras_module("pushing").push(_model(digest, data), picture, asked)
    return found


def first_gradients(settings: RunSettings) -> dict[str, float]:
    """Return the size of each layer's gradient before a run's first batch, by the layer's name."""
    sizes: dict[str, float] = keras_module("training").at_the_start(settings, mnist.load(settings.data))
    return sizes


def pass_seconds(networks: Sequence[Network]) -> list[float]:
    """Return how long each network takes for a batch of pictures on this machine, in seconds."""
    return [keras_module("pass_time").seconds(network) for network in networks]


def features(digest: str, data: bytes | None, x: Array) -> Array:
    """Return what the network's last layer takes for one input, (n_features,)."""
    found: Array = keras_module("layer_outputs").features(_model(digest, data), x)
    return found


def transfer_accuracy(trial: Trial) -> float:
    """Return the accuracy on new bundled digits after a short training."""
    found: float = _transfer().accuracy(trial)
    return found


@lru_cache(maxsize=1)
def _transfer() -> Any:
    """Return what trains both ways; its compiled models stay in memory."""
    new = transfer.part(mnist.load("bundled"), transfer.NEW)
    return keras_module("transfer_trials").Transfer(_model(transfer.NETWORK, None), new)


def save_own_classes(head: OwnHead) -> bytes:
    """Return a .keras file of the network for photographs with a visitor's own last layer."""
    network, weights = own_classes.with_head(*reading.pretrained(reading.PHOTOS), head)
    data: bytes = keras_module("models").to_bytes(network, weights)
    return data


def read_own_classes(data: bytes) -> OwnHead:
    """Return the visitor's last layer in an untrusted .keras file of the network for photographs."""
    return own_classes.head_in(*reading.read(data), *reading.pretrained(reading.PHOTOS))


def read_network(data: bytes) -> tuple[Network, bytes]:
    """Return the checked network of an untrusted .keras file, and a new file with only that network."""
    network, weights = reading.read(data)
    return network, keras_module("models").to_bytes(network, weights)


def _model(digest: str, data: bytes | None) -> Any:
    """Return the network with this digest; the last ones stay in memory."""
    models = keras_module("models")
    if digest in _models:
        return _models.get(digest)
    if data is not None:
        return _models.load(digest, len(data), lambda: models.from_bytes(data))
    if digest in reading.UNTRAINED:
        name = reading.UNTRAINED[digest]
        n_bytes = reading.untrained_bytes(name)
        return _models.load(digest, n_bytes, lambda: models.build(*reading.untrained(name)))
    if digest not in reading.pretrained_names():
        raise UnknownNetworkError(digest)
    return _models.load(digest, reading.downloaded_bytes(digest), lambda: models.load_pretrained(digest))


def keras_module(name: str) -> ModuleType:
    """Import a module that imports Keras, hiding what TensorFlow prints before it knows its log level."""
    if f"cnnviz.with_keras.{name}" in sys.modules:
        return sys.modules[f"cnnviz.with_keras.{name}"]
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        with without(*OPTIONAL):
            return import_module(f"cnnviz.with_keras.{name}")
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
