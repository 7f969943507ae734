"""What was measured in the training of an idea's networks, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from cnnviz.figures import captions
from cnnviz.lessons.ideas import Contender
from cnnviz.lessons.ideas.outcome import Outcome, chance, outcome
from cnnviz.runs import Run
from cnnviz.ui.session import loaded_digits


def show(contenders: Sequence[Contender], runs: Mapping[str, Run]) -> None:
    """Show what the runs have measured."""
    found = [outcome(one, runs[one.name]) for one in contenders if one.name in runs]
    measured = [one for one in found if one is not None]
    if len(measured) < len(contenders):
        st.markdown("The training was stopped early, so there is nothing to compare.")
        return
    n_test = len(loaded_digits.loaded(contenders[0].settings.data).y_test)
    st.markdown(" ".join(sentences(measured, n_test)))


def sentences(measured: Sequence[Outcome], n_test: int) -> Iterator[str]:
    """Yield sentences about the outcomes of at least two networks.

    Args:
        measured: The outcomes.
        n_test: Number of the test digits that judged them.
    """
    yield f"After {measured[0].n_batches:,} batches, each network reads {n_test:,} test digits."
    for one in measured:
        read = captions.share(one.accuracy)
        yield f"**{one.name}**: {read} right, loss {captions.fixed(one.loss, 3)}, {one.seconds:.0f} s."
    best, second = sorted(measured, key=lambda one: one.accuracy, reverse=True)[:2]
    lead, error = best.accuracy - second.accuracy, chance([best.accuracy, second.accuracy], n_test)
    if lead <= error:
        yield "The lead of the best one may be chance."
    else:
        yield f"**{best.name}** leads by {100 * lead:.1f} points, more than chance (±{100 * error:.1f})."
    for one in measured:
        if one.switched_off_after is not None:
            yield f"You switched the skips off after {one.switched_off_after:,} batches."
