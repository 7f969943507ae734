"""RadialBasisOutput for Keras."""

import keras


class RadialBasisOutput(keras.layers.Layer):
    """The squared distance from fixed codes. A row lists where its code is 1; elsewhere it is -1."""

    def __init__(self, codes: tuple[tuple[int, ...], ...], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.codes = codes

    def call(self, x: keras.KerasTensor) -> keras.KerasTensor:
        """Return one distance for each class, at least 0."""
        signs = [[1.0 if n in row else -1.0 for n in range(x.shape[-1])] for row in self.codes]
        differences = keras.ops.expand_dims(x, -2) - keras.ops.convert_to_tensor(signs)
        return keras.ops.sum(keras.ops.square(differences), axis=-1)

    def get_config(self) -> dict[str, object]:
        """Return the settings, for a file."""
        return {**super().get_config(), "codes": self.codes}
