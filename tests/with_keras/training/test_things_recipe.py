"""The network digit-or-not is trained from the command line, and its card tells how well it judges."""

import json

import numpy as np
import pytest

from cnnviz import mnist, models, network, training
from cnnviz.handwriting import scanned
from cnnviz.handwriting.mixture import Counts, Sources
from cnnviz.no_digits import kinds_of_things
from cnnviz.no_digits.mixed_things import Material
from cnnviz.with_keras.training import things_judges, things_recipe
from cnnviz.with_keras.training.things_judges import exceeded_by


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(things_recipe, "DIGITS", Counts(100, 40, 60, 20, 10, 15, 25))
    monkeypatch.setattr(things_judges, "N_THINGS", 10)


def test_it_is_trained_and_its_card_has_thresholds_and_figures(few, tmp_path, capsys):
    out = tmp_path / "small.keras"
    assert (
        training.main(["--network", "digit-or-not", "--epochs", "3", "--seed", "2", "--out", str(out)]) == 0
    )
    card = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["command"] == (
        "python -m cnnviz.training --network digit-or-not --data bundled "
        "--epochs 3 --batch-size 128 --seed 2 --out small.keras"
    )
    assert card["a round of training has"]["pictures"] == 100
    assert not {"pens", "scans", "icons by hand"} & card["a round of training has"].keys()
    thresholds = card["share of the digits at or above a probability"]
    assert 0 <= thresholds["0.99"] <= thresholds["0.95"] == pytest.approx(0.5, abs=1e-3)
    assert card["digits kept"]["bundled digits"]["where 0.95 is kept"] > 0.5
    assert card["things refused"].keys() == {"of kinds learned from", "of other kinds"}
    assert models.load(out).output_shape == (None, 1)
    assert card["weights"] == network.digit_or_not().n_weights


def test_a_round_has_digits_and_things_and_is_the_same_for_the_same_seed(few):
    images, labels = mnist.bundled()
    sources = Sources(images, labels, [], *scanned.nothing())
    material = Material(kinds_of_things.found()[0], images, labels)
    (pictures, known), (same, _), (others, _) = (
        things_recipe.first_round(sources, material, seed) for seed in (1, 1, 2)
    )
    made = 100 + 60 + 20 + 15 + 25  # pictures, skeletons, printed, displays, stretched
    assert known.sum() == made + round(0.1 * made)  # and digits in fonts
    assert len(pictures) - known.sum() == pytest.approx(things_recipe.THINGS * made, abs=4)
    np.testing.assert_array_equal(pictures, same)
    assert (pictures != others).any()


def test_a_picture_is_distorted_again_but_stays_similar():
    images = mnist.bundled()[0][::600]
    distorted = things_recipe.again(images, np.random.default_rng(1))
    assert (distorted.shape, distorted.dtype) == (images.shape, np.uint8)
    differences = np.abs(distorted.astype(float) - images).mean(axis=(1, 2))
    assert (differences > 1).all()
    assert (differences < 40).all()


@pytest.mark.parametrize(
    ("share", "sets", "expected"),
    {
        "half of two": (0.5, [[0.2, 0.6]], 0.6),
        "all": (1.0, [[0.6, 0.2, 0.9]], 0.2),
        "each set counts the same": (0.5, [[0.1] * 9, [0.9]], 0.9),
        "three of four": (0.75, [[0.4, 0.1, 0.2, 0.3]], 0.2),
    }.values(),
)
def test_the_probability_that_a_share_of_the_digits_exceeds(share, sets, expected):
    assert exceeded_by(share, [np.array(one) for one in sets]) == expected


def test_an_option_of_things_is_refused_for_another_network(capsys, tmp_path):
    out = str(tmp_path / "pen.keras")
    assert training.main(["--network", "pen", "--fonts", "fonts", "--out", out]) == 1
    assert "takes no --fonts" in capsys.readouterr().err


def test_a_folder_that_is_missing_is_said(capsys, tmp_path):
    out = str(tmp_path / "small.keras")
    assert training.main(["--network", "digit-or-not", "--fonts", "nowhere", "--out", out]) == 1
    assert "no folder 'nowhere'" in capsys.readouterr().err
