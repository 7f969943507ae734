"""Runs and networks for the tests of the page Train, and what the page shows of them."""

import base64
import time

import numpy as np

from cnnviz import models
from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Moment, Result, Run, RunSettings
from cnnviz.ui.session import networks
from tests.pages.dashboard import (
    assert_sound,
    runs_of,
    told,
    visit,
    with_runs,
)

LOADED = "The network you loaded"
SHIPPED = [network.label for network in networks.SHIPPED.values()]
NOT_OWN = "The other pages use the built-in networks"


SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


def in_use(at):
    return next(one.value for one in at.subheader if one.value.startswith("The other pages use"))


def visit_with(*mine, **link):
    """Open the page as a visitor with these runs."""
    return visit("train", with_runs(*mine), **link)


def watched(at, until, seconds=200):
    """Look at the page again and again until something holds; return how much was said to be done."""
    shares = []
    end = time.monotonic() + seconds
    (run,) = runs_of(at)[-1:]
    while not (run.events or run.ended) and time.monotonic() < end:
        time.sleep(0.05)  # until the worker has TensorFlow there is nothing to be seen
    while not until(run):
        assert time.monotonic() < end, line(at)
        at.run()
        assert_sound(at)
        shares += [one["progress"] for one in told(at, "train-standing")["updates"]]
        time.sleep(0.1)
    at.run()
    return shares


def ended(run):
    return run.ended


def finished(**settings):
    run = Run(RunSettings(SMALL, **settings))
    run.finish(Result(small_file(3), run.settings.epochs, stopped=False, seconds=61.0, accuracy=0.912))
    return run


def event(batch, n_batches=4, kind="batch", **values):
    numbers = {
        "loss": 1.5,
        "accuracy": 0.5,
        "batch_loss": 1.25,
        "batch_accuracy": 0.625,
        "seconds": 1.0 * batch,
    }
    rest = {"images_per_second": 2345.6, "val_loss": None, "val_accuracy": None}
    epoch, batch = divmod(batch - 1, n_batches)
    return {
        "kind": kind,
        "epoch": epoch,
        "batch": batch + 1,
        "n_batches": n_batches,
        **numbers,
        **rest,
        **values,
    }


def moment(step, value):
    kernel = np.full((3, 3, 1, 2), value, np.float32)
    off = np.zeros((2, 2, 2), np.bool_)
    off[0, 0, 0] = True
    said = np.full(10, 0.05, np.float32)
    said[step % 10] = 0.55
    return Moment(step, kernel, kernel[..., 0, :].astype(np.float16), said, {"dropout": off} if step else {})


def newest(at):
    """Return what the browser is told of the run last: line, share that is done, numbers by name."""
    sent = told(at, "train-standing")
    last = sent["updates"][-1]
    return last["line"], last["progress"], dict(zip(sent["names"], last["numbers"], strict=True))


def line(at):
    return newest(at)[0]


def numbers(at):
    return newest(at)[2]


def lines(at):
    """Return the lines that the browser gets, of each run: (x, loss, accuracy) by name."""
    names = ("x", "loss", "accuracy")
    return {
        run["name"]: {
            line: [np.frombuffer(base64.b64decode(run[line][name]), "<f4").tolist() for name in names]
            for line in ("batches", "means", "tests")
        }
        for run in told(at, "train-course")["runs"]
    }


def close(values, expected):
    np.testing.assert_allclose(values, expected, rtol=1e-6)


def small_file(digit):
    """Return the file of a network that answers this digit, whatever it sees."""
    return models.to_bytes(SMALL, [np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[digit] * 9])


def load(at, data, name="network.keras"):
    at.file_uploader(key="train-file").upload(name, data).run()
    return at


# --- who it is


SECRET = "5eed" * 8
