"""A Plotly figure of the loss after one step, over the learning rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnnviz.colours import NEGATIVE, POSITIVE, css
from cnnviz.errors import NetworkError
from cnnviz.figures.font import FONT
from cnnviz.lessons.backprop import MAX_LEARNING_RATE, TrainingStep, descend, forward

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LEAST = 1e-4
COUNT = 57


def curve(step: TrainingStep) -> tuple[list[float], list[float]]:
    """Return increasing learning rates, and the loss after the same step with each of them."""
    label = int(step.before.target.argmax())
    rates, losses = [], []
    for rate in np.geomspace(LEAST, MAX_LEARNING_RATE, COUNT).tolist():
        try:
            after = forward(step.before.x, label, descend(step.old, step.gradients, rate))
        except NetworkError:
            break
        rates.append(rate)
        losses.append(after.loss)
    return rates, losses


def losses(step: TrainingStep) -> Figure:
    """Return the curve, with the loss before the step as a line and the current learning rate as a point."""
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only this figure needs it

    rates, after = curve(step)
    figure = go.Figure(
        [
            go.Scatter(x=rates, y=after, name="after the step", line={"color": css(NEGATIVE), "width": 3}),
            go.Scatter(
                x=[step.learning_rate],
                y=[step.after.loss],
                name="your learning rate",
                mode="markers",
                marker={"color": css(POSITIVE), "size": 16},
            ),
        ]
    )
    figure.add_hline(
        y=step.before.loss, line_dash="dash", annotation_text="before the step", annotation_font=FONT
    )
    highest = 1.15 * max(1.5 * step.before.loss, step.after.loss, 0.1)
    figure.update_xaxes(
        type="log",
        dtick=1,
        exponentformat="none",
        title={"text": "learning rate", "font": FONT},
        tickfont=FONT,
        fixedrange=True,
    )
    figure.update_yaxes(
        title={"text": "loss", "font": FONT},
        tickfont=FONT,
        range=[-0.04 * highest, highest],
        fixedrange=True,
    )
    figure.update_layout(
        height=320,
        margin={"l": 10, "r": 10, "t": 20, "b": 10},
        font=FONT,
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "font": FONT},
    )
    return figure
