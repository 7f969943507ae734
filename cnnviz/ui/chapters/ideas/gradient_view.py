"""The size of the gradient at each layer: before the training, and at the watched moment of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import streamlit as st

from cnnviz.errors import DataError, NetworkError, WorkerError, sentence
from cnnviz.figures import gradient_bars
from cnnviz.lessons.ideas import Contender
from cnnviz.lessons.ideas.outcome import moment_at
from cnnviz.runs import Moment, Run
from cnnviz.ui.chapters.ideas import drawn_contenders
from cnnviz.ui.components import drawings
from cnnviz.ui.controls import glossary
from cnnviz.ui.session import idea_answers, worker_processes
from cnnviz.ui.session.notice import Notice

_NOTICE = Notice("skips error")
_SKIPS = "ideas-skips"
#: Sizes that differ by a smaller factor are called about equal.
ALIKE = 3.0
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def show(contenders: Sequence[Contender], runs: Mapping[str, Run], index: int | None) -> None:
    """Show the bars, what they say, and the switch of the skips.

    Args:
        contenders: The networks, the one with skips first.
        runs: Their runs by name, as far as they were started.
        index: The watched moment of the first network; None is the newest.
    """
    moments = _watched(contenders, runs, index)
    if (sizes := _sizes(contenders, moments)) is None:
        with st.container(height=gradient_bars.HEIGHT, border=False):
            st.info("Keras is measuring the gradient of each layer.")
        _rerun_when_ready(contenders)
        return
    drawn = gradient_bars.bars(
        sizes, drawn_contenders.colours(contenders), "The size of the gradient at each layer"
    )
    with st.container(key="ideas-gradient"):
        drawings.show([drawings.Drawn(drawn, shrinks=True)], "ideas-bars")
        glossary.explained(f"{_when(moments)}: {first_layer(sizes)}{_switched(moments)}")
    _show_switch(runs.get(contenders[0].name))


def _watched(
    contenders: Sequence[Contender], runs: Mapping[str, Run], index: int | None
) -> list[Moment | None]:
    """Return the watched moment of each network; None where its training has not begun."""
    known = [list(runs[one.name].moments) if one.name in runs else [] for one in contenders]
    step = math.inf if index is None or not known[0] else known[0][min(index, len(known[0]) - 1)].step
    return [moment_at(moments, step) for moments in known]


def _sizes(
    contenders: Sequence[Contender], moments: Sequence[Moment | None]
) -> list[Mapping[str, float]] | None:
    """Return each network's gradients; the worker measures those of networks that have not begun."""
    found: list[Mapping[str, float]] = []
    for one, moment in zip(contenders, moments, strict=True):
        try:
            sizes = moment.gradients if moment else idea_answers.first_gradients(one.settings).answer()
        except (DataError, NetworkError, WorkerError) as error:
            st.error(sentence(error))
            return None
        if sizes is None:
            return None
        found.append(sizes)
    return found


def _rerun_when_ready(contenders: Sequence[Contender]) -> None:
    @st.fragment(run_every=1)
    def wait() -> None:
        if all(idea_answers.first_gradients(one.settings).is_ready() for one in contenders):
            st.rerun()

    wait()


def _when(moments: Sequence[Moment | None]) -> str:
    """Return when the gradients were measured."""
    with_skips, plain = (moment.step if moment else 0 for moment in moments)
    if with_skips == plain:
        return f"After {_batches(plain)}" if plain else "Before the first batch"
    return f"After {_batches(with_skips)} with skips, {plain:,} without"


def _switched(moments: Sequence[Moment | None]) -> str:
    """Return a sentence if the skips are switched off at the watched moment."""
    return "" if moments[0] is None or moments[0].skips else " The skips are off now."


def _batches(n: int) -> str:
    return f"{n:,} {'batch' if n == 1 else 'batches'}"


def first_layer(sizes: Sequence[Mapping[str, float]]) -> str:
    """Return the rest of a sentence: it compares the gradients in the first layer, with skips and without.

    >>> first_layer([{"stem": 2.0}, {"stem": 0.001}])
    "the first layer's gradient is 2,000 times larger with skips."
    >>> first_layer([{"stem": 1.0}, {"stem": 1.5}])
    'in the first layer, both gradients are about equal.'
    """
    with_skips, plain = (next(iter(one.values())) for one in sizes)
    if min(with_skips, plain) < gradient_bars.LEAST:
        return "in the first layer, a gradient has vanished: it is as good as 0."
    ratio = with_skips / plain
    if 1 / ALIKE < ratio < ALIKE:
        return "in the first layer, both gradients are about equal."
    where = "with" if ratio > 1 else "without"
    return f"the first layer's gradient is {_times(max(ratio, 1 / ratio))} times larger {where} skips."


def _times(ratio: float) -> str:
    """Return a factor; a large one as a power of ten.

    >>> _times(31.2), _times(3e9)
    ('31', '10⁹')
    """
    return f"{ratio:,.0f}" if ratio < 1e5 else f"10{str(int(math.log10(ratio))).translate(_RAISED)}"


def _show_switch(run: Run | None) -> None:
    """Show the switch of the skips, which works while the network with skips trains."""
    active = run is not None and run.state == "running"
    st.session_state[_SKIPS] = run.skips if run is not None else True
    st.toggle(
        "Skips on",
        key=_SKIPS,
        disabled=not active,
        on_change=_switch,
        args=(run,),
        help="Switch the skips off while the network with skips trains. Then watch its bars.",
    )
    _NOTICE.show_once()


def _switch(run: Run) -> None:
    with _NOTICE.catch(WorkerError):
        worker_processes.workers().switch_skips(run, on=st.session_state[_SKIPS])
