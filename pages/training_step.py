"""One training step, by hand: forward, the loss, back to every weight, and forward again."""

import numpy as np
import streamlit as st

from cnnviz import export, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import pictures
from cnnviz.figures.rates import losses
from cnnviz.lessons import walkthrough
from cnnviz.lessons.backprop import TrainingStep
from cnnviz.pipeline.example_input import CLASSES
from cnnviz.ui.chapters.training_step import step_controls
from cnnviz.ui.components import backprop_walk
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import change, current, fragment

WORDS = ("loss", "gradient", "back-propagation", "learning rate", "logit", "softmax", "batch")


@fragment
def page() -> None:
    chosen = image_in_use.chosen()
    with page_controls():
        step_controls.show()
    step_controls.show_message()
    step = training_step(chosen)
    if step is not None:
        show(step, chosen)
    with st.expander("More: your own input, kernel and weights", key="step-more", on_change="rerun") as more:
        if more.open:
            step_controls.show_more(chosen)
    glossary.expander(*WORDS)
    if step is not None:
        offer(step)


def training_step(chosen: ImageInUse) -> TrainingStep | None:
    """Return the training step, or show why it cannot be computed."""
    try:
        return pipeline.example_step(current(), chosen.pixels)
    except NetworkError as error:
        st.error(sentence(error))
        return None


def show(step: TrainingStep, chosen: ImageInUse) -> None:
    """Show the walk through the step, its outcome, and the outcome for other learning rates."""
    backprop_walk.show(
        walkthrough.stops(step, CLASSES),
        "step-walk",
        at=current().training_step.stop,
        on_stop=lambda stop: change(training_step={"stop": stop}),
        on_turn=lambda row, column: step_controls.invert_cell(chosen, row, column),
    )
    st.markdown("\n\n".join(walkthrough.remarks(step)))
    st.plotly_chart(losses(step), key="step-losses", alt="The loss after this one step, by learning rate")


def offer(step: TrainingStep) -> None:
    """Offer the code, and a picture of the kernel, its gradient and the new kernel."""
    code = export.training_step_code(step, CLASSES)
    kernels = [values.kernel[..., 0] for values in (step.old, step.gradients, step.new)]
    picture = pictures.montage(np.concatenate(kernels, axis=2), columns=3, colours="weights")
    take_home.offer_and_show(code, picture)


navigation.run(page)
