"""Why?: the maps that are shown are the library's, on each network and by each method."""

import time
from contextlib import redirect_stdout
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnviz import attribution, export, images, mnist, models, photos, reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.colours import MAP_STEPS
from cnnviz.figures import map_colours, overlaid_map
from cnnviz.lessons.explanations import METHODS, Asked, map_layers
from cnnviz.pipeline import Pipeline
from cnnviz.workers import NetworkFile
from tests.pages.dashboard import PATIENCE, SENT, act, assert_sound, awaited, said, told, visit

CLOSE: Any = {"rtol": 1e-3, "atol": 1e-5}
NUMBER = 7 * mnist.BUNDLED_PER_CLASS + 12
DIGIT = mnist.bundled()[0][NUMBER] / np.float32(255)
#: Networks by their choice on the page; the visitor's own is one without pooling here.
NAMES = {"photo": reading.PHOTOS, "pen": "pen", "lecture": "lecture", "own": "no-pooling"}
CAT = 282
#: A method's slow part is its many passes. Half of the picture is hidden at a time, which is fast.
FAST = {"why_patch": "2"}


def own(name):
    """Return the session of a visitor who has loaded a network."""
    return {"networks": {"Mine": NetworkFile("Mine", reading.pretrained_bytes(name))}}


def opened(subject, **link):
    session = own(NAMES["own"]) if subject == "own" else {}
    image = {"image": "cat", "why_class": str(CAT)} if subject == "photo" else {"number": str(NUMBER)}
    return awaited(visit("why", session, why_network=subject, **image, **FAST, **link))


@cache
def network(subject):
    return models.load_pretrained(NAMES[subject])


@cache
def at_random(subject):
    return attribution.with_random_weights(network(subject))


def pixels(subject):
    if subject != "photo":
        return DIGIT[..., np.newaxis]
    return photos.prepared(images.sample_images()["cat"](), ARCHITECTURES[reading.PHOTOS]().preparation).x


def expected(subject, method, *, random=False, class_index=None):
    model = at_random(subject) if random else network(subject)
    given = {"patch": 112 if subject == "photo" else 14} if method == "occlusion" else {}
    index = CAT if subject == "photo" else 7
    return getattr(attribution, method)(
        model, pixels(subject), index if class_index is None else class_index, **given
    )


def shown(at, place=0):
    """Return the levels of the colours of a map on the stage."""
    src = told(at, "why-stage")["maps"][place]["picture"]["src"]
    with Image.open(BytesIO(SENT[src])) as picture:
        return np.asarray(picture.convert("RGBA"))[..., :3].astype(int)


def assert_shows(at, values, place=0):
    """Assert that a map on the stage has the colours of these values, to within a level."""
    limit = told(at, "why-stage")["maps"][place]["limit"]
    assert limit == pytest.approx(map_colours.reach(values), rel=1e-3)
    table = map_colours.table("signed").astype(int)
    levels = map_colours.levels(values, limit).astype(int)
    near = [
        np.abs(table[np.clip(levels + n, 0, 2 * MAP_STEPS)] - shown(at, place)).max(-1) for n in (-1, 0, 1)
    ]
    assert np.min(near, axis=0).max() == 0


@pytest.mark.parametrize("subject", list(NAMES))
@pytest.mark.parametrize("method", list(METHODS))
def test_the_maps_are_those_of_the_library(subject, method):
    at = opened(subject, why_method=method)
    message = told(at, "why-stage")
    assert [one["label"] for one in message["maps"]] == [METHODS[method].label, "With random weights"]
    assert message["signed"] == METHODS[method].signed
    assert_shows(at, expected(subject, method))
    assert_shows(at, expected(subject, method, random=True), place=1)
    if method == "integrated_gradients":
        values = expected(subject, method)
        promised = attribution.completeness(
            network(subject), pixels(subject), CAT if subject == "photo" else 7, values
        )
        facts = dict(message["facts"])
        assert float(facts["Sum of the map"].replace("−", "-")) == pytest.approx(promised.total, abs=0.02)
        difference = float(facts["Score, less that of black"].replace("−", "-"))
        assert difference == pytest.approx(promised.difference, abs=0.02)


def test_it_begins_with_the_best_class_and_offers_the_others():
    at = opened("lecture")
    probabilities = network("lecture").predict(DIGIT[np.newaxis, ..., np.newaxis], verbose=0)[0]
    box = at.selectbox(key="why-target")
    assert box.value == probabilities.argmax()
    best = [int(option.split(" ")[0]) for option in box.options[:5]]
    assert best == np.argsort(-probabilities, kind="stable")[:5].tolist()
    assert len(box.options) == 10
    box.set_value(2).run()
    awaited(at)
    assert at.query_params["why_class"] == "2"
    assert_shows(at, expected("lecture", "grad_cam", class_index=2))


def test_another_network_begins_with_its_own_best_class_and_last_layer():
    at = opened("pen", why_class="2", why_layer="conv2d_3")
    layers = map_layers(reading.pretrained("pen")[0])
    assert at.selectbox(key="why-layer").value == "conv2d_3"
    assert_shows(at, attribution.grad_cam(network("pen"), pixels("pen"), 2, "conv2d_3"))
    assert layers[0] == attribution.grad_cam_layer(network("pen"))
    at.segmented_control(key="why-subject").set_value("lecture").run()
    awaited(at)
    assert "why_class" not in at.query_params
    assert "why_layer" not in at.query_params
    assert_shows(at, expected("lecture", "grad_cam"))


def test_a_network_without_a_convolution_says_why_grad_cam_has_no_answer():
    at = visit("why", own("no-convolution"), why_network="own", number=str(NUMBER))
    end = time.monotonic() + PATIENCE
    while not at.error and time.monotonic() < end:
        at.run()
    assert_sound(at)
    (error,) = at.error
    assert error.value.startswith("Grad-CAM needs the maps of a convolution, and this network has none.")
    at.selectbox(key="why-method").set_value("saliency").run()
    awaited(at)
    assert not at.error
    model = models.load_pretrained("no-convolution")
    assert_shows(at, attribution.saliency(model, pixels("own"), 7))


def test_without_a_network_of_their_own_a_visitor_reads_how_to_get_one():
    at = visit("why", why_network="own")
    assert_sound(at)
    assert [one.value for one in at.error] == [
        "You have no network yet. Train one on the page Train, or load one on Inside a network."
    ]


def test_an_empty_pad_asks_for_a_digit():
    at = visit("why", why_network="pen", digit="drawing")
    assert_sound(at)
    assert "Draw a digit." in said(at)


def test_where_the_slider_rests_stands_in_the_link():
    at = opened("lecture")
    act(at, "why-stage", "settled", [30])
    assert at.query_params["why_shown"] == "30"
    assert told(at, "why-stage")["through"] == 30
    for made_up in ([101], ["30"], [True], [1, 2], None):
        act(at, "why-stage", "settled", made_up)
        assert_sound(at)
        assert told(at, "why-stage")["through"] == 30


def test_a_map_of_zeros_says_so():
    model, layers = network("pen"), map_layers(reading.pretrained("pen")[0])
    layer, index = next(
        (layer, index)
        for layer in layers
        for index in range(10)
        if not attribution.grad_cam(model, pixels("pen"), index, layer).any()
    )
    at = opened("pen", why_class=str(index), why_layer=layer)
    assert told(at, "why-stage")["maps"][0]["detail"] == "0 everywhere: nothing speaks for this class."


def test_the_curves_are_those_of_the_library():
    at = visit("why", why_network="lecture", number=str(NUMBER), why_view="quality", why_method="saliency")
    end = time.monotonic() + PATIENCE
    while not at.get("plotly_chart") and time.monotonic() < end:
        assert_sound(at)
        time.sleep(0.2)
        at.run()
    assert_sound(at)
    charts = at.get("plotly_chart")
    values = expected("lecture", "saliency")
    for curve, chart in zip((attribution.deletion, attribution.insertion), charts, strict=True):
        area = curve(network("lecture"), pixels("lecture"), 7, values, n_steps=28).area
        assert f"Saliency: area {area:.3f}" in chart.proto.spec


@pytest.mark.parametrize("subject", ["photo", "lecture"])
def test_the_program_makes_the_same_map(subject):
    at = opened(subject, why_method="occlusion" if subject == "lecture" else "grad_cam")
    (code,) = [one.value for one in at.code if "attribution" in one.value]
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    assert_shows(at, names["found"])
    assert_shows(at, names["at_random"], place=1)


def test_before_the_network_has_answered_the_program_explains_its_best_class():
    asked = Asked("saliency", 0)
    now = Pipeline().replace(why={"subject": "lecture"}, image={"number": NUMBER})
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(export.why_code(now, asked, name="lecture", best=True), names)
    assert names["best"] == 7
    np.testing.assert_allclose(names["found"], expected("lecture", "saliency"), **CLOSE)


def test_the_picture_to_take_home_is_the_map_over_the_digit():
    at = visit("why", {"take-home": True}, why_network="lecture", number=str(NUMBER), why_shown="40")
    awaited(at)
    at.run()
    offered = at.session_state["take home offer"].picture
    wanted = overlaid_map.blended(DIGIT, expected("lecture", "grad_cam"), 0.4)
    with Image.open(BytesIO(offered.data)) as picture:
        np.testing.assert_allclose(np.asarray(picture.convert("RGB")), 255 * wanted, atol=2)


def test_the_numbers_of_the_maps_can_be_taken_home():
    link = {"why_network": "lecture", "number": str(NUMBER), "why_method": "saliency"}
    at = awaited(visit("why", {"take-home": True}, **link))
    at.run()
    with np.load(BytesIO(at.session_state["take home offer"].numbers)) as loaded:
        np.testing.assert_array_equal(loaded["picture"], DIGIT)
        np.testing.assert_allclose(loaded["map"], expected("lecture", "saliency"), **CLOSE)
        random = expected("lecture", "saliency", random=True)
        np.testing.assert_allclose(loaded["map_with_random_weights"], random, **CLOSE)


def test_the_numbers_of_the_curves_can_be_taken_home():
    link = {"why_network": "lecture", "number": str(NUMBER), "why_method": "saliency", "why_view": "quality"}
    at = visit("why", {"take-home": True}, **link)
    end = time.monotonic() + PATIENCE
    while not at.get("plotly_chart") and time.monotonic() < end:
        time.sleep(0.2)
        at.run()
    assert_sound(at)
    with np.load(BytesIO(at.session_state["take home offer"].numbers)) as loaded:
        shares, probabilities = loaded["deletion"]
    values = expected("lecture", "saliency")
    curve = attribution.deletion(network("lecture"), pixels("lecture"), 7, values, n_steps=28)
    np.testing.assert_allclose(shares, curve.shares, **CLOSE)
    np.testing.assert_allclose(probabilities, curve.probabilities, **CLOSE)
