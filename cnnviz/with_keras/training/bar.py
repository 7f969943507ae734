"""Keras's progress bar, moved by the events of a run."""

from __future__ import annotations

import sys
from collections.abc import Callable

import keras

from cnnviz.runs import Event

#: The numbers of an event beside the bar.
SHOWN = ("loss", "accuracy", "val_loss", "val_accuracy")


def with_bar(emit: Callable[[Event], None], n_epochs: int) -> Callable[[Event], None]:
    """Return `emit` with a progress bar for each epoch on standard output."""
    bars: dict[int, keras.utils.Progbar] = {}

    def show(event: Event) -> None:
        epoch = event["epoch"]
        if epoch not in bars:
            bars.clear()
            sys.stdout.write(f"Epoch {epoch + 1}/{n_epochs}\n")
            bars[epoch] = keras.utils.Progbar(event["n_batches"], stateful_metrics=SHOWN)
        numbers = [(name, event[name]) for name in SHOWN if event[name] is not None]  # type: ignore[literal-required]
        bars[epoch].update(event["batch"], numbers, finalize=event["kind"] == "epoch")
        emit(event)

    return show
