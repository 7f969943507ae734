"""Every malicious file is refused; damaged files give pixels or our own error."""

import io
import struct
import subprocess
import sys
import threading
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from cnnviz import images
from cnnviz.images import ImageError, headers, load_image, quiet
from tests.images import bmp_files, gif_files, png_files, tiff_files
from tests.images.files import (
    FORMATS,
    P3_TO_XYZ,
    encoded,
    levels,
    matrix_profile,
    photo,
    png,
    png_chunk,
    transparent_palette,
)


def tiff(content=b"", **changed):
    """A 10x10 grey TIFF, changed by other tags: name=(number, *values)."""
    tags: dict[str, Any] = {
        "width": (256, 10),
        "height": (257, 10),
        "bits": (258, 8),
        "compression": (259, 1),
    }
    tags |= {"photometric": (262, 1), "start": (273, 8), "rows": (278, 10), "count": (279, 100)} | changed
    entries = sorted(tag for tag in tags.values() if tag)
    end = 8 + 2 + 12 * len(entries) + 4
    directory, extra = struct.pack("<H", len(entries)), b""
    for number, *values in entries:
        packed = struct.pack(f"<{len(values)}I", *values)
        directory += struct.pack("<HHI", number, 4, len(values))
        directory += packed if len(values) == 1 else struct.pack("<I", end + len(extra))
        extra += packed if len(values) > 1 else b""
    return b"II*\0" + struct.pack("<I", 8) + directory + bytes(4) + extra + content


def tiled_tiff(side):
    content = zlib.compress(bytes(side * side))
    tags = {"start": None, "rows": None, "count": None, "compression": (259, 8), "tile_width": (322, side)}
    tags |= {"tile_height": (323, side), "tile_count": (325, len(content))}
    head = tiff(**tags, tile_start=(324, 0))
    return tiff(content, **tags, tile_start=(324, len(head)))


def gif(canvas=(5, 5), frame=(0, 0, 5, 5)):
    data = bytearray(encoded(Image.new("L", (5, 5)), "GIF"))
    start = data.index(b",", 13)
    data[6:10] = struct.pack("<HH", *canvas)
    data[start + 1 : start + 9] = struct.pack("<4H", *frame)
    return bytes(data)


def bmp(width, height):
    data = bytearray(encoded(Image.new("L", (5, 5)), "BMP"))
    data[18:26] = struct.pack("<ii", width, height)
    return bytes(data)


def jpeg(width, height):
    data = bytearray(encoded(Image.new("L", (5, 5)), "JPEG"))
    start = data.index(b"\xff\xc0")
    data[start + 5 : start + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def webp(width, height):
    frames = [Image.new("RGBA", (5, 5), c) for c in ("red", "blue")]
    data = bytearray(encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:]))
    data[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(data)


def iso(name, width, height):
    data = bytearray(encoded(Image.new("RGB", (64, 64)), name))
    start = data.index(b"ispe")
    data[start + 8 : start + 16] = struct.pack(">II", width, height)
    return bytes(data)


def many_scans(n=200):
    data = encoded(Image.new("L", (64, 64), 99), "JPEG", progressive=True)
    return data[:-2] + data[data.rindex(b"\xff\xda") : -2] * n + b"\xff\xd9"


REFUSED = {
    "nothing": (lambda: b"", "empty"),
    "PDF": (lambda: b"%PDF-1.7\n...", "PDF"),
    "text": (lambda: b"Dear students,", "not a picture"),
    "one byte": (lambda: b"\x89", "not a picture"),
    "HTML": (lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "web page"),
    "SVG": (lambda: b"<?xml version='1.0'?>\n<svg xmlns='...'>", "SVG"),
    "EPS, for which Pillow would start Ghostscript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "PostScript"),
    "Photoshop": (lambda: b"8BPS\0\1" + bytes(40), "Photoshop"),
    "video": (lambda: b"\0\0\0\x18ftypmp42" + bytes(40), "video"),
    "office": (lambda: b"PK\x03\x04" + bytes(40), "office"),
    "portable pixmap": (lambda: b"P6 1 1 255\nabc", "not a picture"),
    "icon": (lambda: encoded(Image.new("RGB", (16, 16)), "ICO"), "icon"),
    "JPEG 2000": (lambda: encoded(Image.new("RGB", (16, 16)), "JPEG2000"), "JPEG 2000"),
    "PNG of 60,000 squared": (lambda: png(size=(60_000, 60_000)), "too large"),
    "PNG of 10,000 squared": (
        lambda: png(size=(10_000, 10_000)),
        "too large: 10,000 × 10,000",
    ),
    "PNG of a million by 1": (lambda: png(size=(1_000_000, 1)), "too large"),
    "PNG of 2**31 squared": (lambda: png(size=(2**31 - 1, 2**31 - 1)), "too large"),
    "PNG without a width": (lambda: png(size=(0, 5)), "damaged"),
    "GIF canvas": (lambda: gif(canvas=(60_000, 60_000)), "too large"),
    "GIF frame beyond its canvas": (lambda: gif(frame=(60_000, 60_000, 5, 5)), "too large"),
    "BMP": (lambda: bmp(60_000, -60_000), "too large"),
    "BMP without a height": (lambda: bmp(5, 0), "BMP"),
    "JPEG": (lambda: jpeg(65_000, 65_000), "too large"),
    "WebP": (lambda: webp(16_000, 16_000), "too large"),
    "TIFF": (lambda: tiff(width=(256, 60_000), height=(257, 60_000)), "too large"),
    "HEIC": (lambda: iso("HEIF", 60_000, 60_000), "too large"),
    "HEIC that says it is smaller": (lambda: iso("HEIF", 1, 1), "HEIC"),
    "AVIF": (lambda: iso("AVIF", 12_000, 12_000), "too large"),
    "PNG of very many chunks": (lambda: png(png_chunk(b"aaAa") * 150_000), "too many parts"),
    "TIFF with a tile larger than itself": (lambda: tiled_tiff(8192), "too large"),
    "TIFF of very many strips": (lambda: tiff(start=(273, *[8] * 150_000)), "too many parts"),
    "AVIF of 65,536 squared": (lambda: iso("AVIF", 65_536, 65_536), "too large: 65,536 × 65,536 pixels"),
    "PNG of 65,536 squared": (lambda: png(size=(65_536, 65_536)), "too large: 65,536 × 65,536 pixels"),
    "BMP of 65,536 squared": (lambda: bmp(65_536, 65_536), "too large: 65,536 × 65,536 pixels"),
    "TIFF of 65,536 squared": (
        lambda: tiff(width=(256, 65_536), height=(257, 65_536)),
        "too large: 65,536 × 65,536 pixels",
    ),
    "HEIC of 65,536 squared": (lambda: iso("HEIF", 65_536, 65_536), "too large: 65,536 × 65,536 pixels"),
    "WebP of 16,384 squared": (lambda: webp(16_384, 16_384), "too large: 16,384 × 16,384 pixels"),
    "GIF frame": (lambda: gif(frame=(60_000, 60_000, 5, 5)), "too large: 60,005 × 60,005 pixels"),
    "JPEG of 65,535 squared": (lambda: jpeg(65_535, 65_535), "too large: 65,535 × 65,535 pixels"),
    "JPEG of very many scans": (many_scans, "too many parts"),
    "JPEG filled up with zeros": (
        lambda: encoded(photo(), "JPEG")[:700] + bytes(99_999),
        "The end of the JPEG file is missing",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case, monkeypatch):
    make, reason = REFUSED[case]
    data = make()
    if "too large" in reason:  # before anything is decoded
        monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("decoded"))
    with pytest.raises(ImageError, match=reason) as error:
        load_image(data)
    assert str(error.value).endswith(".")


def test_the_files_that_the_tricks_start_from_are_valid():
    for data in (
        png(),
        tiff(bytes(100)),
        tiled_tiff(16),
        gif(),
        bmp(5, 5),
        jpeg(5, 5),
        webp(5, 5),
        many_scans(0),
    ):
        assert load_image(data).shape[2] == 3


def test_a_file_of_too_many_bytes(monkeypatch):
    monkeypatch.setattr(headers, "MAX_BYTES", 50)
    with pytest.raises(ImageError, match="too large"):
        load_image(png())


@pytest.mark.parametrize(
    "trouble", [MemoryError(), RecursionError(), OverflowError(), struct.error(), EOFError()]
)
def test_any_trouble_of_pillow_is_our_own_error(trouble, monkeypatch):
    def fail(self):
        raise trouble

    monkeypatch.setattr(ImageFile.ImageFile, "load", fail)
    with pytest.raises(ImageError, match=r"damaged|too large"):
        load_image(png())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
def test_half_a_file_is_refused(name, share):
    noise = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), name, **FORMATS[name])
    load_image(data)
    with pytest.raises(ImageError):
        load_image(data[: int(len(data) * share)])


DEEP = np.array([[5, 4000], [300, 7]], np.uint16)
FUZZED = {name: encoded(photo(), name, **options) for name, options in FORMATS.items()} | {
    "TIFF by strips of LZW": encoded(photo(), "TIFF", compression="tiff_lzw"),
    "TIFF of JPEGs": encoded(photo(), "TIFF", compression="jpeg"),
    "TIFF of floats": encoded(Image.fromarray(np.eye(9, dtype=np.float32)), "TIFF"),
    "progressive JPEG with a profile and EXIF": encoded(
        photo(), "JPEG", progressive=True, icc_profile=matrix_profile(P3_TO_XYZ), exif=Image.Exif()
    ),
    "palette with transparency": encoded(transparent_palette(), transparency=1),
    "animated WebP": webp(5, 5),
    "tiled TIFF": tiled_tiff(16),
    "dark PNG of 16 bits": png_files.picture(DEEP, png_chunk(b"sBIT", b"\x0c"), depth=16),
    "PNG with a gamma": png_files.picture(
        [[9, 99]], png_files.gamma(1), png_files.chromaticities(png_files.SRGB), png_files.coding(9, 14)
    ),
    "PNG whose default image is hidden": png_files.animation(
        png_files.flat(9), [png_files.flat(99, 2, 2)], hidden=True, place=(1, 1)
    ),
    "BMP of bit fields": bmp_files.bmp(
        (2, 2), 16, bmp_files.rows(DEEP, 16), compression=3, header=124, masks=(0xF00, 0xF0, 0xF, 0xF000)
    ),
    "BMP of runs": bmp_files.bmp(
        (4, 2),
        8,
        bytes([3, 1, 0, 0, 0, 3, 1, 2, 3, 0, 0, 2, 1, 0, 0, 1]),
        compression=1,
        used=4,
        colours=bytes(16),
    ),
    "GIF with a small frame": gif_files.gif((4, 4), (1, 1, 2, 2, 1)),
    "TIFF of 12 bits": tiff_files.tiff(DEEP, bits=12),
    "TIFF of tiles with a predictor": tiff_files.tiff(DEEP, tile=16, compression=8, predictor=2),
    "TIFF of planes of floats": tiff_files.tiff(
        np.ones((5, 4, 3), np.float32), planar=True, rows=2, compression=8, predictor=3
    ),
    "TIFF of Lab": tiff_files.tiff(np.ones((5, 4, 3), np.uint16), photometric=8),
    "TIFF of WebP": tiff_files.tiff(
        np.zeros((5, 5, 3), np.uint8), compression=50001, contents=[encoded(Image.new("RGB", (5, 5)), "WEBP")]
    ),
}


CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 255), st.sampled_from(["set", "flip", "cut", "drop"])),
    max_size=8,
)


@pytest.mark.parametrize("name", FUZZED)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES, whole=st.booleans())
def test_damaged_files_give_pixels_or_our_own_error(name, changes, whole):
    data = bytearray(FUZZED[name])
    for where, value, how in changes:
        reach = len(data) if whole else min(len(data), 200)  # the header is where the traps are
        place = int(where * (reach - 1)) if reach else 0
        if how == "set":
            data[place : place + 1] = bytes([value])
        elif how == "flip":
            data[place : place + 1] = bytes(b ^ (1 << value % 8) for b in data[place : place + 1])
        elif how == "cut":
            del data[len(data) - value :]
        else:
            del data[place : place + value % 5]
    with suppress(ImageError):
        assert levels(load_image(bytes(data))).max() <= 255


@settings(max_examples=200, deadline=None)
@given(
    start=st.sampled_from([d[:n] for d in FUZZED.values() for n in (4, 12, 30)]), rest=st.binary(max_size=300)
)
def test_noise_after_a_true_beginning_is_refused(start, rest):
    with suppress(ImageError):
        assert levels(load_image(start + rest)).size


# Good neighbours ------------------------------------------------------------------------------------------

ODD_EXIF = encoded(photo(), "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\x05\0" + b"\x12\x01\x03\0\xff\xff\0\0" * 3)


def test_pillows_warnings_stay_inside():
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        with Image.open(io.BytesIO(ODD_EXIF)) as image:
            image.getexif()
        assert heard  # the file is odd indeed
        heard.clear()
        load_image(ODD_EXIF)
        with pytest.raises(ImageError):
            load_image(png(size=(10_000, 10_000)))
        assert not heard
        warnings.warn("ours", stacklevel=1)
        assert len(heard) == 1


def test_other_threads_are_heard_while_a_picture_is_read():
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        with quiet.quiet():
            warnings.warn("within", stacklevel=1)
            thread = threading.Thread(target=lambda: warnings.warn("beside", stacklevel=1))
            thread.start()
            thread.join()
        assert [str(w.message) for w in heard] == ["beside"]


def test_the_warning_filter_does_not_pile_up():
    with warnings.catch_warnings():
        load_image(png())
        before = len(warnings.filters)
        for _ in range(5):
            warnings.simplefilter("error")  # comes to stand before all others
            load_image(png())
            assert len(warnings.filters) <= before + 1
        assert len(warnings.filters) <= before + 1


def test_many_visitors_at_once():
    files = [*FUZZED.values(), ODD_EXIF] * 6
    alone = [images.digest(load_image(data)) for data in files]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda data: images.digest(load_image(data)), files))
    assert together == alone


@pytest.mark.parametrize("name", FORMATS)
def test_pillow_does_not_guess_the_format(name, monkeypatch):
    data = encoded(photo(), name, **FORMATS[name])
    monkeypatch.setattr(Image, "open", lambda *_args, **_options: pytest.fail("guessed"))
    assert load_image(data).shape == (36, 48, 3)


def test_pillows_own_settings_are_left_alone():
    assert Image.MAX_IMAGE_PIXELS == 1024**3 // 12
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_nothing_slow_is_imported():
    code = """
import sys
from cnnviz import images
images.sample_images()["flower"]()
slow = {"sklearn", "pillow_heif", "scipy", "pandas", "streamlit", "PIL.EpsImagePlugin", "PIL.PsdImagePlugin"}
print(slow & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
