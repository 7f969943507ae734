"""How large the gradient is at each layer, measured without influencing the training."""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf

from cnnviz.data_sets import DataSet, encode
from cnnviz.runs import RunSettings
from cnnviz.with_keras.training import run_setup

#: The number of training pictures whose loss is differentiated.
N_PICTURES = 32


class GradientSizes:
    """Measures the gradient of a model's loss for one batch: the first training pictures.

    The model computes as in training: a batch normalization takes the batch's own mean and variance.

    Args:
        model: The model.
        settings: The settings of its run.
        data: The data set, prepared for the run.
        compiled: Whether to compile the function, which pays if it is called often.
    """

    def __init__(
        self, model: keras.Model, settings: RunSettings, data: DataSet, *, compiled: bool = True
    ) -> None:
        self.model = model
        self.loss = keras.losses.get(settings.loss)
        self.x = tf.constant(encode(data.x_train[:N_PICTURES]))
        self.y = tf.constant(keras.utils.to_categorical(data.y_train[:N_PICTURES], data.n_classes))
        places = {id(one): n for n, one in enumerate(model.trainable_variables)}
        self.kernels = {
            name: [places[id(one)] for one in _kernels(model.get_layer(name))]
            for name in settings.network.names
            if _kernels(model.get_layer(name))
        }
        self.compute = tf.function(self._compute) if compiled else self._compute

    def measure(self) -> dict[str, float]:
        """Return the length of the gradient of each layer's kernels, from the first layer to the last."""
        gradients = [gradient.numpy().astype(np.float64) for gradient in self.compute()]
        lengths = iter(float(np.linalg.norm(one)) for one in gradients)
        return {
            name: float(np.hypot.reduce([next(lengths) for _ in of])) for name, of in self.kernels.items()
        }

    def _compute(self) -> list[tf.Tensor]:
        """Return the gradient of each kernel. What the model would remember of this batch is dropped."""
        weights = [tf.convert_to_tensor(one.value) for one in self.model.trainable_variables]
        others = [tf.convert_to_tensor(one.value) for one in self.model.non_trainable_variables]
        with tf.GradientTape() as tape:
            tape.watch(weights)
            predicted, _ = self.model.stateless_call(weights, others, self.x, training=True)
            loss = tf.reduce_mean(self.loss(self.y, predicted))
        gradients: list[tf.Tensor] = tape.gradient(
            loss, [weights[n] for of in self.kernels.values() for n in of]
        )
        return gradients


def _kernels(layer: keras.Layer) -> list[keras.Variable]:
    return [one for one in layer.trainable_variables if one.name.endswith("kernel")]


def at_the_start(settings: RunSettings, data: DataSet) -> dict[str, float]:
    """Return the length of each layer's gradient before a run's first batch.

    Raises:
        NetworkError: If the network does not fit the data set.
        DataError: If a class has fewer pictures than requested.
    """
    settings.check_fits(data)
    model, prepared = run_setup.model_of(settings), run_setup.prepared(settings, data)
    return GradientSizes(model, settings, prepared, compiled=False).measure()
