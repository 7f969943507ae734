"""A Plotly figure that compares the accuracies of several runs, epoch by epoch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cnnviz.colours import NEUTRAL, POSITIVE, css
from cnnviz.figures import captions
from cnnviz.figures.font import FONT

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: Dense networks are grey, CNNs coloured; lines for shuffled pixels are dashed.
COLOURS = {"Dense": css(NEUTRAL), "CNN": css(POSITIVE)}


def accuracy_curves(courses: Sequence[tuple[str, str, bool, Sequence[float]]], epochs: int) -> Figure:
    """Return the test accuracy after each epoch, with one line for each run.

    Args:
        courses: For each run its name, the kind of its network, whether its pixels are shuffled, and the
            accuracies after its epochs so far, in [0, 1].
        epochs: The final number of epochs.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only this figure needs it

    figure = go.Figure(
        [
            go.Scatter(
                x=list(range(1, len(course) + 1)),
                y=list(course),
                name=name,
                mode="lines+markers",
                line={"color": COLOURS[kind], "width": 3, "dash": "dash" if mixed else "solid"},
                marker={"size": 9, "symbol": "circle-open" if mixed else "circle"},
                text=[captions.share(accuracy) for accuracy in course],
                hovertemplate=f"{name}, epoch %{{x}}: %{{text}}<extra></extra>",
            )
            for name, kind, mixed, course in courses
        ]
    )
    least = min([0.7, *(value for *_, course in courses for value in course)])
    figure.update_xaxes(
        title={"text": "epoch", "font": FONT}, range=[0.5, epochs + 0.5], fixedrange=True, tickfont=FONT
    )
    figure.update_yaxes(
        title={"text": "accuracy on the test pictures", "font": FONT},
        range=[least - 0.03, 1.0],
        tickformat=".0%",
        fixedrange=True,
        tickfont=FONT,
    )
    figure.update_layout(
        height=360,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "font": FONT},
        uirevision="contest",
    )
    return figure
