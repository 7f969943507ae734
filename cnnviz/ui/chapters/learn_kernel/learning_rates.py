"""The fields of the learning rates: one, and a second to compare it with."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.lessons.descent import MAX_RATE
from cnnviz.ui.session.state import bind, change, current

LABELS = ("Learning rate", "A second rate")
#: Too narrow for step buttons, which would add, where rates are tried by factors.
WIDTH = 118
HELP = (
    "How far a step goes, as a multiple of the slope. Empty: one that suits.",
    "A second learning rate from the same start, side by side. Empty: none.",
)


def show(page: str, suggested: float) -> None:
    """Show the fields of both rates.

    Args:
        page: The prefix of the widgets' keys.
        suggested: The rate that is used while the first field is empty.
    """
    for n in (0, 1):
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
