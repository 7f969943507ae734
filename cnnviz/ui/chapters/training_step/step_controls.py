"""The controls of one training step: input, class, kernel and learning rate; and those used less often."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz import pipeline
from cnnviz.errors import NetworkError
from cnnviz.kernels import Kernel
from cnnviz.lessons.backprop import checked_learning_rate
from cnnviz.pipeline import bounds, choices
from cnnviz.pipeline.example_input import CLASSES, as_grid, grid_from_text, grid_text
from cnnviz.ui.controls import kernel_picker
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.notice import Notice
from cnnviz.ui.session.state import bind, change, current, field

#: The learning rates of the slider: 1, 2 and 5 times each power of ten.
RATES = [digit * 10.0**power for power in range(-4, 2) for digit in (1, 2, 5)] + [100.0]
_RATE_NOTICE = Notice("training step error")
_GRID_NOTICE = Notice("training step input error")


def show() -> None:
    """Show the controls that are used often, in one row."""
    settings = current().training_step
    example, label, kernel, slider, exact = st.columns([3, 3, 3, 5, 2], vertical_alignment="bottom")
    example.selectbox(
        "Input",
        choices("training_step", "example"),
        **bind("step-example", settings.example, _set_example),
    )
    label.selectbox(
        "True label",
        range(len(CLASSES)),
        format_func=CLASSES.__getitem__,
        help="The true class p. Give a wrong label and the network learns it.",
        **field("training_step", "true_class", key="step-example_class"),
    )
    with kernel:
        kernel_picker.choose("step", _kernel, _set_kernel)
    slider.select_slider(
        "Learning rate",
        sorted({*RATES, settings.learning_rate}),
        format_func=lambda rate: f"{rate:g}",
        help="How far each weight moves against its gradient.",
        **bind("step-rate", settings.learning_rate, _set_learning_rate),
    )
    exact.number_input(
        "Exact rate", step=None, format="%g", **bind("step-exact", settings.learning_rate, _set_learning_rate)
    )
    if current().kernel.shape != (3, 3):
        st.caption(
            f"This network's kernel is 3 × 3. {current().kernel.name} is not, so Sobel x takes its place."
        )


def show_more(chosen: ImageInUse) -> None:
    """Show the first dense weights, the input as numbers, and the kernel as numbers."""
    grid = pipeline.example_grid(current(), chosen.pixels)
    st.number_input(
        "Draw other dense weights",
        *bounds("training_step", "start"),
        help="A network begins with random weights. Each number here draws others.",
        **field("training_step", "start", key="step-example_start"),
    )
    st.text_area(
        "Your own input: 6 rows of 6 numbers, from −1 (black) to 1 (white)",
        height=190,
        **bind("step-input", grid_text(grid).replace(";", "\n"), _set_grid),
    )
    _GRID_NOTICE.show_once()
    kernel_picker.edit("step", _kernel, _set_kernel)


def show_message() -> None:
    """Show once why a learning rate or a kernel was not accepted."""
    _RATE_NOTICE.show_once()
    kernel_picker.message()


def invert_cell(chosen: ImageInUse, row: int, column: int) -> None:
    """Make a dark cell of the input light, or a light one dark."""
    grid = np.array(pipeline.example_grid(current(), chosen.pixels))
    if row < grid.shape[0] and column < grid.shape[1]:
        grid[row, column] = -1 if grid[row, column] > 0 else 1
        change(training_step={"example": "own", "grid": as_grid(grid)})


def _set_example(example: str) -> None:
    """Set the input; a line that is named after its class gets that class."""
    label = CLASSES.index(example) if example in CLASSES else current().training_step.true_class
    change(training_step={"example": example, "true_class": label})


def _kernel() -> Kernel:
    return pipeline.example_kernel(current())


def _set_kernel(kernel: Kernel) -> None:
    change(walk={"rounds": current().walk.rounds_with(0, kernel=kernel)}, convolution={"position": None})


def _set_learning_rate(rate: float | None) -> None:
    with _RATE_NOTICE.catch(NetworkError):
        change(training_step={"learning_rate": checked_learning_rate(rate)})  # type: ignore[arg-type]


def _set_grid(text: str) -> None:
    with _GRID_NOTICE.catch(NetworkError):
        change(training_step={"example": "own", "grid": grid_from_text(text)})
