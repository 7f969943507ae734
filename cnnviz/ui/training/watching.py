"""A run as it goes: where it stands, its numbers, its curves, and what its network sees."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.figures import captions
from cnnviz.runs import Event, Moment, Run
from cnnviz.ui import course, datasets
from cnnviz.ui.state import current
from cnnviz.ui.training import looked, moments, words

#: Seconds between two looks at a run that goes: at its numbers, and at its curves and pictures, which cost a
#: browser as much as all the numbers.
TOLD_EVERY, DRAWN_EVERY = 0.5, 1.5


def watch() -> None:
    """Show the run that is looked at, again and again while one that is shown goes."""
    going = any(not run.ended for run in looked.shown())
    st.fragment(_tell, run_every=TOLD_EVERY if going else None)(going)
    st.fragment(_draw, run_every=DRAWN_EVERY if going else None)()


def _draw() -> None:
    """Show the curves, and what the network sees."""
    shown = looked.shown()
    run = shown[0] if shown else None
    there = looked.moments(run)
    _curves(there)
    moments.show(run, there)


def _tell(was_going: bool) -> None:
    """Show where the run stands."""
    shown = looked.shown()
    run = shown[0] if shown else None
    _standing(run)
    _numbers(run)
    if was_going and any(run.ended for run in shown) and run_ended_anew(shown):
        st.rerun()


def run_ended_anew(shown: list[Run]) -> bool:
    """Whether a run has ended since the page was shown, so that its list must be shown anew."""
    ended = {run.id for run in shown if run.ended}
    before: set[str] = st.session_state.get("train ended", set())
    st.session_state["train ended"] = before | ended
    return not ended <= before


def _standing(run: Run | None) -> None:
    if run is None:
        st.progress(0.0, text=_before())
    elif run.state == "failed":
        st.error(run.error)
    else:
        st.progress(run.progress, text=words.standing(run))


def _before() -> str:
    """Return from what a run would learn."""
    digits, share = datasets.digits(), current().share
    part = "" if share == 1 else f"{captions.share(share)} of "
    return f"{part}{len(digits.x_train):,} digits to learn from, {len(digits.x_test):,} others to judge by"


def _numbers(run: Run | None) -> None:
    """Show the numbers of the last batch and of the last epoch's end."""
    last = run.events[-1] if run and run.events else None
    tested = _tested(run)
    seconds = run.seconds_left if run else None
    numbers = {
        "Loss, this batch": f"{last['batch_loss']:.3f}" if last else "",
        "Right, this batch": captions.share(last["batch_accuracy"]) if last else "",
        "Test digits right": captions.share(tested["val_accuracy"] or 0) if tested else "",
        "Digits a second": f"{last['images_per_second']:,.0f}" if last else "",
        "Time left": "" if seconds is None else words.seconds(seconds),
    }
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        for name, text in numbers.items():
            st.metric(name, text or words.NOTHING, width=150)


def _tested(run: Run | None) -> Event | None:
    """Return the last event with the test digits' numbers."""
    events = list(run.events) if run else []
    return next((event for event in reversed(events) if event["val_accuracy"] is not None), None)


def _curves(there: Sequence[Moment]) -> None:
    first = looked.looked()
    runs = [*([first] if first else []), *looked.beside()]
    course.show(
        [course.Shown(one.run, f"Run {one.number}", one.number - 1) for one in runs],
        "train-course",
        epochs=current().epochs if first is None else 1,
        moments=there,
        moment=looked.moment(),
        on_moment=looked.look_back,
    )
