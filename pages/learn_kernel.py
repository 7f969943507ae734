"""Learn a kernel: gradient descent finds it, from the image and its feature map."""

import numpy as np
import streamlit as st

from cnnviz import export
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import pictures
from cnnviz.lessons import descent
from cnnviz.lessons.descent import Descent, Problem
from cnnviz.ui.chapters.learn_kernel import descent_controls, descent_notes
from cnnviz.ui.components import kernel_descent
from cnnviz.ui.controls import glossary, kernel_picker, kernel_tiles
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import change, current, fragment

WORDS = (
    "loss",
    "gradient",
    "gradient descent",
    "learning rate",
    "bias",
    "momentum",
    "mean squared error",
    "standard deviation",
)


@fragment
def page() -> None:
    chosen = image_in_use.chosen()
    problem = posed_problem(chosen)
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        descent_controls.show(problem)
    kernel_picker.message()
    if problem is not None:
        runs = descents(problem)
        with page_stage():
            descent_notes.show_warnings(runs)
            show(problem, runs)
        descent_notes.explain(chosen, problem)
        descent_notes.show_uniqueness(problem, current().learn_kernel.seed)
        if runs:
            offer(problem, runs[0])
    title = "More: a second learning rate, another start, the kernel's numbers"
    with st.expander(title, key="learn-more", on_change="rerun") as more:
        if more.open:
            descent_controls.show_more(problem)
    glossary.expander(*WORDS)


def posed_problem(chosen: ImageInUse) -> Problem | None:
    """Return what is to be learned, or show why it cannot be."""
    kernel = current().kernel
    weights = np.array(kernel.weights) / kernel.divisor
    wanted = weights[::-1, ::-1] if current().filters.flip else weights
    picture = descent.picture(chosen.pixels)
    try:
        return descent.problem(picture, wanted, offset=kernel.offset, size=current().learn_kernel.size)
    except NetworkError as error:
        st.error(sentence(error))
        return None


def descents(problem: Problem) -> list[Descent]:
    """Return a descent for each learning rate, and show why a rate was refused."""
    settings, runs, refusals = current().learn_kernel, [], []
    for rate in settings.rates or (descent.suggested_rate(problem, settings.optimizer),):
        try:
            runs.append(descent.descend(problem, settings.optimizer, rate, seed=settings.seed))
        except NetworkError as error:
            refusals.append(sentence(error))
    if refusals:
        st.error(" ".join(dict.fromkeys(refusals)))
    return runs


def show(problem: Problem, runs: list[Descent]) -> None:
    name = kernel_tiles.label_of(current().kernel) + (", flipped" if current().filters.flip else "")
    kernel_descent.show(
        problem,
        runs,
        "learn-descent",
        name=name,
        step=current().learn_kernel.step,
        on_step=lambda step: change(learn_kernel={"step": step}),
    )


def offer(problem: Problem, run: Descent) -> None:
    """Offer the code, and the feature map of the kernel at the current step."""
    step = min(current().learn_kernel.step, run.n_steps)
    picture = problem.made(run.kernels[step], run.added[step])
    code = export.learn_kernel_code(current(), problem, run)
    take_home.offer_and_show(code, pictures.feature_map(picture.astype(np.float32)))


navigation.run(page)
