"""By how much a map changes when the image moves -> a Plotly figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cnnviz.colours import NEUTRAL, POSITIVE, css
from cnnviz.figures import captions

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: A pooling's bars are those of the map without it, in the colour of what is kept.
COLOURS = {"no": css(NEUTRAL), "max": css(POSITIVE), "average": css(POSITIVE, 0.45)}

#: Streamlit's theme writes smaller.
SIZE = {"size": 16}


def bars(moves: Sequence[str], changed: Mapping[str, Sequence[float]]) -> Figure:
    """Return a group of bars for each move, read from the top: a bar for each pooling, its share beside it.

    Args:
        moves: what was done to the image.
        changed: for "no", "max" and "average" pooling the relative change of each move, from `invariance`.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - a third of a second, and only this figure needs it

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
                textfont=SIZE,
                cliponaxis=False,
                hovertemplate=f"%{{y}}, {kind} pooling: %{{text}}<extra></extra>",
            )
            for kind, shares in changed.items()
        ]
    )
    largest = max([0.1, *(share for shares in changed.values() for share in shares)])
    figure.update_xaxes(
        title={"text": "change of the map, ‖a − b‖ / ‖a‖", "font": SIZE},
        range=[0, largest * 1.25],
        tickformat=".0%",
        nticks=6,
        fixedrange=True,
        tickfont=SIZE,
    )
    figure.update_yaxes(autorange="reversed", fixedrange=True, tickfont=SIZE)
    figure.update_layout(
        height=680,
        bargap=0.2,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "traceorder": "normal", "font": SIZE},
    )
    return figure
