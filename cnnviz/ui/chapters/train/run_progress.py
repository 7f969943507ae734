"""The progress of a run, in words and numbers. The browser shows each message bit by bit."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.figures import captions
from cnnviz.runs import Event, Run
from cnnviz.ui.chapters.train import run_wording
from cnnviz.ui.components import ticker
from cnnviz.ui.session import data_in_use
from cnnviz.ui.session.state import current

NAMES = ("Loss, this batch", "Right, this batch", "Test digits right", "Digits a second", "Time left")
#: A message covers this many times the seconds until the next one, which may be late.
SPARE = 2


def show(run: Run | None, every: float) -> None:
    """Show the progress of a run.

    Args:
        run: The run, or None if there is none.
        every: Seconds until the next call.
    """
    with st.container(gap=None):
        if run is not None and run.state == "failed":
            st.error(run.error)
        if run is None or not run.events:
            ticker.show([_before_start(run)], NAMES, "train-standing", of=run.id if run else "")
            return
        every = every if run.state == "running" else 0
        ticker.show(_recent(run, SPARE * every), NAMES, "train-standing", of=run.id, every=every)


def _before_start(run: Run | None) -> ticker.Update:
    """Return the line without numbers: the state of the run, or the data it would learn from."""
    line = run_wording.status(run) if run else _data()
    return ticker.Update(line, 0.0, [run_wording.NOTHING] * len(NAMES))


def _data() -> str:
    digits, share = data_in_use.digits(), current().train.share
    part = "" if share == 1 else f"{captions.share(share)} of "
    return f"{part}{len(digits.x_train):,} digits to learn from, {len(digits.x_test):,} others to judge by"


def _recent(run: Run, seconds: float) -> list[ticker.Update]:
    """Return the progress at each event of the run's last seconds, the newest last; at least one."""
    events = list(run.events)
    since = events[-1]["seconds"] - seconds
    first = next(n for n, event in enumerate(events) if event["seconds"] > since or event is events[-1])
    return [_at_event(run, events[: n + 1]) for n in range(first, len(events))]


def _at_event(run: Run, events: Sequence[Event]) -> ticker.Update:
    """Return the progress at the last of these events."""
    last = events[-1]
    test_accuracy = next(
        (event["val_accuracy"] for event in reversed(events) if event["val_accuracy"] is not None), None
    )
    left = run.seconds_left(last)
    numbers = [
        captions.fixed(last["batch_loss"], 3),
        captions.share(last["batch_accuracy"]),
        run_wording.NOTHING if test_accuracy is None else captions.share(test_accuracy),
        f"{last['images_per_second']:,.0f}",
        run_wording.NOTHING if left is None else run_wording.seconds(left),
    ]
    return ticker.Update(run_wording.status(run, last), run.done(last), numbers, last["seconds"])
