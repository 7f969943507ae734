"""The message of the map of all digits."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from cnnviz.ui.components import digit_map, stage
from cnnviz.ui.components.digit_map import MapDigits, MapWords, OwnDigit

PICTURES = np.arange(41 * 28 * 28, dtype=np.uint32).astype(np.uint8).reshape(41, 28, 28)
NUMBERS = list(range(41))
DIGITS = MapDigits(
    pictures=PICTURES, labels=NUMBERS, answers=NUMBERS, shares=[1 / 3] * 41, nearest=NUMBERS[::-1]
)
WORDS = MapWords(headline="one", detail="two", note="three", alt="four")
POINTS = np.array([(n - 20, -n / 2) for n in range(41)], np.float32)


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    kept = []
    monkeypatch.setattr(stage, "address", lambda encoded, place: kept.append(encoded) or f"/media/{place}")
    return kept


def message(**given):
    return json.loads(json.dumps(digit_map.message(DIGITS, POINTS, WORDS, "key", **given)))


def test_the_farthest_digit_is_at_one_and_each_has_its_picture(sent):
    told = message(start=2 * POINTS, chosen=3, shown="mistakes")
    np.testing.assert_allclose(np.reshape(told["points"], (-1, 2)), POINTS / 20, atol=1e-4)
    assert np.abs(told["points"]).max() == 1
    assert told["start"] == told["points"]
    assert (told["chosen"], told["shown"], told["own"]) == (3, "mistakes", None)
    assert (told["labels"], told["nearest"]) == (NUMBERS, NUMBERS[::-1])
    assert set(told["shares"]) == {0.333333}
    assert [told[name] for name in ("headline", "detail", "note", "alt")] == ["one", "two", "three", "four"]
    with Image.open(io.BytesIO(sent[0].data)) as sheet:
        pixels = np.asarray(sheet)
    across = told["sheet"]["across"]
    for n in (0, 39, 40):
        row, column = divmod(n, across)
        part = pixels[28 * row : 28 * row + 28, 28 * column : 28 * column + 28]
        np.testing.assert_array_equal(part, PICTURES[n])


def test_a_digit_of_the_visitors_own_is_placed_on_the_same_scale():
    own = OwnDigit(pixels=PICTURES[5], place=(20.0, -10.0), label=None, answer=7, share=0.25, nearest=9)
    told = message(own=own)["own"]
    assert told["place"] == [1, -0.5]
    assert told["pixels"] == PICTURES[5].ravel().tolist()
    assert [told[name] for name in ("label", "answer", "share", "nearest")] == [None, 7, 0.25, 9]


def test_digits_at_one_place_are_no_error():
    told = digit_map.message(DIGITS, np.zeros_like(POINTS), WORDS, "key")
    assert not np.any(told["points"])


def test_the_digest_changes_with_what_is_shown_but_not_with_where_digits_come_from():
    assert message()["digest"] == message(start=POINTS)["digest"]
    assert len({message()["digest"], message(chosen=1)["digest"], message(shown="3")["digest"]}) == 3
