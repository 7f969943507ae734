"""Images are numbers: every number on the page is that of the image."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from cnnviz import drawing, images, mnist
from cnnviz.drawing import Drawing
from cnnviz.images.counting import histogram
from cnnviz.pipeline import choices
from cnnviz.ui.components.headed import HEAD
from tests.pages.dashboard import (
    OPENING,
    SENT,
    act,
    assert_sound,
    components,
    open_picker,
    said,
    visit,
)

SMILEY = ["0000000", "0100010", "0000000", "0001000", "0100010", "0011100", "0000000"]
LINE = Drawing((((40, 40), (200, 200)),))


def planes(at):
    """Return what the magnifier shows: each plane with its "values" and its picture's "pixels"."""
    (glass,) = components(at)
    told = json.loads(glass.proto.json)
    for plane in told["planes"]:
        dtype = {"uint8": "u1", "float32": "<f4"}[plane["type"]]
        numbers = np.frombuffer(SENT[plane["numbers"]], dtype, offset=HEAD)
        shape = (told["height"], told["width"], plane["channels"])
        plane["values"] = numbers.reshape(shape[: 2 if plane["channels"] == 1 else 3])
        with Image.open(io.BytesIO(SENT[plane["src"]])) as picture:
            plane["pixels"] = np.asarray(picture.convert("RGB"))
    return told, told["planes"]


def levels(image):
    return np.rint(image * 255).astype(np.uint8)


def of(name, number=0):
    """Return an image as the picker gives it."""
    if name == "digit":
        return mnist.bundled()[0][number].astype(np.float32) / np.float32(255)
    return drawing.render(LINE) if name == "drawing" else images.sample_images()[name]()


def test_it_begins_with_the_smiley_as_zeros_and_ones():
    told, (plane,) = planes(visit("numbers"))
    np.testing.assert_array_equal(plane["values"], [[int(one) for one in row] for row in SMILEY])
    assert (plane["label"], plane["detail"], plane["kind"]) == ("Smiley", "(7, 7)", "bits")
    assert told["side"] is None  # all numbers, beside the picture


def test_an_image_that_is_chosen_takes_the_place_of_the_smiley():
    at = open_picker(visit("numbers"))
    at.pills(key="image-name").set_value("flower").run()
    assert_sound(at)
    own = {**OPENING, "image": "flower"}
    del own["over"]  # the lecture's example gives way to the image
    assert at.query_params == own
    _, (plane,) = planes(at)
    np.testing.assert_array_equal(plane["values"], images.to_grey(of("flower")) > 0.5)
    assert any("brighter than half" in text for text in said(at))
    at.pills(key="image-name").set_value("smiley").run()
    assert planes(at)[1][0]["label"] == "Smiley"
    assert not any("brighter than half" in text for text in said(at))
    at.pills(key="image-name").set_value("china").run()
    assert at.query_params == own | {"image": "china", "bits": "image"}
    assert planes(at)[1][0]["label"] == "Temple"


def test_the_part_that_is_cut_out_is_shown_as_zeros_and_ones():
    at = open_picker(visit("numbers", image="digit"))
    at.slider(key="image-rows").set_value((5, 15)).run()
    _, (plane,) = planes(at)
    np.testing.assert_array_equal(plane["values"], of("digit")[5:15] > 0.5)


@pytest.mark.parametrize(("image", "side"), [("smiley", None), ("digit", 7), ("flower", 7)])
def test_all_numbers_of_a_small_picture_are_shown(image, side):
    assert planes(visit("numbers", image=image, view="grey"))[0]["side"] == side


@pytest.mark.parametrize("view", choices("numbers", "view"))
@pytest.mark.parametrize("image", ["china", "smiley", "digit", "drawing", "one pixel"])
def test_every_view_of_every_image_is_sound(view, image):
    link = {"crop": "0-1-0-1"} if image == "one pixel" else {"image": image}
    at = visit("numbers", view=view, **link)
    assert_sound(at)
    assert len(at.error) == 0


@pytest.mark.parametrize("image", ["china", "flower", "smiley", "test card", "digit", "drawing"])
def test_grey_is_the_image_as_whole_numbers(image):
    link = {"drawing": drawing.to_text(LINE)} if image == "drawing" else {}
    told, (plane,) = planes(visit("numbers", image=image, view="grey", **link))
    expected = levels(images.to_grey(of(image)))
    np.testing.assert_array_equal(plane["values"], expected)
    assert (plane["kind"], plane["detail"]) == ("pixels255", str(expected.shape))
    assert told["at"] == [expected.shape[0] // 2, expected.shape[1] // 2]


@pytest.mark.parametrize("link", [{}, {"plain": "yes"}])
def test_the_channels_are_those_of_the_image_alone_and_together(link):
    at = visit("numbers", image="test card", view="channels", **link)
    assert at.toggle(key="numbers-plain").value == bool(link)
    *alone, together = planes(at)[1]
    expected = levels(of("test card"))
    np.testing.assert_array_equal(together["values"], expected)
    assert [plane["label"] for plane in alone] == ["red", "green", "blue"]
    for n, plane in enumerate(alone):
        np.testing.assert_array_equal(plane["values"], expected[..., n])
        assert plane["tint"] == ("" if link else plane["label"])


@pytest.mark.parametrize("tinted", [True, False])
def test_the_picture_of_a_channel_has_its_light_only_or_is_grey(tinted):
    at = visit("numbers", image="smiley", crop="1-6-1-6", view="channels", plain="no" if tinted else "yes")
    expected = levels(of("smiley"))[1:6, 1:6]
    for n, plane in enumerate(planes(at)[1][:3]):
        light = np.repeat(expected[..., n : n + 1], 3, axis=2)
        if tinted:
            light[..., [other for other in range(3) if other != n]] = 0
        np.testing.assert_array_equal(plane["pixels"], light)


@pytest.mark.parametrize("link", [{"image": "digit"}, {"image": "flower", "grey": "yes"}])
def test_of_a_grey_image_it_is_said_that_it_has_one_channel(link):
    at = visit("numbers", view="channels", **link)
    assert "numbers-plain" not in [one.key for one in at.toggle]
    assert any("one channel" in text for text in said(at))
    assert len(planes(at)[1]) == 1


def test_the_same_cells_stand_in_both_units():
    at = visit("numbers", image="flower", view="unit")
    whole, divided = planes(at)[1]
    np.testing.assert_array_equal(whole["values"], divided["values"])  # in bytes: the browser divides
    assert (whole["kind"], divided["kind"]) == ("pixels255", "pixels")
    assert divided["operator"] == "÷ 255 ="
    assert whole["src"] == divided["src"]


@pytest.mark.parametrize(("image", "n_channels"), [("flower", 3), ("digit", 1)])
def test_the_histogram_counts_every_pixel_of_every_channel(image, n_channels):
    at = visit("numbers", image=image, view="histogram")
    (chart,) = at.get("plotly_chart")
    pixels = of(image)
    drawn = json.loads(chart.proto.spec)["data"]
    assert len(drawn) == n_channels
    for bars, row in zip(drawn, histogram(pixels), strict=True):
        assert decoded(bars["y"]) == row.tolist()
        assert sum(decoded(bars["y"])) == pixels.shape[0] * pixels.shape[1]
    height, width = pixels.shape[:2]
    assert any(f"{height} × {width} = {height * width:,}" in text for text in said(at))


def decoded(numbers):
    """Return a list that Plotly wrote as one, or as base64."""
    if isinstance(numbers, list):
        return numbers
    import base64

    return np.frombuffer(base64.b64decode(numbers["bdata"]), numbers["dtype"]).tolist()


@pytest.mark.parametrize("number", [0, 3600])
def test_a_digit_is_a_table_of_28_by_28_numbers(number):
    at = visit("numbers", view="digit", number=str(number))
    told, (plane,) = planes(at)
    digits, labels = mnist.bundled()
    np.testing.assert_array_equal(plane["values"], digits[number])
    assert told["side"] is None
    assert plane["label"] == f"Digit {labels[number]}"
    assert at.slider(key="numbers-number").value == number


@pytest.mark.parametrize(
    ("link", "shape", "product"),
    [
        ({"image": "test card"}, "(512, 512, 3)", "512 × 512 × 3 = 786,432"),
        ({"image": "flower", "grey": "yes"}, "(427, 640)", "427 × 640 = 273,280"),
        ({"image": "smiley", "crop": "1-3-0-7"}, "(2, 7, 3)", "2 × 7 × 3 = 42"),
    ],
)
def test_how_many_numbers_there_are(link, shape, product):
    at = visit("numbers", view="count", **link)
    numbers = product.split(" = ")[1]
    assert [one.value for one in at.metric] == ["784", numbers, "36,000,000"]
    (own,) = [text for text in said(at) if product in text]
    assert f"shape {shape}" in own
    assert f"{numbers} bytes as uint8" in own
    assert f"{4 * int(numbers.replace(',', '')):,} bytes as float32" in own
    assert any("4,000 × 3,000 × 3 = 36,000,000" in text and "144,000,000 bytes" in text for text in said(at))


# --- what is set


def test_the_view_and_the_colour_of_the_channels_are_in_the_link():
    at = visit("numbers", image="smiley")
    at.segmented_control(key="numbers-view").set_value("channels").run()
    at.toggle(key="numbers-plain").set_value(True).run()
    assert_sound(at)
    assert at.query_params == {"image": "smiley", "view": "channels", "plain": "yes"}


def test_a_place_that_is_picked_is_in_the_link_and_in_all_views():
    at = visit("numbers", image="smiley", view="grey")
    act(at, "numbers-grey", "picked", [2, 5])
    assert_sound(at)
    assert at.query_params == {"image": "smiley", "view": "grey", "place": "2-5"}
    at.segmented_control(key="numbers-view").set_value("unit").run()
    assert planes(at)[0]["at"] == [2, 5]


@pytest.mark.parametrize("picked", [[7, 0], [-1, 0], "here", [1], None, [1.5, 2]])
def test_a_place_that_is_none_changes_nothing(picked):
    at = visit("numbers", image="smiley", view="grey")
    act(at, "numbers-grey", "picked", picked)
    assert_sound(at)
    assert at.query_params == {"image": "smiley", "view": "grey"}


def test_a_place_outside_of_a_smaller_image_is_its_edge():
    assert planes(visit("numbers", image="digit", view="grey", place="900-3"))[0]["at"] == [27, 3]
