"""Softmax and loss: from ten logits to probabilities, and how wrong they are in one number."""

import numpy as np
import streamlit as st

from cnnviz import export
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures.loss import weighed
from cnnviz.pipeline import choices
from cnnviz.ui.components import softmax
from cnnviz.ui.controls import digit_source, glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import change, current, field, fragment

VIEW_NAMES = {"loss": "Loss", "why": "Why cross-entropy"}
#: Logits to begin with while no network has given any.
START = np.array([0, 0, 2, 1, 0, 0, 0, 4, 0, 1], np.float32)
WORDS = """
- **Logit**: what the last layer gives for a class, any number; the larger, the more the network is for it.
- **Softmax**: makes probabilities of logits: e to the power of each, divided by the sum of all ten.
- **Temperature**: the logits are divided by it first. Below 1 the largest takes nearly all, far above 1 all
  become alike. In training it is 1.
- **One-hot**: the true class as ten numbers, 1 in its place and 0 elsewhere: the actual probabilities, p.
- **Cross-entropy**: −Σ p · log q, with q what the network predicted. Only the true class counts, for
  elsewhere p is 0: the less was given to it, the more it costs. log is the natural logarithm.
- **Gradient**: how much the loss grows with each logit. Training goes the other way, a small step at a time.
- **Mean squared error**: the mean of (q − p)². **Classification error**: 1 if another class got most, else 0.
  It tells nothing of how wrong, and has no slope to learn from.
"""


@fragment
def page() -> None:
    views, origin = st.columns([2, 5], vertical_alignment="center")
    views.segmented_control(
        "View",
        choices("loss", "view"),
        format_func=VIEW_NAMES.__getitem__,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **field("loss", "view", key="loss-loss_view"),
    )
    start, digit, said = begin()
    origin.markdown(said)
    now, known = current(), digit_source.label()
    label = int(start.argmax()) if known is None else known
    softmax.show(
        start.tolist(),
        "loss-softmax",
        label=label,
        view=now.loss.view,
        logits=now.loss.logits,
        temperature=now.loss.temperature,
        true_class=now.loss.true_class,
        digit=digit,
        on_settled=settle,
    )
    glossary.expander(WORDS)
    given = (
        start.tolist() if now.loss.logits is None else now.loss.logits,
        now.loss.temperature,
        label if now.loss.true_class is None else now.loss.true_class,
    )
    code = export.loss_code(*given, descent=now.loss.view == "why")
    take_home.offer_and_show(code, weighed(*given))


def begin() -> tuple[np.ndarray, np.ndarray | None, str]:
    """Return the logits to begin with, the digit whose they are, and what is to be said of them."""
    network = networks.chosen()
    try:
        digit = digit_source.prepared_digit().digit
        logits = network_answers.logits(network, digit)
    except (ImageError, NetworkError, WorkerError) as error:
        return START, None, sentence(error)
    if logits is None:
        wait(digit)
        return (
            START,
            None,
            "The network is being started. Until then, these are the logits of no digit.",
        )
    name = f"{network.label[0].lower()}{network.label[1:]}"
    return logits, digit, f"To begin with, the logits of {name} for {digit_source.described()}."


@st.fragment(run_every=1)
def wait(digit: np.ndarray) -> None:
    """Show the page anew when the network has answered."""
    if network_answers.answered(networks.chosen(), digit):
        st.rerun()


def settle(logits: list[float] | None, temperature: float, true_class: int | None) -> None:
    change(
        loss={
            "logits": None if logits is None else tuple(logits),
            "temperature": temperature,
            "true_class": true_class,
        }
    )


navigation.run(page)
