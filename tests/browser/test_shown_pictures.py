"""Picture files of unusual kinds have the pixels that Chromium shows."""

import base64
import struct
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from playwright.sync_api import Page

from cnnviz.images import load_image
from tests.images import png_files
from tests.images.bmp_files import bmp, palette, rgb_rows, rows
from tests.images.files import P3_TO_XYZ, encoded, levels, matrix_profile, photo, png_chunk
from tests.images.gif_files import gif
from tests.images.png_files import animation, chromaticities, coding, flat, gamma, icc, picture, srgb

SHOW = """async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0);
    return [canvas.height, canvas.width, [...context.getImageData(0, 0, canvas.width, canvas.height).data]];
}"""

COLOURS = np.random.default_rng(0).integers(0, 256, (4, 5, 3))
ALPHA = np.random.default_rng(1).integers(0, 256, (4, 5, 4))
GREYS = [range(0, 256, 5)]
P3 = matrix_profile(P3_TO_XYZ)
PIXELS_16 = np.random.default_rng(2).integers(0, 2**16, (4, 5))
PIXELS_32 = np.random.default_rng(3).integers(0, 2**32, (4, 5))


def rgb(*chunks: bytes) -> bytes:
    return picture(COLOURS, *chunks, kind=png_files.RGB)


def rgba(*chunks: bytes) -> bytes:
    return picture(ALPHA, *chunks, kind=png_files.RGBA)


def fields(bits: int, *masks: int) -> bytes:
    pixels = PIXELS_16 if bits == 16 else PIXELS_32
    return bmp((5, 4), bits, rows(pixels, bits), compression=3, header=124, masks=masks)


def deep(kind: int, *chunks: bytes) -> bytes:
    n_channels = png_files.CHANNELS[kind]
    values = np.random.default_rng(4).integers(0, 2**16, (4, 5, n_channels))
    return picture(values, *chunks, kind=kind, depth=16)


KEY = png_chunk(b"tRNS", struct.pack(">H", 55))
RUNS = bytes([3, 1, 0, 0, 0, 3, 1, 2, 0, 0, 0, 1])
CASES: dict[str, Callable[[], bytes]] = {
    **{f"PNG gamma {g}": partial(picture, GREYS, gamma(g)) for g in (0.2, 0.43, 0.4545, 0.477, 0.48, 1)},
    "PNG gamma and primaries": lambda: rgb(gamma(0.4545), chromaticities(png_files.DISPLAY_P3)),
    "PNG primaries alone": lambda: rgb(chromaticities(png_files.DISPLAY_P3)),
    "PNG sRGB before gamma": lambda: rgb(gamma(1), srgb()),
    "PNG profile before sRGB": lambda: rgb(srgb(), icc(P3)),
    "PNG broken profile before gamma": lambda: rgb(png_chunk(b"iCCP", b"a\0\0abc"), gamma(1)),
    "PNG wrong checksum": lambda: rgb(gamma(1)[:-1] + b"?"),
    "PNG P3 by numbers": lambda: rgb(coding(12, 13), icc(P3)),
    "PNG television by numbers": lambda: rgb(coding(1, 1)),
    "PNG gamma and alpha": lambda: rgba(gamma(1)),
    "PNG profile and alpha": lambda: rgba(icc(P3)),
    "PNG gamma and a transparent grey": lambda: picture([[55, 128]], gamma(1), KEY),
    "PNG gamma and a palette": lambda: picture(
        [[0, 1]], gamma(1), png_files.palette([55, 9, 99], [128] * 3, alpha=b"\x80"), kind=png_files.PALETTE
    ),
    "PNG 16 bits": lambda: deep(png_files.GREY),
    "PNG 16 bits and gamma": lambda: deep(png_files.RGB, gamma(1)),
    "PNG 16 bits and alpha": lambda: deep(png_files.RGBA),
    "PNG 16 bits of grey and alpha": lambda: deep(png_files.GREY_ALPHA),
    "PNG 12 bits of 16": lambda: picture(np.arange(0, 4096, 99)[None], depth=16),
    "APNG hidden default": lambda: animation(flat(9), [flat(99), flat(200)], hidden=True),
    "APNG shown default": lambda: animation(flat(9), [flat(99)], hidden=False, n_frames=2),
    "APNG small first frame": lambda: animation(flat(9), [flat(99, 2, 1)], hidden=True, place=(3, 1)),
    "GIF small first frame": lambda: gif((3, 2), (1, 1, 1, 1, 1)),
    "GIF frame beyond its canvas": lambda: gif((2, 2), (1, 1, 3, 3, 1)),
    "GIF transparent": lambda: gif((2, 1), (1, 0, 1, 1, 1), transparent=1),
    "BMP 4444": lambda: fields(16, 0xF00, 0xF0, 0xF, 0xF000),
    "BMP 1555": lambda: fields(16, 0x7C00, 0x3E0, 0x1F, 0x8000),
    "BMP 565": lambda: fields(16, 0xF800, 0x7E0, 0x1F),
    "BMP 8888": lambda: fields(32, 0xFF000000, 0xFF0000, 0xFF00, 0xFF),
    "BMP 10-10-10-2": lambda: fields(32, 0x3FF00000, 0xFFC00, 0x3FF, 0xC0000000),
    "BMP 11-11-10": lambda: fields(32, 0xFFE00000, 0x1FFC00, 0x3FF),
    "BMP plain 32": lambda: bmp((5, 4), 32, rows(PIXELS_32, 32)),
    "BMP plain 32, version 5": lambda: bmp((5, 4), 32, rows(PIXELS_32, 32), header=124),
    "BMP plain 32, version 5 with alpha": lambda: bmp(
        (5, 4), 32, rows(PIXELS_32, 32), header=124, masks=(0, 0, 0, 0xFF000000)
    ),
    "BMP two colours": lambda: bmp(
        (3, 1), 8, rows([[1, 0, 2]], 8), used=2, colours=palette([[255, 0, 0], [1, 2, 3]])
    ),
    "BMP 300 colours": lambda: bmp(
        (3, 1), 8, rows([[255, 0, 2]], 8), used=300, colours=palette(np.arange(900).reshape(-1, 3) % 256)
    ),
    "BMP with a profile": lambda: bmp((5, 4), 24, rgb_rows(COLOURS), header=124, profile=P3),
    "BMP runs": lambda: bmp((3, 2), 8, RUNS, compression=1, used=5, colours=palette(COLOURS[0])),
    "JPEG with a profile": lambda: encoded(photo(), "JPEG", quality=95, icc_profile=P3),
}
TYPES = {b"\x89PNG": "png", b"GIF8": "gif", b"\xff\xd8\xff\xe0": "jpeg", b"\xff\xd8\xff\xe2": "jpeg"}


@pytest.mark.parametrize("case", CASES)
def test_the_pixels_are_those_of_the_browser(case: str, blank: Page) -> None:
    data = CASES[case]()
    kind = TYPES.get(data[:4], "bmp")
    url = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
    height, width, values = blank.evaluate(SHOW, url)
    expected = np.array(values).reshape(height, width, 4)[..., :3]
    shown = levels(load_image(data))
    assert shown.shape == expected.shape
    assert np.abs(shown - expected).max() <= 2
