"""Two networks side by side, stage by stage or layer by layer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from cnnviz.architectures import TIMELINE
from cnnviz.figures import captions
from cnnviz.lessons import compared_networks
from cnnviz.lessons.architecture_history import measures_of, published
from cnnviz.lessons.compared_networks import NUMBERS, ComparedLayer, ComparedStage, LayerRow, StageRow
from cnnviz.pipeline import choices
from cnnviz.ui.components import number_table
from cnnviz.ui.components.number_table import TableColumn, TableGroup, TableRow
from cnnviz.ui.session.state import current, field

BY = {"stages": "By stage", "layers": "By layer"}
TALLEST = "max(300px, 100vh - 17rem)"
STAGE_COLUMNS = ("Layers", "Output", "Parameters", "Multiplications")
#: How many pairs of networks are kept.
PAIRS_KEPT = 32


def choose() -> None:
    """Show the choice of the two networks, and what a row is."""
    for name, label in (("first", "Network"), ("second", "Beside it")):
        st.selectbox(
            label,
            TIMELINE,
            format_func=lambda one: published(one).title,
            width=230,
            **field("architectures", name),
        )
    st.segmented_control(
        "A row is",
        choices("architectures", "compared_by"),
        format_func=BY.__getitem__,
        required=True,
        **field("architectures", "compared_by"),
    )


def show() -> None:
    """Show the comparison."""
    chosen = current().architectures
    titles = [published(name).title for name in (chosen.first, chosen.second)]
    st.markdown(_summary(chosen.first, chosen.second))
    by_stage = chosen.compared_by == "stages"
    table = _stages if by_stage else _layers
    number_table.show(
        _columns(by_stage),
        table(chosen.first, chosen.second),
        "architectures-compared",
        label=f"{titles[0]} beside {titles[1]}",
        groups=_groups(titles),
        tallest=TALLEST,
    )


@lru_cache(maxsize=PAIRS_KEPT)
def layer_rows(first: str, second: str) -> Sequence[LayerRow]:
    """Return the layers of two networks beside each other, computed once for all visitors."""
    return compared_networks.layer_rows(published(first)(), published(second)())


@lru_cache(maxsize=PAIRS_KEPT)
def stage_rows(first: str, second: str) -> Sequence[StageRow]:
    """Return the stages of two networks beside each other, computed once for all visitors."""
    return compared_networks.stage_rows(published(first)(), published(second)())


def _summary(first: str, second: str) -> str:
    """Return in a sentence which network is larger."""
    one, other = measures_of(first), measures_of(second)
    names = published(first).title, published(second).title
    equal = sum(not row.differs for row in layer_rows(first, second))
    return (
        f"**{names[0]}** has {captions.amount(one.parameters)} parameters, "
        f"**{names[1]}** {captions.amount(other.parameters)}. "
        f"{equal} {'layer is' if equal == 1 else 'layers are'} the same in both."
    )


def _columns(by_stage: bool) -> list[TableColumn]:
    first = TableColumn("Height" if by_stage else "", has_numbers=False)
    one = [TableColumn(name, has_numbers=name != "Layers") for name in STAGE_COLUMNS]
    return [first, *one, *one]


def _groups(titles: Sequence[str]) -> list[TableGroup]:
    return [TableGroup("", 1), *(TableGroup(title, len(STAGE_COLUMNS)) for title in titles)]


def _stages(first: str, second: str) -> list[TableRow]:
    return [
        TableRow((stage_name(row.stage), *_stage_cells(row.first), *_stage_cells(row.second)))
        for row in stage_rows(first, second)
    ]


def _stage_cells(stage: ComparedStage | None) -> tuple[str, ...]:
    if stage is None:
        return ("–",) * len(STAGE_COLUMNS)
    kinds = ", ".join(f"{count} {kind}" for kind, count in stage.kinds)
    return kinds, _shape(stage), f"{stage.parameters:,}", captions.amount(stage.multiplications)


def _layers(first: str, second: str) -> list[TableRow]:
    """Return a row for each pair of layers; what differs stands out."""
    rows = []
    for row in layer_rows(first, second):
        one, other = _layer_cells(row.first), _layer_cells(row.second)
        differing = [n for n, (a, b) in enumerate(zip(one, other, strict=True), start=1) if a != b]
        places = [0, *differing, *(n + len(STAGE_COLUMNS) for n in differing)] if row.differs else []
        rows.append(TableRow(("≠" if row.differs else "=", *one, *other), places))
    return rows


def _layer_cells(layer: ComparedLayer | None) -> tuple[str, ...]:
    if layer is None:
        return ("–",) * len(STAGE_COLUMNS)
    told = f"{layer.kind} {layer.settings}"
    return told, _shape(layer), f"{layer.parameters:,}", captions.amount(layer.multiplications)


def _shape(one: ComparedStage | ComparedLayer) -> str:
    return " × ".join(f"{n:,}" for n in one.shape)


def stage_name(stage: int) -> str:
    """Return the height of a stage's maps, about, as a part of the picture's.

    >>> stage_name(0), stage_name(3), stage_name(NUMBERS)
    ('full', '1/8', 'no maps')
    """
    if stage == NUMBERS:
        return "no maps"
    return f"1/{2**stage}" if stage else "full"
