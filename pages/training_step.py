"""One training step, by hand: forward, the loss, back to every weight, and forward again."""

import numpy as np
import streamlit as st

from cnnviz import export, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import pictures
from cnnviz.figures.rates import losses
from cnnviz.kernels import Kernel
from cnnviz.lessons import walkthrough
from cnnviz.lessons.backprop import TrainingStep, checked_learning_rate
from cnnviz.pipeline import bounds, choices
from cnnviz.pipeline.example_input import CLASSES, as_grid, grid_from_text, grid_text
from cnnviz.ui.components import backprop_walk as walk
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import bind, change, current, field, fragment

RATES = [digit * 10.0**power for power in range(-4, 2) for digit in (1, 2, 5)] + [100.0]
_ERROR = "training step error"
_GRID_ERROR = "training step input error"
WORDS = """
- **Loss**: one number that says how wrong the answer is. Training makes it smaller.
- **Gradient** of a number, written ∂: by how much the loss grows when that number grows, for each 1 of it.
  Where it is positive the number should become smaller, where it is negative larger.
- **Back-propagation**: the gradient is easy at the end, and each layer hands it back to the one before. So
  every number gets its own, in one walk from the loss to the kernel.
- **Learning rate**: how far each weight goes against its gradient. Too small, and nothing happens; too large,
  and the step goes past the valley.
- **Logits**: the scores before softmax. **p**: the truth. **q**: what the network predicts.
- In training this is done over and over, with another picture each time, or the mean over a batch of them.
"""


@fragment
def page() -> None:
    chosen = image_in_use.chosen()
    controls()
    if error := st.session_state.pop(_ERROR, ""):
        st.error(error)
    kernel_picker.message()
    step = stepped(chosen)
    if step is not None:
        show(step, chosen)
    with st.expander("More: your own input, kernel and weights", key="step-more", on_change="rerun") as more:
        if more.open:
            rarer(chosen)
    glossary.expander(WORDS)
    if step is not None:
        offer(step)


def stepped(chosen: image_in_use.Chosen) -> TrainingStep | None:
    """Return the training step, or say why there is none."""
    try:
        return pipeline.example_step(current(), chosen.pixels)
    except NetworkError as error:
        st.error(sentence(error))
        return None


def show(step: TrainingStep, chosen: image_in_use.Chosen) -> None:
    """Show the walk, what came of the step, and what would have come of another learning rate."""
    walk.show(
        walkthrough.stops(step, CLASSES),
        "step-walk",
        at=current().training_step.stop,
        on_stop=lambda stop: change(training_step={"stop": stop}),
        on_turn=lambda row, column: turn(chosen, row, column),
    )
    st.markdown("\n\n".join(walkthrough.remarks(step)))
    st.plotly_chart(losses(step), key="step-losses", alt="The loss after this one step, by learning rate")


def controls() -> None:
    now = current().training_step
    example, label, kernel, slider, exact = st.columns([3, 3, 3, 5, 2], vertical_alignment="bottom")
    example.selectbox(
        "Input",
        choices("training_step", "example"),
        **bind("step-example", now.example, take_example),
    )
    label.selectbox(
        "It is said to be",
        range(len(CLASSES)),
        format_func=CLASSES.__getitem__,
        help="The true class, p. Say something wrong, and the network learns that.",
        **field("training_step", "true_class", key="step-example_class"),
    )
    with kernel:
        kernel_picker.choose("step", present, take)
    slider.select_slider(
        "Learning rate",
        sorted({*RATES, now.learning_rate}),
        format_func=lambda rate: f"{rate:g}",
        help="The size of the step: how far each weight goes against its gradient.",
        **bind("step-rate", now.learning_rate, take_rate),
    )
    exact.number_input("Exactly", step=None, format="%g", **bind("step-exact", now.learning_rate, take_rate))
    if current().kernel.shape != (3, 3):
        st.caption(
            f"This network's kernel is 3 × 3, and {current().kernel.name} is not: here Sobel x stands in."
        )


def rarer(chosen: image_in_use.Chosen) -> None:
    grid = pipeline.example_grid(current(), chosen.pixels)
    st.number_input(
        "Start from other dense weights",
        *bounds("training_step", "start"),
        help="A network begins with random weights. Each number here is another draw.",
        **field("training_step", "start", key="step-example_start"),
    )
    st.text_area(
        "Your own input: 6 rows of 6 numbers, from −1 (black) to 1 (white)",
        height=190,
        **bind("step-input", grid_text(grid).replace(";", "\n"), take_grid),
    )
    if error := st.session_state.pop(_GRID_ERROR, ""):
        st.error(error)
    kernel_picker.edit("step", present, take)


def take_example(example: str) -> None:
    """Set the input; a drawn line is said to be what it is."""
    label = CLASSES.index(example) if example in CLASSES else current().training_step.true_class
    change(training_step={"example": example, "true_class": label})


def present() -> Kernel:
    return pipeline.example_kernel(current())


def take(kernel: Kernel) -> None:
    change(walk={"rounds": current().walk.rounds_with(0, kernel=kernel)}, convolution={"position": None})


def take_rate(rate: float | None) -> None:
    """Set the learning rate; one that cannot be is said, and the one before stays."""
    try:
        change(training_step={"learning_rate": checked_learning_rate(rate)})  # type: ignore[arg-type]
    except NetworkError as error:
        st.session_state[_ERROR] = sentence(error)


def take_grid(text: str) -> None:
    try:
        change(training_step={"example": "own", "grid": grid_from_text(text)})
    except NetworkError as error:
        st.session_state[_GRID_ERROR] = sentence(error)


def turn(chosen: image_in_use.Chosen, row: int, column: int) -> None:
    """Turn a cell of the input over: dark becomes light, light becomes dark."""
    grid = np.array(pipeline.example_grid(current(), chosen.pixels))
    if row >= grid.shape[0] or column >= grid.shape[1]:
        return
    grid[row, column] = -1 if grid[row, column] > 0 else 1
    change(training_step={"example": "own", "grid": as_grid(grid)})


def offer(step: TrainingStep) -> None:
    """Have the code ready to be taken, and as a picture the kernel, its gradient, and the new kernel."""
    code = export.training_step_code(step, CLASSES)
    kernels = [one.kernel[..., 0] for one in (step.old, step.gradients, step.new)]
    take_home.offer_and_show(code, pictures.montage(np.concatenate(kernels, axis=2), columns=3))


navigation.run(page)
