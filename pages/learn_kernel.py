"""Learn a kernel: gradient descent finds it, from the image and what the kernel makes of it."""

import numpy as np
import streamlit as st

from cnnviz import export
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import pictures
from cnnviz.kernels import Kernel
from cnnviz.lessons import descent as learning
from cnnviz.lessons.descent import Descent, Problem
from cnnviz.pipeline import bounds, choices
from cnnviz.ui.chapters.learn_kernel import descent_notes, learning_rates
from cnnviz.ui.components import kernel_descent
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import change, current, field, fragment

NAMES = {"momentum": "Momentum", "sgd": "SGD", "adam": "Adam"}
HELP = {
    "kernel": "All that the descent is told of this kernel is the picture that it makes of your image.",
    "optimizer": "How the slope becomes a step. SGD: straight downhill. Momentum: each step keeps nine "
    "tenths of the last, as a ball that rolls. Adam: each weight has a step length of its own.",
}
WORDS = """
- **Loss**: how wrong the kernel is, in one number: the mean squared error. At each pixel, picture less wanted
  picture, squared; then the mean. An error of 1 % of the target's spread is a loss of 0.0001.
- **Gradient**: for each weight, how much the loss changes with it: the slope under one's feet.
- **Gradient descent**: start anywhere, take a step against the gradient, look again. No step knows the goal.
- **Learning rate**: how far a step goes. Too short takes for ever; too long overshoots, further each time.
- **Bias**: what is added to each pixel, beside the kernel's sum; it is learned like a weight.
- **Momentum**: each step keeps a part of the last, and so gathers speed along a flat valley.
- **How much the loss bends**: how fast its slope grows. Where it bends much, a long step lands on the other
  side.
- **Gram matrix**: all windows of the image, each number times each other, summed. Its **rank** is how many of
  the kernel's numbers the image fixes; what is left over can be anything, and the picture stays the same.
- **Spread**: the standard deviation. Before the descent, image and target are standardised (less their mean,
  divided by their spread), so that one rate suits every image; kernels are shown in the image's own units.

In a network all filters are learned so, with the loss of its answers in the place of a wanted picture.
"""


@fragment
def page() -> None:
    chosen = image_in_use.chosen()
    given = posed(chosen)
    controls(given)
    kernel_picker.message()
    if given is not None:
        runs = descended(given)
        descent_notes.warned(runs)
        shown(given, runs)
        descent_notes.told(chosen, given)
        descent_notes.left_open(given, current().learn_kernel.seed)
        if runs:
            take(given, runs[0])
    with st.expander("More: the start, the kernel in numbers", key="learn-more", on_change="rerun") as more:
        if more.open:
            st.slider(
                "Random start",
                *bounds("learn_kernel", "seed"),
                **field("learn_kernel", "seed", key="learn-seed"),
            )
            kernel_picker.adjust("learn", present, keep)
            kernel_picker.edit("learn", present, keep)
    glossary.expander(WORDS)


def posed(chosen: image_in_use.Chosen) -> Problem | None:
    """Return what is to be learned, or say why it cannot be."""
    kernel = current().kernel
    weights = np.array(kernel.weights) / kernel.divisor
    wanted = weights[::-1, ::-1] if current().filters.flip else weights
    picture = learning.picture(chosen.pixels)
    try:
        return learning.problem(picture, wanted, offset=kernel.offset, size=current().learn_kernel.size)
    except NetworkError as error:
        st.error(sentence(error))
        return None


def controls(given: Problem | None) -> None:
    suits = learning.suggested_rate(given, current().learn_kernel.optimizer) if given else 0.1
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=190):
            kernel_picker.choose("learn", present, keep, label="Wanted kernel", help=HELP["kernel"])
        st.segmented_control(
            "Optimiser",
            choices("learn_kernel", "optimizer"),
            format_func=NAMES.__getitem__,
            required=True,
            wrap=True,
            help=HELP["optimizer"],
            **field("learn_kernel", "optimizer", key="learn-optimizer"),
        )
        learning_rates.choose("learn", suits)
        st.segmented_control(
            "Learned kernel",
            choices("learn_kernel", "size"),
            format_func=lambda side: f"{side} × {side}",
            required=True,
            wrap=True,
            **field("learn_kernel", "size", key="learn-learned_size"),
        )
        st.button("Another start", on_click=begin_elsewhere)


def begin_elsewhere() -> None:
    _, most = bounds("learn_kernel", "seed")
    change(learn_kernel={"seed": (current().learn_kernel.seed + 1) % (most + 1), "step": 0})


def present() -> Kernel:
    return current().kernel


def keep(kernel: Kernel) -> None:
    change(walk={"rounds": current().walk.rounds_with(0, kernel=kernel)})


def descended(given: Problem) -> list[Descent]:
    """Return a descent for each learning rate, and say of those that are none why."""
    now, runs, refused = current(), [], []
    for one in now.learn_kernel.rates or (learning.suggested_rate(given, now.learn_kernel.optimizer),):
        try:
            runs.append(learning.descend(given, now.learn_kernel.optimizer, one, seed=now.learn_kernel.seed))
        except NetworkError as error:
            refused.append(sentence(error))
    if refused:
        st.error(" ".join(dict.fromkeys(refused)))
    return runs


def shown(given: Problem, runs: list[Descent]) -> None:
    name = current().kernel.name + (", flipped" if current().filters.flip else "")
    kernel_descent.show(
        given,
        runs,
        "learn-descent",
        name=name,
        step=current().learn_kernel.step,
        on_step=lambda step: change(learn_kernel={"step": step}),
    )


def take(given: Problem, run: Descent) -> None:
    step = min(current().learn_kernel.step, run.n_steps)
    made = given.made(run.kernels[step], run.added[step])
    code = export.learn_kernel_code(current(), given, run)
    take_home.offer_and_show(code, pictures.signed(made.astype(np.float32)))


navigation.run(page)
