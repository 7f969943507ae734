"""A run in words: its network, its settings, its status."""

from __future__ import annotations

from cnnviz.figures import captions
from cnnviz.network import READY, Network, without_dropout
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs import LOSSES, Event, Run, RunSettings
from cnnviz.ui.session import worker_processes

NOTHING = "–"
STARTING = "Getting ready: Keras is starting"
TO_GO_ON = "Waiting to go on"
STATES = {
    "waiting": "Waiting for a free place to train",
    "running": "Training",
    "paused": "Paused",
    "stopping": "Stopping after this batch",
    "finished": "Finished",
    "stopped": "Stopped",
    "failed": "Failed",
}


def network(described: Network) -> str:
    """Return the name of a ready network, with or without its dropout layers; "Your own" for any other.

    >>> network(without_dropout(READY["The lecture's"]))
    "The lecture's, without dropout"
    """
    for name, ready in READY.items():
        if described == ready:
            return name
        if described == without_dropout(ready):
            return f"{name}, without dropout"
    return "Your own"


def settings(run_settings: RunSettings) -> str:
    """Return the settings of a run in a line; most defaults are left out.

    >>> settings(RunSettings(READY["LeNet-5"], epochs=3, share=0.5))
    'Adam 0.001 · 3 epochs · batch size 32 · seed 1 · 50 % of the digits'
    """
    parts = [
        f"{OPTIMIZERS[run_settings.optimizer].label} {run_settings.learning_rate:g}",
        f"{run_settings.epochs} {'epoch' if run_settings.epochs == 1 else 'epochs'}",
        f"batch size {run_settings.batch_size:,}",
        f"seed {run_settings.seed}",
        "" if run_settings.loss == RunSettings.loss else LOSSES[run_settings.loss].lower(),
        "" if run_settings.per_class is None else f"{run_settings.per_class:,} digits of each class",
        "" if run_settings.share == 1 else f"{captions.share(run_settings.share)} of the digits",
        "" if run_settings.patience is None else f"patience {run_settings.patience}",
        "best epoch kept" if run_settings.keep_best else "",
        "" if run_settings.data == "bundled" else "complete MNIST",
    ]
    return " · ".join(filter(None, parts))


def status(run: Run, at: Event | None = None) -> str:
    """Return the status of a run in a line: its present one, or the one at an event."""
    parts = [_state(run)]
    if run.state == "waiting" and (ahead := worker_processes.workers().ahead_of(run)):
        parts.append(f"{ahead} before you")
    last = at or (run.events[-1] if run.events else None)
    if last is not None:
        parts += [
            f"epoch {last['epoch'] + 1} of {run.settings.epochs}",
            f"batch {last['batch']} of {last['n_batches']}",
        ]
    if run.result is not None:
        parts += [
            f"test accuracy {captions.share(run.result.accuracy)}",
            seconds(run.result.seconds),
        ]
        if run.result.early and run.settings.patience is not None:
            parts.append(f"stopped early: no better for {_epochs(run.settings.patience)}")
        if run.settings.keep_best and run.result.best_epoch is not None:
            parts.append(f"kept the network of epoch {run.result.best_epoch + 1}")
    return " · ".join(parts)


def _state(run: Run) -> str:
    if run.state == "running" and not run.events:
        return STARTING
    return TO_GO_ON if run.state == "waiting" and run.events else STATES[run.state]


def _epochs(count: int) -> str:
    return f"{count} {'epoch' if count == 1 else 'epochs'}"


def seconds(value: float) -> str:
    """Return a duration in words.

    >>> seconds(7.6), seconds(75)
    ('8 s', '1 min 15 s')
    """
    minutes, rest = divmod(round(value), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
