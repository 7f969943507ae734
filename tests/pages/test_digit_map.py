"""The map of all digits: its places, answers and words are what Keras and scikit-learn say."""

import time
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from typing import Any

import keras
import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from cnnviz import drawing, mnist, models
from cnnviz.digits import from_drawing
from cnnviz.drawing import Drawing, to_text
from cnnviz.lessons.digit_map import STEPS
from tests.pages.dashboard import PATIENCE, act, assert_sound, awaited, said, told, visit

MAP = "digit_map-map"
ONE = to_text(Drawing((((128, 40), (128, 210)),)))
DIGITS = mnist.load()
PIXELS = mnist.encode(DIGITS.x_test)
LAYERS = {"pen": "flatten", "lecture": "dense"}


@cache
def outputs(name, layer):
    """Return what Keras says of the test digits, (1000, n)."""
    model = models.load_pretrained(name)
    part = keras.Model(model.inputs[0], model.get_layer(layer).output)
    return part.predict(PIXELS, verbose=0).reshape(len(PIXELS), -1)


def own_class(values):
    nearest = NearestNeighbors(n_neighbors=1).fit(values).kneighbors(return_distance=False)[:, 0]
    return int((DIGITS.y_test[nearest] == DIGITS.y_test).sum())


def opened(**link):
    at = awaited(visit("digit_map", **link))
    assert_sound(at)
    return at


def assert_placed(points, values):
    """Assert that places are those of PCA, up to their scale and the signs of the axes."""
    found = np.reshape(points, (-1, 2))
    expected = PCA(2, svd_solver="full").fit_transform(values)
    expected /= np.abs(expected).max()
    np.testing.assert_allclose(np.abs(found), np.abs(expected), atol=2e-3)


@pytest.mark.parametrize("name", LAYERS)
def test_the_last_hidden_layer_is_mapped_with_the_answers(name):
    at = opened(reader=name)
    message = told(at, MAP)
    values = outputs(name, LAYERS[name])
    assert_placed(message["points"], values)
    predicted = models.load_pretrained(name).predict(PIXELS, verbose=0)
    assert message["answers"] == predicted.argmax(axis=1).tolist()
    np.testing.assert_allclose(message["shares"], predicted.max(axis=1), rtol=1e-4, atol=1e-5)
    assert message["labels"] == DIGITS.y_test.tolist()
    assert message["headline"] == "The network has moved digits of one class together."
    assert message["detail"].startswith(f"{own_class(values)} of 1,000 digits")
    assert message["detail"].endswith("as pixels, 902.")
    kept = PCA(2, svd_solver="full").fit(values).explained_variance_ratio_.sum()
    assert f"turns {values.shape[1]:,} numbers" in message["note"]
    assert f"keeps {100 * kept:.1f}".removesuffix(".0") in message["note"]
    assert f"misreads {np.count_nonzero(predicted.argmax(axis=1) != DIGITS.y_test)} of" in message["alt"]
    assert (message["chosen"], message["own"]) == (0, None)


def test_it_begins_at_the_pixels_and_moves_once():
    message = told(opened(), MAP)
    assert_placed(message["start"], PIXELS.reshape(len(PIXELS), -1))
    assert told(opened(map_shown="3"), MAP)["start"] is None


def test_the_pixels_and_any_layer_can_be_mapped():
    flat = PIXELS.reshape(len(PIXELS), -1)
    message = told(opened(map_layer="pixels"), MAP)
    assert_placed(message["points"], flat)
    assert message["headline"] == "As pixels: no network has read these digits yet."
    assert (
        message["detail"] == f"{own_class(flat)} of 1,000 digits have a nearest neighbour of their own class."
    )
    at = opened(map_layer="max_pooling2d", reader="lecture")
    assert_placed(told(at, MAP)["points"], outputs("lecture", "max_pooling2d"))


def test_a_layer_that_mixes_the_classes_is_not_praised():
    message = told(opened(map_layer="convolution", reader="lecture"), MAP)
    values = outputs("lecture", "conv2d")
    assert own_class(values) < own_class(PIXELS.reshape(len(PIXELS), -1))
    assert message["headline"] == "Up to this layer, digits of one class are no closer than as pixels."


def test_a_network_without_a_convolution_or_such_a_layer_shows_its_last_hidden_one():
    expected = told(opened(), MAP)["points"]
    assert told(opened(map_layer="<b>"), MAP)["points"] == expected


def test_a_picked_digit_is_the_digit_in_use():
    at = opened()
    act(at, MAP, "picked", [417])
    assert_sound(at)
    assert at.query_params["number"] == str(417 * 5)
    assert told(at, MAP)["chosen"] == 417
    for made_up in ([1000], [-1], ["7"], [True], None):
        act(at, MAP, "picked", made_up)
        assert_sound(at)
        assert told(at, MAP)["chosen"] == 417


def test_what_stands_out_is_in_the_link():
    at = opened()
    act(at, MAP, "shown", ["mistakes"])
    assert at.query_params["map_shown"] == "mistakes"
    act(at, MAP, "shown", ["<b>"])
    assert told(at, MAP)["shown"] == "all"


def test_a_drawing_stands_in_the_plane_of_the_others():
    at = opened(digit="drawing", drawing=ONE)
    end = time.monotonic() + PATIENCE
    while told(at, MAP)["own"] is None:
        assert time.monotonic() < end, "The worker has not placed the drawing."
        time.sleep(0.1)
        at.run()
    message = told(at, MAP)
    digit = from_drawing(drawing.parse(ONE)).digit
    pca = PCA(2, svd_solver="full").fit(outputs("lecture", "dense"))
    model = models.load_pretrained("lecture")
    part = keras.Model(model.inputs[0], [model.get_layer("dense").output, model.outputs[0]])
    hidden, shares = part.predict(digit[np.newaxis, ..., np.newaxis], verbose=0)
    scale = np.abs(pca.transform(outputs("lecture", "dense"))).max()
    np.testing.assert_allclose(
        np.abs(message["own"]["place"]), np.abs(pca.transform(hidden)[0]) / scale, atol=2e-3
    )
    assert message["own"]["answer"] == int(shares.argmax())
    distances = np.linalg.norm(outputs("lecture", "dense") - hidden, axis=1)
    assert message["own"]["nearest"] == int(distances.argmin())
    assert (message["own"]["label"], message["chosen"]) == (None, None)


def test_an_empty_pad_leaves_the_map_without_a_digit_in_use():
    message = told(opened(digit="drawing"), MAP)
    assert (message["own"], message["chosen"]) == (None, None)


def test_tsne_goes_on_to_its_end_and_can_be_stopped():
    at = opened(map_method="tsne")
    at.button(key="digit_map-stop").click().run()
    assert_sound(at)
    assert "t-SNE" in told(at, MAP)["note"]
    at.button(key="digit_map-go_on").click().run()
    for _ in range(600):
        if not [one for one in at.button if one.key == "digit_map-stop"]:
            break
        at.run()
    points = np.reshape(told(at, MAP)["points"], (-1, 2))
    assert own_class(points) > 940
    assert STEPS > 0


@pytest.mark.parametrize("layer", ["hidden", "pixels"])
def test_the_program_computes_the_same(layer):
    at = opened(map_layer=layer, reader="lecture")
    (code,) = [one.value for one in at.code if "NearestNeighbors" in one.value]
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    found = names["points"] / np.abs(names["points"]).max()
    shown = np.reshape(told(at, MAP)["points"], (-1, 2))
    np.testing.assert_allclose(np.abs(shown), np.abs(found), atol=2e-3)
    assert told(at, MAP)["detail"].startswith(str(names["own_class"]))


def test_it_explains_itself():
    text = " ".join(said(opened()))
    assert "nearest neighbour" in text.lower()
