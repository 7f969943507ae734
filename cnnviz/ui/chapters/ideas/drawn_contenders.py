"""The networks of an idea beside each other: what differs, drawn and counted."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.colours import RGB, SEQUENCE
from cnnviz.figures.block_diagram import diagram
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.ideas import Contender
from cnnviz.network import costs
from cnnviz.ui.components import drawings


def show(contenders: Sequence[Contender]) -> None:
    """Show each network's name in the colour of its curves, the counts of its block, and the block."""
    shown = [
        drawings.Drawn(picture(one), _title(one), one.note or counts(one), colour)
        for one, colour in zip(contenders, colours(contenders), strict=True)
    ]
    drawings.show(shown, "ideas-networks")


def colours(contenders: Sequence[Contender]) -> list[RGB]:
    """Return the colour of each network, in its curves and bars."""
    return list(SEQUENCE[: len(contenders)])


def picture(one: Contender) -> Encoded | None:
    """Return the drawing of a network's block; None if it has no layers of its own."""
    return diagram(one.network, one.block, f"The block of {one.name}") if one.block else None


def _title(one: Contender) -> str:
    return f"{one.name}, {one.repeats} such blocks" if one.repeats > 1 else one.name


def counts(one: Contender) -> str:
    """Return the parameters and multiplications of a network's block, or of the network without one."""
    counted = one.block_costs if one.block else costs(one.network)
    parameters, products = (
        sum(getattr(cost, of) for cost in counted) for of in ("parameters", "multiplications")
    )
    return f"{parameters:,} parameters, {products:,} multiplications"


def saving(contenders: Sequence[Contender]) -> str:
    """Return a sentence that compares the multiplications of the first block and the last, or "" if equal."""
    first, last = (
        sum(cost.multiplications for cost in one.block_costs) for one in (contenders[0], contenders[-1])
    )
    if first == last:
        return ""
    names = contenders[0].name, contenders[-1].name
    if first > last:
        first, last, names = last, first, names[::-1]
    return f"**{names[1]}** multiplies {last / first:.1f} times as often as **{names[0]}**."


def table(contenders: Sequence[Contender]) -> None:
    """Show the counts of the whole networks in a table."""
    lines = [
        "| network | layers with weights | parameters | multiplications for one digit |",
        "|---|--:|--:|--:|",
    ]
    for one in contenders:
        counted = costs(one.network)
        cells = (
            sum(cost.multiplications > 0 for cost in counted),
            one.network.n_weights,
            sum(cost.multiplications for cost in counted),
        )
        lines.append(" | ".join([f"| {one.name}", *(f"{cell:,}" for cell in cells), ""]))
    st.markdown("\n".join(lines))
