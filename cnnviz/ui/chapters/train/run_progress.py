"""The progress of a run, in words and numbers. The browser shows each message bit by bit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cnnviz.figures import captions
from cnnviz.runs import Event, Run
from cnnviz.ui.chapters.train import run_wording
from cnnviz.ui.components import ticker
from cnnviz.ui.session import data_in_use
from cnnviz.ui.session.state import current

NAMES = ("Batch loss", "Batch accuracy", "Test accuracy", "Digits per second", "Time left")
#: A message covers this many times the seconds until the next one, which may be late.
SPARE = 2


def show(run: Run, every: float, *, example: bool = False) -> None:
    """Show the progress of a run.

    Args:
        run: The run.
        every: Seconds until the next call.
        example: Whether it is the recorded example, and not a visitor's run.
    """
    with st.container(gap=None):
        if example:
            ticker.show([_of_example(run)], NAMES, "train-standing", of=run.id)
            return
        if run.state == "failed":
            st.error(run.error)
        if not run.events:
            ticker.show([_before_start(run)], NAMES, "train-standing", of=run.id)
            return
        every = every if run.state == "running" else 0
        ticker.show(_recent(run, SPARE * every), NAMES, "train-standing", of=run.id, every=every)


def _of_example(run: Run) -> ticker.Update:
    """Return the end of the recorded example, and what a run of the visitor's would learn from."""
    digits, share = data_in_use.digits(), current().train.share
    part = "" if share == 1 else f"{captions.share(share)} of "
    data = f"{part}{len(digits.x_train):,} training digits, {len(digits.x_test):,} test digits"
    line = f"This is a recorded example. Press Train for your own run: {data}."
    return replace(_at_event(run, run.events), line=line)


def _before_start(run: Run) -> ticker.Update:
    """Return the state of a run without numbers."""
    return ticker.Update(run_wording.status(run), 0.0, [run_wording.NOTHING] * len(NAMES))


def _recent(run: Run, seconds: float) -> list[ticker.Update]:
    """Return the progress at each event of the run's last seconds, the newest last; at least one."""
    events = list(run.events)
    since = events[-1]["seconds"] - seconds
    first = next(n for n, event in enumerate(events) if event["seconds"] > since or event is events[-1])
    return [_at_event(run, events[: n + 1]) for n in range(first, len(events))]


def _at_event(run: Run, events: Sequence[Event]) -> ticker.Update:
    """Return the progress at the last of these events."""
    last = events[-1]
    test_accuracy = _test_accuracy(run, events)
    left = run.seconds_left(last)
    numbers = [
        captions.fixed(last["batch_loss"], 3),
        captions.share(last["batch_accuracy"]),
        run_wording.NOTHING if test_accuracy is None else captions.share(test_accuracy),
        f"{last['images_per_second']:,.0f}",
        run_wording.NOTHING if left is None else run_wording.seconds(left),
    ]
    return ticker.Update(run_wording.status(run, last), run.done(last), numbers, last["seconds"])


def _test_accuracy(run: Run, events: Sequence[Event]) -> float | None:
    """Return the newest accuracy on the test digits; after the run, that of its final network."""
    if run.result is not None:
        return run.result.accuracy
    measured = (event["val_accuracy"] for event in reversed(events))
    return next((accuracy for accuracy in measured if accuracy is not None), None)
