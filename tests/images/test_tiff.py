"""TIFF files of large numbers, floats, many channels and Lab colours, and what is said about them."""

import io
from itertools import product
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from cnnviz.images import ImageError, load_image, numbers, read, tiff_bands, tiff_layout
from tests.images.files import encoded, greys, levels, photo
from tests.images.tiff_files import BLACK_IS_0, CIELAB, ICCLAB, RGB, WHITE_IS_0, tiff


def said(low, high, kind="numbers"):
    return f"Its {kind} are shown from {low} to {high}. 256 levels remain."


# Which number is white ------------------------------------------------------------------------------------

SPANS = {
    "12 bits in 16": (np.uint16, [0, 2048, 4095], [0, 128, 255], ("0", "4,095")),
    "8 bits in 16": (np.uint16, [0, 100, 200], [0, 100, 200], ("0", "255")),
    "one more than 12 bits": (np.uint16, [0, 4096], [0, 128], ("0", "8,191")),
    "all 16 bits": (np.uint16, [0, 25_700, 65_535], [0, 100, 255], ("0", "65,535")),
    "a mask": (np.uint16, [0, 1], [0, 1], ("0", "255")),
    "nothing": (np.uint16, [0, 0], [0, 0], ("0", "255")),
    "signed, all of it": (np.int16, [-32_768, 0, 32_767], [0, 128, 255], ("−32,768", "32,767")),
    "signed, as of a scanner of bodies": (np.int16, [-1024, 0, 3071], [0, 51, 204], ("−1,024", "4,095")),
    "signed, not negative": (np.int16, [0, 4095], [0, 255], ("0", "4,095")),
    "signed bytes": (np.int8, [-100, 0, 127], [0, 72, 163], ("−100", "255")),
    "32 bits, 12 in use": (np.uint32, [0, 2048, 4095], [0, 128, 255], ("0", "4,095")),
    "32 bits": (np.uint32, [0, 2**31, 2**32 - 1], [0, 128, 255], ("0", "4,294,967,295")),
    "64 bits": (np.int64, [-100, 0, 100], [0, 128, 255], ("−100", "100")),
}


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("case", SPANS)
def test_black_and_white_of_whole_numbers(case, order):
    dtype, values, expected, span = SPANS[case]
    image = read(tiff(np.array([values], dtype), order=order))
    assert greys(image.pixels) == [expected]
    assert image.remarks == (said(*span),)


FLOATS = {
    "of 1": ([0, 0.5, 1], [0, 128, 255], ("0", "1")),
    "of 255": ([0, 100, 200], [0, 100, 200], ("0", "255")),
    "of 12 bits": ([0, 2048, 4094], [0, 128, 255], ("0", "4,095")),
    "negative": ([-1, 0, 3], [0, 64, 255], ("−1", "3")),
    "fractions": ([-0.25, 0.25], [0, 255], ("−0.25", "0.25")),
    "very large": ([0, 5e4, 1e5], [0, 128, 255], ("0", "100,000")),
    "none at all": ([np.nan, np.inf, -np.inf], [0, 0, 0], ("0", "1")),
    "some that are none": ([np.nan, 0.2, np.inf, 1, -np.inf], [0, 51, 255, 255, 0], ("0", "1")),
}


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("case", FLOATS)
def test_black_and_white_of_decimal_numbers(case, dtype):
    values, expected, span = FLOATS[case]
    if dtype == np.float16 and case == "very large":
        values, span = [0, 3.2e4, 6.4e4], ("0", "65,535")
        expected = [0, 125, 249]
    image = read(tiff(np.array([values], dtype)))
    shown = greys(image.pixels)
    if case != "none at all":
        assert shown == [expected]
    assert image.remarks == (said(*span, "decimal numbers"),)


@pytest.mark.parametrize("dtype", [np.uint16, np.int16, np.uint8])
def test_the_files_own_white(dtype):
    image = read(tiff(np.array([[0, 50, 100, 120]], dtype), tags={281: (3, 100)}, extra=()))
    if dtype == np.uint8:  # read by Pillow, as by browsers
        assert greys(image.pixels) == [[0, 50, 100, 120]]
    else:
        assert greys(image.pixels) == [[0, 128, 255, 255]]
        assert image.remarks == (said("0", "100"),)


def test_a_white_that_is_none_is_ignored():
    image = read(tiff(np.array([[0, 4095]], np.uint16), tags={281: (3, 0)}))
    assert greys(image.pixels) == [[0, 255]]


def test_0_may_be_white():
    values = np.array([[0, 4095]], np.uint16)
    assert greys(load_image(tiff(values, photometric=WHITE_IS_0))) == [[255, 0]]


@pytest.mark.parametrize("bits", [10, 12, 14])
def test_numbers_that_fill_no_whole_bytes(bits):
    top = 2**bits - 1
    values = np.array([[0, top, top // 2, 5, top], [top, 0, 1, 2, 3], [1, 1, 1, 1, top]])
    image = read(tiff(values.astype(np.uint16), bits=bits))
    assert np.array_equal(greys(image.pixels), np.rint(values / top * 255))
    assert image.remarks == (said("0", f"{top:,}"),)


def test_bytes_have_no_remarks():
    assert read(tiff(np.array([[0, 7]], np.uint8))).remarks == ()


# Where the numbers are ------------------------------------------------------------------------------------

PLACES: list[dict[str, Any]] = [
    {},
    {"rows": 3},
    {"rows": 1},
    {"tile": 16},
    {"planar": True, "rows": 4},
    {"planar": True, "tile": 16},
    {"rows": 2, "order": ">"},
    {"tile": 16, "order": ">"},
]


@pytest.mark.parametrize("compression", [1, 8, 34925])
@pytest.mark.parametrize("dtype", [np.uint16, np.int32, np.float32])
@pytest.mark.parametrize("channels", [1, 2, 3, 5])
def test_every_way_to_store_numbers(compression, dtype, channels):
    values = np.random.default_rng(channels).integers(0, 60_000, (20, 37, channels)).astype(dtype)
    predictors = (1, 2) if dtype != np.float32 else (1, 2, 3)
    for place, predictor in product(PLACES, predictors):
        data = tiff(values, compression=compression, predictor=predictor, **place)
        layout = tiff_layout.read(data)
        for side in (1, 3, 50):
            bands = list(tiff_bands.bands(data, layout, side))
            assert all(len(band) % side == 0 for band in bands[:-1])
            assert np.array_equal(np.concatenate(bands), values), (place, predictor, side)
            assert bands[0].dtype == dtype


@pytest.mark.parametrize("compression", ["tiff_lzw", "packbits", "tiff_deflate", "lzma", "zstd"])
@pytest.mark.parametrize("dtype", [np.uint16, np.int32, np.float32])
def test_what_libtiff_has_compressed(compression, dtype):
    values = np.arange(3000).reshape(50, 60).astype(dtype)
    predictors = {np.float32: (1, 3)}.get(dtype, (1, 2)) if compression != "packbits" else (1,)
    for predictor in predictors:
        data = encoded(Image.fromarray(values), "TIFF", compression=compression, tiffinfo={317: predictor})
        assert np.array_equal(
            np.concatenate(list(tiff_bands.bands(data, tiff_layout.read(data), 1)))[..., 0], values
        )


def test_a_large_picture_is_averaged_in_its_own_numbers():
    values = np.zeros((2000, 3100), np.uint16)
    values[::2, ::2] = 4000
    image = read(tiff(values, rows=7, compression=8))
    inner = levels(image.pixels)[5:-5, 5:-5, 0]
    assert np.abs(inner - 1000 / 4095 * 255).max() <= 6
    assert abs(inner.mean() - 1000 / 4095 * 255) < 1
    assert image.original_size == (3100, 2000)
    assert image.pixels.shape == (661, 1024, 3)


def test_the_orientation():
    values = np.array([[0, 1000, 4095], [1, 2, 3]], np.uint16)
    image = read(tiff(values, tags={274: (3, 6)}))
    assert np.array_equal(greys(image.pixels), np.rint(np.rot90(values, -1) / 4095 * 255))
    assert image.original_size == (2, 3)


# Channels -------------------------------------------------------------------------------------------------


def test_colours_of_12_bits_and_of_floats():
    for dtype, top in ((np.uint16, 4095), (np.float32, 1), (np.float64, 1)):
        shares = np.array([[[1, 0, 0], [0.5, 0.5, 0.5]], [[0, 1, 0], [0, 0, 1]]])
        shown = levels(load_image(tiff((shares * top).astype(dtype)))) / 255
        assert np.abs(shown - shares).max() < 0.003


def test_alpha():
    values = np.array([[[4095, 0, 0, 65_535], [4095, 0, 0, 32_768], [9, 9, 9, 0]]], np.uint16)
    expected = [[[255, 0, 0], [255, 127, 127], [255] * 3]]
    assert levels(load_image(tiff(values, extra=(2,)))).tolist() == expected
    assert levels(load_image(tiff(values))).tolist() == expected  # four channels are so by default
    multiplied = np.array([[[4095, 0, 0, 65_535], [2048, 0, 0, 32_768], [0, 0, 0, 0]]], np.uint16)
    assert levels(load_image(tiff(multiplied, extra=(1,)))).tolist() == expected


def test_alpha_of_as_few_bits_as_the_colours():
    values = np.array([[[4095, 4095], [0, 2048], [7, 0]]], np.uint16)
    assert np.abs(np.subtract(greys(load_image(tiff(values, extra=(2,)))), [[255, 127, 255]])).max() <= 1


def test_alpha_of_floats():
    values = np.array([[[0.5, 1], [0, 0.5], [7, 0]]], np.float32)
    image = read(tiff(values, extra=(2,)))
    assert "from 0 to 255." in image.remarks[0]  # 7 counts, although it is transparent
    assert greys(image.pixels) == [[0, 127, 255]]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("photometric", [BLACK_IS_0, RGB])
@pytest.mark.parametrize("channels", [5, 7])
def test_more_channels_than_colours(dtype, photometric, channels):
    values = np.zeros((2, 2, channels), dtype)
    values[..., 0], values[..., 3:] = 255, 200
    extra = (0,) * (channels - (1 if photometric == BLACK_IS_0 else 3))
    image = read(tiff(values, photometric=photometric, extra=extra))
    assert levels(image.pixels).tolist() == [[[255, 0, 0]] * 2] * 2
    assert f"{channels} channels" in image.remarks[0]


def test_the_first_of_two_channels():
    image = read(tiff(np.array([[[0, 255], [255, 0]]], np.uint16), extra=(0,)))
    assert greys(image.pixels) == [[0, 255]]
    assert image.remarks[0] == "Only the first of 2 channels is shown."


def lab_photo():
    lab = ImageCms.profileToProfile(
        photo(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    with Image.open(io.BytesIO(encoded(lab, "TIFF"))) as stored:
        return encoded(lab, "TIFF"), np.frombuffer(stored.tobytes(), np.uint8).reshape(*photo().size[::-1], 3)


def test_lab_of_8_and_16_bits():
    whole, stored = lab_photo()
    expected = levels(load_image(whole))
    assert np.abs(expected - np.asarray(photo(), int)).mean() < 3
    lightness, others = stored[..., :1].astype(int), stored[..., 1:].astype(int)
    files = {
        "8 bits": tiff(np.concatenate((lightness, others), -1).astype(np.uint8), photometric=CIELAB, rows=5),
        "16 bits": tiff(
            np.concatenate((lightness * 257, others * 256), -1).astype(np.uint16), photometric=CIELAB, rows=5
        ),
        "8 bits of ICC": tiff(
            np.concatenate((lightness, (others + 128) % 256), -1).astype(np.uint8), photometric=ICCLAB
        ),
        "16 bits of ICC": tiff(
            np.concatenate((lightness * 256, (others + 128) % 256 * 256), -1).astype(np.uint16),
            photometric=ICCLAB,
            compression=8,
        ),
    }
    for name, data in files.items():
        assert np.abs(levels(load_image(data)) - expected).max() <= 2, name


@pytest.mark.parametrize("alpha", [False, True])
def test_webp_in_tiff(alpha):
    mode = "RGBA" if alpha else "RGB"
    image = photo(40, 36).convert(mode)
    tiles = [image.crop((0, 0, 40, 20)), image.crop((0, 20, 40, 36))]
    contents = [encoded(tile, "WEBP", lossless=True, exact=True) for tile in tiles]
    data = tiff(np.asarray(image), compression=50001, rows=20, contents=contents, extra=(2,) if alpha else ())
    assert np.array_equal(levels(load_image(data)), np.asarray(photo(40, 36)))


# What is refused ------------------------------------------------------------------------------------------

SOUND: dict[str, Any] = {
    "a compression of its own": ({"compression": 34887, "contents": [b"?"]}, "unusual compression 34887"),
    "a camera's": ({"photometric": 32803}, "a camera's raw data"),
    "a mask": ({"photometric": 4}, "a transparency mask"),
    "light": ({"photometric": 32845, "channels": 3}, "LogLuv"),
    "complex numbers": ({"tags": {339: (3, 6)}, "dtype": np.float64}, "1 channel|one channel of 64 bits"),
    "different bits": ({"channels": 3, "tags": {258: (3, 5, 6, 5)}}, "3 channels of 5 and 6 bits"),
    "1-bit colours": ({"channels": 3, "tags": {258: (3, 1, 1, 1)}}, "3 channels of 1 bits"),
    "24-bit numbers": ({"tags": {258: (3, 24)}}, "one channel of 24 bits"),
    "Lab of floats": ({"photometric": CIELAB, "channels": 3, "dtype": np.float32}, "3 channels of 32 bits"),
}


@pytest.mark.parametrize("case", SOUND)
def test_a_sound_file_that_is_not_read_is_not_called_damaged(case):
    options, reason = SOUND[case]
    options = dict(options)
    values = np.zeros((4, 4, options.pop("channels", 1)), options.pop("dtype", np.uint16))
    with pytest.raises(ImageError, match=reason) as error:
        load_image(tiff(values, **options))
    assert "damaged" not in str(error.value)
    assert "Save it as PNG" in str(error.value)


@pytest.mark.parametrize("compression", [1, 8])
@pytest.mark.parametrize("place", PLACES[:6])
def test_missing_numbers_are_refused(place, compression):
    data = tiff(
        np.random.default_rng(0).integers(0, 999, (20, 37, 3)).astype(np.uint16),
        compression=compression,
        **place,
    )
    load_image(data)
    with pytest.raises(ImageError, match="damaged or incomplete"):
        load_image(data[: len(data) * 2 // 3])


def test_missing_strips_are_refused():
    data = tiff(np.zeros((4, 4), np.uint16), rows=2, contents=[bytes(16)])
    with pytest.raises(ImageError, match="damaged or incomplete"):
        load_image(data)


def test_a_strip_that_becomes_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(tiff_bands, "_MAX_SEGMENT", 1000)
    with pytest.raises(ImageError, match="in parts of 0 MB"):
        load_image(tiff(np.zeros((100, 100), np.uint16), compression=8))


def test_too_many_numbers_are_refused():
    data = tiff(np.zeros((1, 1, 3)), tags={256: (4, 7000), 257: (4, 7000), 278: (4, 7000)})
    with pytest.raises(ImageError, match="holds 1,176 MB of numbers"):
        load_image(data)


def test_the_smallest_top():
    assert [numbers.smallest_top(n) for n in (-5, 0, 255, 256, 65_535, 10**9)] == [
        255,
        255,
        255,
        511,
        65_535,
        65_535,
    ]
