"""What becomes of digits and labels before a network takes them in: one more axis, 0 … 1, one-hot."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import mnist
from cnnviz.mnist import Digits
from cnnviz.mnist.statistics import N_CLASSES, first_labels
from cnnviz.ui.components import stage

#: Rows and columns of the part of a digit that is shown in numbers.
SIDE = 5
#: So many labels are shown one-hot.
SHOWN = 5

Array = npt.NDArray[np.float32]


def show(digits: Digits, chosen: int) -> None:
    """Show the three steps for one training digit, and for the first labels."""
    _axis(digits, chosen)
    _scale(digits.x_train[chosen])
    _one_hot(digits)


def _step(title: str, change: str, said: str) -> Any:
    """Show what one step does and why; return the place for its numbers."""
    words, numbers = st.columns([3, 7], gap="large", vertical_alignment="center")
    words.subheader(title, anchor=False)
    words.markdown(f"**{change}**  \n{said}")
    return numbers


def _axis(digits: Digits, chosen: int) -> None:
    """Show one more pair of brackets around each number."""
    image = digits.x_train[chosen]
    row, column = _inked(image)
    before = image[row, column : column + SIDE]
    after = str(before[:, np.newaxis]).replace("\n", "")
    shape = digits.x_train.shape
    with _step(
        "28 × 28 → 28 × 28 × 1",
        f"{shape} → {(*shape, 1)}",
        "Conv2D takes height, width and channels. Grey is one channel: no number changes.",
    ):
        st.code(f"{before}  →  {after}", language=None)


def _scale(image: npt.NDArray[np.uint8]) -> None:
    """Show a few pixels before and after the division."""
    row, column = _inked(image)
    part = image[row : row + SIDE, column : column + SIDE]
    encoded = mnist.encode(part[np.newaxis])[0, ..., 0]
    with _step(
        "0 … 255 → 0 … 1",
        f"{image.dtype} → {encoded.dtype}",
        "A network starts with small weights and learns in small steps: small inputs suit both.",
    ):
        stage.show(
            [
                _cells(part.astype(np.float32), 255, 0, str(image.dtype)),
                _cells(encoded, 1, 2, str(encoded.dtype)),
            ],
            "data-scale",
            tallest="22vh",
        )


def _cells(values: Array, limit: float, digits: int, name: str) -> stage.Cells:
    return stage.Cells(
        label=name if digits == 0 else f"÷ 255: {name}",
        operator="" if digits == 0 else "→",
        values=values,
        limit=limit,
        digits=digits,
        pixels=True,
        alt=f"A part of the digit as {name}",
    )


def _one_hot(digits: Digits) -> None:
    """Show labels as rows with a single 1."""
    places, first = first_labels(digits.y_train)
    labels = digits.y_train[places]
    what = "The first labels" if first else _told_apart(places, labels)
    with _step(
        "Label → one-hot",
        f"{digits.y_train.shape} → {(len(digits.y_train), N_CLASSES)}",
        f"{what}: {labels}. The network gives ten probabilities, and so does the right answer. As a number, "
        "a 4 would lie between 3 and 5.",
    ):
        one_hot = np.eye(N_CLASSES, dtype=np.float32)[labels[:SHOWN]]
        st.code(
            "\n".join(f"{label}  →  {row}" for label, row in zip(labels, one_hot, strict=False)),
            language=None,
        )


def _told_apart(places: npt.NDArray[np.int64], labels: npt.NDArray[np.uint8]) -> str:
    """Return why these labels are not the first, and which they are."""
    return f"The first {len(places)} labels are all {labels[0]}. One of every {places[1] - places[0]}"


def _inked(image: npt.NDArray[np.uint8]) -> tuple[int, int]:
    """Return the corner of a part in which there is much to be seen: where the values differ most."""
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(np.float64), (SIDE, SIDE))
    row, column = np.unravel_index(windows.std(axis=(2, 3)).argmax(), windows.shape[:2])
    return int(row), int(column)
