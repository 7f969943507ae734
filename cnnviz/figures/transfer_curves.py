"""A Plotly figure of transfer learning: accuracy against the number of examples, frozen and from scratch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cnnviz.colours import NEUTRAL, POSITIVE, css
from cnnviz.figures import captions
from cnnviz.figures.font import FONT
from cnnviz.lessons.transfer import COUNTS, WAY_NAMES, WAYS, Compared, Way

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 400
#: The frozen convolutions are coloured, what begins anew is grey and dashed.
COLOURS: dict[Way, str] = {"frozen": css(POSITIVE), "scratch": css(NEUTRAL)}
#: The smallest accuracy on the axis: that of guessing among five.
LEAST = 0.2


def transfer_curves(found: Sequence[Compared], chosen: int) -> Figure:
    """Return both ways' accuracies, as far as they are known.

    Args:
        found: The accuracies with some numbers of examples, in ascending order.
        chosen: The number of examples that is marked.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only some figures need it

    figure = go.Figure()
    for way in WAYS:
        accuracies = [getattr(one, way) for one in found]
        figure.add_trace(
            go.Scatter(
                x=[one.count for one in found],
                y=accuracies,
                name=WAY_NAMES[way],
                mode="lines+markers",
                line={"color": COLOURS[way], "width": 4, "dash": "solid" if way == "frozen" else "dash"},
                marker={"size": [18 if one.count == chosen else 11 for one in found]},
                cliponaxis=False,
                text=[captions.share(accuracy) for accuracy in accuracies],
                hovertemplate=f"{WAY_NAMES[way]}, %{{x}} of each: %{{text}}<extra></extra>",
                showlegend=True,
            )
        )
    figure.add_vline(chosen, line={"color": css(NEUTRAL, 0.6), "width": 2, "dash": "dot"})
    figure.update_xaxes(
        title={"text": "examples of each new digit", "font": FONT},
        type="log",
        range=[np.log10(0.8 * min(COUNTS)), np.log10(1.25 * max(COUNTS))],
        tickvals=list(COUNTS),
        ticktext=[str(count) for count in COUNTS],
        fixedrange=True,
        tickfont=FONT,
    )
    figure.update_yaxes(
        title={"text": "accuracy on other new digits", "font": FONT},
        range=[LEAST, 1.02],
        tickformat=".0%",
        dtick=0.2,
        fixedrange=True,
        tickfont=FONT,
    )
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        font=FONT,
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "font": FONT},
        uirevision="transfer",
    )
    return figure
