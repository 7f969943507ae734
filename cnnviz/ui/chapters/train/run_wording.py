"""A run in words: its network, its settings, where it stands."""

from __future__ import annotations

from cnnviz.figures import captions
from cnnviz.network import READY, Network, without_dropout
from cnnviz.runs import Event, Run, RunSettings
from cnnviz.ui.session import worker_processes

OPTIMIZERS = {"adam": "Adam", "momentum": "SGD with momentum", "sgd": "SGD", "rmsprop": "RMSprop"}
LOSSES = {"categorical_crossentropy": "Cross-entropy", "mean_squared_error": "Squared error"}
NOTHING = "–"
STARTING = "Getting ready: Keras starts"
STATES = {
    "waiting": "Waiting for the training process",
    "running": "Training",
    "paused": "Paused",
    "stopping": "Stopping after this batch",
    "finished": "Finished",
    "stopped": "Stopped",
    "failed": "Failed",
}
HURRIED = "went on: others waited"


def network(one: Network) -> str:
    """Return a network's name: that of a ready one, also without its dropout, or else "Your own".

    >>> network(without_dropout(READY["The lecture's"]))
    "The lecture's, without dropout"
    """
    for name, ready in READY.items():
        if one == ready:
            return name
        if one == without_dropout(ready):
            return f"{name}, without dropout"
    return "Your own"


def settings(one: RunSettings) -> str:
    """Return in a line how a run is made; what is as usual is left out.

    >>> settings(RunSettings(READY["LeNet-5"], epochs=3, share=0.5))
    'Adam 0.001 · 3 epochs · 32 a batch · seed 1 · 50 % of the digits'
    """
    parts = [
        f"{OPTIMIZERS[one.optimizer]} {one.learning_rate:g}",
        f"{one.epochs} {'epoch' if one.epochs == 1 else 'epochs'}",
        f"{one.batch_size:,} a batch",
        f"seed {one.seed}",
        "" if one.loss == "categorical_crossentropy" else LOSSES[one.loss].lower(),
        "" if one.per_class is None else f"{one.per_class:,} digits of each class",
        "" if one.share == 1 else f"{captions.share(one.share)} of the digits",
        "" if one.patience is None else f"patience {one.patience}",
        "best epoch kept" if one.keep_best else "",
        "" if one.data == "bundled" else "complete MNIST",
    ]
    return " · ".join(filter(None, parts))


def standing(run: Run, at: Event | None = None) -> str:
    """Return in a line where a run stands, or where it stood at an event."""
    parts = [STARTING if run.state == "running" and not run.events else STATES[run.state]]
    if run.state == "waiting" and (ahead := worker_processes.workers().ahead_of(run)):
        parts.append(f"{ahead} before you")
    if run.auto_resumed and run.state == "running":
        parts.append(HURRIED)
    last = at or (run.events[-1] if run.events else None)
    if last is not None:
        parts += [
            f"epoch {last['epoch'] + 1} of {run.settings.epochs}",
            f"batch {last['batch']} of {last['n_batches']}",
        ]
    if run.result is not None:
        parts += [
            f"{captions.share(run.result.accuracy)} of the test digits right",
            seconds(run.result.seconds),
        ]
        if run.result.early and run.settings.patience is not None:
            parts.append(f"ended early: no better for {_epochs(run.settings.patience)}")
        if run.settings.keep_best and run.result.best_epoch is not None:
            parts.append(f"kept: epoch {run.result.best_epoch + 1}")
    return " · ".join(parts)


def _epochs(count: int) -> str:
    return f"{count} {'epoch' if count == 1 else 'epochs'}"


def seconds(value: float) -> str:
    """Return a duration.

    >>> seconds(7.6), seconds(75)
    ('8 s', '1 min 15 s')
    """
    minutes, rest = divmod(round(value), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
