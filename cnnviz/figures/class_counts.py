"""A Plotly figure of the number of training and test pictures of each class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cnnviz.colours import NEGATIVE, POSITIVE, css
from cnnviz.figures.font import FONT

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Counts = npt.NDArray[np.int64]


def class_counts(train: Counts, test: Counts, class_names: Sequence[str]) -> Figure:
    """Return two bars for each class, in the colours that training and test pictures have in the curves."""
    from plotly import graph_objects as go  # noqa: PLC0415 - takes 0.3 s, and only this figure needs it

    parts = (("training pictures", train, NEGATIVE), ("test pictures", test, POSITIVE))
    figure = go.Figure(
        [
            go.Bar(
                x=list(class_names),
                y=counts.tolist(),
                name=name,
                text=[f"{count:,}" for count in counts],
                textposition="outside",
                textangle=0,
                cliponaxis=False,
                marker={"color": css(colour), "line": {"width": 0}},
                hovertemplate=f"%{{x}}: %{{y:,}} {name}<extra></extra>",
            )
            for name, counts, colour in parts
        ]
    )
    figure.update_xaxes(
        title={"text": "class", "font": FONT}, type="category", tickfont=FONT, fixedrange=True
    )
    figure.update_yaxes(
        range=[0, 1.12 * float(max(train.max(), test.max()))],
        tickfont=FONT,
        fixedrange=True,
    )
    figure.update_layout(
        height=340,
        bargap=0.2,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        font=FONT,
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "font": FONT},
    )
    return figure
