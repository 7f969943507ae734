"""LocalResponseNormalization for Keras."""

import keras


class LocalResponseNormalization(keras.layers.Layer):
    """Divide each number by (bias + alpha * sum of squares of neighbouring channels) ** beta."""

    def __init__(
        self,
        depth_radius: int = 5,
        bias: float = 1.0,
        alpha: float = 1.0,
        beta: float = 0.5,
        **kwargs: object,
    ) -> None:
        super().__init__(**kwargs)
        self.depth_radius, self.bias, self.alpha, self.beta = depth_radius, bias, alpha, beta

    def call(self, x: keras.KerasTensor) -> keras.KerasTensor:
        """Return the normalized numbers, in the shape of x."""
        around = [(0, 0)] * (len(x.shape) - 1) + [(self.depth_radius, self.depth_radius)]
        squares = keras.ops.pad(keras.ops.square(x), around)
        n_channels, n_seen = x.shape[-1], 2 * self.depth_radius + 1
        total = sum(squares[..., first : first + n_channels] for first in range(n_seen))
        return x / (self.bias + self.alpha * total) ** self.beta

    def get_config(self) -> dict[str, object]:
        """Return the settings, for a file."""
        settings = {"depth_radius": self.depth_radius, "bias": self.bias, "alpha": self.alpha}
        return {**super().get_config(), **settings, "beta": self.beta}
