"""An activation and its slope -> a Plotly figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnnviz.colours import NEUTRAL, POSITIVE, css
from cnnviz.layers import ACTIVATIONS

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: From where to where the function is drawn, and in how many points: 0 is one of them.
REACH = 4.0
POINTS = 161
#: Streamlit's theme writes smaller.
FONT_SIZE = 16


def curve(name: str) -> Figure:
    """Return a function and its derivative from -4 to 4.

    Args:
        name: a key of `layers.ACTIVATIONS`.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - a third of a second, and only this figure needs it

    # Just after 0, where the slope of a corner jumps.
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
    size = {"size": FONT_SIZE}
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
