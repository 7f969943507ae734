"""Where a run stands, in words and numbers: what it has told of late, which the browser shows bit by bit."""

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
#: So many of a run's last seconds come with a message, for each second until the next: some come late.
SPARE = 2


def show(run: Run | None, every: float) -> None:
    """Show where a run stands; the next message comes after so many seconds."""
    with st.container(gap=None):
        if run is not None and run.state == "failed":
            st.error(run.error)
        trains = run is not None and run.state == "running" and run.events
        told = [_before(run)] if run is None or not run.events else _told(run, SPARE * every if trains else 0)
        ticker.show(told, NAMES, "train-standing", of=run.id if run else "", every=every if trains else 0)


def _before(run: Run | None) -> ticker.Update:
    """Return what is shown while there are no numbers: that it waits, or from what it would learn."""
    line = run_wording.standing(run) if run else _digits()
    return ticker.Update(line, 0.0, [run_wording.NOTHING] * len(NAMES))


def _digits() -> str:
    digits, share = data_in_use.digits(), current().train.share
    part = "" if share == 1 else f"{captions.share(share)} of "
    return f"{part}{len(digits.x_train):,} digits to learn from, {len(digits.x_test):,} others to judge by"


def _told(run: Run, seconds: float) -> list[ticker.Update]:
    """Return what a run has told in its last seconds, the newest last."""
    events = list(run.events)
    since = events[-1]["seconds"] - seconds
    first = next(n for n, event in enumerate(events) if event["seconds"] > since or event is events[-1])
    return [_one(run, events[: n + 1]) for n in range(first, len(events))]


def _one(run: Run, events: Sequence[Event]) -> ticker.Update:
    """Return what the last of these events tells."""
    last = events[-1]
    tested = next(
        (event["val_accuracy"] for event in reversed(events) if event["val_accuracy"] is not None), None
    )
    left = run.seconds_left(last)
    numbers = [
        f"{last['batch_loss']:.3f}",
        captions.share(last["batch_accuracy"]),
        run_wording.NOTHING if tested is None else captions.share(tested),
        f"{last['images_per_second']:,.0f}",
        run_wording.NOTHING if left is None else run_wording.seconds(left),
    ]
    return ticker.Update(run_wording.standing(run, last), run.done(last), numbers, last["seconds"])
