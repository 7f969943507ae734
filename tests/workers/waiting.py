"""What the workers' tests share: waiting for conditions, a small network, a digit."""

import time
from pathlib import Path

import numpy as np

from cnnviz import mnist
from cnnviz.network import Conv2D, Dense, Dropout, Flatten, MaxPooling2D, Network

DIGIT = mnist.bundled()[0][3600].astype(np.float32) / 255
SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))
SEEING = Network(
    (28, 28, 1),
    (Conv2D(2, activation="relu"), MaxPooling2D((4, 4)), Dropout(0.5), Flatten(), Dense(10, "softmax")),
)


def wait(condition, seconds=300):
    """Wait until the condition holds; a worker that trains has a low priority."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def step(run):
    """Return the number of batches that a run has done by its last event."""
    last = run.events[-1]
    return last["epoch"] * last["n_batches"] + last["batch"]


def alive(pid):
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
