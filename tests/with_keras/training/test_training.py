"""A training run: what it reports, when it stops, and what it leaves behind."""

import errno
import json
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.errors import NetworkError
from cnnviz.mnist import Digits
from cnnviz.network import Conv2D, Dense, Flatten, MaxPooling2D, Network, lecture_network
from cnnviz.runs import Run, RunSettings
from cnnviz.training import accuracy, main, train

SMALL = Network((28, 28, 1), (Conv2D(4, activation="relu"), MaxPooling2D(), Flatten(), Dense(10, "softmax")))


def some(n_train=320, n_test=100):
    digits = mnist.load("bundled")
    order = np.random.default_rng(0).permutation(len(digits.x_train))[:n_train]
    judged = np.random.default_rng(1).permutation(len(digits.x_test))[:n_test]
    return Digits(digits.x_train[order], digits.y_train[order], digits.x_test[judged], digits.y_test[judged])


def test_a_run_tells_each_epoch_and_learns():
    events = []
    result = train(RunSettings(SMALL, epochs=4, batch_size=32, seed=3), some(1600), events.append)
    epochs = [event for event in events if event["kind"] == "epoch"]
    assert [event["epoch"] for event in epochs] == [0, 1, 2, 3]
    assert all(event["n_batches"] == event["batch"] == 50 for event in epochs)
    assert epochs[-1]["loss"] < epochs[0]["loss"]
    assert result.accuracy == pytest.approx(epochs[-1]["val_accuracy"])
    assert result.accuracy > 0.7
    assert (result.epochs, result.stopped) == (4, False)


def test_the_saved_network_is_the_trained_one_without_the_optimizer():
    digits = some()
    result = train(RunSettings(SMALL, epochs=1), digits)
    assert accuracy(models.from_bytes(result.network), digits.x_test, digits.y_test) == pytest.approx(
        result.accuracy
    )
    assert len(result.network) < 4 * SMALL.n_weights + 40_000


def test_the_same_seed_gives_the_same_network_and_another_another():
    first, again, other = (train(RunSettings(SMALL, epochs=1, seed=seed), some(64)) for seed in (5, 5, 6))
    same = [
        np.array_equal(a, b)
        for a, b in zip(models.read(first.network)[1], models.read(again.network)[1], strict=True)
    ]
    assert all(same)
    assert not np.array_equal(models.read(first.network)[1][0], models.read(other.network)[1][0])


def test_stop_ends_the_run_within_a_batch_and_keeps_what_was_learned():
    asked = []

    def stop():
        asked.append(None)
        return len(asked) == 3

    result = train(RunSettings(SMALL, epochs=50), some(), stop=stop)
    assert result.stopped
    assert len(asked) == 3
    assert models.read(result.network)[0] == SMALL


@pytest.mark.parametrize(
    "wrong", [{"epochs": 0}, {"epochs": 10**6}, {"batch_size": 0}, {"seed": -1}, {"batch_size": 10**9}]
)
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(NetworkError, match="Received"):
        RunSettings(SMALL, **wrong)


def test_a_runs_progress_grows_from_0_to_1():
    run = Run(RunSettings(SMALL, epochs=2))
    assert (run.progress, run.state, run.ended) == (0.0, "waiting", False)
    event: Any = {"kind": "batch", "epoch": 0, "batch": 5, "n_batches": 10}
    run.record(event)
    assert (run.progress, run.state) == (0.25, "running")
    run.record(event | {"epoch": 1, "batch": 10})
    assert run.progress == 1.0
    run.fail("Why.")
    assert (run.ended, run.error) == (True, "Why.")


def small_file(path, **changed):
    digits = some(200, 50)
    np.savez(path, **{**digits.arrays, **changed})
    return path


def test_the_command_trains_on_a_file_and_writes_network_and_card(tmp_path, capsys):
    out = tmp_path / "network.keras"
    data = small_file(tmp_path / "small.npz")
    status = main(["--data", str(data), "--epochs", "1", "--batch-size", "50", "--out", str(out)])
    card = json.loads(out.with_suffix(".json").read_text())
    assert status == 0
    assert card["trained on"] == 200
    assert card["command"].endswith("--epochs 1 --batch-size 50 --seed 1 --out network.keras")
    assert str(tmp_path) not in json.dumps(card)
    assert models.load(out).count_params() == lecture_network().n_weights
    assert sorted(path.name for path in tmp_path.iterdir()) == ["network.json", "network.keras", "small.npz"]


@pytest.mark.parametrize(
    "arguments",
    [["--data", "nowhere.npz"], ["--data", "bundled", "--epochs", "0"]],
)
def test_the_command_says_what_is_wrong_and_writes_nothing(tmp_path, capsys, arguments):
    out = tmp_path / "network.keras"
    assert main([*arguments, "--out", str(out)]) == 1
    assert capsys.readouterr().err.strip().count("\n") == 0
    assert list(tmp_path.iterdir()) == []


def test_the_command_takes_what_is_seldom_given_and_says_it_in_the_card(tmp_path, capsys):
    data = small_file(tmp_path / "small.npz")
    given = "--optimizer rmsprop --learning-rate 0.002 --patience 1 --keep-best"
    arguments = ["--data", str(data), "--epochs", "1", *given.split(), "--out", str(tmp_path / "n.keras")]
    assert main(arguments) == 0
    assert given in json.loads((tmp_path / "n.json").read_text())["command"]


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("broken", "replacement", "sentence"),
    [
        ("os.fsync", full, "n.keras was not written: No space left on device."),
        ("shutil.disk_usage", lambda folder: SimpleNamespace(free=0), "There is no room in"),
        ("os.access", lambda folder, mode: False, "cannot be written."),
    ],
)
def test_a_disk_that_takes_nothing_is_said_and_nothing_is_left(
    tmp_path, capsys, monkeypatch, broken, replacement, sentence
):
    arguments = ["--epochs", "1", "--data", str(small_file(tmp_path / "small.npz"))]
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(broken, replacement)
    assert main([*arguments, "--out", str(tmp_path / "out" / "n.keras")]) == 1
    said = capsys.readouterr().err.strip()
    assert sentence in said
    assert "\n" not in said
    assert list((tmp_path / "out").iterdir()) == []
