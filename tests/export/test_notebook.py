"""A run as a notebook and as CSV: the notebook reaches the very same score, also in its own kernel."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace

import nbformat
import numpy as np
import pytest

from cnnviz import export, mnist, models
from cnnviz.mnist import Digits
from cnnviz.network import Conv2D, Dense, Dropout, Flatten, MaxPooling2D, Network
from cnnviz.runs import Result, Run, RunSettings
from cnnviz.training import train

SMALL = Network(
    (28, 28, 1),
    (
        Conv2D(2, (5, 5), (2, 2), activation="relu"),
        MaxPooling2D(),
        Dropout(0.25),
        Flatten(),
        Dense(10, "softmax"),
    ),
)


def weights_of(name):
    return models.load(name).get_weights()


def test_the_notebooks_code_gives_the_network_of_a_run_on_a_part_of_the_digits(tmp_path, monkeypatch):
    """Other settings: `test_with_and_without_pauses_and_in_its_notebook_a_run_is_the_same`."""
    settings = RunSettings(SMALL, epochs=1, share=0.2, seed=7)
    result = train(settings, mnist.load(settings.data))
    monkeypatch.chdir(tmp_path)
    there = {}
    exec(export.notebook_code(settings), there)
    assert there["accuracy"] == pytest.approx(result.accuracy)
    expected = models.read(result.network)[1]
    for one, other in zip(weights_of("network.keras"), expected, strict=True):
        np.testing.assert_array_equal(one, other)


def complete(path):
    """Write a small file in the format of the complete MNIST."""
    digits = mnist.load()
    few = Digits(digits.x_train[::20], digits.y_train[::20], digits.x_test[::10], digits.y_test[::10])
    np.savez(path, **few.arrays)
    return str(path)


def test_the_notebook_runs_by_itself_and_comes_to_the_score(tmp_path):
    settings = RunSettings(SMALL, epochs=2, data=complete(tmp_path / "mnist.npz"))
    result = train(settings, mnist.load(settings.data))
    file = tmp_path / "run.ipynb"
    file.write_bytes(export.notebook(settings))
    assert settings.data not in file.read_text()
    nbformat.validate(nbformat.read(file, 4))
    environment = os.environ | {"CNNVIZ_MNIST": settings.data, "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, "-m", "jupyter", "execute", "--inplace", file.name]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, timeout=240)
    cells = json.loads(file.read_text())["cells"]
    said = "".join("".join(one.get("text", [])) for one in cells[-1]["outputs"])
    assert said.startswith(f"{result.accuracy:.4f} of 100 test digits are read rightly")
    for one, other in zip(
        weights_of(tmp_path / "network.keras"), models.read(result.network)[1], strict=True
    ):
        np.testing.assert_array_equal(one, other)


def test_the_notebook_of_a_stopped_run_says_that_it_goes_further():
    stopped = Result(b"", epochs=2, stopped=True, seconds=1.0, accuracy=0.5)
    settings = RunSettings(SMALL, epochs=8)
    told = export.notebook(settings, stopped).decode()
    assert "stopped after 2 of 8 epochs; here all" in told
    assert "has done it" not in told
    whole = export.notebook(settings, replace(stopped, epochs=8, stopped=False))
    assert whole == export.notebook(settings)
    assert "has done it" in whole.decode()


def test_a_runs_course_is_a_table():
    run = Run(RunSettings(SMALL, epochs=2, per_class=20))
    train(run.settings, mnist.load(), run.record)
    rows = list(csv.DictReader(io.StringIO(export.run_csv(run))))
    assert len(rows) == len(run.events)
    for row, event in zip(rows, run.events, strict=True):
        assert {name: text for name, text in row.items() if text == ""} == {
            name: "" for name, value in event.items() if value is None
        }
        assert float(row["batch_loss"]) == event["batch_loss"]
        assert row["kind"] == event["kind"]
