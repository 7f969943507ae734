"""A training run as data: its settings, its events and its result. Does not import TensorFlow."""

from cnnviz.runs.control import Command, Control
from cnnviz.runs.events import MAX_MOMENTS, Event, Moment, Result, moment_steps, most_moments
from cnnviz.runs.put_aside import PUT_ASIDE_BYTES, PutAside, most_bytes
from cnnviz.runs.run import Run, State
from cnnviz.runs.run_settings import (
    EVALUATION_BATCH_SIZE,
    INITIALIZERS,
    LOSSES,
    MAX_BATCH_SIZE,
    MAX_EPOCHS,
    MAX_LEARNING_RATE,
    MAX_PATIENCE,
    MAX_PER_CLASS,
    MAX_SEED,
    MAX_SHIFT,
    RunSettings,
)

__all__ = [
    "EVALUATION_BATCH_SIZE",
    "INITIALIZERS",
    "LOSSES",
    "MAX_BATCH_SIZE",
    "MAX_EPOCHS",
    "MAX_LEARNING_RATE",
    "MAX_MOMENTS",
    "MAX_PATIENCE",
    "MAX_PER_CLASS",
    "MAX_SEED",
    "MAX_SHIFT",
    "PUT_ASIDE_BYTES",
    "Command",
    "Control",
    "Event",
    "Moment",
    "PutAside",
    "Result",
    "Run",
    "RunSettings",
    "State",
    "moment_steps",
    "most_bytes",
    "most_moments",
]
