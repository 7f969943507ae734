"""A Plotly figure of deletion and insertion: the probability against the share of the pixels."""

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


def deletion_curves(
    deletion: DeletionCurve, insertion: DeletionCurve, at_random: DeletionCurve, label: str
) -> Figure:
    """Return both curves side by side, each beside that of random order, with the areas below them.

    Args:
        deletion: The curve while the most important pixels are taken away first.
        insertion: The curve while they are given back first.
        at_random: The mean curve of deletion in random orders.
        label: The name of the method that orders the pixels.
    """
    from plotly.subplots import make_subplots  # noqa: PLC0415 - takes 0.3 s, and only some figures need it

    figure = make_subplots(
        cols=2, subplot_titles=("Deletion: less area is better", "Insertion: more area is better")
    )
    for column, (curve, reference) in enumerate(
        [(deletion, at_random), (insertion, at_random.mirrored)], start=1
    ):
        _add(figure, column, curve, f"{label}: area {fixed(curve.area, 3)}", is_random=False)
        _add(figure, column, reference, f"{RANDOM}: area {fixed(reference.area, 3)}", is_random=True)
    figure.update_xaxes(range=[0, 1], tickformat=".0%", fixedrange=True)
    figure.update_xaxes(title="pixels taken away", col=1)
    figure.update_xaxes(title="pixels given back", col=2)
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%", fixedrange=True)
    figure.update_yaxes(title="probability", col=1)
    figure.update_annotations(font_size=FONT["size"])
    figure.update_layout(
        height=360,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        font=FONT,
        legend={"orientation": "h", "y": -0.25, "font": FONT},
        legend2={"orientation": "h", "y": -0.25, "x": 0.55, "font": FONT},
    )
    return figure


def _add(figure: Figure, column: int, curve: DeletionCurve, name: str, *, is_random: bool) -> None:
    """Add a curve to a panel."""
    from plotly import graph_objects as go  # noqa: PLC0415 - as above

    colour = css(NEUTRAL if is_random else SEQUENCE[0])
    figure.add_trace(
        go.Scatter(
            x=curve.shares.tolist(),
            y=curve.probabilities.tolist(),
            name=name,
            mode="lines",
            line={"color": colour, "width": 2 if is_random else 4, "dash": "dash" if is_random else "solid"},
            legend="legend" if column == 1 else "legend2",
        ),
        row=1,
        col=column,
    )
