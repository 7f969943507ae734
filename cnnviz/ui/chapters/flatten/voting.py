"""Fully connected, with a trained network: which numbers vote for a class, and which against."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz import export, layers
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures import captions
from cnnviz.figures.layers import sheet
from cnnviz.lessons import votes
from cnnviz.lessons.votes import Head
from cnnviz.network import Network
from cnnviz.ui.components import ledger
from cnnviz.ui.controls import digit_source, glossary
from cnnviz.ui.frame import take_home
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import bind, change, current

VOTERS = {
    "inputs": "Maps → digit",
    "hidden": "Hidden → digit",
    "unit": "Maps → hidden",
}
WORDS = """
- **Fully connected** (dense): each unit weighs every number that comes in.
- **Neuron** (unit): weight times value, summed over all inputs, plus a bias.
- **Weight**: how much an input counts, and with which sign. Learned; the same for every drawing.
- **Bias**: what the neuron starts with, whatever comes in. Learned as well.
- **Vote**: here, weight times value. Positive is for, negative is against.
- **Logit**: what an output neuron gives, before softmax makes a probability of it.
- **Softmax**: e to the power of each logit, divided by the sum of all these, so that all together are 1.
"""


def show() -> None:
    """Show the votes for one neuron of the network that is chosen, for the digit that is chosen."""
    digit_source.controls("votes")
    if current().digit.source == "drawing":
        left, right = st.columns([1.25, 4])
        with left:
            digit_source.drawing_pad("votes")
        with right:
            _look()
    else:
        _look()


def _look() -> None:
    chosen = networks.chosen()
    try:
        digit = digit_source.prepared_digit().digit
        with st.spinner("The network is being asked …"):
            outputs = network_answers.layer_outputs(chosen, digit)
            network, weights = network_answers.parts(chosen)
        head = votes.head(network, weights)
    except (ImageError, NetworkError, WorkerError) as error:
        st.error(sentence(error))
        return
    column = _column(network, outputs, digit)
    _ask(head, column)
    _ledger(head, column, ledger.Backdrop(digit, votes.covered(network)))
    _told(head, column)
    glossary.expander(WORDS)
    code = export.votes_code(
        current(),
        head,
        neuron(head, column),
        unit(head, column) if _voters(head) == "unit" else None,
        shipped=chosen == networks.SHIPPED,
    )
    maps = votes_of(head, column).each.reshape(_shape(head)).astype(np.float32)
    take_home.offer_and_show(code, sheet(maps, 2.0))


def _column(network: Network, outputs: dict[str, np.ndarray], digit: np.ndarray) -> np.ndarray:
    """Return what Flatten gives; where it is the first layer, the digit's own pixels."""
    (name,) = [name for name in network.names if name.startswith("flatten")][:1]
    return outputs.get(name, digit.ravel())


def neuron(head: Head, column: np.ndarray) -> int:
    """Return the output neuron that is voted for: the one that is set, or the class that is read."""
    now = current().votes.neuron
    return int(head.logits(column).argmax()) if now is None else now


def unit(head: Head, column: np.ndarray) -> int:
    """Return the hidden unit that is voted for: the one that is set, or the largest."""
    now = current().votes.hidden
    return int(head.units(column).argmax()) if now is None else min(now, head.n_hidden - 1)


def _voters(head: Head) -> str:
    return current().votes.voters if head.hidden else "inputs"


def _ask(head: Head, column: np.ndarray) -> None:
    """Show who is to vote, and for what."""
    who, what = st.columns([4, 8], vertical_alignment="bottom")
    logits = head.logits(column)
    who.segmented_control(
        "Who votes",
        VOTERS if head.hidden else ["inputs"],
        format_func=VOTERS.__getitem__,
        required=True,
        wrap=True,
        **bind("votes-voters", _voters(head), lambda value: change(votes={"voters": value})),
    )
    if _voters(head) == "unit":
        what.slider(
            f"Hidden unit, of {head.n_hidden}",
            0,
            head.n_hidden - 1,
            **bind("votes-hidden", unit(head, column), lambda value: change(votes={"hidden": value})),
        )
        return
    what.pills(
        "Output neuron: the digit, and its logit",
        list(range(len(logits))),
        format_func=lambda n: f"**{n}**: {logits[n]:.1f}".replace("-", "−"),
        required=True,
        wrap=True,
        **bind("votes-neuron", neuron(head, column), lambda value: change(votes={"neuron": value})),
    )


def votes_of(head: Head, column: np.ndarray) -> votes.Votes:
    """Return the votes that are asked for."""
    if _voters(head) == "unit":
        return head.for_unit(column, unit(head, column))
    if _voters(head) == "hidden":
        return head.by_units(column, neuron(head, column))
    return head.by_inputs(column, neuron(head, column))


def _shape(head: Head) -> tuple[int, int, int]:
    return votes.laid_out(head.n_hidden) if _voters(head) == "hidden" else head.shape


def _ledger(head: Head, column: np.ndarray, picture: ledger.Backdrop) -> None:
    n, place, hidden = neuron(head, column), unit(head, column), _voters(head) == "hidden"
    titles = {
        "inputs": (f"Votes of the maps for {n}", f"logit of {n}"),
        "hidden": (f"Votes of the hidden units for {n}", f"logit of {n}"),
        "unit": (f"Votes of the maps for hidden unit {place}", f"unit {place}"),
    }
    title, total = titles[_voters(head)]
    both_layers = _voters(head) == "inputs" and head.n_hidden
    biases = "biases, of all units that are on" if both_layers else "bias"
    ledger.show(
        votes_of(head, column),
        _shape(head),
        "votes-ledger",
        title=title,
        total=total,
        bias_name=biases,
        picture=None if hidden else picture,
        on_pick=(lambda one: change(votes={"hidden": one, "voters": "unit"})) if hidden else None,
    )


def _told(head: Head, column: np.ndarray) -> None:
    """Say what the sum becomes, and why each number has one weight."""
    shares, n = layers.softmax(head.logits(column)), neuron(head, column)
    total = votes_of(head, column).total
    if _voters(head) == "unit":
        kept = captions.number(max(0.0, total)) if head.rectified else captions.number(total)
        st.markdown(f"The hidden unit passes on **{kept}**: ReLU lets through what is above 0.")
        return
    st.markdown(
        f"Of all ten logits, softmax makes a probability of **{captions.share(float(shares[n]))}** for {n}; "
        f"the network reads a **{int(shares.argmax())}**."
    )
    if head.rectified and _voters(head) == "inputs":
        on = int(head.active(column).sum())
        st.caption(
            f"Between the maps and the ten outputs are {head.n_hidden} hidden units with ReLU. For this "
            f"drawing {on} are on and {head.n_hidden - on} give 0. Through those that are on, each number of "
            "the maps has one weight, and the sum is exact. For another drawing others are on, and the "
            "weights differ."
        )
    if _voters(head) == "hidden":
        st.caption("Press a unit to see who votes for it.")
