"""How often each value occurs -> a Plotly figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cnnviz.colours import NEUTRAL, RGB, css

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: A channel is drawn in its own colour, which stands out on white and on black.
CHANNELS: dict[str, RGB] = {"red": (214, 60, 60), "green": (46, 150, 70), "blue": (64, 110, 230)}
GREY: dict[str, RGB] = {"grey": NEUTRAL}


def histogram(counts: npt.NDArray[np.int64]) -> Figure:
    """Return a bar for each of the 256 values, for each channel.

    Args:
        counts: (channels, 256), from `images.counting.histogram`; one channel is grey, three are RGB.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - a third of a second, and only this figure needs it

    names = GREY if len(counts) == 1 else CHANNELS
    figure = go.Figure(
        [
            go.Bar(
                y=row,
                name=name,
                marker={"color": css(colour, 1 if len(counts) == 1 else 0.55), "line": {"width": 0}},
                hovertemplate=f"{name} %{{x}}: %{{y:,}} pixels<extra></extra>",
            )
            for row, (name, colour) in zip(counts, names.items(), strict=True)
        ]
    )
    figure.update_xaxes(title="value", range=[-1, counts.shape[1]], fixedrange=True)
    figure.update_yaxes(title="pixels", fixedrange=True)
    figure.update_layout(
        height=460,
        bargap=0,
        barmode="overlay",
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        font={"size": 16},
        showlegend=len(counts) > 1,
        legend={"orientation": "h", "y": 1.08},
    )
    return figure
