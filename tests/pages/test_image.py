"""The one image of all pages: a sample, a digit, a drawing or a file; grey, or a part of it."""

import io

import numpy as np
import pytest
from PIL import Image

from cnnviz import drawing, images, mnist
from cnnviz.drawing import Drawing
from cnnviz.images.kept_photos import KeptPhotos
from cnnviz.runs.owners import GRACE
from cnnviz.ui.session import visitor_photo
from cnnviz.ui.session.image_in_use import LABELS
from tests.pages.dashboard import (
    OPENING,
    PAGES,
    act,
    assert_sound,
    open_picker,
    said,
    stage,
    told,
    turn,
    visit,
)

LINE = Drawing((((40, 40), (200, 200)),))


def png(array):
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, "PNG")
    return buffer.getvalue()


#: A red top and a blue bottom, 6 wide and 4 tall.
FLAG = np.zeros((4, 6, 3), np.uint8)
FLAG[:2, :, 0], FLAG[2:, :, 2] = 255, 200


def shown(at):
    return stage(at, "filters-stage")[0]


def pixels(at):
    """Return the pixels of the image on the stage, without the opacity."""
    return shown(at)["pixels"][..., :3]


def choose(at, name):
    at.pills(key="image-name").set_value(name).run()
    assert_sound(at)
    return at


def upload(at, data, name="picture.png"):
    """Give a file to the picker, which is open at "Your own"."""
    at.file_uploader(key="image-file").upload(name, data).run()
    assert_sound(at)
    return at


def open_upload(**link):
    return choose(open_picker(visit(**link)), "upload")


# --- the samples


def test_the_picker_is_closed_until_it_is_opened():
    at = visit()
    assert "image-name" not in [one.key for one in at.pills]
    open_picker(at)
    assert_sound(at)
    assert at.pills(key="image-name").options == list(LABELS.values())
    assert at.pills(key="image-name").value == "china"


@pytest.mark.usefixtures("quick_answers")
@pytest.mark.parametrize(
    ("name", "label", "size"),
    [
        ("flower", "Flower", (427, 640)),
        ("smiley", "Smiley", (7, 7)),
        ("test card", "Test card", (512, 512)),
        ("digit", "Digit 3", (28, 28)),
        ("drawing", "Drawing", (256, 256)),
    ],
)
def test_an_image_that_is_chosen_is_the_one_of_all_pages(name, label, size):
    at = choose(open_picker(visit()), name)
    own = {**OPENING, "image": name}
    del own["over"]  # not the lecture's example any more
    assert at.query_params == own
    assert (shown(at)["label"], (shown(at)["height"], shown(at)["width"])) == (label, size)
    for page in PAGES:
        assert_sound(turn(at, page))
        assert at.query_params == own
    turn(at, "relu_pooling")
    assert stage(at, "relu-stage")[0]["detail"].startswith(f"\n({size[0]}, {size[1]}"[1:])


def test_the_smileys_pixels_are_those_of_the_lecture():
    at = visit(image="smiley")
    rows = ["0000000", "0100010", "0000000", "0001000", "0100010", "0011100", "0000000"]
    assert pixels(at)[..., 0].tolist() == [[255 * int(one) for one in row] for row in rows]


def test_a_digit_is_chosen_among_five_thousand():
    at = open_picker(visit(image="digit"))
    at.slider(key="image-number").set_value(3600).run()
    assert_sound(at)
    assert at.query_params == {"image": "digit", "number": "3600", "reader": "pen", "explained": "lecture"}
    assert shown(at)["label"] == "Digit 7"
    np.testing.assert_array_equal(pixels(at)[..., 0], mnist.bundled()[0][3600])


def test_the_drawing_of_a_link_is_the_image_and_lies_on_the_pad():
    at = open_picker(visit(image="drawing", drawing=drawing.to_text(LINE)))
    assert_sound(at)
    np.testing.assert_array_equal(pixels(at)[..., 0], np.rint(drawing.render(LINE) * 255))
    assert told(at, "image-pad")["strokes"] == [list(map(list, stroke)) for stroke in LINE.strokes]


def test_what_is_drawn_in_the_picker_is_the_image():
    at = open_picker(visit(image="drawing"))
    act(at, "image-pad", "drawn", [[list(map(list, stroke)) for stroke in LINE.strokes], 1])
    assert_sound(at)
    assert at.query_params == {
        "image": "drawing",
        "drawing": drawing.to_text(LINE),
        "reader": "pen",
        "explained": "lecture",
    }
    np.testing.assert_array_equal(pixels(at)[..., 0], np.rint(drawing.render(LINE) * 255))


# --- grey and a part


def test_grey_has_one_channel_and_the_same_map():
    at = open_picker(visit(image="flower"))
    before = stage(at, "filters-stage")[2]["detail"]
    at.toggle(key="image-grey").set_value(True).run()
    assert_sound(at)
    assert at.query_params == {"image": "flower", "grey": "yes"}
    assert shown(at)["detail"].startswith("(427, 640) · ")
    assert before.startswith("(427, 640) · ")


def test_what_is_grey_already_has_no_such_switch():
    at = open_picker(visit(image="digit"))
    assert "image-grey" not in [one.key for one in at.toggle]


def test_a_part_is_cut_out_by_two_ranges():
    at = open_picker(visit(image="smiley"))
    at.slider(key="image-rows").set_value((1, 4)).run()
    at.slider(key="image-columns").set_value((1, 6)).run()
    assert_sound(at)
    assert at.query_params["crop"] == "1-4-1-6"
    assert pixels(at)[..., 0].tolist() == [[255, 0, 0, 0, 255], [0, 0, 0, 0, 0], [0, 0, 255, 0, 0]]


def test_an_empty_part_leaves_the_one_before():
    at = open_picker(visit(image="smiley", crop="1-4-0-7"))
    at.slider(key="image-rows").set_value((3, 3)).run()
    assert_sound(at)
    assert at.query_params["crop"] == "1-4-0-7"
    assert at.slider(key="image-rows").value == (1, 4)


def test_the_whole_picture_is_no_part():
    at = open_picker(visit(image="smiley", crop="1-4-0-7"))
    at.slider(key="image-rows").set_value((0, 7)).run()
    assert at.query_params == {"image": "smiley"}


def test_another_image_is_not_cut_as_the_one_before():
    at = choose(open_picker(visit(image="flower", crop="100-200-50-90", region="5-5")), "smiley")
    assert at.query_params == {"image": "smiley"}


@pytest.mark.parametrize("crop", ["900-1000-0-10", "5-2-0-7", "0-7-6-6"])
def test_a_part_that_is_none_is_the_whole_picture(crop):
    at = open_picker(visit(image="smiley", crop=crop))
    assert_sound(at)
    assert shown(at)["detail"].startswith("(7, 7, 3)")
    assert at.slider(key="image-rows").value == (0, 7)


# --- files


def test_a_file_is_the_image_of_all_pages_and_its_pixels_are_exact():
    at = upload(open_upload(image="smiley"), png(FLAG))
    assert len(at.error) == 0
    assert at.query_params["image"] == "upload"
    assert (shown(at)["label"], shown(at)["detail"]) == ("Your own", "(4, 6, 3) · 0 … 1")
    np.testing.assert_array_equal(pixels(at), FLAG)
    turn(at, "relu_pooling")
    assert_sound(at)
    np.testing.assert_array_equal(stage(at, "relu-stage")[0]["pixels"][..., :3], FLAG)


def test_until_there_is_a_file_the_image_from_before_stays():
    at = open_upload(image="smiley")
    assert shown(at)["label"] == "Smiley"
    assert len(at.error) == 0
    assert len(at.file_uploader) == 1


@pytest.mark.parametrize(
    ("case", "data"),
    [
        ("a PDF", b"%PDF-1.7\n" + bytes(500)),
        ("nothing", b""),
        ("text", b"hello, I am a picture"),
        ("half a PNG", png(np.full((99, 99, 3), 7, np.uint8))[:60]),
        ("SVG", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        (
            "a bomb",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
            + b"\x7f\xff\xff\xff" * 2
            + b"\x08\x02\x00\x00\x00"
            + bytes(50),
        ),
    ],
)
def test_a_file_that_is_no_picture_is_refused_in_a_sentence_and_the_image_stays(case, data):
    at = upload(open_upload(image="smiley"), data)
    assert len(at.error) == 1
    assert shown(at)["label"] == "Smiley"
    for page in PAGES:
        assert_sound(turn(at, page))


def test_after_a_refused_file_a_picture_is_taken_and_the_sentence_is_gone():
    at = upload(open_upload(image="smiley"), png(FLAG))
    upload(at, b"%PDF-1.7\n", "paper.png")
    assert len(at.error) == 1
    assert "PDF" in at.error[0].value
    np.testing.assert_array_equal(pixels(at), FLAG)  # the one before stays
    upload(at, png(FLAG[::-1]))
    assert len(at.error) == 0
    np.testing.assert_array_equal(pixels(at), FLAG[::-1])


def test_choosing_another_image_takes_the_sentence_away():
    at = upload(open_upload(image="smiley"), b"junk")
    assert len(at.error) == 1
    choose(at, "digit")
    assert len(at.error) == 0


def test_a_large_picture_is_worked_on_smaller_and_that_is_said():
    at = upload(open_upload(), png(np.zeros((30, 2048), np.uint8)))
    assert (shown(at)["width"], shown(at)["height"]) == (images.LONGEST_SIDE, 15)
    assert "Your image of 2,048 × 30 pixels was scaled to 1024 × 15." in said(at)


#: A PNG of 16 bits of which 12 are in use.
DARK = np.array([[0, 1000, 2048, 4095]], np.uint16)


def greys(at):
    return pixels(at)[..., 0].tolist()


def test_a_dark_picture_of_16_bits_can_be_brightened_and_made_dark_again():
    at = upload(open_upload(), png(DARK))
    assert greys(at) == [[0, 3, 8, 15]]
    full = "Its numbers are shown from 0 to 65,535. 256 levels remain."
    assert f"{full} The picture is dark. You can brighten it under Image." in said(at)
    at.toggle(key="image-bright").set_value(True).run()
    assert_sound(at)
    assert greys(at) == [[0, 62, 128, 255]]
    assert at.query_params["bright"] == "yes"
    assert "Its numbers are shown from 0 to 4,095. 256 levels remain." in said(at)
    at.toggle(key="image-bright").set_value(False).run()
    assert greys(at) == [[0, 3, 8, 15]]
    assert "bright" not in at.query_params


def test_another_file_is_not_brightened_as_the_one_before():
    at = upload(open_upload(), png(DARK))
    at.toggle(key="image-bright").set_value(True).run()
    upload(at, png(DARK // 2))
    assert greys(at) == [[0, 1, 4, 7]]
    upload(at, png(FLAG))
    assert "image-bright" not in [one.key for one in at.toggle]


def test_brightening_in_a_link_leaves_other_pictures_as_they_are():
    at = open_picker(visit(image="smiley", bright="yes"))
    assert_sound(at)
    assert "image-bright" not in [one.key for one in at.toggle]
    assert pixels(at).max() == 255


def test_the_uploader_names_every_format_that_is_read():
    at = open_upload()
    assert at.file_uploader(key="image-file").label == f"A picture: {images.READABLE}"
    assert images.READABLE == "PNG, JPEG, WebP, GIF, BMP, TIFF, HEIC or AVIF"


def test_what_was_done_to_a_picture_is_said():
    buffer = io.BytesIO()
    Image.fromarray(DARK).save(buffer, "TIFF")
    at = upload(open_upload(), buffer.getvalue(), "picture.tif")
    assert greys(at) == [[0, 62, 128, 255]]
    assert "Its numbers are shown from 0 to 4,095. 256 levels remain." in said(at)


def test_coming_back_to_ones_own_picture_it_is_still_there():
    at = upload(open_upload(), png(FLAG))
    choose(at, "smiley")
    assert shown(at)["label"] == "Smiley"
    choose(at, "upload")
    np.testing.assert_array_equal(pixels(at), FLAG)


def test_a_part_of_ones_own_picture():
    at = upload(open_upload(), png(FLAG))
    at.slider(key="image-rows").set_value((1, 3)).run()
    np.testing.assert_array_equal(pixels(at), FLAG[1:3])


def test_one_visitors_picture_is_not_anothers():
    upload(open_upload(), png(FLAG))
    other = visit(image="upload")
    assert_sound(other)
    assert shown(other)["label"] == "Temple"


# --- after a reload

SECRET = "5ec2e7" * 5 + "00"
#: The time in seconds.
NOW = [0.0]


def tell(at, secret=SECRET):
    """Send the browser's secret, as its script does, and run the page that this asks for."""
    act(at, "visitor-secret", "told", [secret])
    at.run()
    assert_sound(at)
    return at


@pytest.fixture
def photos(monkeypatch):
    """Photographs that only this test's visitors keep."""
    kept = KeptPhotos(GRACE, lambda: NOW[0])
    monkeypatch.setattr(visitor_photo, "all_photos", lambda: kept)
    return kept


@pytest.fixture
def _uploaded(photos):
    at = upload(open_upload(), png(FLAG))
    assert told(at, "visitor-secret")["needed"]
    tell(at)
    assert SECRET not in str(at.query_params)


@pytest.mark.usefixtures("_uploaded")
@pytest.mark.parametrize("link", [{"image": "upload"}, {"image": "upload", "crop": "1-3-0-6"}, {}])
def test_ones_own_picture_is_there_after_a_reload(link):
    again = tell(visit(**link))
    assert shown(again)["label"] == "Your own"
    np.testing.assert_array_equal(pixels(again), FLAG[1:3] if "crop" in link else FLAG)
    assert again.query_params["image"] == "upload"


@pytest.mark.usefixtures("_uploaded")
def test_a_link_with_a_sample_shows_the_sample_and_ones_own_is_a_click_away():
    at = tell(visit(image="smiley"))
    assert shown(at)["label"] == "Smiley"
    choose(open_picker(at), "upload")
    np.testing.assert_array_equal(pixels(at), FLAG)


@pytest.mark.usefixtures("_uploaded")
def test_a_bare_address_shows_ones_own_only_if_it_was_seen_last():
    at = tell(visit(image="smiley"))
    assert shown(tell(visit()))["label"] == "Temple"
    choose(open_picker(at), "upload")
    assert shown(tell(visit()))["label"] == "Your own"


@pytest.mark.usefixtures("_uploaded")
def test_after_a_reload_another_browser_does_not_see_it():
    other = visit(image="upload")
    assert shown(other)["label"] == "Temple"
    tell(other, "0" * 32)
    assert shown(other)["label"] == "Temple"
    assert "A link does not contain uploaded images. Here is a sample instead." in said(other)


@pytest.mark.usefixtures("_uploaded")
def test_the_newest_picture_of_two_tabs_is_kept():
    other = upload(open_upload(), png(FLAG[::-1]))
    tell(other)
    np.testing.assert_array_equal(pixels(other), FLAG[::-1])
    np.testing.assert_array_equal(pixels(tell(visit(image="upload"))), FLAG[::-1])


@pytest.mark.usefixtures("_uploaded")
def test_after_the_grace_it_is_gone(photos):
    NOW[0] += GRACE
    photos.free_abandoned(lambda _: False)
    assert shown(tell(visit(image="upload")))["label"] == "Temple"
