"""How digits and labels are encoded for a network: a channel axis, values in 0 … 1, one-hot labels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.data_sets import Labels, encode, spaced_labels
from cnnviz.mnist import Digits
from cnnviz.network import by
from cnnviz.ui.components import stage

#: Rows and columns of the part of a digit whose numbers are shown.
SIDE = 5
#: The number of labels that are shown one-hot.
N_LABELS = 5

Array = npt.NDArray[np.float32]


def show(digits: Digits, chosen: int) -> None:
    """Show the steps for the training digit of this index, and for some labels."""
    _show_channel_axis(digits, chosen)
    _show_scaling(digits.x_train[chosen])
    _show_one_hot(digits)


def _step(title: str, change: str, reason: str) -> DeltaGenerator:
    """Show what a step does and why; return the container for its numbers."""
    explanation, numbers = st.columns([3, 7], gap="large", vertical_alignment="center")
    explanation.subheader(title, anchor=False)
    explanation.markdown(f"**{change}**  \n{reason}")
    return numbers


def _show_channel_axis(digits: Digits, chosen: int) -> None:
    """Show a row of pixels before and after: one more pair of brackets around each number."""
    image = digits.x_train[chosen]
    row, column = _detailed_corner(image)
    before = image[row, column : column + SIDE]
    after = str(before[:, np.newaxis]).replace("\n", "")
    shape = digits.x_train.shape
    with _step(
        f"{by(image.shape)} → {by(digits.input_shape)}",
        f"{shape} → {(*shape, 1)}",
        "Conv2D expects height, width and channels. Grey is one channel. No number changes.",
    ):
        st.code(f"{before}  →  {after}", language=None)


def _show_scaling(image: npt.NDArray[np.uint8]) -> None:
    """Show a few pixels before and after the division."""
    row, column = _detailed_corner(image)
    part = image[row : row + SIDE, column : column + SIDE]
    encoded = encode(part[np.newaxis])[0, ..., 0]
    with _step(
        "0 … 255 → 0 … 1",
        f"{image.dtype} → {encoded.dtype}",
        "Networks start with small weights and learn in small steps. Small inputs suit both.",
    ):
        stage.show(
            [
                _cells(part.astype(np.float32), 255, 0, str(image.dtype)),
                _cells(encoded, 1, 2, str(encoded.dtype)),
            ],
            "data-scale",
            tallest="30vh",
        )


def _cells(values: Array, limit: float, digits: int, name: str) -> stage.Cells:
    return stage.Cells(
        label=name if digits == 0 else f"÷ 255: {name}",
        operator="" if digits == 0 else "→",
        values=values,
        limit=limit,
        digits=digits,
        colours="pixels",
        alt=f"A part of the digit as {name}",
    )


def _show_one_hot(digits: Digits) -> None:
    """Show labels as rows of zeros with a single 1."""
    places, first = spaced_labels(digits.y_train, digits.n_classes)
    labels = digits.y_train[places]
    which = "The first labels" if first else _selection(places, labels)
    with _step(
        "Label → one-hot",
        f"{digits.y_train.shape} → {(len(digits.y_train), digits.n_classes)}",
        f"{which}: {labels}. The network gives {digits.n_classes} probabilities, so the true label "
        "takes the same form. As a plain number, 4 would be closer to 5 than to 9. "
        "Classes have no such order.",
    ):
        one_hot = np.eye(digits.n_classes, dtype=np.float32)[labels[:N_LABELS]]
        st.code(
            "\n".join(f"{label}  →  {row}" for label, row in zip(labels, one_hot, strict=False)),
            language=None,
        )


def _selection(places: npt.NDArray[np.int64], labels: Labels) -> str:
    """Return which labels are shown, and why not the first ones."""
    return f"The first {len(places)} labels are all {labels[0]}. Here is one of every {places[1] - places[0]}"


def _detailed_corner(image: npt.NDArray[np.uint8]) -> tuple[int, int]:
    """Return row and column of the top left corner of the part with the largest standard deviation."""
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(np.float64), (SIDE, SIDE))
    row, column = np.unravel_index(windows.std(axis=(2, 3)).argmax(), windows.shape[:2])
    return int(row), int(column)
