"""ScaledTanh for Keras."""

import keras


class ScaledTanh(keras.layers.Layer):
    """amplitude * tanh(slope * x)."""

    def __init__(self, amplitude: float = 1.7159, slope: float = 2 / 3, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.amplitude, self.slope = amplitude, slope

    def call(self, x: keras.KerasTensor) -> keras.KerasTensor:
        """Return the squashed numbers."""
        return self.amplitude * keras.ops.tanh(self.slope * x)

    def get_config(self) -> dict[str, object]:
        """Return the settings, for a file."""
        return {**super().get_config(), "amplitude": self.amplitude, "slope": self.slope}
