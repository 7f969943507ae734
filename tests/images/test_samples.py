"""The samples, and functions of pixels: grey, crops, digests, smaller pictures."""

import doctest
import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cnnviz import images
from cnnviz.images import ImageError, load_image
from tests.images.files import encoded, greys, levels

# Samples --------------------------------------------------------------------------------------------------


def test_samples_have_their_order_and_are_as_load_image_gives_them():
    samples = images.sample_images()
    assert {name: make().shape for name, make in samples.items()} == {
        "flower": (427, 640, 3),
        "china": (427, 640, 3),
        "cat": (300, 451, 3),
        "cup": (400, 600, 3),
        "photographer": (512, 512, 3),
        "smiley": (7, 7, 3),
        "test card": (512, 512, 3),
        "phone number": (520, 832, 3),
    }
    assert list(samples)[:2] == ["china", "flower"]
    for make in samples.values():
        levels(make())
        before = make()
        make()[:] = 0  # a page that spoils its picture spoils no other page's
        assert np.array_equal(make(), before)


def test_photographs_are_those_of_scikit_learn():
    folder = Path(importlib.util.find_spec("sklearn").origin).parent / "datasets" / "images"
    for name in ("flower", "china"):
        with Image.open(folder / f"{name}.jpg") as expected:
            assert np.array_equal(levels(images.sample_images()[name]()), np.asarray(expected))


def test_a_grey_photograph_has_three_equal_channels():
    grey = levels(images.sample_images()["photographer"]())
    assert (grey == grey[..., :1]).all()
    assert len(np.unique(grey)) > 200


def test_without_scikit_learn_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ImageError, match="Install it"):
        images.sample_images()["china"]()


def test_smiley():
    eyes = (np.array(greys(images.sample_images()["smiley"]())) / 255).astype(int)
    assert eyes.tolist() == [
        [0, 0, 0, 0, 0, 0, 0],
        [0, 1, 0, 0, 0, 1, 0],
        [0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 1, 0, 0, 0],
        [0, 1, 0, 0, 0, 1, 0],
        [0, 0, 1, 1, 1, 0, 0],
        [0, 0, 0, 0, 0, 0, 0],
    ]


def test_test_card_holds_what_filters_tell_apart():
    card = levels(images.sample_images()["test card"]())
    assert {tuple(bar) for bar in card[20, 32::64]} == {
        (r, g, b) for r in (0, 255) for g in (0, 255) for b in (0, 255)
    }
    assert (np.diff(card[460, :, 0]) >= 0).all()
    assert len(np.unique(card[460, :, 0])) == 256
    assert len(np.unique(card[500, :, 0])) == 16
    down, across = np.gradient(card[64:312, 4:252, 1].astype(float))
    steep = np.hypot(down, across) > 60
    directions, _ = np.histogram(np.arctan2(down, across)[steep], bins=24, range=(-np.pi, np.pi))
    assert (directions > 50).all()


# Grey, key, cut-out ---------------------------------------------------------------------------------------


def test_grey_is_pillows():
    rgb = np.random.default_rng(0).integers(0, 256, (300, 300, 3), dtype=np.uint8)
    grey = images.to_grey(load_image(encoded(Image.fromarray(rgb))))
    assert grey.dtype == np.float32
    assert np.array_equal(np.rint(grey * 255), np.asarray(Image.fromarray(rgb).convert("L")))
    assert np.array_equal(np.rint(grey * 255).astype(np.float32) / np.float32(255), grey)


def test_grey_stays_grey():
    every = np.arange(256, dtype=np.float32).reshape(16, 16) / np.float32(255)
    assert images.to_grey(every) is every
    assert np.array_equal(images.to_grey(np.stack([every] * 3, axis=-1)), every)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([1, 3]), st.integers(0, 99))
def test_channel_mean_is_the_mean_of_the_channels_bit_by_bit(height, width, channels, seed):
    image = np.random.default_rng(seed).uniform(0, 1, (height, width, channels)).astype(np.float32)
    expected = image.mean(axis=-1, dtype=np.float32)
    assert images.channel_mean(image).dtype == np.float32
    np.testing.assert_array_equal(images.channel_mean(image), expected)
    np.testing.assert_array_equal(images.channel_mean(expected), expected)


@pytest.mark.parametrize("shape", [(4,), (4, 4, 1), (4, 4, 4), (1, 4, 4, 3)])
def test_grey_of_another_shape(shape):
    with pytest.raises(ImageError, match="Received"):
        images.to_grey(np.zeros(shape, np.float32))


def test_digest_tells_every_change():
    image = np.zeros((512, 512, 3), np.float32)
    changed = image.copy()
    changed[300, 200, 1] = 1 / 255
    others: list[Any] = [image[:256], image.reshape(1024, 256, 3), image.astype(np.uint8)]
    keys = [images.digest(one) for one in (image, changed, *others)]
    assert len(set(keys)) == len(keys)
    assert images.digest(image) == images.digest(image.copy()) == images.digest(np.asfortranarray(image))
    assert images.digest(image[:, ::2]) == images.digest(image[:, ::2].copy())
    assert len(keys[0]) == 16
    assert int(keys[0], 16) >= 0


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        ((0, 3), (0, 4), [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]),
        ((1, 2), (1, 3), [[5, 6]]),
        ((2, 99), (3, 99), [[11]]),
        ((-2, 2), (-1, 2), [[0, 1], [4, 5]]),
    ],
)
def test_crop(rows, columns, expected):
    image = np.arange(12, dtype=np.float32).reshape(3, 4)
    cut = images.crop(image, rows, columns)
    assert cut.tolist() == expected
    assert images.crop(np.stack([image] * 3, -1), rows, columns).shape == (*cut.shape, 3)
    cut[:] = -1
    assert image.min() == 0


@pytest.mark.parametrize(
    ("rows", "columns"), [((2, 2), (0, 4)), ((0, 3), (3, 1)), ((5, 9), (0, 4)), ((-3, -1), (0, 4))]
)
def test_an_empty_crop_says_so(rows, columns):
    with pytest.raises(ImageError, match="The cut-out is empty"):
        images.crop(np.zeros((3, 4), np.float32), rows, columns)


@pytest.mark.parametrize("name", ["headers", "pixels", "samples"])
def test_examples_in_the_docstrings(name):
    results = doctest.testmod(importlib.import_module(f"cnnviz.images.{name}"))
    assert results.attempted > 0
    assert results.failed == 0


# --- shrinking


@pytest.mark.parametrize(
    ("size", "longest", "expected"),
    [
        ((4, 8), 8, (4, 8)),
        ((4, 8), 4, (2, 4)),
        ((8, 4), 4, (4, 2)),
        ((427, 640), 224, (149, 224)),
        ((1, 900), 10, (1, 10)),
        ((900, 1), 1, (1, 1)),
    ],
)
@pytest.mark.parametrize("channels", [(), (3,)])
def test_shrink_keeps_the_proportions(size, longest, expected, channels):
    image = np.full((*size, *channels), 0.2, np.float32)
    small = images.shrink(image, longest)
    assert small.shape == (*expected, *channels)
    assert small.dtype == np.float32
    np.testing.assert_array_equal(small, image[: expected[0], : expected[1]])


def test_a_shrunk_pixel_is_the_mean_of_those_it_stands_for():
    levels = np.random.default_rng(0).integers(0, 256, (6, 8, 3))
    small = images.shrink((levels / 255).astype(np.float32), 4)
    means = levels.reshape(3, 2, 4, 2, 3).mean(axis=(1, 3))
    np.testing.assert_allclose(small * 255, means, rtol=0, atol=1)  # it rounds for each axis
    np.testing.assert_array_equal(np.rint(small * 255) / np.float32(255), small)


def test_what_is_small_enough_stays_itself():
    image = np.ones((5, 5), np.float32)
    assert images.shrink(image, 5) is image
