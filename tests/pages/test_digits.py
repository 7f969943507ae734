"""Digits in a picture: what is found in it, how it is prepared, and what the network in use reads."""

import io
from functools import cache

import numpy as np
import pytest
from PIL import Image

from cnnviz import digits, images, mnist, models
from tests.pages.dashboard import OPENING, act, assert_sound, button, stage, told, turn, visit

KEY = "digits-found"
#: What is written in the example.
NUMBER = "02079460358"


@cache
def found():
    """Return the digits in the example."""
    return digits.find(images.sample_images()["phone number"]())


def read(at):
    """Return the digits that the page reads, in reading order."""
    return "".join(one["label"] for one in told(at, KEY)["digits"])


def assert_steps(at, prepared):
    """Assert that the page shows the steps of this digit."""
    shown = stage(at, "digits-steps")
    assert [item["label"] for item in shown] == [step.name for step in prepared.steps]
    np.testing.assert_array_equal(shown[-1]["pixels"][..., 0], np.rint(255 * prepared.digit))


def with_upload(pixels, page="digits"):
    """Open a page and upload a picture there, as a PNG."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return upload(visit(page), buffer.getvalue())


def upload(at, data):
    at.session_state["digits-own"] = True
    at.run()
    at.file_uploader(key="digits-file").upload("photo.png", data).run()
    assert_sound(at)
    return at


def test_the_page_begins_with_an_example_and_changes_no_other_page():
    at = visit("digits")
    assert_sound(at)
    assert read(at) == NUMBER
    assert told(at, KEY)["said"] == f"11 digits found. Click one. The network reads {NUMBER}."
    assert at.query_params == OPENING
    assert told(at, KEY)["chosen"] == 0
    assert_steps(at, found()[0].prepared)


@pytest.mark.parametrize("network", ["pen", "lecture"])
def test_every_probability_is_keras_own(network):
    at = visit("digits", reader=network)
    inputs = np.stack([one.prepared.digit for one in found()])[..., np.newaxis]
    expected = models.load_pretrained(network).predict(inputs, verbose=0)
    shown = told(at, KEY)["digits"]
    np.testing.assert_allclose([one["probabilities"] for one in shown], expected, rtol=1e-4, atol=1e-5)
    assert [one["box"] for one in shown] == [list(one.box) for one in found()]


def test_a_digit_that_is_chosen_is_the_one_of_all_pages():
    at = visit("digits")
    act(at, KEY, "chosen", [5])
    assert_sound(at)
    link = at.query_params
    assert (link["image"], link["digit"], link["found"]) == ("phone number", "image", "5")
    assert told(at, KEY)["chosen"] == 5
    assert_steps(at, found()[5].prepared)
    expected = np.rint(255 * found()[5].prepared.digit).ravel()
    for page in ("network", "overview"):
        np.testing.assert_array_equal(told(turn(at, page), page)["pixels"], expected)
    np.testing.assert_array_equal(told(visit("network", **link), "network")["pixels"], expected)


def test_the_button_leads_inside_the_network_with_the_digit():
    at = visit("digits", image="phone number", found="3")
    button(at, "See inside the network").click().run()
    assert_sound(at)
    assert at.header[0].value == "Inside a network"
    expected = np.rint(255 * found()[3].prepared.digit).ravel()
    np.testing.assert_array_equal(told(at, "network")["pixels"], expected)
    turn(at, "network").selectbox(key="network-found").set_value(9).run()
    assert at.query_params["found"] == "9"
    expected = np.rint(255 * found()[9].prepared.digit).ravel()
    np.testing.assert_array_equal(told(at, "network")["pixels"], expected)


@pytest.mark.parametrize("number", ["59", "60", "-1", "x"])
def test_a_digit_that_is_not_there_is_the_first(number):
    at = visit("digits", image="phone number", digit="image", found=number)
    assert_sound(at)
    assert told(at, KEY)["chosen"] == 0
    assert_steps(at, found()[0].prepared)


def test_another_picture_begins_with_its_first_digit():
    at = visit("digits", image="phone number", digit="image", found="7")
    upload(at, png_of(images.sample_images()["phone number"]()[:260]))
    assert read(at) == NUMBER[:7]
    assert told(at, KEY)["chosen"] == 0
    assert at.query_params["image"] == "upload"
    assert "found" not in at.query_params


def png_of(pixels):
    buffer = io.BytesIO()
    Image.fromarray(np.rint(255 * pixels).astype(np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_bundled_digit_and_a_part_of_the_picture_are_read_too():
    at = visit("digits", image="digit", number="3600")
    assert read(at) == "7"
    assert told(at, KEY)["said"] == "1 digit found."
    at = visit("digits", image="phone number", crop="0-260-380-832")
    assert read(at) == NUMBER[3:7]


@pytest.mark.parametrize("level", [0, 255])
def test_a_picture_without_a_digit_stays_with_one_sentence(level):
    at = with_upload(np.full((300, 400, 3), level, np.uint8))
    message = told(at, KEY)
    assert (message["digits"], message["picture"]["width"]) == ([], 400)
    assert message["said"].endswith(".")
    assert len(at.error) == 0
    assert button(at, "See inside the network").disabled


def test_a_file_that_is_no_picture_leaves_the_one_before():
    at = upload(visit("digits"), b"%PDF-1.4 " * 20)
    assert ["PDF" in one.value for one in at.error] == [True]
    assert read(at) == NUMBER


def test_too_many_digits_are_one_sentence_with_the_limit():
    tiles = mnist.bundled()[0][::50][:100].reshape(10, 10, 28, 28)
    sheet = 255 - np.pad(tiles, ((0, 0), (0, 0), (8, 8), (8, 8))).swapaxes(1, 2).reshape(440, 440)
    at = with_upload(np.kron(sheet, np.ones((2, 2), np.uint8)))
    said = (
        f"A picture may hold at most {digits.LIMIT} digits. Choose a part. Move Rows and Columns under Image."
    )
    assert told(at, KEY)["said"] == said
    assert told(at, KEY)["digits"] == []


def test_the_code_finds_and_reads_the_same():
    at = visit("digits", reader="pen")
    given = {}
    exec(at.code[-1].value, given)
    assert [one.box for one in given["found"]] == [one.box for one in found()]
    shown = [one["probabilities"] for one in told(at, KEY)["digits"]]
    np.testing.assert_allclose(given["probabilities"], shown, rtol=1e-4, atol=1e-5)
