"""The lecture's boat: how softmax makes four probabilities, and why two classes need only one neuron."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz import export, layers
from cnnviz.figures import captions
from cnnviz.lessons import decisions
from cnnviz.lessons.decisions import READ_OFF
from cnnviz.pipeline import bounds
from cnnviz.ui.components import stage
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import take_home
from cnnviz.ui.frame.page_controls import page_stage
from cnnviz.ui.session.state import current, field

WORDS = ("logit", "softmax", "sigmoid")


def show() -> None:
    """Show the softmax of the boat step by step, and below it a single neuron with a sigmoid."""
    _show_softmax()
    st.subheader("Two classes: one neuron is enough", anchor=False)
    _show_sigmoid()
    glossary.expander(*WORDS)
    code = export.boat_code(current())
    take_home.offer_and_show(code)


def _show_softmax() -> None:
    total = sum(READ_OFF.values())
    st.markdown(
        f"The lecture's network sees a boat: **{READ_OFF['boat']:.2f}**. The figure's four rounded numbers "
        f"add up to {total:.2f}. After softmax they add up to 1."
    )
    steps = decisions.softmax(decisions.logits_of(list(READ_OFF.values()), current().boat.added))
    with page_stage():
        numbers, bars = st.columns([3, 2], vertical_alignment="center")
        numbers.table(_table(steps), border="horizontal", hide_index=True)
        with bars:
            shares = stage.Bars(label="", names=list(READ_OFF), values=steps.shares.tolist(), aspect=2)
            stage.show([shares], "boat-stage", tallest="26vh")
    st.slider(
        "Add to every logit",
        *bounds("boat", "added"),
        step=0.25,
        help="Adds the same number to each logit. All powers and their sum grow by the same factor.",
        **field("boat", "added"),
    )
    st.markdown(
        "Add a number to every logit, and the probabilities stay the same. Softmax uses only differences. "
        "The figure gives no logits. Here they are the logarithms of its numbers."
    )


def _table(steps: decisions.Softmax) -> dict[str, list[str]]:
    """Return the steps of the softmax as a table: a column of their names, and one for each category."""
    total = captions.number(steps.total)
    columns = {"": ["in the figure", "logit z", "e to the power of z", f"÷ sum {total}"]}
    for n, (name, share) in enumerate(READ_OFF.items()):
        logit, power = (captions.number(float(values[n])) for values in (steps.logits, steps.powers))
        columns[name] = [f"{share:.2f}", logit, power, f"**{captions.probability(float(steps.shares[n]))}**"]
    return columns


def _show_sigmoid() -> None:
    st.slider("The score of one neuron, z", *bounds("boat", "logit"), step=0.05, **field("boat", "logit"))
    z = current().boat.logit
    yes, two = decisions.sigmoid(z), layers.softmax(np.array([z, 0.0]))
    power = captions.number(float(np.exp(z)))
    first, second = two.tolist()
    one, several = st.columns(2)
    one.metric(f"One neuron, sigmoid: 1 / (1 + e^{captions.number(-z)})", captions.probability(yes, 4))
    one.markdown(f"boat {captions.share(yes)}, no boat {captions.share(1 - yes)}")
    several.metric(f"Two neurons, softmax of (z, 0): {power} / ({power} + 1)", captions.probability(first, 4))
    several.markdown(f"boat {captions.share(first)}, no boat {captions.share(second)}")
    st.markdown(
        "Both give the same. One neuron with sigmoid is a softmax whose second logit is always 0. With more "
        "classes, each class needs its own neuron."
    )
