"""A Plotly figure of a training run's loss and accuracy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cnnviz.colours import NEGATIVE, POSITIVE, css
from cnnviz.figures.font import FONT
from cnnviz.runs import Event

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def curves(events: Sequence[Event], epochs: int) -> Figure:
    """Return loss and accuracy over the epochs, on the training pictures and on the test pictures."""
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only this figure needs it
    from plotly.subplots import make_subplots  # noqa: PLC0415 - as above

    figure = make_subplots(cols=2, subplot_titles=("loss", "accuracy"), horizontal_spacing=0.08)
    # The mean starts again with each epoch, and so does the line.
    during = [event for event in events if event["kind"] == "batch"]
    starts = [n for n in range(1, len(during)) if during[n]["epoch"] != during[n - 1]["epoch"]]
    after = [event for event in events if event["kind"] == "epoch"]
    for column, measure in enumerate(("loss", "accuracy"), start=1):
        figure.add_trace(
            go.Scatter(
                x=_broken([event["epoch"] + event["batch"] / event["n_batches"] for event in during], starts),
                y=_broken([event[measure] for event in during], starts),  # type: ignore[literal-required]
                name="training pictures, mean of the epoch so far",
                line={"color": css(NEGATIVE), "width": 2},
                showlegend=column == 1,
            ),
            row=1,
            col=column,
        )
        figure.add_trace(
            go.Scatter(
                x=[event["epoch"] + event["batch"] / event["n_batches"] for event in after],
                y=[event[f"val_{measure}"] for event in after],  # type: ignore[literal-required]
                name="test pictures, after each epoch",
                mode="lines+markers",
                line={"color": css(POSITIVE), "width": 3},
                marker={"size": 10},
                showlegend=column == 1,
            ),
            row=1,
            col=column,
        )
    figure.update_xaxes(title="epoch", range=[0, epochs], fixedrange=True)
    highest = max([2.5, *(event["loss"] for event in events)])
    figure.update_yaxes(fixedrange=True, range=[0, highest], col=1)
    figure.update_yaxes(fixedrange=True, range=[0, 1.02], tickformat=".0%", col=2)
    figure.update_layout(
        height=420,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        font=FONT,
        legend={"orientation": "h", "y": -0.2},
        uirevision="run",
    )
    return figure


def _broken(values: list[float], starts: Sequence[int]) -> list[float | None]:
    """Return the values with a gap before each start."""
    broken: list[float | None] = list(values)
    for start in reversed(starts):
        broken.insert(start, None)
    return broken
