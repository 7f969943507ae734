"""What a network is and sees at a moment of its training, taken without a trace in the training."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz.errors import NetworkError
from cnnviz.runs import Moment

#: How Keras's seed generators count: their second number grows by one with every draw.
ONE_DRAW = (0, 1)
#: The largest number of float16.
LARGEST = float(np.finfo(np.float16).max)
DIVERGED = "The loss has grown beyond all numbers: the steps are too large. Take a smaller learning rate."


class Camera:
    """Takes the moments of one training run.

    Args:
        model: the network that is trained.
        probe: the digit (28, 28) that it looks at.
        remember: is given every Moment.
    """

    def __init__(
        self, model: keras.Sequential, probe: npt.NDArray[np.float32], remember: Callable[[Moment], None]
    ) -> None:
        self.remember = remember
        self.conv = next((layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)), None)
        self.dropouts = [
            layer for layer in model.layers if isinstance(layer, keras.layers.Dropout) and layer.rate > 0
        ]
        self.seed = keras.random.SeedGenerator(0)
        outputs = [model.outputs[0]] if self.conv is None else [model.outputs[0], self.conv.output]
        self.inside = keras.Model(model.inputs, outputs)
        self.probe = tf.constant(probe.reshape(1, 28, 28, 1))
        self.seen, self.dropped = tf.function(self._seen), tf.function(self._dropped)

    def take(self, step: int) -> None:
        """Remember what the network is and sees after so many batches.

        Raises:
            NetworkError: if its weights are not numbers any more.
        """
        probabilities, *maps = (array.numpy() for array in self.seen())
        kernels = None if self.conv is None else keras.ops.convert_to_numpy(self.conv.kernel).copy()
        if not np.isfinite(probabilities).all() or (kernels is not None and not np.isfinite(kernels).all()):
            raise NetworkError(DIVERGED)
        off = self.dropped() if step else {}
        dropped = {name: array.numpy() for name, array in off.items()}
        self.remember(Moment(step, kernels, maps[0] if maps else None, probabilities, dropped))

    def _seen(self) -> list[tf.Tensor]:
        """Return the probabilities for the probe (10,) and its maps (height, width, filters), if any."""
        probabilities, *maps = _listed(self.inside(self.probe, training=False))
        return [
            probabilities[0],
            *(tf.cast(tf.clip_by_value(one[0], -LARGEST, LARGEST), tf.float16) for one in maps),
        ]

    def _dropped(self) -> dict[str, tf.Tensor]:
        """Return which cells each Dropout has switched off in the last batch, for its first digit.

        The layer's own draw is made once more, from the state that its seed generator had before it, in a
        generator of ours. The numbers that are drawn for a batch begin with those for its first digit.
        """
        dropped = {}
        for layer in self.dropouts:
            self.seed.state.assign(layer.seed_generator.state.value - ONE_DRAW)
            ones = tf.ones((1, *layer.output.shape[1:]))
            dropped[layer.name] = keras.random.dropout(ones, layer.rate, seed=self.seed)[0] == 0
        return dropped


def _listed(outputs: Any) -> list[tf.Tensor]:
    """Return a model's outputs as a list, also when there is one."""
    return list(outputs) if isinstance(outputs, list | tuple) else [outputs]
