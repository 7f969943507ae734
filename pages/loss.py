"""Softmax and loss: from ten logits to probabilities, and how wrong they are in one number."""

import numpy as np
import streamlit as st

from cnnviz import export
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures.loss import weighed
from cnnviz.ui.components import softmax
from cnnviz.ui.controls import digit_source, glossary
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import change, current, fragment

#: The name of each view, and whether it shows the descent of both losses.
VIEWS = {"loss": ("Loss", False), "why": ("Why cross-entropy", True)}
#: The logits that are shown until the network has answered.
NO_DIGITS_LOGITS = np.array([0, 0, 2, 1, 0, 0, 0, 4, 0, 1], np.float32)
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
    with page_controls():
        views, origin = st.columns([2, 5], vertical_alignment="center")
    with views:
        shows_descent = view_switch("loss", VIEWS, label="View", key="loss-loss_view")
    network_logits, digit, explanation = initial_logits()
    origin.markdown(explanation)
    if digit_source.is_awaited():
        origin.page_link("pages/network.py", label="Open the drawing pad", icon=":material/draw:")
    settings, known = current().loss, digit_source.label()
    label = int(network_logits.argmax()) if known is None else known
    softmax.show(
        network_logits.tolist(),
        "loss-softmax",
        label=label,
        view=settings.view,
        logits=settings.logits,
        temperature=settings.temperature,
        true_class=settings.true_class,
        digit=digit,
        on_settled=keep,
    )
    glossary.expander(*WORDS)
    shown = (
        network_logits.tolist() if settings.logits is None else settings.logits,
        settings.temperature,
        label if settings.true_class is None else settings.true_class,
    )
    take_home.offer_and_show(export.loss_code(*shown, descent=shows_descent), weighed(*shown))


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
        explanation = "The network is being started. Until then, these are the logits of no digit."
        return NO_DIGITS_LOGITS, None, explanation
    name = f"{network.label[0].lower()}{network.label[1:]}"
    origin = f"To begin with, the logits of {name} for {digit_source.described()}."
    return logits, digit, f"{origin} {digit_source.must_choose()}"


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
        }
    )


navigation.run(page)
