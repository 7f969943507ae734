"""The message about a distorted digit, and the browser's arithmetic beside Python's."""

import json
from typing import Any

import numpy as np
import pytest

from cnnviz import mnist
from cnnviz.lessons import distorted_accuracy
from cnnviz.lessons.distortions import DISTORTIONS, SEED, TRUNCATE, distorted, normal_numbers
from cnnviz.ui.chapters.invariance.compared_readers import compared_readers
from cnnviz.ui.components import invariance, stage
from tests.node import called

LEVELS = mnist.bundled()[0][1530]
DIGIT = LEVELS.astype(np.float32) / np.float32(255)
NEUTRAL = {name: one.neutral for name, one in DISTORTIONS.items()}
#: Distorts a picture of levels by each of several amounts.
DISTORT = """(() => {
  const distort = m.makeDistort(28, { seed: a[2], truncate: a[3] })
  const digit = Float64Array.from(a[0], (level) => level / 255)
  return a[1].map((amounts) => [...distort(digit, amounts)])
})()"""


def in_javascript(levels: np.ndarray, amounts: list[dict[str, float]], seed: int = SEED) -> np.ndarray:
    found = called("invariance/distorting.js", DISTORT, levels.ravel().tolist(), amounts, seed, TRUNCATE)
    return np.reshape(found, (-1, 28, 28))


@pytest.mark.parametrize("name", DISTORTIONS)
def test_the_browser_distorts_as_scipy_does(name):
    amounts = [NEUTRAL | {name: amount} for amount in DISTORTIONS[name].amounts]
    expected = [distorted(DIGIT, one) for one in amounts]
    np.testing.assert_allclose(in_javascript(LEVELS, amounts), expected, rtol=0, atol=1e-5)


def test_the_smallest_amounts_change_nothing():
    amounts = [NEUTRAL | {name: 5e-324} for name in DISTORTIONS if name != "scale"]
    np.testing.assert_allclose(in_javascript(LEVELS, amounts), [DIGIT] * len(amounts), rtol=0, atol=1e-7)


@pytest.mark.parametrize("seed", [0, 7, 199])
def test_the_browser_combines_distortions_as_python_does(seed):
    rng = np.random.default_rng(seed)
    shares = [np.zeros(len(DISTORTIONS)), np.ones(len(DISTORTIONS)), *rng.random((60, len(DISTORTIONS)))]
    amounts = [
        {
            name: one.least + float(share) * (one.most - one.least)
            for (name, one), share in zip(DISTORTIONS.items(), row, strict=True)
        }
        for row in shares
    ]
    expected = [distorted(DIGIT, one, seed=seed) for one in amounts]
    np.testing.assert_allclose(in_javascript(LEVELS, amounts, seed), expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("seed", [0, 1, 2**31])
def test_the_browser_draws_the_same_random_numbers(seed):
    found = called("invariance/noise_numbers.js", "[...m.normalNumbers(a[0], a[1])]", 784, seed)
    np.testing.assert_allclose(found, normal_numbers((784,), seed), rtol=1e-9)


@pytest.fixture
def told(monkeypatch):
    """Return the message as the browser receives it, with what it fetches by address."""
    sent = {}

    def address(encoded, place):
        sent[place] = encoded.data
        return f"/media/{place}"

    monkeypatch.setattr(stage, "address", address)
    made = invariance.message("key", DIGIT, compared_readers(), **given_arguments())
    return json.loads(json.dumps(made)), sent


def given_arguments(**changed: Any) -> dict[str, Any]:
    return {
        "truth": 3,
        "judge": distorted_accuracy.JUDGE,
        "averages": distorted_accuracy.shares(),
        "judged": len(distorted_accuracy.SAMPLES),
        "view": "digit",
        "chosen": "turn",
        "amounts": NEUTRAL,
        "sweeps": False,
    } | changed


def test_the_message_has_the_digit_and_all_networks_with_looks_of_their_own(told):
    message, sent = told
    np.testing.assert_array_equal(message["pixels"], LEVELS.ravel())
    readers = message["readers"]
    assert [one["name"] for one in readers] == ["lecture", "no-pooling", "no-convolution", "pen"]
    for look in ("colour", "dash", "label", "weights"):
        assert len({one[look] for one in readers}) == 4, look
    for one in readers:
        weights = sent[f"key {one['name']}"]
        assert len(weights) == 16 + 4 * one["network"]["n_weights"]
    assert message["judge"] in {one["name"] for one in readers}


def test_the_digest_is_that_of_what_the_hand_does_not_move(monkeypatch):
    monkeypatch.setattr(stage, "address", lambda _, place: f"/media/{place}")

    def digest(**changed: Any) -> str:
        made = invariance.message("key", DIGIT, compared_readers(), **given_arguments(**changed))
        return str(made["digest"])

    assert digest() == digest(view="average", chosen="blur", amounts=NEUTRAL | {"blur": 1.0}, sweeps=True)
    assert digest() != digest(truth=4)


@pytest.mark.parametrize(
    "sent",
    [
        ("turn", "digit", [0.0] * 7),
        ("spin", "digit", list(NEUTRAL.values())),
        ("turn", "map", list(NEUTRAL.values())),
        ("turn", "digit", [91, *list(NEUTRAL.values())[1:]]),
        ("turn", "digit", ["0", *list(NEUTRAL.values())[1:]]),
        ("turn", "digit", None),
    ],
)
def test_what_a_browser_should_not_send_is_refused(sent):
    assert invariance._is_settled("turn", "digit", list(NEUTRAL.values()))
    assert not invariance._is_settled(*sent)
