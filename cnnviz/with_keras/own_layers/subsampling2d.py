"""Subsampling2D for Keras."""

import keras


class Subsampling2D(keras.layers.Layer):
    """The sum of each window, times a learned coefficient of the channel, plus a learned bias."""

    def __init__(
        self,
        pool_size: tuple[int, int] = (2, 2),
        strides: tuple[int, int] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(**kwargs)
        self.pool_size, self.strides = pool_size, strides or pool_size

    def build(self, input_shape: tuple[int, ...]) -> None:
        """Make a coefficient and a bias for each channel. The first output is the mean of each window."""
        n_cells = self.pool_size[0] * self.pool_size[1]
        mean = keras.initializers.Constant(1 / n_cells)
        self.coefficient = self.add_weight(shape=input_shape[-1:], initializer=mean, name="coefficient")
        self.bias = self.add_weight(shape=input_shape[-1:], initializer="zeros", name="bias")

    def call(self, x: keras.KerasTensor) -> keras.KerasTensor:
        """Return one number for each window and channel."""
        n_cells = self.pool_size[0] * self.pool_size[1]
        sums = n_cells * keras.ops.average_pool(x, self.pool_size, self.strides)
        return sums * self.coefficient + self.bias

    def get_config(self) -> dict[str, object]:
        """Return the settings, for a file."""
        return {**super().get_config(), "pool_size": self.pool_size, "strides": self.strides}
