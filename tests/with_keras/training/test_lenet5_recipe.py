"""The network lenet5 is trained from the command line, with a card that counts what is fixed."""

import json

import numpy as np

from cnnviz import models, training
from cnnviz.architectures.lenet5_reader import lenet5_reader
from cnnviz.mnist import load
from cnnviz.with_keras.training import lenet5_recipe
from cnnviz.with_keras.training.in_rounds import Schedule


def test_it_is_trained_and_its_card_says_how(tmp_path):
    out = tmp_path / "five.keras"
    given = ["--network", "lenet5", "--epochs", "1", "--seed", "3", "--out", str(out)]
    assert training.main(given) == 0
    card = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["command"] == (
        "python -m cnnviz.training --network lenet5 --data bundled --epochs 1 --batch-size 64 --seed 3 "
        "--out five.keras"
    )
    assert (card["trained on"], card["without the bundled digits"]) == (4000, False)
    assert (card["weights"], card["fixed numbers of the codes"]) == (60_000, 840)
    assert card["test digits"]["accuracy"] > 0.6
    stored, _ = models.read(out.read_bytes())
    assert (stored.layers, stored.classes) == (lenet5_reader().layers, tuple("0123456789"))


def test_the_kernels_begin_by_the_inputs_of_a_unit_and_those_of_the_codes_near_0():
    model = models.build(lenet5_reader())
    lenet5_recipe._begin(model, seed=1)
    spread = {layer.name: float(np.std(layer.kernel)) for layer in model.layers if hasattr(layer, "kernel")}
    inputs = {"c1": 25, "c3": 1500 / 16, "c5": 400}
    for name, n in inputs.items():
        np.testing.assert_allclose(spread[name] * np.sqrt(n), 2, rtol=0.15)
    np.testing.assert_allclose(spread["f6"] * np.sqrt(120), 0.2, rtol=0.05)


def test_the_loss_is_the_distance_of_the_digit_and_a_penalty_for_near_rivals():
    far = lenet5_recipe.NO_DIGIT + 5
    distances = np.array([[3, 4, *[900] * 8], [900, far, *[900] * 8]], np.float32)
    one_hot = np.eye(10, dtype=np.float32)[[0, 1]]
    losses = lenet5_recipe.published_loss(one_hot, -distances)
    first = 3 + np.log(np.exp(-3) + np.exp(-4))  # another digit's code is near
    second = 5 + np.log(1 + np.exp(-5))  # the digit's own code is farther than what is no digit
    np.testing.assert_allclose(losses, [first, second], rtol=1e-5)


def test_the_same_seed_gives_the_same_shifts():
    digits, schedule = load("bundled"), Schedule(1, 64, 5)

    def first_batch():
        rng = np.random.default_rng(schedule.seed)
        return next(iter(lenet5_recipe._epoch(digits, schedule.batch_size, rng)))

    (pictures, labels), (again, same) = first_batch(), first_batch()
    np.testing.assert_array_equal(pictures, again)
    np.testing.assert_array_equal(labels, same)
    assert pictures.shape == (64, 28, 28, 1)
