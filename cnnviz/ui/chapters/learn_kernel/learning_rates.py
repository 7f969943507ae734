"""The fields of the learning rates: one, and a second to compare it with."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.lessons.descent import MAX_RATE
from cnnviz.ui.session.state import bind, change, current

LABELS = ("Learning rate", "Second rate")
#: Too narrow for step buttons, which would add, where rates are tried by factors.
WIDTH = 150
HELP = (
    "How far each step goes. Leave it empty for a good choice.",
    "Compare two learning rates, side by side, from the same start.",
)


def show(page: str, n: int, suggested: float) -> None:
    """Show the field of a rate.

    Args:
        page: The prefix of the widget's key.
        n: 0 for the rate itself, 1 for the second rate.
        suggested: The rate that is used while the first field is empty.
    """
    st.number_input(
        LABELS[n],
        min_value=-MAX_RATE,
        max_value=MAX_RATE,
        value=None,
        format="%g",
        placeholder="none" if n else f"{suggested:g}",
        help=HELP[n],
        width=WIDTH,
        **bind(f"{page}-rate-{n}", _rate(n), partial(_set_rate, n, suggested)),
    )


def _rate(n: int) -> float | None:
    """Return the n-th rate, or None if it is not set."""
    return dict(enumerate(current().learn_kernel.rates)).get(n)


def _set_rate(n: int, suggested: float, value: float | None) -> None:
    """Set or clear the n-th rate. If only the second is set, the first becomes the suggested one."""
    first, second = (value if n == place else _rate(place) for place in (0, 1))
    if second is None:
        change(learn_kernel={"rates": () if first is None else (first,)})
    else:
        change(learn_kernel={"rates": (suggested if first is None else first, second)})
