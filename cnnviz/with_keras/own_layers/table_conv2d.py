"""TableConv2D for Keras."""

import keras


class TableConv2D(keras.layers.Layer):
    """A convolution with one filter for each row of the table, over the channels that the row lists."""

    def __init__(
        self,
        table: tuple[tuple[int, ...], ...],
        kernel_size: tuple[int, int] = (3, 3),
        *,
        strides: tuple[int, int] = (1, 1),
        padding: str = "valid",
        activation: str = "linear",
        use_bias: bool = True,
        **kwargs: object,
    ) -> None:
        super().__init__(**kwargs)
        self.table, self.kernel_size, self.strides, self.padding = table, kernel_size, strides, padding
        self.activation, self.use_bias = keras.activations.get(activation), use_bias
        self.pairs = [(channel, n) for n, row in enumerate(table) for channel in row]

    def build(self, input_shape: tuple[int, ...]) -> None:
        """Make one kernel for each channel of each row, and a bias for each filter."""
        self.n_channels = input_shape[-1]
        self.kernel = self.add_weight(shape=(*self.kernel_size, len(self.pairs)), name="kernel")
        if self.use_bias:
            self.bias = self.add_weight(shape=(len(self.table),), initializer="zeros", name="bias")

    def call(self, x: keras.KerasTensor) -> keras.KerasTensor:
        """Return the feature maps. The kernel is 0 where the table has no connection."""
        shape = (self.n_channels, len(self.table), *self.kernel_size)
        kernels = keras.ops.scatter(self.pairs, keras.ops.transpose(self.kernel, (2, 0, 1)), shape)
        kernel = keras.ops.transpose(kernels, (2, 3, 0, 1))
        maps = keras.ops.conv(x, kernel, self.strides, self.padding)
        return self.activation(maps + self.bias if self.use_bias else maps)

    def compute_output_shape(self, input_shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return (batch, height, width, filters)."""
        x = keras.KerasTensor(input_shape)
        kernel = keras.KerasTensor((*self.kernel_size, input_shape[-1], len(self.table)))
        return keras.ops.conv(x, kernel, self.strides, self.padding).shape

    def get_config(self) -> dict[str, object]:
        """Return the settings, for a file."""
        settings = {"table": self.table, "kernel_size": self.kernel_size, "strides": self.strides}
        activation = keras.activations.serialize(self.activation)
        ending = {"padding": self.padding, "activation": activation, "use_bias": self.use_bias}
        return {**super().get_config(), **settings, **ending}
