"""Filters: what the page shows is what Keras computes, and the kernel can be changed in every way."""

import io

import numpy as np
import pytest
from PIL import Image

from cnnviz import images, mnist
from cnnviz.figures import captions
from cnnviz.kernels import GROUPS, KERNELS
from cnnviz.ui.components.headed import HEAD
from cnnviz.ui.controls import kernel_tiles
from tests.oracle import keras_feature_map
from tests.pages.dashboard import (
    OPENING,
    SENT,
    act,
    assert_sound,
    choose_kernel,
    chosen_kernels,
    open_more,
    said,
    stage,
    tiles_of,
    told,
    values,
    visit,
)

SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]


def shown(at):
    """Return the image, the kernel and the result on the stage."""
    image, kernel, result = stage(at, "filters-stage")
    assert (image["operator"], kernel["operator"], result["operator"]) == ("", "∗", "=")
    return image, kernel, result


def digit(number=0):
    return mnist.bundled()[0][number].astype(np.float32) / np.float32(255)


def test_it_begins_with_the_temple_under_sobel_x():
    at = visit()
    image, kernel, result = shown(at)
    assert (image["label"], image["width"], image["height"]) == ("Temple", 640, 427)
    assert image["detail"] == "(427, 640, 3) · 0 … 1"
    assert (kernel["kind"], kernel["label"], kernel["rows"]) == ("cells", "sobel x", SOBEL)
    assert (result["label"], result["width"], result["height"]) == ("feature map", 640, 427)
    assert any(KERNELS["sobel x"].effect in text for text in said(at))
    assert any(text.startswith("Strongest response, at row ") for text in said(at))


@pytest.mark.parametrize(
    ("name", "border", "flip"),
    [
        ("sobel x", "reflect", False),
        ("sobel x", "constant", True),
        ("roberts a", "wrap", True),
        ("emboss on grey", "mirror", False),
        ("gradient y", "nearest", False),
        ("gabor 11x11 45°", "reflect", True),
    ],
)
@pytest.mark.parametrize("image", ["digit", "smiley"])
def test_the_feature_map_is_that_of_keras(name, border, flip, image):
    at = visit(image=image, rounds=f"max 2 2 {name}", border=border, flip="yes" if flip else "no")
    *_, result = shown(at)
    pixels = digit() if image == "digit" else images.sample_images()[image]()
    expected = keras_feature_map(pixels, KERNELS[name], border, flip)
    assert result["detail"] == f"{captions.shape(expected)} · {captions.extent(expected.round(6) + 0)}"
    assert ("The kernel sees the mean of red, green and blue." in said(at)) == (pixels.ndim == 3)
    limit = result["limit"]
    np.testing.assert_allclose(values(result), expected.clip(-limit, limit), atol=limit / 100)


def test_the_strongest_place_and_its_value_are_those_of_keras():
    at = visit(image="digit", number="3600")
    expected = keras_feature_map(digit(3600), KERNELS["sobel x"], "reflect", False)
    row, column = np.unravel_index(np.abs(expected).argmax(), expected.shape)
    (line,) = [text for text in said(at) if text.startswith("Strongest")]
    assert line.startswith(f"Strongest response, at row {row}, column {column}: ")
    assert line.endswith(f" = {captions.number(expected[row, column])}")


@pytest.mark.parametrize(
    ("kernel", "colours"),
    [("sobel x", "signed"), ("emboss", "toned"), ("blur", "grey"), ("laplacian", "signed")],
)
def test_the_kernel_chooses_the_first_view(kernel, colours):
    at = visit(image="digit", rounds=f"max 2 2 {kernel}")
    *_, result = shown(at)
    assert result["colours"] == colours
    view = "toned" if colours == "grey" else colours
    assert at.segmented_control(key="filters-result").value == view


def test_the_view_that_the_visitor_chose_stays_with_another_kernel():
    at = visit(image="digit")
    at.segmented_control(key="filters-result").set_value("strength").run()
    choose_kernel(at, "filters", "emboss")
    assert_sound(at)
    assert shown(at)[-1]["colours"] == "strength"
    at.segmented_control(key="filters-result").set_value("clipped").run()
    assert shown(at)[-1]["label"] == "as an 8-bit image"
    at.segmented_control(key="filters-result").set_value("signed").run()
    assert at.query_params["toned"] == "signed"
    assert "clipped" not in at.query_params
    assert shown(at)[-1]["colours"] == "signed"


def test_edge_strength_leaves_the_sign_out():
    at = visit(image="digit", toned="strength")
    *_, result = shown(at)
    expected = np.abs(keras_feature_map(digit(0), KERNELS["sobel x"], "reflect", False))
    limit = result["limit"]
    np.testing.assert_allclose(np.abs(values(result)), expected.clip(0, limit), atol=limit / 100)


def test_as_an_8_bit_image_what_is_outside_is_cut_and_counted():
    at = visit(image="smiley", rounds="max 2 2 sharpen", clipped="yes")
    *_, result = shown(at)
    expected = keras_feature_map(images.sample_images()["smiley"](), KERNELS["sharpen"], "reflect", False)
    assert result["label"] == "as an 8-bit image"
    assert result["limit"] is None
    np.testing.assert_array_equal(result["pixels"][..., 0], expected.clip(0, 1) * 255)
    outside = captions.share(np.mean((expected < 0) | (expected > 1)))
    assert result["detail"].endswith(f"{outside} clipped to 0 … 1")


def test_colour_stays_colour_as_an_8_bit_image():
    at = visit(image="flower", rounds="max 2 2 identity", clipped="yes")
    image, _, result = shown(at)
    assert result["detail"] == "(427, 640, 3) · 0 … 1\n0 % clipped to 0 … 1"
    np.testing.assert_array_equal(result["pixels"], image["pixels"])


@pytest.mark.parametrize(
    ("key", "kind", "value", "link"),
    [
        ("filters-border", "selectbox", "wrap", {"border": "wrap"}),
        ("filters-result", "segmented_control", "clipped", {"clipped": "yes"}),
        ("filters-result", "segmented_control", "strength", {"toned": "strength"}),
        ("filters-result", "segmented_control", "toned", {"toned": "yes"}),
        ("filters-flip", "toggle", True, {"flip": "yes"}),
    ],
)
def test_every_control_is_in_the_link(key, kind, value, link):
    at = open_more(visit())
    getattr(at, kind)(key=key).set_value(value).run()
    assert_sound(at)
    assert at.query_params == {**OPENING, **link}
    shown_value = getattr(at, kind)(key=key).value
    assert (list(shown_value) if isinstance(value, list) else shown_value) == value


def test_a_family_has_a_size_and_an_angle():
    at = visit(image="smiley")
    assert told(at, "filters-stage")["family"] is None
    choose_kernel(at, "filters", "gaussian blur 3x3")
    family = told(at, "filters-stage")["family"]
    assert (family["sizes"], family["angles"], family["at"]) == (list(range(3, 32, 2)), [], [0, 0])
    act(at, "filters-stage", "member", [5, None])
    assert at.query_params["rounds"] == "max 2 2 gaussian blur 5x5"
    choose_kernel(at, "filters", "motion blur 9x9 0°")
    act(at, "filters-stage", "member", [5, 30])
    assert_sound(at)
    family = told(at, "filters-stage")["family"]
    assert (family["angles"], family["at"]) == (list(range(0, 180, 5)), [1, 6])
    assert at.query_params["rounds"] == "max 2 2 motion blur 5x5 30°"
    assert shown(at)[1]["rows"] == [
        [0, 0, 0, 0, 0],
        [0, 0, 0, 1, 1],
        [0, 0, 1, 0, 0],
        [1, 1, 0, 0, 0],
        [0, 0, 0, 0, 0],
    ]


@pytest.mark.parametrize("view", ["by kernel", "clipped"])
@pytest.mark.parametrize("image", ["digit", "flower"])
def test_the_browser_has_the_exact_pixels_and_the_kernel(image, view):
    at = visit(image=image, rounds="max 2 2 emboss on grey", clipped="yes" if view == "clipped" else "no")
    message = told(at, "filters-stage")
    pixels = digit() if image == "digit" else images.sample_images()[image]()
    given = message["pixels"]
    assert (given["height"], given["width"]) == pixels.shape[:2]
    levels = np.frombuffer(SENT[given["address"]], np.uint8, offset=HEAD).reshape(pixels.shape)
    np.testing.assert_array_equal(levels.astype(np.float32) / np.float32(255), pixels)
    kernel = KERNELS["emboss on grey"]
    assert message["kernel"] == {
        "name": kernel.name,
        "weights": [list(row) for row in kernel.weights],
        "divisor": kernel.divisor,
        "offset": kernel.offset,
    }
    assert (message["border"], message["flip"], message["view"]) == ("reflect", False, view)


@pytest.mark.parametrize(
    ("kernel", "said_of_it"),
    [
        ("blur", "changes nothing"),
        ("edge detect", "changes nothing"),
        ("sobel x", "changes the result by up to 4."),
    ],
)
def test_what_flipping_changes_is_said(kernel, said_of_it):
    at = visit(image="smiley", rounds=f"max 2 2 {kernel}")
    assert any(said_of_it in text for text in said(at)), said(at)


def test_what_flipping_changes_is_the_largest_difference_of_the_two_maps():
    at = visit(image="digit", rounds="max 2 2 emboss")
    one, other = (keras_feature_map(digit(), KERNELS["emboss"], "reflect", flip) for flip in (False, True))
    expected = captions.number(np.abs(one - other).max())
    assert any(text.endswith(f"changes the result by up to {expected}.") for text in said(at))


# --- the strip of kernels


def test_every_kernel_has_a_tile_in_its_group_and_the_one_in_use_is_marked():
    strip = told(visit(image="smiley"), "filters-strip")
    assert [group["label"].lower() for group in strip["groups"]] == list(GROUPS)
    for group in strip["groups"]:
        assert {KERNELS[tile["name"]].group for tile in group["tiles"]} == {group["label"].lower()}
    names = tiles_of(visit(image="smiley"), "filters")
    assert {kernel_tiles.tile_of(kernel) for kernel in KERNELS.values()} == set(names)
    assert len(set(names)) == len(names)
    assert strip["chosen"] == ["sobel x"]


def test_the_small_pictures_are_the_image_under_each_kernel():
    """The smiley is so small that its pictures are not made smaller."""
    strip = told(visit(image="smiley"), "filters-strip")
    (sheet,) = strip["sheets"]
    with Image.open(io.BytesIO(SENT[sheet["src"]])) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    assert pixels.shape == (7 * sheet["down"], 7 * sheet["across"], 3)
    smiley = images.sample_images()["smiley"]()
    for tile in (tile for group in strip["groups"] for tile in group["tiles"]):
        row, column = divmod(tile["part"], sheet["across"])
        shown = pixels[7 * row : 7 * row + 7, 7 * column : 7 * column + 7]
        values = keras_feature_map(smiley, KERNELS[tile["name"]], "reflect", False)
        if tile["name"] in ("blur", "sharpen", "negative", "emboss on grey"):
            np.testing.assert_allclose(shown[..., 0], values.clip(0, 1) * 255, atol=1)
        elif tile["name"] in ("sobel x", "edge detect", "prewitt y"):
            assert (shown[values > 0.5, 0] > shown[values > 0.5, 2]).all()
            assert (shown[values < -0.5, 0] < shown[values < -0.5, 2]).all()
            assert (shown[np.abs(values) < 1e-6] < 30).all()


def test_a_kernel_of_ones_own_has_a_tile_until_another_is_taken():
    at = visit(image="smiley", rounds="max 2 2 1 2;3 4")
    assert chosen_kernels(at, "filters") == ["your own"]
    assert tiles_of(at, "filters")[0] == "your own"
    choose_kernel(at, "filters", "your own")
    assert at.query_params["rounds"] == "max 2 2 1 2;3 4"
    choose_kernel(at, "filters", "blur")
    assert at.query_params["rounds"] == "max 2 2 blur"
    assert "your own" not in tiles_of(at, "filters")


def test_a_size_or_an_angle_that_is_set_marks_the_nearest_tile():
    at = visit(image="smiley", rounds="max 2 2 motion blur 9x9 45°")
    act(at, "filters-stage", "member", [9, 95])
    assert chosen_kernels(at, "filters") == ["motion blur 9x9 90°"]
    at = visit(image="smiley", rounds="max 2 2 gaussian blur 21x21")
    assert chosen_kernels(at, "filters") == ["gaussian blur 3x3"]


def test_several_kernels_are_the_filters_of_a_layer():
    names = ["sobel x", "blur", "emboss", "outline", "sobel y"]
    at = visit(image="digit", beside=names[1:])
    image, *first = stage(at, "filters-several")
    assert image["label"] == "Digit 0"
    shown = [*first, *stage(at, "filters-several-1")]
    assert [item["label"] for item in shown] == [f"{n}: {name}" for n, name in enumerate(names, start=1)]
    for item, name in zip(shown, names, strict=True):
        expected = keras_feature_map(digit(), KERNELS[name], "reflect", False)
        limit = item["limit"]
        np.testing.assert_allclose(values(item), expected.clip(-limit, limit), atol=limit / 100)
    sentence = (
        "A convolutional layer with 5 filters makes 5 feature maps. Its output has the shape (28, 28, 5)."
    )
    assert sentence in said(at)


def test_kernels_are_added_taken_out_and_reduced_to_one():
    at = visit(image="smiley")
    act(at, "filters-strip", "several", ["blur"])
    act(at, "filters-strip", "several", ["gabor 11x11 45°"])
    assert_sound(at)
    assert at.query_params == {"image": "smiley", "beside": ["blur", "gabor 11x11 45°"]}
    assert chosen_kernels(at, "filters") == ["sobel x", "blur", "gabor 11x11 45°"]
    act(at, "filters-strip", "several", ["sobel x"])  # the next one takes its place on all pages
    assert at.query_params == {"image": "smiley", "rounds": "max 2 2 blur", "beside": "gabor 11x11 45°"}
    act(at, "filters-strip", "one", True)
    assert at.query_params == {"image": "smiley", "rounds": "max 2 2 blur"}
    act(at, "filters-strip", "several", ["blur"])  # the last one stays
    assert chosen_kernels(at, "filters") == ["blur"]
    act(at, "filters-strip", "several", ["blur"])
    assert shown(at)[1]["label"] == "blur"


def test_one_kernel_takes_the_place_of_several():
    at = choose_kernel(visit(image="smiley", beside=["blur", "emboss"]), "filters", "outline")
    assert at.query_params == {"image": "smiley", "rounds": "max 2 2 outline"}


@pytest.mark.parametrize("event", ["chosen", "several"])
@pytest.mark.parametrize("sent", [["no such kernel"], [], ["blur", "blur"], [["blur"]], "blur", None, 3])
def test_a_browser_that_sends_no_kernel_of_the_strip_changes_nothing(event, sent):
    at = act(visit(image="smiley"), "filters-strip", event, sent)
    assert_sound(at)
    assert at.query_params == {"image": "smiley"}


# --- the kernel by hand


@pytest.mark.parametrize("sent", [[4, None], [33, None], [5, 30], [5], ["5", None], [True, None], 5, None])
def test_a_browser_that_sends_no_kernel_of_the_family_changes_nothing(sent):
    at = act(visit(image="smiley", rounds="max 2 2 gaussian blur 7x7"), "filters-stage", "member", sent)
    assert_sound(at)
    assert at.query_params == {"image": "smiley", "rounds": "max 2 2 gaussian blur 7x7"}


def test_a_cell_that_is_typed_into_changes_the_kernel():
    at = visit(image="digit")
    typed = [[-1, 0, 1], [-2, 0.5, 2], [-1, 0, 1]]
    act(at, "filters-stage", "edited", typed)
    assert_sound(at)
    assert at.query_params["rounds"] == "max 2 2 -1 0 1;-2 0.5 2;-1 0 1"
    _, kernel, result = shown(at)
    assert (kernel["rows"], kernel["label"]) == (typed, "custom")
    assert chosen_kernels(at, "filters") == ["your own"]
    identity = keras_feature_map(digit(), KERNELS["identity"], "reflect", False)
    expected = keras_feature_map(digit(), KERNELS["sobel x"], "reflect", False) + identity / 2
    assert captions.extent(expected) in result["detail"]


def test_a_flipped_kernel_is_typed_into_as_it_stands_on_the_screen():
    at = visit(image="smiley", flip="yes", rounds="max 2 2 1 2;3 4")
    assert shown(at)[1]["rows"] == [[4, 3], [2, 1]]
    act(at, "filters-stage", "edited", [[9, 3], [2, 1]])
    assert_sound(at)
    assert at.query_params["rounds"] == "max 2 2 1 2;3 9"
    assert shown(at)[1]["rows"] == [[9, 3], [2, 1]]


def test_typing_keeps_divisor_and_offset():
    at = visit(image="smiley", rounds="max 2 2 1 1;1 1 / 4 + 51")
    act(at, "filters-stage", "edited", [[1, 1], [1, 2]])
    assert at.query_params["rounds"] == "max 2 2 1 1;1 2 / 4 + 51"
    assert shown(at)[1]["detail"] == "2 × 2 ÷ 4 + 51 of 255"


@pytest.mark.parametrize(
    ("case", "rows"),
    [
        ("too large", [[1e9]]),
        ("rows of different lengths", [[1, 2], [3]]),
        ("no rows", []),
        ("32 columns", [[0] * 32]),
        ("no table", 7),
        ("nothing in it", [[None]]),
        ("text in it", [["a"]]),
    ],
)
def test_a_browser_that_sends_no_kernel_gets_a_sentence_and_keeps_the_old_one(case, rows):
    at = visit(image="smiley")
    act(at, "filters-stage", "edited", rows)
    assert_sound(at)
    assert len(at.error) == 1
    assert shown(at)[1]["rows"] == SOBEL
    assert len(at.run().error) == 0  # said once


def test_the_grid_grows_and_shrinks_around_its_middle():
    at = open_more(visit(image="smiley"))
    at.pills(key="filters-grid").set_value(5).run()
    assert_sound(at)
    around = [[0] * 5, *([0, *row, 0] for row in SOBEL), [0] * 5]
    assert shown(at)[1]["rows"] == around
    at.pills(key="filters-grid").set_value(7).run()
    assert shown(at)[1]["rows"] == [[0] * 7, *([0, *row, 0] for row in around), [0] * 7]
    at.pills(key="filters-grid").set_value(3).run()
    assert shown(at)[1]["rows"] == SOBEL
    assert at.pills(key="filters-grid").value == 3


def test_divisor_and_offset():
    at = visit(image="smiley")
    act(at, "filters-stage", "parts", [4, 0])
    act(at, "filters-stage", "parts", [4, 128])
    assert_sound(at)
    _, kernel, result = shown(at)
    assert kernel["detail"] == "3 × 3 ÷ 4 + 128 of 255"
    assert at.query_params["rounds"] == "max 2 2 -1 0 1;-2 0 2;-1 0 1 / 4 + 128"
    smiley = images.sample_images()["smiley"]()
    expected = keras_feature_map(smiley, KERNELS["sobel x"], "reflect", False) / 4 + 128 / 255
    assert captions.extent(expected) in result["detail"]


@pytest.mark.parametrize(
    ("parts", "said_of_it"),
    [
        ([0.0, 0], "divisor must not be 0"),
        ([1e-9, 0], "divisor must not be 0 or nearly 0"),
        ([1e300, 0], "divisor must lie between"),
        ([4, 1e12], "offset must lie between"),
        (["a", 0], "Type a number from"),
    ],
)
def test_a_number_that_cannot_be_is_said_once_and_the_kernel_stays(parts, said_of_it):
    at = visit(image="smiley")
    act(at, "filters-stage", "parts", [4, 0])
    before = shown(at)
    act(at, "filters-stage", "parts", parts)
    assert_sound(at)
    assert [said_of_it in one.value for one in at.error] == [True]
    assert [item["label"] for item in shown(at)] == [item["label"] for item in before]
    assert shown(at)[1]["detail"] == "3 × 3 ÷ 4"
    np.testing.assert_array_equal(shown(at)[2]["pixels"], before[2]["pixels"])
    kernel = told(at, "filters-stage")["kernel"]
    assert (kernel["divisor"], kernel["offset"]) == (4, 0)
    assert len(at.run().error) == 0


@pytest.mark.parametrize(
    ("text", "kernel"),
    [
        ("0 -1 0; -1 5 -1; 0 -1 0", "0 -1 0;-1 5 -1;0 -1 0"),
        ("1 2\n3 4", "1 2;3 4"),
        ("  np.array([[1, 2], [3, 4]]) / 10  ", "1 2;3 4 / 10"),
        ("emboss", "emboss"),
        ("gaussian blur 9x9", "gaussian blur 9x9"),
        ("1 1 1 / 3 + 128", "1 1 1 / 3 + 128"),
    ],
)
def test_a_pasted_kernel_is_taken(text, kernel):
    at = open_more(visit(image="smiley"))
    at.text_area(key="filters-pasted").set_value(text).run()
    assert_sound(at)
    assert len(at.error) == 0
    assert at.query_params["rounds"] == f"max 2 2 {kernel}"


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "1 2; 3",
        "1 / 0",
        "<script>alert(1)</script>",
        "1e999",
        "9 " * 20_000,
        "1,,2",
        "__import__('os')",
    ],
)
def test_pasted_nonsense_is_said_once_and_the_kernel_stays(text):
    at = open_more(visit(image="smiley"))
    at.text_area(key="filters-pasted").set_value(text).run()
    assert_sound(at)
    assert len(at.error) == 1
    assert shown(at)[1]["rows"] == SOBEL
    assert at.query_params == {"image": "smiley"}
    assert len(at.run().error) == 0
