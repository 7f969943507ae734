"""The first frame as a browser shows it, and a word where data of a picture were missing."""

import io
import struct

import numpy as np
import pytest
from PIL import Image

from cnnviz.images import load_image, read
from tests.images.files import encoded, levels, photo, png_chunk
from tests.images.gif_files import gif
from tests.images.png_files import animation, flat

RED, GREEN, BLUE, WHITE = [255, 0, 0], [0, 255, 0], [0, 0, 255], [255] * 3


def shown(data):
    return levels(load_image(data)).tolist()


# APNG


def test_a_default_image_that_is_no_frame_is_not_shown():
    data = animation(flat(RED), [flat(BLUE), flat(GREEN)], hidden=True)
    assert shown(data) == flat(BLUE).tolist()


def test_a_default_image_that_is_the_first_frame_is_shown():
    assert shown(animation(flat(RED), [flat(BLUE)], hidden=False, n_frames=2)) == flat(RED).tolist()


@pytest.mark.parametrize("n_frames", [1, 5])
def test_a_wrong_number_of_frames_does_not_matter(n_frames):
    data = animation(flat(RED), [flat(BLUE), flat(GREEN)], hidden=True, n_frames=n_frames)
    assert shown(data) == flat(BLUE).tolist()


def test_where_a_small_first_frame_leaves_the_canvas_it_is_white():
    data = animation(flat(RED), [flat(BLUE, 2, 1)], hidden=True, place=(3, 1))
    expected = np.full((4, 4, 3), 255)
    expected[1:3, 3] = BLUE
    assert shown(data) == expected.tolist()


BROKEN = {
    "no frames by its control": animation(flat(RED), [flat(BLUE)], hidden=True, n_frames=0),
    "a frame beyond the canvas": animation(flat(RED), [flat(BLUE)], hidden=True, place=(1, 0)),
    "no frame at all": animation(flat(RED), [], hidden=True, n_frames=1),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_animation_is_its_default_image(case):
    assert shown(BROKEN[case]) == flat(RED).tolist()


def test_an_animation_keeps_its_orientation():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = animation(flat(RED), [flat(BLUE, 2, 4)], hidden=True)
    whole = data[:33] + png_chunk(b"eXIf", exif.tobytes()[6:]) + data[33:]
    assert shown(whole) == [[WHITE, WHITE, BLUE, BLUE]] * 4


# GIF


def test_a_small_first_frame_of_a_gif_is_on_white():
    expected = [[WHITE] * 3, [WHITE, GREEN, WHITE]]
    assert shown(gif((3, 2), (1, 1, 1, 1, 1), background=0)) == expected
    assert shown(gif((3, 2), (1, 1, 1, 1, 1), (0, 0, 3, 2, 0), transparent=3)) == expected


def test_a_first_frame_beyond_the_canvas_makes_it_larger():
    data = gif((2, 2), (1, 1, 3, 3, 1), (0, 0, 2, 2, 2))
    expected = np.full((4, 4, 3), 255)
    expected[1:, 1:] = GREEN
    assert shown(data) == expected.tolist()


def test_a_transparent_colour_in_a_small_frame():
    assert shown(gif((2, 1), (1, 0, 1, 1, 1), transparent=1)) == [[WHITE, WHITE]]


# WebP


def test_a_small_first_frame_of_a_webp_is_on_white():
    frames = [Image.new("RGBA", (4, 4), c) for c in ("red", "blue")]
    data = bytearray(encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True))
    data[24:30] = (9).to_bytes(3, "little") * 2  # a canvas of 10 x 10
    picture = levels(load_image(bytes(data)))
    assert picture.shape == (10, 10, 3)
    assert picture[:4, :4].tolist() == [[RED] * 4] * 4
    assert (picture[5:] == 255).all()


# JPEG

MISSING = ("Some of the file's data are missing, so part of the picture is wrong.",)


def noise(**options):
    values = np.random.default_rng(0).integers(0, 256, (96, 128, 3), dtype=np.uint8)
    return encoded(Image.fromarray(values), "JPEG", **options)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"quality": 100}])
def test_a_jpeg_that_lacks_data_is_shown_and_that_is_said(options):
    data = noise(**options)
    assert read(data).remarks == ()
    half = read(data[: len(data) // 2] + b"\xff\xd9")
    assert half.remarks == MISSING
    assert half.pixels.shape == (96, 128, 3)


def test_the_lower_half_of_a_jpeg_is_grey():
    data = noise()
    image = read(data[: len(data) // 2] + b"\xff\xd9")
    assert image.remarks == MISSING
    assert (levels(image.pixels)[80:] == 128).all()


def test_a_lost_part_between_two_restarts():
    data = noise(restart_marker_rows=1)
    first, third = data.index(b"\xff\xd0"), data.index(b"\xff\xd2")
    assert read(data[:first] + data[third:]).remarks == MISSING


SOUND = {
    "grey": lambda: encoded(photo().convert("L"), "JPEG"),
    "CMYK": lambda: encoded(photo().convert("CMYK"), "JPEG"),
    "flat grey": lambda: encoded(Image.new("L", (50, 50), 128), "JPEG"),
    "something after the end": lambda: encoded(photo(), "JPEG") + b"more" * 9,
    "padding before the end": lambda: encoded(photo(), "JPEG")[:-2] + bytes(9) + b"\xff\xd9",
    "several pictures": lambda: encoded(photo(), "MPO", save_all=True, append_images=[photo()]),
    "a small EXIF picture": lambda: encoded(photo(), "JPEG", exif=_with_thumbnail()),
    "large": lambda: encoded(photo(3000, 200), "JPEG"),
}


def _with_thumbnail():
    exif = Image.Exif()
    exif[0x0131] = "program"
    return exif.tobytes() + encoded(Image.new("RGB", (8, 8)), "JPEG")


@pytest.mark.parametrize("case", SOUND)
def test_a_sound_jpeg_has_no_remarks(case):
    assert read(SOUND[case]()).remarks == ()


def test_kinds_of_jpeg_that_are_not_read_are_named():
    from cnnviz.images import ImageError

    data = bytearray(encoded(photo(), "JPEG"))
    start = data.index(b"\xff\xc0")
    for marker, precision, reason in ((0xC3, 8, "lossless"), (0xC1, 12, "12 bits"), (0xF7, 8, "JPEG-LS")):
        changed = data[:]
        changed[start + 1], changed[start + 4] = marker, precision
        with pytest.raises(ImageError, match=reason) as error:
            load_image(bytes(changed))
        assert "damaged" not in str(error.value)
    with Image.open(io.BytesIO(data)) as whole:
        assert whole.size == struct.unpack(">HH", data[start + 5 : start + 9])[::-1]
