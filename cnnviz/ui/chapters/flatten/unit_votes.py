"""The votes for one unit of any fully connected layer of the network in use."""

from __future__ import annotations

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import export
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures import captions
from cnnviz.figures.layers import sheet
from cnnviz.layers.activation import activate
from cnnviz.lessons import votes
from cnnviz.lessons.votes import UnitVotes
from cnnviz.network import INPUT, readable_names
from cnnviz.pipeline import Unit
from cnnviz.pipeline.unit_maps import node_of
from cnnviz.ui.components import ledger
from cnnviz.ui.controls import digit_source, glossary
from cnnviz.ui.frame import take_home
from cnnviz.ui.session import networks
from cnnviz.ui.session.state import current
from cnnviz.ui.session.walked_unit import NetworkInUse, network_in_use

WORDS = ("neuron", "weight", "bias", "fully connected")


def show(stage: DeltaGenerator) -> None:
    """Show the votes of a layer's inputs for the unit of the visitor's settings.

    Args:
        stage: The page's stage, or a part of it.
    """
    unit = current().votes.unit
    if unit is None:
        stage.markdown("Click a unit of a fully connected layer on the page Overview.")
        return
    if digit_source.is_awaited():
        stage.markdown(digit_source.DRAW)
        return
    try:
        given = network_in_use("explains")
        voted = votes.for_unit(*given, unit)
    except (ImageError, NetworkError, WorkerError) as error:
        stage.error(sentence(error))
        return
    name = f"unit {unit.channel} of {readable_names(given.network.names)[unit.node]}"
    with stage:
        ledger.show(
            voted.votes,
            voted.shape,
            "votes-ledger",
            title=f"Votes for {name}",
            total=f"unit {unit.channel}",
            picture=_backdrop(given) if voted.from_maps else None,
        )
    _explain(given, unit, voted)
    glossary.expander(*WORDS)
    code = export.network_code(current(), name=networks.chosen("explains").name)
    maps = voted.votes.each.reshape(voted.shape).astype(np.float32)
    take_home.offer_and_show(code, sheet(maps, 2.0))


def _backdrop(given: NetworkInUse) -> ledger.Backdrop:
    """Return the digit, and the part of it that the maps cover."""
    return ledger.Backdrop(given.values[INPUT][..., 0], votes.covered(given.network))


def _explain(given: NetworkInUse, unit: Unit, voted: UnitVotes) -> None:
    """Say what becomes of the sum."""
    glossary.explained("A vote is a number times its weight. All votes and the bias add up to the sum.")
    name = node_of(given.network, unit).layer.final_activation
    if name in ("linear", "softmax"):
        return
    value = float(activate(name, np.float32(voted.votes.total)))
    st.markdown(
        f"The unit passes on {name}({captions.number(voted.votes.total)}) = **{captions.number(value)}**."
    )
