"""The message about the bar and the cells, and the browser's arithmetic beside Python's."""

import json
from typing import Any

import numpy as np
import pytest

from cnnviz.lessons import cells as lesson
from cnnviz.ui.components import cells, stage
from tests.node import called

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
POSES = [(angle, (7 * angle) % 41 - 20) for angle in range(180)]


@pytest.fixture
def told(monkeypatch):
    """Return a function that makes the message as the browser receives it, and the weights beside it."""
    sent = {}

    def address(encoded, place):
        sent[place] = encoded.data
        return f"/media/{place}"

    def message(**changed):
        given = {"angle": 30, "shift": 0, "dark": False, "pool_size": 13, "turns": False} | changed
        made = json.loads(json.dumps(cells.message("key", **given)))
        return made, np.frombuffer(sent["key weights"], "<f4", offset=16)

    monkeypatch.setattr(stage, "address", address)
    return message


def test_the_weights_are_those_of_all_kernels_one_after_the_other(told):
    message, weights = told()
    assert message["numbers"] == "/media/key weights"
    kernels = [lesson.gabor(angle) for angle in message["angles"]]
    np.testing.assert_array_equal(weights.reshape(-1, 15, 15), [kernel.array for kernel in kernels])
    assert message["divisors"] == [kernel.divisor for kernel in kernels]
    assert message["angles"] == list(range(0, 180, 5))
    assert message["shown"] == list(range(0, 180, 15))


def test_the_digest_tells_all_settings_apart_but_not_poses(told):
    digests = {told(**one)[0]["digest"] for one in ({}, {"dark": True}, {"pool_size": 5})}
    assert len(digests) == 3
    assert told(angle=99, shift=-3, turns=True)[0]["digest"] in digests


@pytest.mark.parametrize("dark", [False, True])
def test_the_browser_draws_the_same_bars(told, dark):
    message, _ = told(dark=dark)
    made = called(
        "cells/cell_bar.js",
        "a[1].map(([angle, shift]) => [...m.barLevels(a[0], { angle, shift }, a[0].side)])",
        message,
        POSES,
    )
    expected = [np.rint(255 * lesson.bar(angle, shift, dark=dark)).ravel() for angle, shift in POSES]
    np.testing.assert_array_equal(made, expected)


def test_the_browser_computes_the_same_responses_by_angle(told):
    for dark in (False, True):
        message, weights = told(dark=dark)
        made = called(
            "cells/cell_responses.js",
            "a[2].map(([angle, shift]) => "
            "m.responsesByAngle(a[0], Float32Array.from(a[1]), { angle, shift }))",
            message,
            weights.tolist(),
            POSES,
        )
        expected = [lesson.responses_by_angle(angle, shift, dark=dark) for angle, shift in POSES]
        np.testing.assert_allclose(made, expected, **CLOSE)


@pytest.mark.parametrize("pool_size", lesson.POOL_SIZES)
def test_the_browser_computes_the_same_responses_by_shift(told, pool_size):
    message, weights = told(pool_size=pool_size, dark=pool_size == 5)
    angles = range(pool_size % 7, 180, 29)
    made = called(
        "cells/cell_responses.js",
        "a[2].map((angle) => m.responsesByShift(a[0], Float32Array.from(a[1]), angle))",
        message,
        weights.tolist(),
        list(angles),
    )
    for angle, found in zip(angles, made, strict=True):
        assert found["cell"] == lesson.nearest_shown(angle)
        assert found["shifts"] == list(lesson.SHIFTS)
        expected = lesson.responses_by_shift(angle, found["cell"], pool_size, dark=message["dark"])
        np.testing.assert_allclose(found["simple"], expected.simple, **CLOSE)
        np.testing.assert_allclose(found["pooled"], expected.pooled, **CLOSE)


def test_the_nearest_cell_is_the_same_in_the_browser(told):
    message, _ = told()
    made = called(
        "cells/cell_bar.js",
        "a[1].map((angle) => m.nearestShown(a[0], angle))",
        message["shown"],
        list(range(180)),
    )
    assert made == [lesson.nearest_shown(angle) for angle in range(180)]
