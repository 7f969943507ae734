"""Where learning rates are set: one, and a second beside it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.lessons.descent import MAX_RATE
from cnnviz.ui.session.state import bind, change, current

LABELS = ("Learning rate", "A second rate")
#: So narrow a field has no step buttons: they would add, where rates are tried by factors.
WIDTH = 118
HELP = (
    "How far a step goes, as a multiple of the slope. Empty: one that suits.",
    "A second learning rate from the same start, side by side. Empty: none.",
)


def choose(page: str, suits: float) -> None:
    """Show the fields of both rates.

    Args:
        page: the page's part of the widgets' keys.
        suits: the rate that is taken while none is set.
    """
    for n in (0, 1):
        st.number_input(
            LABELS[n],
            min_value=-MAX_RATE,
            max_value=MAX_RATE,
            value=None,
            format="%g",
            placeholder="none" if n else f"{suits:g}",
            help=HELP[n],
            width=WIDTH,
            **bind(f"{page}-rate-{n}", _rate(n), partial(_take, n, suits)),
        )


def _rate(n: int) -> float | None:
    """Return the n-th rate that is set, or None."""
    return dict(enumerate(current().learn_kernel.rates)).get(n)


def _take(n: int, suits: float, value: float | None) -> None:
    """Set the n-th rate, or take it away; where only a second is set, the first is the one that suits."""
    first, second = (value if n == place else _rate(place) for place in (0, 1))
    if second is None:
        change(learn_kernel={"rates": () if first is None else (first,)})
    else:
        change(learn_kernel={"rates": (suits if first is None else first, second)})
