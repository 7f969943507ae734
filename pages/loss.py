"""Softmax and loss: from ten logits to probabilities, and how wrong they are in one number."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from cnnviz import export
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures.loss import weighed
from cnnviz.lessons.preset_logits import preset
from cnnviz.network import Layer
from cnnviz.network.kinds.radial_basis_output import RadialBasisOutput
from cnnviz.ui.components import softmax
from cnnviz.ui.controls import digit_source, glossary
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import change, current, fragment
from cnnviz.workers import NetworkFile

#: The name of each view, and whether it shows the descent of both losses.
VIEWS = {"loss": ("Loss", False), "why": ("Why cross-entropy", True)}
#: The logits that are shown until the network has answered.
NO_DIGITS_LOGITS = np.array([0, 0, 2, 1, 0, 0, 0, 4, 0, 1], np.float32)
#: What the page says of the preset that it begins with.
BEGINNINGS = {
    "equal": "All scores are equal.",
    "doubtful": "A doubtful mistake: a wrong digit is slightly ahead.",
    "confident": "A confident mistake: a wrong digit is far ahead.",
    "huge": "A huge mistake: the scores reach a million.",
}
WORDS = (
    "logit",
    "softmax",
    "temperature",
    "one-hot",
    "cross-entropy",
    "gradient",
    "mean squared error",
    "classification error",
)


@fragment
def page() -> None:
    network_logits, digit, explanation = initial_logits()
    with page_controls(horizontal=True, vertical_alignment="center"):
        shows_descent = view_switch("loss", VIEWS, label="View", key="loss-loss_view")
        glossary.explained(explanation, width="stretch")
        if digit_source.is_awaited():
            st.page_link("pages/network.py", label="Open the drawing pad", icon=":material/draw:")
    settings, known = current().loss, digit_source.label()
    label = int(network_logits.argmax()) if known is None else known
    logits = visitors_logits(network_logits.tolist(), label)
    with page_stage():
        softmax.show(
            network_logits.tolist(),
            "loss-softmax",
            label=label,
            view=settings.view,
            logits=logits,
            temperature=settings.temperature,
            true_class=settings.true_class,
            digit=digit,
            on_settled=keep,
        )
    glossary.expander(*WORDS)
    shown = (
        network_logits.tolist() if logits is None else logits,
        settings.temperature,
        label if settings.true_class is None else settings.true_class,
    )
    take_home.offer_and_show(export.loss_code(*shown, descent=shows_descent), weighed(*shown))


def visitors_logits(network_logits: list[float], label: int) -> Sequence[float] | None:
    """Return the logits that the visitor has set or begins with; None if they are the network's."""
    settings = current().loss
    if settings.logits is not None or settings.begins == "digit":
        return settings.logits
    return preset(settings.begins, network_logits, label)


def initial_logits() -> tuple[np.ndarray, np.ndarray | None, str]:
    """Return the logits to begin with (10,), their digit (28, 28) if there is one, and a sentence on them."""
    network = networks.chosen()
    try:
        digit = digit_source.prepared_digit().digit
        logits = network_answers.logits(network, digit)
    except (ImageError, NetworkError, WorkerError) as error:
        return NO_DIGITS_LOGITS, None, sentence(error)
    if logits is None:
        rerun_when_ready(digit)
        explanation = "The network is starting. Until it answers, these are made-up scores."
        return NO_DIGITS_LOGITS, None, explanation
    explanation = f"{origin(network.label)} {meaning(network)} {digit_source.must_choose()}"
    return logits, digit, " ".join(explanation.split())


def origin(network: str) -> str:
    """Return a sentence that says where the logits come from."""
    settings = current().loss
    if settings.logits is not None:
        return "Your own scores. Move a slider, or choose another true class."
    if settings.begins == "digit":
        return f"{network}'s scores for {digit_source.described()}."
    return f"{BEGINNINGS[settings.begins]} Move a slider, and watch the loss."


def meaning(network: NetworkFile) -> str:
    """Return what the network's own scores are, if they are no weighted sums."""
    settings = current().loss
    layers = network_answers.parts(network)[0].layers
    if settings.logits is not None or settings.begins != "digit" or not any(map(_measures, layers)):
        return ""
    return "Each score is minus the squared distance to a printed digit. The nearest one wins."


def _measures(layer: Layer) -> bool:
    return isinstance(layer, RadialBasisOutput)


@st.fragment(run_every=1)
def rerun_when_ready(digit: np.ndarray) -> None:
    if network_answers.logits_ready(networks.chosen(), digit):
        st.rerun()


def keep(logits: list[float] | None, temperature: float, true_class: int | None) -> None:
    """Keep what the visitor has set: it stands in the link."""
    change(
        loss={
            "logits": None if logits is None else tuple(logits),
            "temperature": temperature,
            "true_class": true_class,
            "begins": "digit",
        }
    )


navigation.run(page)
