"""The picture that the stepper's input is a cut-out of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures.pictures import Encoded
from cnnviz.ui.components import stage
from cnnviz.ui.components.headed import NUMBERS
from cnnviz.ui.components.magnifier.packed import Packed, pack

Array = npt.NDArray[np.float32]
#: The number of pictures whose pixels are kept as bytes.
KEPT = 16


@dataclass(frozen=True)
class WholePicture:
    """A picture, small, in which a cut-out is marked and moved.

    Args:
        label: Its name on the screen.
        pixels: (height, width) or (height, width, 3) float32 in [0, 1].
        encoded: The same, encoded.
        corner: Row and column of the cut-out's corner.
        key: Equal for equal pixels only.
    """

    label: str
    pixels: Array = field(repr=False)
    encoded: Encoded = field(repr=False)
    corner: tuple[int, int]
    key: str

    def described(self, *, coloured: bool) -> dict[str, Any]:
        """Return the picture's part of the stepper's message.

        Args:
            coloured: Whether the cut-out has the picture's channels instead of their mean.
        """
        height, width = self.pixels.shape[:2]
        packed = _packed(self.key, self.pixels)
        numbers = Encoded(packed.data, NUMBERS, width, height)
        return {
            "label": self.label,
            "alt": f"The whole picture, {self.label}, with the cut-out marked",
            "src": stage.address(self.encoded, "whole picture"),
            "numbers": stage.address(numbers, "whole picture numbers"),
            "type": packed.type,
            "channels": 1 if self.pixels.ndim == 2 else self.pixels.shape[2],
            "coloured": coloured,
            "width": width,
            "height": height,
            "corner": list(self.corner),
        }


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _packed(key: str, _pixels: Array) -> Packed:  # noqa: ARG001 - the key stands for the pixels
    return pack(_pixels, "pixels")
