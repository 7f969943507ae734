"""Pictures as a browser shows them: rotated by EXIF, with their profile's colours."""

import numpy as np
import pytest
from PIL import Image, ImageCms

from cnnviz.images import load_image, read
from tests.images.files import (
    LOSSLESS,
    P3_TO_XYZ,
    SRGB_TO_XYZ,
    encoded,
    from_bytes,
    greys,
    levels,
    matrix_profile,
    photo,
)

TURNED = {
    1: [[10, 20, 30], [40, 50, 60]],
    2: [[30, 20, 10], [60, 50, 40]],
    3: [[60, 50, 40], [30, 20, 10]],
    4: [[40, 50, 60], [10, 20, 30]],
    5: [[10, 40], [20, 50], [30, 60]],
    6: [[40, 10], [50, 20], [60, 30]],
    7: [[60, 30], [50, 20], [40, 10]],
    8: [[30, 60], [20, 50], [10, 40]],
}


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("name", ["PNG", "TIFF", "WEBP", "JPEG", "HEIF", "AVIF"])
def test_exif_orientation(name, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = np.kron(TURNED[1], np.ones((32, 32))).astype(np.uint8)  # blocks that lossy formats keep
    options = {"quality": 100} if name in ("JPEG", "HEIF", "AVIF") else LOSSLESS[name]
    picture = read(encoded(Image.fromarray(stored).convert("RGB"), name, exif=exif.tobytes(), **options))
    middles = levels(picture.pixels)[16::32, 16::32, 0]
    assert middles.shape == np.shape(TURNED[orientation])
    assert np.abs(middles - TURNED[orientation]).max() <= (0 if name in LOSSLESS else 2)
    assert picture.original_size == picture.pixels.shape[1::-1]


def test_an_orientation_that_does_not_exist_and_broken_exif_are_ignored():
    exif = Image.Exif()
    exif[0x0112] = 77
    assert greys(load_image(encoded(from_bytes([[1, 2]], "L"), exif=exif))) == [[1, 2]]
    broken = b"Exif\0\0II*\0" + b"\xff" * 40
    assert read(encoded(photo(), "JPEG", exif=broken)).original_size == (48, 36)


def between(share):
    """Primaries between sRGB's and Display P3's."""
    return np.add(np.multiply(1 - share, SRGB_TO_XYZ), np.multiply(share, P3_TO_XYZ))


@pytest.mark.parametrize("share", [1, 0.1])
def test_display_p3_and_its_like_become_srgb(share):
    rgb = np.array([[[200, 100, 50], [30, 120, 90], [128, 128, 128], [255, 255, 255], [255, 0, 0]]], np.uint8)
    linear = np.where(rgb <= 0.04045 * 255, rgb / 255 / 12.92, ((rgb / 255 + 0.055) / 1.055) ** 2.4)
    linear = np.clip(linear @ (np.linalg.inv(SRGB_TO_XYZ) @ between(share)).T, 0, 1)
    expected = 255 * np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    data = encoded(Image.fromarray(rgb), icc_profile=matrix_profile(between(share)))
    assert np.abs(levels(load_image(data)) - expected).max() <= 1
    assert np.abs(rgb - expected).max() > 3


@pytest.mark.parametrize(
    "profile",
    [
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        matrix_profile(SRGB_TO_XYZ),
        b"broken",
        matrix_profile(P3_TO_XYZ)[:300],
        matrix_profile(between(0.01)),
        matrix_profile(P3_TO_XYZ).replace(b"RGB XYZ ", b"GRAYXYZ ").replace(b"rTRC", b"kTRC"),
        matrix_profile(P3_TO_XYZ).replace(b"RGB XYZ ", b"CMYKXYZ "),
    ],
    ids=["srgb", "srgb-by-matrix", "broken", "cut", "nearly-srgb", "for-grey", "for-print"],
)
def test_profiles_that_change_nothing(profile):
    rgb = np.random.default_rng(0).integers(0, 256, (8, 8, 3), dtype=np.uint8)
    assert np.array_equal(levels(load_image(encoded(Image.fromarray(rgb), icc_profile=profile))), rgb)


def test_grey_picture_with_a_profile_for_colours_stays_grey():
    data = encoded(from_bytes([[0, 100, 255]], "L"), icc_profile=matrix_profile(P3_TO_XYZ))
    assert np.abs(np.subtract(greys(load_image(data)), [[0, 100, 255]])).max() <= 1
