import gzip
import json

import numpy as np
import pytest

from cnnviz import mnist
from cnnviz.handwriting import SKELETONS, skeleton
from cnnviz.reading import read
from cnnviz.training import main
from cnnviz.with_keras import models
from cnnviz.with_keras.training import in_rounds, pen_judges, pen_recipe
from cnnviz.with_keras.training.judging import confusions, figure

WRITERS = (1, 2, 3)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Files as small as the command takes them: 40 digits, 30 by pen, 2 scans."""
    folder = tmp_path_factory.mktemp("data")
    x, y = (array[::50] for array in mnist.bundled())
    np.savez(folder / "small.npz", x_train=x[::2], y_train=y[::2], x_test=x[1::2], y_test=y[1::2])
    rng = np.random.default_rng(0)
    entries = [
        {"label": n, "writer": writer, "strokes": _listed(skeleton(n, next(iter(SKELETONS[n])), rng))}
        for writer in WRITERS
        for n in range(10)
    ]
    (folder / "strokes.json.gz").write_bytes(gzip.compress(json.dumps(entries).encode()))
    scans = np.zeros((2, 32, 32), np.uint8)
    scans[:, :, 12:20] = 255
    np.savez(folder / "scans.npz", x=scans, y=[1, 1])
    return folder


def _listed(strokes):
    return [(stroke * [1, -1]).round().astype(int).tolist() for stroke in strokes]


@pytest.fixture(autouse=True)
def few_judges(monkeypatch):
    monkeypatch.setattr(pen_judges, "PER_STYLE", 1)
    monkeypatch.setattr(pen_judges, "DRAWN", 3)
    monkeypatch.setattr(pen_judges, "WIDTHS", (20,))
    monkeypatch.setattr(pen_judges, "scikit_learns", lambda: tuple(one[::200] for one in mnist.bundled()))


def arguments(data, out, *more):
    given = ["--network", "pen", "--data", data / "small.npz", "--strokes", data / "strokes.json.gz"]
    return [*map(str, given), "--epochs", "1", "--batch-size", "50", *more, "--out", str(out)]


def test_the_command_writes_the_folded_network_and_its_card(data, tmp_path, capsys):
    out = tmp_path / "pen.keras"
    more = ("--scans", str(data / "scans.npz"), "--judge-writers", "2,3", "--judge-epochs", "1")
    assert main(arguments(data, out, *more, "--settling-epochs", "2")) == 0
    network, _ = read(out.read_bytes())
    assert [type(layer).__name__ for layer in network.layers].count("Conv2D") == 6
    assert "batch_normalization" not in network.names
    card = json.loads(out.with_suffix(".json").read_text())
    assert card["weights"] == network.n_weights
    assert card["writers"] == [1, 2, 3]
    assert card["a round of training has"]["pens"] == 8 * 30
    assert card["epochs"] == 1 + 2
    assert card["unseen writers"]["digits"] == 20
    assert card["unseen writers"]["by a network of its own"] == {"without the writers": [2, 3], "epochs": 1}
    assert card["test digits"]["digits"] == 50
    assert 0 <= card["test digits"]["accuracy"] <= 1
    assert str(data) not in json.dumps(card)
    assert (
        "--strokes strokes.json.gz --scans scans.npz --judge-writers 2,3 --judge-epochs 1" in card["command"]
    )
    assert "--epochs 1 --settling-epochs 2" in card["command"]


def test_the_last_part_has_more_of_mnist_and_goes_on_from_the_first(data, tmp_path, capsys, monkeypatch):
    seen = []

    def follow(network, make, schedule, start):
        seen.append((schedule.epochs, schedule.seed, len(make(0)[0]), start))
        return ["weights", len(seen)]

    monkeypatch.setattr(pen_recipe, "train_in_rounds", follow)
    monkeypatch.setattr(models, "to_bytes", lambda network, weights: seen.append(weights) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(arguments(data, tmp_path / "pen.keras", "--settling-epochs", "3", "--seed", "5"))
    (epochs, seed, n, start), (more, next_seed, larger, begun), weights = seen
    assert (epochs, seed, start) == (1, 5, None)
    assert (more, next_seed, begun) == (3, 6, ["weights", 1])
    assert larger - n == 2 * 50
    assert weights == ["weights", 2]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--judge-writers", "9"), "no writer 9"),
        (("--judge-writers", "one"), "numbers"),
        (("--optimizer", "sgd"), "pen takes no --optimizer"),
        (("--without-writers", "1"), "pen takes no --without-writers"),
        (("--scans", "nowhere.npz"), "no file of scans"),
    ],
)
def test_what_is_wrong_is_said_before_training(data, tmp_path, capsys, more, sentence):
    assert main(arguments(data, tmp_path / "pen.keras", *more)) == 1
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_other_networks_take_no_strokes(data, tmp_path, capsys):
    given = ["--network", "no-pooling", "--strokes", "s.json.gz", "--out", str(tmp_path / "n.keras")]
    assert main(given) == 1
    assert "no-pooling takes no --strokes" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "first"), [("no-pooling", "Conv2D"), ("no-convolution", "Flatten")])
def test_the_networks_to_compare_with_are_trained_by_name(data, tmp_path, capsys, monkeypatch, name, first):
    few = tuple(array[::500] for array in mnist.bundled())
    monkeypatch.setattr(mnist, "bundled", lambda: few)
    out = tmp_path / f"{name}.keras"
    given = ["--network", name, "--data", str(data / "small.npz"), "--epochs", "1", "--out", str(out)]
    assert main(given) == 0
    assert type(read(out.read_bytes())[0].layers[0]).__name__ == first
    card = json.loads(out.with_suffix(".json").read_text())
    assert card["network"].startswith(f"{name}: {first}")
    assert f"--network {name} --data small.npz" in card["command"]


def test_shifted_pictures_move_as_a_whole(monkeypatch):
    monkeypatch.setattr(in_rounds, "SHIFTED", 1.0)
    x = np.zeros((200, 28, 28), np.uint8)
    x[:, 10:12, 13:16] = 7
    shifted = in_rounds._shifted(x, np.random.default_rng(1))
    np.testing.assert_array_equal(shifted.sum(axis=(1, 2)), 6 * 7)
    places = {tuple(np.argwhere(one)[0] - [10, 13]) for one in shifted}
    assert {abs(step) for place in places for step in place} == {0, 1, 2, 3}


def test_figures_and_confusions_by_hand():
    labels, predicted = np.array([1] * 10 + [7] * 30), np.array([1] * 10 + [7] * 24 + [1] * 4 + [2] * 2)
    assert figure(labels, predicted) == {"digits": 40, "accuracy": 0.85, "by digit": {"1": 1.0, "7": 0.8}}
    assert confusions(labels, predicted) == ["7 as 1: 4 of 30"]
