"""Train a network from its first batch to its last in this process."""

from __future__ import annotations

import time
from collections.abc import Callable

from cnnviz.data_sets import DataSet
from cnnviz.runs import Command, Control, Event, Moment, Result, RunSettings
from cnnviz.with_keras.training.bar import with_bar
from cnnviz.with_keras.training.engine import Engine, enough_memory
from cnnviz.with_keras.training.run_setup import Picture
from cnnviz.with_keras.training.watch import Link

#: Seconds between two calls of a `control` that cannot end a pause by itself, and of `stop` during a pause.
POLL_SECONDS = 0.05


def train(
    settings: RunSettings,
    data: DataSet,
    emit: Callable[[Event], None] = lambda _event: None,
    *,
    stop: Callable[[], bool] = lambda: False,
    control: Callable[[], Command] | None = None,
    probe: Picture | None = None,
    remember: Callable[[Moment], None] | None = None,
    skips: Callable[[], bool | None] = lambda: None,
    verbose: int = 0,
) -> Result:
    """Train a network, by default as in the lecture: Adam and cross-entropy with one-hot labels.

    Early stopping and the best network are those of Keras's EarlyStopping on val_loss. Events, moments and
    pauses do not change the training: the network is identical, bit by bit, without them.

    Args:
        settings: The network and the settings of its training.
        data: The pictures to train on, and those to test with after every epoch.
        emit: Called with an Event up to ten times a second, at the end of each epoch, and before each pause.
        stop: Called after every batch; True ends the run with the weights so far, without evaluating the
            incomplete epoch.
        control: Called before the first batch and after every batch. It returns "go", "pause" (it is called
            again), "batch" for one more batch (then it is called again), or "stop". A `runs.Control` ends a
            pause at once.
        probe: The picture for the moments, from 0 to 1, (height, width, channels) or if grey (height, width);
            by default the first test picture.
        remember: Called with each Moment, up to MAX_MOMENTS; without it, none are recorded.
        skips: Called before every batch. It returns whether the additional inputs of Add layers are on from
            now on; None leaves them as they are. At first they are on.
        verbose: 1 shows Keras's progress bar.

    Returns:
        The trained network as a file, with its accuracy on the test pictures.

    Raises:
        NetworkError: If the network does not fit the data set, the loss becomes infinite, or there is not
            enough memory. There is no network then, but emitted events and moments remain valid.
        DataError: If a class has fewer pictures than requested.
    """
    emit = with_bar(emit, settings.epochs) if verbose else emit
    link = Link(emit, stop, control or Control(), remember, skips)
    with enough_memory():
        engine = Engine(settings, data, link, probe)
    command = _after_pause(link.control(), link)
    while command != "stop" and not engine.done:
        command = _after_pause(engine.advance(), link)
    return engine.result(stopped=command == "stop")


def _after_pause(command: Command, link: Link) -> Command:
    """Return the command to obey next: `command`, or the one that ends a pause."""
    while command == "pause":
        if link.stop():
            return "stop"
        if isinstance(link.control, Control):
            command = link.control.wait(POLL_SECONDS)
        else:
            time.sleep(POLL_SECONDS)
            command = link.control()
    return command
