"""A fully connected layer of a trained network: which numbers vote for a class, and which against it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import export, layers
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures import captions
from cnnviz.figures.layers import sheet
from cnnviz.lessons import votes
from cnnviz.lessons.votes import Head
from cnnviz.network import Flatten, Network
from cnnviz.pipeline import choices
from cnnviz.ui.chapters.flatten import unit_votes
from cnnviz.ui.components import ledger
from cnnviz.ui.controls import digit_source, glossary
from cnnviz.ui.frame import take_home
from cnnviz.ui.frame.page_controls import page_stage
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import bind, change, current

VOTERS = {
    "inputs": "Maps → digit",
    "hidden": "Hidden → digit",
    "unit": "Maps → hidden",
    "layer": "One unit",
}
WORDS = ("logit", "neuron", "weight", "bias", "fully connected")


def show(controls: DeltaGenerator, beside: DeltaGenerator) -> None:
    """Show the votes for one neuron of the chosen network, for the chosen digit.

    What comes with the answer stands beside or below the pad: the next stroke finds the pad where it was.

    Args:
        controls: The container of the page's controls.
        beside: The place beside the switch between the page's views.
    """
    with controls:
        digit_source.controls("votes", _role())
    if current().digit.source == "drawing":
        with page_stage():
            pad, answer = st.columns([1.25, 4])
        with pad:
            digit_source.drawing_pad("votes")
        _show_votes(answer.container(), beside, answer)
    else:
        _show_votes(controls, beside, page_stage())


def _role() -> networks.Role:
    """Return the role of the network that votes; an opened unit belongs to the one that is explained."""
    return "explains" if current().votes.voters == "layer" else networks.role_for_digit()


def _show_votes(controls: DeltaGenerator, beside: DeltaGenerator, stage: DeltaGenerator) -> None:
    if current().votes.voters == "layer":
        with beside:
            choose_voters(list(choices("votes", "voters")), "layer")
        unit_votes.show(stage)
        return
    chosen = networks.chosen(_role())
    try:
        network, weights = network_answers.parts(chosen)
        head = votes.head(network, weights)
        with beside:
            offered = [name for name in VOTERS if name != "layer"] if head.hidden else ["inputs"]
            choose_voters(offered, _voters(head))
        if digit_source.is_awaited():
            stage.markdown(digit_source.DRAW)
            return
        digit = digit_source.prepared_digit().digit
        with stage, st.spinner("The network is reading the digit …"):
            outputs = network_answers.layer_outputs(chosen, digit)
    except (ImageError, NetworkError, WorkerError) as error:
        stage.error(sentence(error))
        return
    column = _column(network, outputs, digit)
    with controls:
        _choose_neuron(head, column)
    with stage:
        _show_ledger(head, column, ledger.Backdrop(digit, votes.covered(network)))
    _explain(head, column)
    glossary.expander(*WORDS)
    code = export.votes_code(
        current(),
        head,
        output_neuron(head, column),
        hidden_unit(head, column) if _voters(head) == "unit" else None,
        name=chosen.name,
    )
    maps = chosen_votes(head, column).each.reshape(_shape(head)).astype(np.float32)
    take_home.offer_and_show(code, sheet(maps, 2.0))


def _column(network: Network, outputs: dict[str, np.ndarray], digit: np.ndarray) -> np.ndarray:
    """Return the output of Flatten; the digit's own pixels where Flatten is the first layer."""
    name = next(node.name for node in network.nodes if isinstance(node.layer, Flatten))
    return outputs.get(name, digit.ravel())


def output_neuron(head: Head, column: np.ndarray) -> int:
    """Return the chosen output neuron; by default that of the predicted class."""
    neuron = current().votes.neuron
    return int(head.logits(column).argmax()) if neuron is None else neuron


def hidden_unit(head: Head, column: np.ndarray) -> int:
    """Return the chosen hidden unit; by default the one with the largest output."""
    unit = current().votes.hidden
    return int(head.units(column).argmax()) if unit is None else min(unit, head.n_hidden - 1)


def _voters(head: Head) -> str:
    """Return the chosen key of VOTERS; without a hidden layer only the inputs vote."""
    return current().votes.voters if head.hidden else "inputs"


def choose_voters(offered: Sequence[str], chosen: str) -> None:
    """Show who votes, and for what.

    Args:
        offered: Keys of `VOTERS`.
        chosen: One of them.
    """
    st.segmented_control(
        "Who votes",
        offered,
        format_func=VOTERS.__getitem__,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **bind("votes-voters", chosen, lambda value: change(votes={"voters": value})),
    )


def _choose_neuron(head: Head, column: np.ndarray) -> None:
    """Show the neuron or the hidden unit that is voted for."""
    if _voters(head) == "unit":
        st.slider(
            f"Hidden unit, of {head.n_hidden}",
            0,
            head.n_hidden - 1,
            **bind("votes-hidden", hidden_unit(head, column), lambda value: change(votes={"hidden": value})),
        )
        return
    logits = head.logits(column)
    st.pills(
        "Output neuron: the digit and its logit",
        list(range(len(logits))),
        format_func=lambda n: f"**{n}**: {captions.fixed(float(logits[n]), 1)}",
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **bind("votes-neuron", output_neuron(head, column), lambda value: change(votes={"neuron": value})),
    )


def chosen_votes(head: Head, column: np.ndarray) -> votes.Votes:
    """Return the votes of the chosen voters for the chosen neuron or hidden unit."""
    if _voters(head) == "unit":
        return head.for_unit(column, hidden_unit(head, column))
    if _voters(head) == "hidden":
        return head.by_units(column, output_neuron(head, column))
    return head.by_inputs(column, output_neuron(head, column))


def _shape(head: Head) -> tuple[int, int, int]:
    """Return the shape (height, width, channels) in which the votes are shown."""
    return votes.laid_out(head.n_hidden) if _voters(head) == "hidden" else head.shape


def _show_ledger(head: Head, column: np.ndarray, picture: ledger.Backdrop) -> None:
    """Show the votes, their sum and the bias."""
    neuron, unit = output_neuron(head, column), hidden_unit(head, column)
    by_hidden_units = _voters(head) == "hidden"
    titles = {
        "inputs": (f"Votes of the maps for {neuron}", f"logit of {neuron}"),
        "hidden": (f"Votes of the hidden units for {neuron}", f"logit of {neuron}"),
        "unit": (f"Votes of the maps for hidden unit {unit}", f"unit {unit}"),
    }
    title, total = titles[_voters(head)]
    both_layers = _voters(head) == "inputs" and head.n_hidden
    ledger.show(
        chosen_votes(head, column),
        _shape(head),
        "votes-ledger",
        title=title,
        total=total,
        bias_name="biases of all units that are on" if both_layers else "bias",
        picture=None if by_hidden_units else picture,
        on_pick=_choose_unit if by_hidden_units else None,
    )


def _choose_unit(unit: int) -> None:
    change(votes={"hidden": unit, "voters": "unit"})


def _explain(head: Head, column: np.ndarray) -> None:
    """Say what becomes of the sum, and why each number of the maps has a single weight."""
    total = chosen_votes(head, column).total
    glossary.explained("A vote is a number times its weight. All votes and the bias add up to the sum.")
    if _voters(head) == "unit":
        kept = captions.number(max(0.0, total)) if head.rectified else captions.number(total)
        st.markdown(f"The hidden unit passes on **{kept}**. ReLU lets only positive numbers through.")
        return
    probabilities, neuron = layers.softmax(head.logits(column)), output_neuron(head, column)
    share = captions.share_among(probabilities, neuron)
    st.markdown(
        f"Softmax turns the ten logits into probabilities. Digit {neuron} gets **{share}**. "
        f"The network reads a **{int(probabilities.argmax())}**. {digit_source.must_choose()}"
    )
    if head.rectified and _voters(head) == "inputs":
        n_on = int(head.active(column).sum())
        st.caption(
            f"Between the maps and the ten outputs are {head.n_hidden} hidden units with ReLU. For this "
            f"digit {n_on} are on and {head.n_hidden - n_on} give 0. Through the units that are on, "
            "each number of the maps gets one weight. The sum is exact. Another digit turns on other units."
        )
    if _voters(head) == "hidden":
        st.caption("Click a unit to see who votes for it.")
