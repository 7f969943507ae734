"""Record a network's state at steps of its training, without influencing the training."""

from __future__ import annotations

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz.errors import NetworkError
from cnnviz.runs import Moment
from cnnviz.with_keras.training.gradient_sizes import GradientSizes
from cnnviz.with_keras.training.skips import Skips

#: One draw of a Keras seed generator: it increments the second number of the generator's state.
ONE_DRAW = (0, 1)
#: The largest number of float16.
LARGEST_FLOAT16 = float(np.finfo(np.float16).max)
DIVERGED = "The loss has become infinite: the steps are too large. Choose a smaller learning rate."


class Camera:
    """Makes the moments of one training run.

    Args:
        model: The network in training.
        probe: The picture (height, width, channels) for which maps and probabilities are recorded.
        skips: The switch of the model's skips.
        gradient_sizes: Measures the layers' gradients; None if that is not wanted.
    """

    def __init__(
        self,
        model: keras.Model,
        probe: npt.NDArray[np.float32],
        skips: Skips,
        gradient_sizes: GradientSizes | None = None,
    ) -> None:
        self.skips, self.gradient_sizes = skips, gradient_sizes
        self.conv = next((layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)), None)
        dropouts = (layer for layer in model.layers if isinstance(layer, keras.layers.Dropout))
        self.dropout = next((layer for layer in dropouts if layer.rate > 0), None)
        self.seed = keras.random.SeedGenerator(0)
        outputs = {"probabilities": model.outputs[0]}
        if self.conv is not None:
            outputs["maps"] = self.conv.output
        self.inside = keras.Model(model.inputs, outputs)
        self.probe = tf.constant(probe[np.newaxis])
        self.look = tf.function(self._look)

    def take(self, step: int) -> Moment:
        """Return the network's state after `step` batches.

        Raises:
            NetworkError: If its weights are no longer finite.
        """
        seen, dropped = ({name: array.numpy() for name, array in part.items()} for part in self.look())
        if not all(np.isfinite(array).all() for array in seen.values()):
            raise NetworkError(DIVERGED)
        maps = seen.get("maps")
        return Moment(
            step=step,
            kernels=seen.get("kernels"),
            maps=None
            if maps is None
            else np.clip(maps, -LARGEST_FLOAT16, LARGEST_FLOAT16).astype(np.float16),
            probabilities=seen["probabilities"],
            dropped=dropped if step else {},
            gradients=self.gradient_sizes.measure() if self.gradient_sizes else {},
            skips=self.skips.on,
        )

    def _look(self) -> tuple[dict[str, tf.Tensor], dict[str, tf.Tensor]]:
        """Return the network's outputs for the probe, and the cells that the first Dropout layer dropped."""
        seen = {name: output[0] for name, output in self.inside(self.probe, training=False).items()}
        if self.conv is not None:
            seen["kernels"] = self.conv.kernel.value * 1  # a copy, because training goes on
        return seen, {} if self.dropout is None else {self.dropout.name: self._dropped(self.dropout)}

    def _dropped(self, layer: keras.layers.Dropout) -> tf.Tensor:
        """Return the cells that a layer dropped in the last batch, for the batch's first picture.

        The layer's draw is repeated with a generator of our own, from the state that the layer's generator
        had before. The numbers drawn for a batch begin with those for its first picture.
        """
        self.seed.state.assign(layer.seed_generator.state.value - ONE_DRAW)
        ones = tf.ones((1, *layer.output.shape[1:]))
        return keras.random.dropout(ones, layer.rate, seed=self.seed)[0] == 0
