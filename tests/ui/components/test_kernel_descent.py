"""The message about a descent: every number, once."""

import base64
import json

import keras
import numpy as np
import pytest

from cnnviz import images
from cnnviz.errors import NetworkError
from cnnviz.figures import pictures
from cnnviz.kernels import KERNELS
from cnnviz.lessons import descent
from cnnviz.ui.components.kernel_descent import message
from tests.node import called

SMILEY = descent.picture(images.sample_images()["smiley"]())
GIVEN = descent.problem(SMILEY, KERNELS["emboss on grey"].array, offset=0.5, size=5)
RUN = descent.descend(GIVEN, "sgd", 0.1, seed=2)


def told(given=GIVEN, runs=(RUN,), **settings):
    """Return the message as the browser receives it."""
    return json.loads(json.dumps(message(given, runs, **{"name": "emboss on grey"} | settings)))


def numbers(text, kind="<f8"):
    return np.frombuffer(base64.b64decode(text), kind)


def test_all_numbers_are_told_and_exact():
    given = told(step=40, tallest=0.5)
    assert (given["name"], given["step"], given["tallest"]) == ("emboss on grey", 40, 0.5)
    assert given["size"] == [7, 7]
    np.testing.assert_array_equal(numbers(given["levels"], "u1").reshape(7, 7), SMILEY * 255)
    assert (given["learned"], given["corner"], given["shape"]) == (5, [0, 0], [3, 3])
    kernel = KERNELS["emboss on grey"].array
    assert given["wanted"] == {"weights": kernel.tolist(), "corner": [1, 1], "added": 0.5}
    np.testing.assert_array_equal(given["embedded"], np.pad(kernel, 1))
    assert given["watched"] == 6
    assert given["strongest"] == pytest.approx(2)
    assert not given["flat"]
    assert given["limit"] == pictures.reach(GIVEN.target.astype(np.float32))
    assert given["spread"] == GIVEN.target.std()
    (run,) = given["runs"]
    assert run["rate"] == "0.1"
    np.testing.assert_array_equal(numbers(run["kernels"]).reshape(-1, 5, 5), RUN.kernels)
    np.testing.assert_array_equal(numbers(run["added"]), RUN.added)
    np.testing.assert_array_equal(numbers(run["losses"]), RUN.losses)


def test_the_digest_tells_contents_apart_but_not_steps():
    other = descent.descend(GIVEN, "sgd", 0.1, seed=3)
    digests = {told()["digest"], told(runs=(RUN, other))["digest"], told(runs=(other,))["digest"]}
    digests |= {told(name="blur")["digest"], told(runs=())["digest"]}
    assert len(digests) == 5
    assert told(step=9)["digest"] in digests


def test_a_kernel_that_is_too_large_is_sent_without_one_to_compare():
    given = descent.problem(SMILEY, np.ones((1, 4)), size=3)
    assert told(given, ())["embedded"] is None
    assert np.shape(told(given, ())["wanted"]["weights"]) == (1, 4)
    best = given.in_image_units(given.optimum)[0]
    assert told(given, ())["strongest"] == pytest.approx(np.abs(best).max())


@pytest.mark.parametrize("x", [SMILEY * 0.999, SMILEY * 2, SMILEY - 1])
def test_a_picture_of_other_levels_is_refused(x):
    with pytest.raises(NetworkError, match="256 levels"):
        message(descent.problem(x, np.ones((3, 3))), [], name="blur")


@pytest.mark.parametrize(("rate", "expected"), [(0.21, "0.21"), (1e9, "1e9"), (1e-7, "1e-07"), (2.0, "2")])
def test_a_rate_is_written_short(rate, expected):
    assert told(runs=[descent.descend(GIVEN, "adam", rate)])["runs"][0]["rate"] == expected


# --- the browser's arithmetic


def convolved(x, kernel, added):
    """Return Keras's convolution of a picture, (rows, columns)."""
    picture, weights = x[None, ..., None], kernel[..., None, None]
    return np.asarray(keras.ops.conv(picture, weights, 1, "valid"))[0, ..., 0] + added


def random_cases():
    rng = np.random.default_rng(11)
    cases = []
    for _ in range(24):
        rows, columns = rng.integers(1, 8, 2)
        top, left = rng.integers(0, 3, 2)
        shape = rng.integers(1, 12, 2)
        size = [int(shape[n] + (rows, columns)[n] - 1 + (top, left)[n] + rng.integers(0, 3)) for n in (0, 1)]
        kernel = np.where(rng.random((rows, columns)) < 0.2, 0, rng.normal(size=(rows, columns)))
        cases.append((rng.random(size), (int(top), int(left)), shape.tolist(), kernel, float(rng.normal())))
    return cases


def test_the_browsers_convolution_is_that_of_keras():
    cases = random_cases()
    sent = [
        {
            "picture": {"rows": x.shape[0], "columns": x.shape[1], "values": x.ravel().tolist()},
            "corner": corner,
            "shape": shape,
            "kernel": {
                "rows": kernel.shape[0],
                "columns": kernel.shape[1],
                "values": kernel.ravel().tolist(),
            },
            "added": added,
        }
        for x, corner, shape, kernel, added in cases
    ]
    each = "a[0].map((c) => [...m.convolved(c.picture, c.corner, c.shape, c.kernel, c.added).values])"
    made = called("kernel_descent/kernel_maps.js", each, sent)
    for (x, corner, shape, kernel, added), values in zip(cases, made, strict=True):
        expected = convolved(x[corner[0] :, corner[1] :], kernel, added)[: shape[0], : shape[1]]
        np.testing.assert_allclose(np.reshape(values, shape), expected, rtol=1e-9, atol=1e-12)
