"""Skips that can be switched off while a network trains."""

from __future__ import annotations

from collections.abc import Sequence

import keras
import tensorflow as tf


class Skips:
    """The switch of a model's skips: the inputs of its Add layers besides the first."""

    def __init__(self) -> None:
        self._factor = tf.Variable(1.0, trainable=False)

    @property
    def on(self) -> bool:
        """Whether the skips are switched on."""
        return float(self._factor) == 1.0

    def switch(self, on: bool) -> None:
        """Switch the skips on or off."""
        self._factor.assign(float(on))

    def add_layer(self, name: str) -> keras.Layer:
        """Return an Add layer whose additional inputs this switch controls."""
        return _SwitchedAdd(self._factor, name=name)


class _SwitchedAdd(keras.layers.Add):  # type: ignore[misc]  # Keras has no types
    """The first input, plus a factor times the sum of the others."""

    def __init__(self, factor: tf.Variable, name: str) -> None:
        super().__init__(name=name)
        self._factor = factor

    def _merge_function(self, inputs: Sequence[tf.Tensor]) -> tf.Tensor:
        return inputs[0] + self._factor * tf.add_n(list(inputs[1:]))
