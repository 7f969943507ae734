"""Both curves, count by count as the networks are trained, beside the digits that they learn from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import streamlit as st

from cnnviz import mnist
from cnnviz.data_sets import DataSet
from cnnviz.errors import WorkerError, sentence
from cnnviz.figures import pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.transfer_curves import transfer_curves
from cnnviz.lessons.transfer import COUNTS, NEW, Compared, examples, part
from cnnviz.ui.chapters.transfer import transfer_words
from cnnviz.ui.components import stage
from cnnviz.ui.session import transfer_answers
from cnnviz.ui.session.state import current

#: Seconds between two looks at what has been trained.
EVERY = 0.7
#: The widths of the curves and of the digits.
CURVES_AND_DIGITS = (3, 2)
#: The most digits in a row of the sheet.
MOST_IN_A_ROW = 25


def show() -> None:
    """Show what is known, and look again while networks are being trained."""
    now = current().transfer
    curves, digits = st.columns(CURVES_AND_DIGITS, vertical_alignment="center")
    with digits:
        _show_digits(now.count, now.seed)
    running = _n_known(now.seed) < len(COUNTS)

    def update() -> None:
        try:
            found = _found(now.seed)
        except WorkerError as error:
            st.error(sentence(error))
            return
        _show_curves(found, now.count)
        if running and len(found) == len(COUNTS):
            st.rerun()

    with curves:
        st.fragment(update, run_every=EVERY if running else None)()


def sheet(count: int, seed: int) -> Encoded:
    """Return the examples as one picture, class by class."""
    digits, _ = examples(_new(), count, seed)
    return pictures.tiles(digits, next(n for n in range(MOST_IN_A_ROW, 0, -1) if count % n == 0))


def _n_known(seed: int) -> int:
    """Return how many counts are trained; begin to train the next one."""
    ready = (transfer_answers.is_ready(count, seed) for count in COUNTS)
    return next((n for n, one in enumerate(ready) if not one), len(COUNTS))


def _found(seed: int) -> list[Compared]:
    known = [transfer_answers.compared(count, seed) for count in COUNTS[: _n_known(seed)]]
    return [one for one in known if one is not None]


def _show_curves(found: Sequence[Compared], chosen: int) -> None:
    """Show the curves as far as they are known, and in a sentence what they say at the chosen count."""
    st.plotly_chart(
        transfer_curves(found, chosen),
        key="transfer-curves",
        config={"displayModeBar": False},
        alt="Accuracy on new digits by the number of examples, with frozen convolutions and from scratch",
    )
    with st.container(key="transfer-said"):
        at_chosen = next((one for one in found if one.count == chosen), None)
        st.markdown(transfer_words.awaited(chosen) if at_chosen is None else transfer_words.lead(at_chosen))


def _show_digits(count: int, seed: int) -> None:
    label = f"All that they see of {NEW[0]} to {NEW[-1]}"
    each = f"{count} {'example' if count == 1 else 'examples'} of each digit"
    picture = stage.Picture(
        label=label, detail=each, encoded=sheet(count, seed), alt=f"{each}, {NEW[0]} to {NEW[-1]}"
    )
    stage.show([picture], "transfer-digits", tallest="44vh")


@cache
def _new() -> DataSet:
    return part(mnist.load("bundled"), NEW)
