"""A Plotly figure of deletion or insertion: the probability against the share of the pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnnviz.colours import NEUTRAL, SEQUENCE, css
from cnnviz.figures.captions import fixed
from cnnviz.figures.font import FONT
from cnnviz.lessons.deletion_curve import DeletionCurve

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: The name of the curve of pixels in random order.
RANDOM = "random order"
#: The height in pixels.
HEIGHT = 330


def deletion_figure(curve: DeletionCurve, at_random: DeletionCurve, label: str, pixels: str) -> Figure:
    """Return a curve beside that of random order, with the areas below them.

    Args:
        curve: The curve in a map's order.
        at_random: The mean curve in random orders.
        label: The name of the method that orders the pixels.
        pixels: What happens to the pixels, for the horizontal axis.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only some figures need it

    figure = go.Figure()
    _add(figure, curve, f"{label}: area {fixed(curve.area, 3)}", is_random=False)
    _add(figure, at_random, f"{RANDOM}: area {fixed(at_random.area, 3)}", is_random=True)
    figure.update_xaxes(title=pixels, range=[0, 1], tickformat=".0%", fixedrange=True)
    figure.update_yaxes(title="probability", range=[0, 1.02], tickformat=".0%", fixedrange=True)
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 10, "r": 20, "t": 10, "b": 10},
        font=FONT,
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "font": FONT},
    )
    return figure


def _add(figure: Figure, curve: DeletionCurve, name: str, *, is_random: bool) -> None:
    """Add a curve to a figure."""
    from plotly import graph_objects as go  # noqa: PLC0415 - as above

    colour = css(NEUTRAL if is_random else SEQUENCE[0])
    figure.add_trace(
        go.Scatter(
            x=curve.shares.tolist(),
            y=curve.probabilities.tolist(),
            name=name,
            mode="lines",
            line={"color": colour, "width": 2 if is_random else 4, "dash": "dash" if is_random else "solid"},
            showlegend=True,
        )
    )
