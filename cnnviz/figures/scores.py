"""Plotly figures of the scores of each class, the reliability of a network, and its learning curve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from cnnviz.colours import NEGATIVE, NEUTRAL, POSITIVE, css
from cnnviz.figures import captions
from cnnviz.figures.font import FONT

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from cnnviz.lessons.evaluation import ClassScore, Reliability

HEIGHT = 400


def classes(scores: Sequence[ClassScore]) -> Figure:
    """Return precision and recall of each class as two dots."""
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only this figure needs it

    looks: dict[str, dict[str, Any]] = {
        "recall": {"color": css(POSITIVE), "symbol": "circle", "size": 16},
        "precision": {"color": css(NEGATIVE), "symbol": "diamond-open", "size": 16, "line": {"width": 3}},
    }
    figure = go.Figure(
        [
            go.Scatter(
                x=[score.name for score in scores],
                y=[getattr(score, name) for score in scores],
                name=name,
                mode="markers",
                marker=look,
                text=[_percent(getattr(score, name)) for score in scores],
                hovertemplate=f"%{{x}}: {name} %{{text}}<extra></extra>",
            )
            for name, look in looks.items()
        ]
    )
    known = [one for score in scores for one in (score.precision, score.recall) if one is not None]
    least = min(0.95, *known)
    figure.update_xaxes(title={"text": "class", "font": FONT}, type="category")
    figure.update_yaxes(range=[max(0.0, least - 0.02), 1.005], tickformat=".0%" if least < 0.9 else ".1%")
    return _dressed(figure)


#: The opacity of the bars: of all, and of the others where one stands out.
OPACITY, PALE = 0.75, 0.35


def reliability(given: Reliability, *, stands_out: float | None = None) -> Figure:
    """Return the accuracy over the confidence; on the diagonal, a network is perfectly calibrated.

    Args:
        given: The predictions in bins by confidence.
        stands_out: A confidence in [0, 1], whose bar stands out.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - as above

    some = given.counts > 0
    widths = np.diff(given.edges)[some]
    strong = some if stands_out is None else np.arange(len(some)) == given.bin_of(stands_out)
    colours = [css(POSITIVE, OPACITY if one else PALE) for one in strong[some]]
    figure = go.Figure(
        [
            go.Bar(
                x=(given.edges[:-1] + np.diff(given.edges) / 2)[some].tolist(),
                y=given.accuracy[some].tolist(),
                width=(0.92 * widths).tolist(),
                name="right",
                text=[f"{count:,}" for count in given.counts[some]],
                textposition="outside",
                cliponaxis=False,
                marker={"color": colours, "line": {"width": 0}},
                customdata=[
                    [captions.share(float(sure)), captions.share(float(right))]
                    for sure, right in zip(given.confidence[some], given.accuracy[some], strict=True)
                ],
                hovertemplate="confidence %{customdata[0]}: %{customdata[1]} of %{text} right<extra></extra>",
            ),
            go.Scatter(
                x=[0, 1],
                y=[0, 1],
                name="accuracy = confidence",
                mode="lines",
                line={"color": css(NEUTRAL), "width": 3, "dash": "dash"},
                hoverinfo="skip",
            ),
        ]
    )
    figure.update_xaxes(
        title={"text": "confidence: the largest probability", "font": FONT},
        range=[0, 1.01],
        tickformat=".0%",
        dtick=0.1,
    )
    figure.update_yaxes(
        title={"text": "accuracy", "font": FONT},
        range=[0, 1.1],
        tickformat=".0%",
        tickvals=[0, 0.25, 0.5, 0.75, 1],
    )
    return _dressed(figure)


def amount(points: Sequence[tuple[int, float, float]], sizes: Sequence[int]) -> Figure:
    """Return the accuracy against the number of training pictures of each class, on a logarithmic axis.

    Args:
        points: For each finished run its pictures of each class, its accuracy, and two standard errors.
        sizes: All numbers of pictures that will be tried.
    """
    from plotly import graph_objects as go  # noqa: PLC0415 - as above

    per_class, accuracies, errors = zip(*points, strict=True) if points else ((), (), ())
    figure = go.Figure(
        go.Scatter(
            x=per_class,
            y=accuracies,
            error_y={"type": "data", "array": errors, "thickness": 2, "width": 8},
            mode="lines+markers+text",
            text=[captions.share(accuracy) for accuracy in accuracies],
            textposition="bottom right",
            textfont=FONT,
            cliponaxis=False,
            line={"color": css(POSITIVE), "width": 3},
            marker={"size": 12},
            customdata=[captions.share(accuracy, 2) for accuracy in accuracies],
            hovertemplate="%{x:,} of each class: %{customdata}<extra></extra>",
        )
    )
    figure.update_xaxes(
        title={"text": "training pictures of each class", "font": FONT},
        type="log",
        range=[np.log10(0.8 * min(sizes)), np.log10(1.6 * max(sizes))],
        tickvals=list(sizes),
        ticktext=[f"{size:,}" for size in sizes],
    )
    least = min([0.6, *accuracies])
    figure.update_yaxes(
        title={"text": "accuracy on the test pictures", "font": FONT},
        range=[least - 0.08, 1.0],
        tickformat=".0%",
    )
    return _dressed(figure)


def _percent(score: float | None) -> str:
    return "" if score is None else captions.share(score, 2)


def _dressed(figure: Figure) -> Figure:
    """Return the figure with the layout that all of them share."""
    figure.update_xaxes(fixedrange=True, tickfont=FONT)
    figure.update_yaxes(fixedrange=True, tickfont=FONT)
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        font=FONT,
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "font": FONT},
    )
    return figure
