"""A Plotly figure of how much a map changes when the image moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cnnviz.colours import NEUTRAL, POSITIVE, css
from cnnviz.figures import captions
from cnnviz.figures.font import FONT

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: Bars with pooling have the colour of positive values, the bar without it is grey.
COLOURS = {"no": css(NEUTRAL), "max": css(POSITIVE), "average": css(POSITIVE, 0.45)}

#: Streamlit's theme uses a smaller font.


def bars(moves: Sequence[str], changed: Mapping[str, Sequence[float]]) -> Figure:
    """Return a group of bars for each movement, from top to bottom: one bar for each pooling, with its value.

    Args:
        moves: The names of the movements.
        changed: Maps "no", "max" and "average" pooling to the relative change for each movement, as
            `pooling_invariance.changes` returns it.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only this figure needs it

    figure = go.Figure(
        [
            go.Bar(
                x=list(shares),
                y=list(moves),
                name=f"{kind} pooling",
                orientation="h",
                marker={"color": COLOURS[kind]},
                text=[captions.share(share) for share in shares],
                textposition="outside",
                textfont=FONT,
                cliponaxis=False,
                hovertemplate=f"%{{y}}, {kind} pooling: %{{text}}<extra></extra>",
            )
            for kind, shares in changed.items()
        ]
    )
    largest = max([0.1, *(share for shares in changed.values() for share in shares)])
    figure.update_xaxes(
        title={"text": "change of the map", "font": FONT},
        range=[0, largest * 1.25],
        tickformat=".0%",
        nticks=6,
        fixedrange=True,
        tickfont=FONT,
    )
    figure.update_yaxes(autorange="reversed", fixedrange=True, tickfont=FONT)
    figure.update_layout(
        height=680,
        bargap=0.2,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "traceorder": "normal", "font": FONT},
    )
    return figure
