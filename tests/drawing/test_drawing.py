import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.drawing import MAX_POINTS, MAX_STROKES, MAX_TEXT, Drawing, from_lists, parse, render, to_text
from cnnviz.errors import ImageError

cells = st.integers(0, 255)
strokes = st.lists(st.tuples(cells, cells), min_size=1, max_size=30).map(tuple)
drawings = st.lists(strokes, max_size=8).map(lambda lines: Drawing(tuple(lines)))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


# Text


def test_text_is_base64_of_lengths_and_points():
    # 00 02 | 0a 14 | 1e 28, then 00 01 | ff 00: nine more bits than a multiple of six, so no padding letter.
    assert to_text(Drawing((((10, 20), (30, 40)), ((255, 0),)))) == "AAIKFB4oAAH_AA"
    assert parse("AAIKFB4oAAH_AA") == Drawing((((10, 20), (30, 40)), ((255, 0),)))
    assert parse("") == Drawing()


@given(drawings)
def test_text_and_back_is_the_same(some):
    text = to_text(some)
    assert parse(text) == some
    assert hash(parse(text)) == hash(some)
    assert text.replace("-", "").replace("_", "").isalnum() or not text


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("a stroke without points", "AAA"),
        ("a stroke that ends too early", "AAIKFA"),
        ("half a length", "AA"),
        ("the other alphabet", "AAH/AA"),
        ("padding", "AAH_AA=="),
        ("a space", "AAH_ AA"),
        ("a line break", "AAH_AA\n"),
        ("loose bits at the end", "AAH_AB"),
        ("one letter", "A"),
        ("no letters", "§§"),
        ("not of this world", "\ud800"),
        ("too long", "A" * (MAX_TEXT + 1)),
    ],
)
def test_a_damaged_link_is_refused(case, text):
    with pytest.raises(ImageError):
        parse(text)


@given(st.text(max_size=40) | st.text("AB-_01/+=", max_size=40))
def test_any_text_is_a_drawing_or_refused(text):
    try:
        some = parse(text)
    except ImageError:
        return
    assert to_text(some) == text


def test_the_largest_drawing_fits_in_a_link_and_nothing_larger():
    strokes = (*[((1, 2),)] * (MAX_STROKES - 1), ((3, 4),) * (MAX_POINTS - MAX_STROKES + 1))
    largest = Drawing(strokes)
    assert len(to_text(largest)) == MAX_TEXT
    assert parse(to_text(largest)) == largest
    with pytest.raises(ImageError, match="fewer strokes"):
        Drawing(((1, 1),) * (MAX_STROKES + 1))
    with pytest.raises(ImageError, match="fewer strokes"):
        Drawing((((1, 1),) * (MAX_POINTS + 1),))


@pytest.mark.parametrize("strokes", [((),), (((256, 0),),), (((0, -1),),)])
def test_strokes_lie_on_the_board(strokes):
    with pytest.raises(ImageError, match="0 to 255"):
        Drawing(strokes)


# Pixels


def test_nothing_drawn_is_white():
    assert np.array_equal(render(Drawing()), np.ones((256, 256), np.float32))


def test_a_dot_is_a_round_black_disc():
    picture = render(Drawing((((100, 50),),)))
    rows, columns = np.nonzero(picture < 0.75)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (40, 60, 90, 110)
    assert picture[50, 100] == 0
    assert np.sum(1 - picture) == pytest.approx(math.pi * 10**2, rel=0.01)
    assert np.array_equal(picture[:, 90:111], picture[:, 110:89:-1])


def test_a_line_is_as_wide_as_the_pen():
    picture = render(Drawing((((50, 100), (200, 100)),)))
    assert np.sum(1 - picture[:, 128]) == pytest.approx(20, abs=0.5)
    assert np.sum(1 - picture[100]) == pytest.approx(150 + 20, abs=0.5)
    assert picture[91, 41] == 1  # its ends are round
    assert np.sum(1 - render(Drawing((((50, 100), (200, 100)),)), width=8)[:, 128]) == pytest.approx(
        8, abs=0.5
    )


@given(drawings)
@settings(max_examples=20, deadline=None)
def test_pixels_are_multiples_of_one_255th(some):
    picture = render(some, size=64)
    assert picture.shape == (64, 64)
    assert picture.dtype == np.float32
    levels = np.rint(picture * 255)
    assert np.array_equal(picture, levels.astype(np.float32) / np.float32(255))
    assert 0 <= levels.min() <= levels.max() <= 255


# The pad


@given(drawings)
def test_a_drawing_as_json_and_back_is_the_same(some):
    assert from_lists(json.loads(json.dumps(some.strokes))) == some


@pytest.mark.parametrize(
    ("case", "strokes"),
    [
        ("nothing", None),
        ("text", "drawing"),
        ("an object", {"objects": []}),
        ("a stroke that is a number", [3]),
        ("a stroke that is a text", ["ab"]),
        ("a stroke without points", [[]]),
        ("a point that is a number", [[1, 2]]),
        ("a point that is a text", [["ab"]]),
        ("one coordinate", [[[1]]]),
        ("three coordinates", [[[1, 2, 3]]]),
        ("half a cell", [[[1.5, 2]]]),
        ("a fraction of 0", [[[1.0, 2]]]),
        ("yes for a number", [[[True, 2]]]),
        ("null for a number", [[[None, 2]]]),
        ("not a number", [[[math.nan, 2]]]),
        ("endless", [[[math.inf, 2]]]),
        ("beyond the edge", [[[256, 2]]]),
        ("below 0", [[[-1, 2]]]),
        ("astronomical", [[[10**400, 2]]]),
        ("too many strokes", [[[1, 1]]] * (MAX_STROKES + 1)),
        ("too many points in one stroke", [[[1, 1]] * (MAX_POINTS + 1)]),
        ("too many points in all", [[[1, 1]] * (MAX_POINTS // 2), [[1, 1]] * (MAX_POINTS // 2 + 1)]),
    ],
)
def test_what_is_no_drawing_is_refused(case, strokes):
    with pytest.raises(ImageError):
        from_lists(strokes)


@given(json_values | st.lists(st.lists(st.lists(json_values, max_size=3), max_size=3), max_size=3))
def test_any_json_is_a_drawing_or_refused(data):
    try:
        some = from_lists(data)
    except ImageError:
        return
    assert parse(to_text(some)) == some
