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
        f"The network in the lecture's figure sees a boat, and is right: **{READ_OFF['boat']:.2f}** among "
        f"four categories. Rounded as they stand there, they add up to {total:.2f}; after softmax to 1."
    )
    st.slider(
        "Add to every logit",
        *bounds("boat", "added"),
        step=0.25,
        help="The same number on top of each logit: all powers grow by one factor, and so does their sum.",
        **field("boat", "added"),
    )
    steps = decisions.softmax(decisions.logits_of(list(READ_OFF.values()), current().boat.added))
    numbers, bars = st.columns([3, 2], vertical_alignment="center")
    numbers.table(_table(steps), border="horizontal", hide_index=True)
    with bars:
        shares = stage.Bars(label="", names=list(READ_OFF), values=steps.shares.tolist(), aspect=2)
        stage.show([shares], "boat-stage", tallest="26vh")
    st.markdown(
        "Softmax sees only how far the logits lie apart: whatever is added to all of them, the probabilities "
        "stay. The figure gives the probabilities alone; their logarithms are logits that lead to them."
    )


def _table(steps: decisions.Softmax) -> dict[str, list[str]]:
    """Return the steps of the softmax as a table: a column of their names, and one for each category."""
    total = captions.number(steps.total)
    columns = {"": ["read off", "logit z", "e to the power of z", f"÷ sum {total}"]}
    for n, (name, share) in enumerate(READ_OFF.items()):
        logit, power = (captions.number(float(values[n])) for values in (steps.logits, steps.powers))
        columns[name] = [f"{share:.2f}", logit, power, f"**{captions.probability(float(steps.shares[n]))}**"]
    return columns


def _show_sigmoid() -> None:
    st.slider("What the one neuron gives, z", *bounds("boat", "logit"), step=0.05, **field("boat", "logit"))
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
        "The same: one neuron is a softmax of two whose second logit is always 0. For more classes, each "
        "needs a neuron of its own."
    )
