"""A Plotly figure of how often each pixel value occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cnnviz.colours import CHANNELS, NEUTRAL, RGB, css
from cnnviz.figures.font import FONT

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 500
GREY: dict[str, RGB] = {"grey": NEUTRAL}


def histogram(counts: npt.NDArray[np.int64]) -> Figure:
    """Return a bar for each of the 256 values, with a row for each channel, all on one scale.

    Args:
        counts: (channels, 256), from `images.counting.histogram`; one channel is grey, three are RGB.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only this figure needs it
    from plotly.subplots import make_subplots  # noqa: PLC0415 - as above

    names = GREY if len(counts) == 1 else CHANNELS
    figure = make_subplots(rows=len(counts), shared_xaxes=True, vertical_spacing=0.05)
    for n, (row, (name, colour)) in enumerate(zip(counts, names.items(), strict=True), start=1):
        bars = go.Bar(
            y=row,
            name=name,
            marker={"color": css(colour), "line": {"width": 0}},
            hovertemplate=f"{name} %{{x}}: %{{y:,}} pixels<extra></extra>",
        )
        figure.add_trace(bars, row=n, col=1)
        figure.update_yaxes(title=f"{name}, pixels", row=n, col=1)
    figure.update_xaxes(range=[-1, counts.shape[1]], fixedrange=True)
    figure.update_xaxes(title="value", row=len(counts), col=1)
    figure.update_yaxes(fixedrange=True, range=[0, 1.05 * int(counts.max())])
    figure.update_layout(
        height=HEIGHT,
        bargap=0,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        font=FONT,
        showlegend=False,
    )
    return figure
