"""A Plotly figure of an activation function and its derivative."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnnviz.colours import NEUTRAL, POSITIVE, css
from cnnviz.figures.font import FONT
from cnnviz.layers import ACTIVATIONS

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: The function is drawn from -REACH to REACH in this many points, of which one is 0.
REACH = 4.0
POINTS = 161
#: Streamlit's theme uses a smaller font.


def curve(name: str) -> Figure:
    """Return a function and its derivative from -4 to 4.

    Args:
        name: A key of `layers.ACTIVATIONS`.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only this figure needs it

    # A point just above 0, where the derivative of ReLU jumps.
    x = np.union1d(np.linspace(-REACH, REACH, POINTS), 1e-6)
    one = ACTIVATIONS[name]
    lines = {
        f"{name}: what comes out": (one.of(x), {"color": css(POSITIVE), "width": 4}),
        "its derivative: how steep": (one.derivative(x), {"color": css(NEUTRAL), "width": 3, "dash": "dash"}),
    }
    figure = go.Figure(
        [
            go.Scatter(x=x, y=y, name=label, line=line, hovertemplate="x = %{x:.2f}: %{y:.3f}<extra></extra>")
            for label, (y, line) in lines.items()
        ]
    )
    size = FONT
    figure.update_xaxes(
        title={"text": "what comes in, x", "font": size},
        range=[-REACH, REACH],
        fixedrange=True,
        tickfont=size,
    )
    figure.update_yaxes(range=[-1.3, REACH], fixedrange=True, tickfont=size)
    figure.update_layout(
        height=380,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "font": size},
    )
    return figure
