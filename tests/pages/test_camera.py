"""The live camera on Filters, as the server sees it: a switch, and one frame if the visitor freezes it."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from cnnviz import images
from cnnviz.ui.components import live_filter
from cnnviz.ui.session.image_in_use import LABELS
from tests.pages.dashboard import act, assert_sound, choose_kernel, components, said, stage, told, turn, visit

STAGE = "filters-stage"
FRAME = np.random.default_rng(0).integers(0, 256, (48, 64, 3), np.uint8)


def file_of(pixels, kind="PNG"):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind)
    return buffer.getvalue()


def sent(file):
    return base64.b64encode(file).decode()


def switched_on(**link):
    return visit(**link).toggle(key="filters-camera").set_value(True).run()


def test_it_is_off_until_it_is_switched_on_and_no_link_holds_it():
    at = visit(image="smiley")
    assert not told(at, STAGE)["camera"]
    at.toggle(key="filters-camera").set_value(True).run()
    assert_sound(at)
    assert told(at, STAGE)["camera"]
    assert at.query_params == {"image": "smiley"}
    image, kernel, result = stage(at, STAGE)
    assert [item["label"] for item in (image, kernel, result)] == ["Camera", "sobel x", "feature map"]
    assert (image["width"], image["height"]) == (result["width"], result["height"]) == (640, 480)
    assert not any(text.startswith("Strongest response") for text in said(at))  # that of the image
    at.toggle(key="filters-camera").set_value(False).run()
    assert stage(at, STAGE)[0]["label"] == images.samples()["smiley"].label


def test_it_is_off_after_another_page():
    at = turn(turn(switched_on(image="smiley"), "numbers"), "filters")
    assert not told(at, STAGE)["camera"]


def test_the_kernel_the_view_and_the_border_are_those_of_the_page():
    at = switched_on(image="smiley", clipped="yes", border="wrap", flip="yes", magnified="yes")
    choose_kernel(at, "filters", "emboss")
    assert_sound(at)
    message = told(at, STAGE)
    assert (message["kernel"]["name"], message["view"], message["border"]) == ("emboss", "clipped", "wrap")
    assert (message["camera"], message["flip"], message["side"] > 0) == (True, True, True)
    assert message["items"][1]["label"] == "emboss, flipped"
    assert message["items"][2]["label"] == "as an 8-bit image"


def test_of_several_kernels_the_first_is_shown():
    at = switched_on(image="smiley", beside=["blur"])
    assert stage(at, STAGE)[1]["label"] == "sobel x"
    assert "The camera's picture goes through the first kernel only." in said(at)


def test_the_kernel_can_be_changed_while_it_is_on():
    at = act(switched_on(image="smiley", rounds="max 2 2 gabor 11x11 0°"), STAGE, "member", [11, 90])
    assert at.query_params["rounds"] == "max 2 2 gabor 11x11 90°"
    assert told(at, STAGE)["camera"]


def test_a_frozen_frame_is_the_image_of_all_pages():
    at = act(switched_on(image="flower", crop="0 10 0 10"), STAGE, "frozen", sent(file_of(FRAME)))
    assert_sound(at)
    assert not at.toggle(key="filters-camera").value
    image, *_ = stage(at, STAGE)
    assert image["label"] == LABELS["upload"]
    np.testing.assert_array_equal(image["pixels"][..., :3], FRAME)
    assert at.query_params["image"] == "upload"
    assert "crop" not in at.query_params
    turn(at, "numbers")
    assert_sound(at)
    assert any(LABELS["upload"] in one.proto.json for one in components(at))


GARBAGE = [None, 3, True, [], {}, "", "not base64!", "QUJD=A", "é", "A" * (live_filter.MOST_CHARACTERS + 4)]


@pytest.mark.parametrize("given", GARBAGE, ids=lambda given: repr(given)[:20])
def test_what_is_no_file_changes_nothing(given):
    at = act(switched_on(image="smiley"), STAGE, "frozen", given)
    assert_sound(at)
    assert at.query_params == {"image": "smiley"}


@pytest.mark.parametrize(
    "file", [b"nothing known", file_of(FRAME)[:300], b"\x89PNG\r\n\x1a\n"], ids=["text", "half", "head"]
)
def test_a_file_that_is_no_picture_is_refused_with_a_sentence(file):
    at = act(switched_on(image="smiley"), STAGE, "frozen", sent(file))
    assert_sound(at)
    assert len(at.error) == 1
    assert at.query_params == {"image": "smiley"}
    assert not at.toggle(key="filters-camera").value


def test_a_frame_is_not_taken_while_the_camera_is_off():
    at = act(visit(image="smiley"), STAGE, "frozen", sent(file_of(FRAME)))
    assert_sound(at)
    assert at.query_params == {"image": "smiley"}


def test_the_longest_frame_that_a_browser_sends_is_taken():
    noise = np.random.default_rng(1).integers(0, 256, (640, 640, 4), np.uint8)
    assert len(sent(file_of(noise))) <= live_filter.MOST_CHARACTERS
