"""BMP files of the kinds that browsers read: bit fields, alpha, palettes, profiles, runs with holes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.images import ImageError, bmp_runs, load_image
from tests.images.bmp_files import bmp, palette, rgb_rows, rows
from tests.images.files import P3_TO_XYZ, levels, matrix_profile

PLAIN, RLE8, RLE4, FIELDS, JPEG, PNG, FIELDS_WITH_ALPHA = range(7)
RED, GREEN, BLUE, WHITE, BLACK = [255, 0, 0], [0, 255, 0], [0, 0, 255], [255] * 3, [0] * 3


def shown(data):
    return levels(load_image(data)).tolist()


FIELD_CASES = {
    "4444": (16, (0xF00, 0xF0, 0xF, 0xF000), [0xFF00, 0xF00F, 0x0F00, 0x8000], [RED, BLUE, WHITE, [119] * 3]),
    "1555": (16, (0x7C00, 0x3E0, 0x1F, 0x8000), [0xFC00, 0x7C00, 0x801F], [RED, WHITE, BLUE]),
    "565": (16, (0xF800, 0x7E0, 0x1F), [0xF800, 0x07E0, 0x001F, 0x8410], [RED, GREEN, BLUE, [132, 130, 132]]),
    "10-10-10": (
        32,
        (0x3FF00000, 0xFFC00, 0x3FF),
        [0x3FF00000, 0xFFC00, 0x3FF, 0x20080200],
        [RED, GREEN, BLUE, [128] * 3],
    ),
    "8888, red last": (
        32,
        (0xFF, 0xFF00, 0xFF0000, 0xFF000000),
        [0xFF0000FF, 0xFF0000, 0xFF030201],
        [RED, WHITE, [1, 2, 3]],
    ),
    "3-7-6": (32, (0xE0000000, 0x1FC00000, 0x3F), [0xE0000000, 0x1FC00000, 0x20], [RED, GREEN, [0, 0, 130]]),
    "blue alone": (16, (0, 0, 0x1F), [0x1F, 0xFFE0], [BLUE, BLACK]),
}


def has_masks_of(case, header):
    """A header of 52 bytes has no mask of alpha."""
    return header != 52 or len(FIELD_CASES[case][1]) == 3


@pytest.mark.parametrize(
    ("case", "header"),
    [(c, h) for c in FIELD_CASES for h in (40, 52, 56, 108, 124) if has_masks_of(c, h)],
)
def test_bit_fields(case, header):
    bits, masks, pixels, expected = FIELD_CASES[case]
    has_alpha = len(masks) == 4
    compression = FIELDS_WITH_ALPHA if has_alpha and header == 40 else FIELDS
    size = (len(pixels), 1)
    data = bmp(size, bits, rows([pixels], bits), compression=compression, header=header, masks=masks)
    assert shown(data) == [expected]


def test_plain_pixels_of_32_bits_have_alpha_from_version_4_on():
    content = rows([[0x80FF0000, 0x000000FF]], 32)
    masks = (0, 0, 0, 0xFF000000)
    assert shown(bmp((2, 1), 32, content)) == [[RED, BLUE]]
    assert shown(bmp((2, 1), 32, content, header=124)) == [[RED, BLUE]]
    assert shown(bmp((2, 1), 32, content, header=56, masks=masks)) == [[RED, BLUE]]
    assert shown(bmp((2, 1), 32, content, header=124, masks=masks)) == [[[255, 127, 127], WHITE]]


def test_plain_pixels_of_16_bits_are_555():
    assert shown(bmp((2, 1), 16, rows([[0x7C00, 0xFFFF]], 16))) == [[RED, WHITE]]


@pytest.mark.parametrize("header", [12, 40, 64, 124])
@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_palettes(bits, header):
    colours = np.random.default_rng(bits).integers(0, 256, (1 << bits, 3))
    indices = np.random.default_rng(9).integers(0, 1 << bits, (3, 5))
    table = palette(colours, 3 if header == 12 else 4)
    data = bmp((5, 3), bits, rows(indices, bits), header=header, colours=table)
    assert shown(data) == colours[indices][::-1].tolist()


@pytest.mark.parametrize("header", [12, 40])
def test_a_picture_that_begins_at_its_top(header):
    values = np.arange(18).reshape(2, 3, 3) * 10
    assert shown(bmp((3, 2), 24, rgb_rows(values), header=header)) == values[::-1].tolist()
    if header == 40:
        assert shown(bmp((3, -2), 24, rgb_rows(values), header=header)) == values.tolist()


def test_two_colours_in_a_byte_and_what_lies_beyond_them():
    data = bmp((3, 1), 8, rows([[1, 0, 2]], 8), used=2, colours=palette([RED, BLUE]))
    assert shown(data) == [[BLUE, RED, BLACK]]


@pytest.mark.parametrize(("bits", "n_colours"), [(8, 300), (1, 5), (4, 256)])
def test_more_colours_than_pixels_can_name(bits, n_colours):
    colours = np.arange(3 * n_colours).reshape(-1, 3) % 256
    indices = [[0, 1, 1]]
    data = bmp((3, 1), bits, rows(indices, bits), used=n_colours, colours=palette(colours))
    assert shown(data) == colours[np.array(indices)].tolist()


def test_a_profile():
    profile = matrix_profile(P3_TO_XYZ)
    data = bmp((1, 1), 24, rgb_rows([[[200, 100, 50]]]), header=124, profile=profile)
    assert np.abs(np.subtract(shown(data), [[[215, 93, 31]]])).max() <= 1


# Runs -----------------------------------------------------------------------------------------------------

NUMBERED = palette([[n, n, n] for n in range(100)])
HOLE = 255
MOVES = {
    "whole": ([3, 7, 0, 0, 3, 8, 0, 1], [[8, 8, 8], [7, 7, 7]]),
    "literal": ([0, 3, 4, 5, 6, 0, 0, 0, 1, 1, 2, 2, 0, 1], [[1, 2, 2], [4, 5, 6]]),
    "a row that ends early": ([1, 7, 0, 0, 3, 8, 0, 1], [[8, 8, 8], [7, HOLE, HOLE]]),
    "a move": ([1, 7, 0, 2, 1, 1, 1, 8, 0, 1], [[HOLE, HOLE, 8], [7, HOLE, HOLE]]),
    "an early end": ([2, 7, 0, 1], [[HOLE] * 3, [7, 7, HOLE]]),
    "runs beyond the row": ([9, 7, 2, 8, 0, 0, 3, 9, 0, 1], [[9, 9, 9], [7, 7, 7]]),
    "a literal beyond the row": ([2, 7, 0, 3, 4, 5, 6, 0, 0, 0, 3, 9, 0, 1], [[9, 9, 9], [7, 7, 4]]),
    "a move beyond the picture": ([1, 7, 0, 2, 0, 9, 1, 8, 0, 1], [[HOLE] * 3, [7, HOLE, HOLE]]),
    "the end left out": ([3, 7, 0, 0, 3, 8, 0, 0], [[8, 8, 8], [7, 7, 7]]),
}


@pytest.mark.parametrize("case", MOVES)
def test_runs_of_bytes(case):
    content, expected = MOVES[case]
    data = bmp((3, 2), 8, bytes(content), compression=RLE8, used=100, colours=NUMBERED)
    assert np.array(shown(data))[..., 0].tolist() == expected


def test_runs_of_half_bytes():
    content = bytes([3, 0x12, 0, 3, 0x34, 0x50, 0, 0, 0, 2, 1, 0, 2, 0x67, 0, 1])
    data = bmp((6, 2), 4, content, compression=RLE4, colours=NUMBERED[: 4 * 16])
    assert np.array(shown(data))[..., 0].tolist() == [[HOLE, 6, 7, HOLE, HOLE, HOLE], [1, 2, 1, 3, 4, 5]]


def slowly(data, width, height):
    """Follow the runs pixel by pixel."""
    picture = np.full((height, width), -1)
    x = y = at = 0

    def put(value):
        nonlocal x
        if x < width:
            picture[y, x] = value
        x += 1

    while y < height:
        count, value = data[at], data[at + 1]
        at += 2
        if count:
            for _ in range(count):
                put(value)
        elif value == 0:
            x, y = 0, y + 1
        elif value == 1:
            break
        elif value == 2:
            x, y, at = x + data[at], y + data[at + 1], at + 2
        else:
            for n in range(value):
                put(data[at + n])
            at += value + value % 2
    return picture


STEPS = st.lists(
    st.one_of(
        st.tuples(st.integers(1, 9), st.integers(0, 255)).map(bytes),
        st.just(b"\0\0"),
        st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda move: bytes([0, 2, *move])),
        st.binary(min_size=3, max_size=7).map(lambda b: bytes([0, len(b)]) + b + bytes(len(b) % 2)),
    )
)


@given(STEPS, st.integers(1, 12), st.integers(1, 6))
def test_runs_as_one_follows_them_by_hand(steps, width, height):
    data = b"".join((*steps, b"\0\1"))
    indices, is_set = bmp_runs.decode(data, (width, height), has_nibbles=False)
    assert np.where(is_set, indices.astype(int), -1).tolist() == slowly(data, width, height).tolist()


# What is refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"compression": PNG}, "holds a picture in the PNG format"),
        ({"compression": JPEG}, "holds a picture in the JPEG format"),
        ({"compression": FIELDS, "header": 64}, "compressed as in OS/2"),
        ({"compression": 11}, "unusual compression 11"),
        ({"compression": RLE4}, "8 bits per pixel"),
    ],
)
def test_a_sound_file_that_is_not_read_is_not_called_damaged(options, reason):
    with pytest.raises(ImageError, match=reason) as error:
        load_image(bmp((2, 2), 8, bytes(8), colours=NUMBERED, used=100, **options))
    assert "damaged" not in str(error.value)


@pytest.mark.parametrize(
    "content", [b"", bytes([3, 7]), bytes([3, 7, 0]), bytes([0, 9, 1, 2]), bytes([0, 2, 1])]
)
def test_runs_that_stop_are_refused(content):
    with pytest.raises(ImageError, match="damaged or incomplete"):
        load_image(bmp((3, 2), 8, content, compression=RLE8, used=100, colours=NUMBERED))


def test_runs_with_very_many_steps_are_refused(monkeypatch):
    monkeypatch.setattr(bmp_runs, "_MAX_ESCAPES", 100)
    moves = bytes([0, 2, 0, 0]) * 200
    with pytest.raises(ImageError, match="too many parts"):
        load_image(bmp((3, 2), 8, moves, compression=RLE8, used=100, colours=NUMBERED))


def test_a_missing_row_is_refused_but_not_missing_padding():
    content = rgb_rows([[[1, 2, 3]]] * 2)
    assert len(content) == 8
    assert shown(bmp((1, 2), 24, content[:-1])) == [[[1, 2, 3]]] * 2
    with pytest.raises(ImageError, match="damaged or incomplete"):
        load_image(bmp((1, 2), 24, content[:-2]))
