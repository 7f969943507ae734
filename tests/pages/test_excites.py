"""What excites it?: patches and grown inputs are the library's, on each kind of network."""

from contextlib import redirect_stdout
from functools import cache
from io import BytesIO, StringIO

import numpy as np
import pytest
from PIL import Image

from cnnviz import digits, drawing, exciting, images, mnist, models, photos, reading
from cnnviz.figures import patch_sheet
from cnnviz.lessons.exciting import FilterLayer, without_wide_padding
from cnnviz.network import Conv2D, Dense, Flatten, Network
from cnnviz.ui.chapters.excites.excited_network import PHOTOS
from cnnviz.workers import NetworkFile
from tests.pages.dashboard import SENT, act, assert_sound, awaited, button, said, told, visit

KEY = "excites-stage"
NAMES = {"photo": reading.PHOTOS, "pen": "pen", "lecture": "lecture", "own": "no-pooling"}


def own(data):
    """Return the session of a visitor who has loaded a network."""
    return {"networks": {"Mine": NetworkFile("Mine", data)}}


def opened(subject, **link):
    session = own(reading.pretrained_bytes(NAMES["own"])) if subject == "own" else {}
    return awaited(visit("excites", session, excites_network=subject, **link))


@cache
def network(subject):
    return reading.pretrained(NAMES[subject])[0], models.load_pretrained(NAMES[subject])


@cache
def pictures(subject):
    """Return what the network sees of each picture, and the same as it takes it."""
    if subject != "photo":
        x = mnist.encode(mnist.load().x_test)
        return list(x[..., 0]), x
    described = network(subject)[0]
    prepared = [photos.prepared(images.sample_images()[name](), described.preparation) for name in PHOTOS]
    return [one.seen for one in prepared], np.stack([one.x for one in prepared])


@cache
def found(subject, name):
    """Return a layer of a network and the strongest outputs of its filters, by the library."""
    described, model = network(subject)
    layer = next(one for one in exciting.filter_layers(described) if one.name == name)
    per_picture = 3 if subject == "photo" else 1
    wanted = (exciting.search(layer, per_picture),)
    return layer, exciting.strongest_pictures(model, pictures(subject)[1], wanted)[layer.read]


def sheet(filter_message):
    with Image.open(BytesIO(SENT[filter_message["sheet"]["src"]])) as picture:
        return np.asarray(picture.convert("RGBA"))


def number(text):
    return float(text.replace("−", "-"))


def assert_shows(subject, layer: FilterLayer, index, strongest, shown):
    """Assert that a column shows the filter's patches and its grown input."""
    n = int((strongest.pictures[:, index] >= 0).sum())
    values = strongest.values[:n, index]
    assert [number(one["value"]) for one in shown["patches"]] == pytest.approx(values, abs=0.051)
    boxes = [exciting.field_box(layer, tuple(place)) for place in strongest.places[:n, index].tolist()]
    assert [tuple(one["box"]) for one in shown["patches"]] == boxes
    described, model = network(subject)
    growth = exciting.first_growth(
        described.input_shape,
        described.preparation,
        regularizers=exciting.usual_regularizers(layer, described.input_shape),
    )
    growth = exciting.grown(growth, exciting.excitation(model, layer.read, index), growth.n_steps)
    expected = float(shown["excitation"].split()[0].replace("−", "-"))
    assert growth.excitation == pytest.approx(expected, rel=0.02, abs=0.06)
    height, width = described.input_shape[:2]
    size = sheet(shown).shape[0] // -(-n // 3), sheet(shown).shape[1] // 3
    for place, box in enumerate(boxes[:n]):
        cut = exciting.patch(
            pictures(subject)[0][int(strongest.pictures[place, index])],
            without_wide_padding(box, height, width),
        )
        top, left = place // 3 * size[0], place % 3 * size[1]
        cell = sheet(shown)[top : top + size[0], left : left + size[1]]
        np.testing.assert_array_equal(cell[..., 3] > 127, cut.is_inside)
        grey = cut.pixels if cut.pixels.ndim == 3 else cut.pixels[..., None]
        difference = np.abs(cell[..., :3] / 255 - grey)[cut.is_inside]
        assert difference.mean() < (0.03 if subject == "photo" else 0.003)


@pytest.mark.parametrize("subject", ["pen", "lecture", "own"])
def test_each_layers_column_is_what_the_library_finds_and_grows(subject):
    at = opened(subject)
    shown = told(at, KEY)["filters"]
    described = network(subject)[0]
    layers = exciting.layers_on_one_screen(described)
    assert len(shown) == len(layers)
    for one, layer in zip(shown, layers, strict=True):
        strongest = found(subject, layer.name)[1]
        index = int(strongest.values[0].argmax()) if layer.is_output else strongest.ranking()[0]
        assert one["name"].split(":")[0] == layer.name
        if layer.is_output:
            assert one["name"] == f"{layer.name}: {index}"
        assert_shows(subject, layer, index, strongest, one)


def test_a_photos_layer_is_opened_with_the_whole_pictures():
    at = opened("photo", excites_layer="block4_expand_conv", excites_filter="24")
    message = told(at, KEY)
    assert message["opened"]
    layer, strongest = found("photo", "block4_expand_conv")
    assert_shows("photo", layer, 24, strongest, message["filters"][0])
    assert message["filters"][0]["sees"] == "sees 19 × 19 pixels"
    assert len(message["pictures"]) == 9
    assert [one["picture"] for one in message["filters"][0]["patches"]] == list(range(9))
    assert max(np.unique(strongest.pictures[:, 24], return_counts=True)[1]) <= 3


def test_a_click_opens_a_layer_and_the_way_back_closes_it():
    at = opened("lecture")
    first = told(at, KEY)["filters"][1]
    at = awaited(act(at, KEY, "picked", [1]))
    message = told(at, KEY)
    assert message["opened"]
    assert message["filters"][0]["patches"][0]["value"] == first["patches"][0]["value"]
    assert at.query_params["excites_layer"] == "dense"
    box = at.selectbox(key="excites-filter")
    box.set_value(5).run()
    assert told(awaited(at), KEY)["filters"][0]["filter"] == "unit 6 of 128"
    assert at.query_params["excites_filter"] == "5"
    at.button(key="excites-back").click().run()
    assert not told(awaited(at), KEY)["opened"]
    assert "excites_layer" not in at.query_params


def test_other_filters_are_the_next_most_selective_ones():
    at = opened("lecture")
    at.button(key="excites-others").click().run()
    awaited(at)
    strongest = found("lecture", "conv2d")[1]
    shown = told(at, KEY)["filters"][0]
    assert shown["filter"] == f"filter {strongest.ranking()[1] + 1} of 32"


def test_growing_again_begins_with_other_noise():
    at = opened("lecture", excites_layer="dense")
    before = told(at, KEY)["filters"][0]["grown"]["src"]
    button(at, "Grow again").click().run()
    awaited(at)
    assert at.query_params["excites_seed"] == "1"
    assert told(at, KEY)["filters"][0]["grown"]["src"] != before


def test_the_visitors_own_digit_is_among_the_pictures():
    strokes = drawing.parse("AAM8PL48btI")
    at = opened(
        "lecture", digit="drawing", drawing="AAM8PL48btI", excites_layer="dense_1", excites_filter="7"
    )
    assert told(at, KEY)["patchesOf"] == "1,000 test digits and yours"
    mine = digits.from_drawing(strokes).digit
    model = network("lecture")[1]
    value = exciting.outputs_before_activation(model, mine[None, ..., None], ("dense_1",))[0][0, 7]
    strongest = found("lecture", "dense_1")[1].values[:, 7]
    patches = told(at, KEY)["filters"][0]["patches"]
    assert any(one["own"] for one in patches) == (value > strongest[-1])


def test_a_filter_that_nothing_excites_has_a_sentence():
    dead = Network((28, 28, 1), [Conv2D(2, activation="relu"), Flatten(), Dense(10, "softmax")])
    kernel = np.zeros((3, 3, 1, 2), np.float32)
    kernel[..., 1] = 1
    dense = np.ones((26 * 26 * 2, 10), np.float32)
    data = models.to_bytes(dead, [kernel, np.array([-1, 0], np.float32), dense, np.zeros(10, np.float32)])
    at = awaited(
        visit("excites", own(data), excites_network="own", excites_layer="conv2d", excites_filter="0")
    )
    shown = told(at, KEY)["filters"][0]
    assert shown["note"] == "No picture excites it: ReLU gives 0 everywhere."
    assert shown["patches"] == []
    assert shown["sheet"] is None
    assert shown["excitation"] == "No pixel changes its output."


def test_without_a_network_of_their_own_visitors_read_where_to_get_one():
    at = visit("excites", excites_network="own")
    assert_sound(at)
    assert any("You have no network yet." in text for text in said(at))


@pytest.mark.parametrize(
    ("subject", "link"),
    [
        ("lecture", {"excites_layer": "conv2d", "excites_filter": "3"}),
        ("photo", {"excites_layer": "stem_conv"}),
    ],
)
def test_the_program_gives_the_same_numbers(subject, link):
    at = opened(subject, **link)
    shown = told(at, KEY)["filters"][0]
    (code,) = [one.value for one in at.code]
    with redirect_stdout(StringIO()) as printed:
        exec(code, {})
    lines = printed.getvalue().splitlines()
    values = [float(line.split()[-1]) for line in lines[:9]]
    assert values == pytest.approx([number(one["value"]) for one in shown["patches"]], abs=0.051)
    assert float(lines[-1].split()[-1]) == pytest.approx(
        number(shown["excitation"].split()[0]), abs=0.06, rel=0.02
    )


def test_the_picture_to_take_home_has_all_layers():
    at = awaited(visit("excites", {"take-home": True}, excites_network="lecture"))
    at.run()
    offered = at.session_state["take home offer"].picture
    assert offered.width == 3 * patch_sheet.SIDE + 4 * patch_sheet.MARGIN
