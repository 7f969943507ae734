"""Each visitor's photograph is kept exactly, within limits, and freed after the grace."""

import numpy as np
import pytest
from PIL import Image

from cnnviz.images import DecodedImage, kept_photos, read
from cnnviz.images.kept_photos import KeptPhotos
from tests.images.files import encoded

GRACE = 300.0


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def photos(clock):
    return KeptPhotos(GRACE, clock)


def photo(level, size=2):
    return DecodedImage(np.full((size, size, 3), level / np.float32(255), np.float32), (size, size), "PNG")


def level_of(photos, key):
    found = photos.photo_of(key)
    return found and round(float(found.pixels[0, 0, 0]) * 255)


def nobody(_session):
    return False


def test_a_photograph_comes_back_exactly(photos):
    levels = np.arange(256 * 3, dtype=np.uint8).reshape(16, 16, 3)
    given = read(encoded(Image.fromarray(levels), "PNG"))
    photos.keep("me", "tab", given)
    found = photos.photo_of("me")
    np.testing.assert_array_equal(found.pixels, given.pixels)
    assert found.pixels.dtype == np.float32
    assert (found.original_size, found.format) == ((16, 16), "PNG")


def test_the_brighter_form_comes_back_and_counts(photos, monkeypatch):
    given = read(encoded(Image.fromarray(np.full((10, 10), 4095, np.uint16)), "PNG"))
    monkeypatch.setattr(kept_photos, "MAX_PHOTO_BYTES", 2 * 10 * 10 * 3)
    photos.keep("me", "tab", given)
    found = photos.photo_of("me")
    np.testing.assert_array_equal(found.brighter.pixels, given.brighter.pixels)
    assert found.remarks == given.remarks
    photos.keep("you", "other tab", photo(1))
    assert not photos.has_photo("me")  # one more byte is too many


def test_each_visitor_has_one_of_their_own(photos):
    photos.keep("me", "tab", photo(1))
    photos.keep("you", "other tab", photo(2))
    photos.keep("me", "tab", photo(3))
    assert (level_of(photos, "me"), level_of(photos, "you")) == (3, 2)
    assert photos.photo_of("nobody") is None
    assert not photos.has_photo("nobody")


def test_a_moved_photograph_replaces_the_one_there_and_nothing_replaces_nothing(photos):
    photos.keep("browser", "tab", photo(1))
    photos.move("session without", "browser")
    assert level_of(photos, "browser") == 1
    photos.keep("session", "other tab", photo(2))
    photos.move("session", "browser")
    assert level_of(photos, "browser") == 2
    assert not photos.has_photo("session")


def test_a_photograph_is_freed_after_the_grace(photos, clock):
    photos.keep("me", "tab", photo(1))
    clock.now += 10 * GRACE
    photos.free_abandoned(lambda session: session == "tab")  # still there
    assert photos.has_photo("me")
    clock.now += GRACE - 1
    photos.free_abandoned(nobody)
    assert photos.has_photo("me")
    clock.now += 1
    photos.free_abandoned(nobody)
    assert photos.photo_of("me") is None
    assert not photos.in_use("me")


def test_who_comes_back_within_the_grace_stays(photos, clock):
    photos.keep("me", "tab", photo(1))
    clock.now += GRACE - 1
    photos.free_abandoned(nobody)
    photos.connected("me", "new tab", in_use=True)
    clock.now += GRACE - 1
    photos.free_abandoned(nobody)
    assert photos.has_photo("me")


def test_whether_it_was_in_use_is_known(photos):
    photos.connected("me", "tab", in_use=True)
    assert not photos.in_use("me")
    assert not photos.has_photo("me")  # being here takes no memory
    photos.keep("me", "tab", photo(1))
    assert photos.in_use("me")
    photos.connected("me", "tab", in_use=False)
    assert not photos.in_use("me")


def test_too_many_free_those_of_absent_visitors_first_then_the_oldest(photos, clock, monkeypatch):
    monkeypatch.setattr(kept_photos, "MAX_PHOTOS", 3)
    for n, key in enumerate(("old", "gone", "new")):
        clock.now += 1
        photos.keep(key, key, photo(n))
    photos.free_abandoned(lambda session: session != "gone")
    for n in (3, 4):
        clock.now += 1
        photos.keep(f"more {n}", f"more {n}", photo(n))
    assert [key for key in ("old", "gone", "new", "more 3", "more 4") if photos.has_photo(key)] == [
        "new",
        "more 3",
        "more 4",
    ]


def test_too_many_bytes_are_too_many(photos, clock, monkeypatch):
    monkeypatch.setattr(kept_photos, "MAX_PHOTO_BYTES", 2 * 10 * 10 * 3)
    for n in range(3):
        clock.now += 1
        photos.keep(str(n), str(n), photo(n, size=10))
    assert [photos.has_photo(str(n)) for n in range(3)] == [False, True, True]
