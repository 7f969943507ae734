import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import drawing
from cnnviz.drawing import (
    MAX_POINTS,
    MAX_STROKES,
    MAX_TEXT,
    Drawing,
    from_fabric,
    parse,
    render,
    to_fabric,
    to_text,
)
from cnnviz.errors import ImageError

cells = st.integers(0, 255)
strokes = st.lists(st.tuples(cells, cells), min_size=1, max_size=30).map(tuple)
drawings = st.lists(strokes, max_size=8).map(lambda lines: Drawing(tuple(lines)))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def path(*commands, **more):
    """A path as st_canvas sends it, centred on its points by default."""
    points = np.concatenate([np.reshape(values, (-1, 2)) for _, *values in commands])
    left, top = (points.min(axis=0) + points.max(axis=0)) / 2
    common = {"type": "Path", "originX": "center", "originY": "center", "strokeWidth": 20, "angle": 0}
    return common | {"left": left, "top": top, "path": [list(command) for command in commands]} | more


def on_pad(*objects, width=256, height=256):
    return from_fabric({"version": "7.4.0", "objects": list(objects), "background": ""}, width, height)


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


def test_a_tap_and_a_stroke_as_chromium_sends_them():
    # Recorded on a pad of 280x280 with a pen of 22: a tap at (40, 39.25) and a straight stroke.
    common = {
        "type": "Path", "version": "7.4.0", "originX": "center", "originY": "center", "fill": None,
        "stroke": "#000000", "strokeWidth": 22, "scaleX": 1, "scaleY": 1, "angle": 0, "flipX": False,
        "flipY": False, "skewX": 0, "skewY": 0,
    }  # fmt: skip
    tap = {"left": 40, "top": 39.25, "path": [["M", 39.978, 39.25], ["L", 40.022, 39.25]]} | common
    curves = [["Q", 40, 134.25, 140, 134.25], ["Q", 240, 134.25, 240, 134.25]]
    line = {"left": 140, "top": 134.25, "path": [["M", 40, 134.25], *curves, ["L", 240, 134.25]]} | common
    # 40 * 256 / 280 = 36.6, 39.25 -> 35.9, 134.25 -> 122.7, 240 -> 219.4
    assert on_pad(tap, line, width=280, height=280) == Drawing((((36, 35),), ((36, 122), (219, 122))))


LINE = (("M", 100, 100), ("L", 140, 120))  # its middle is (120, 110)


TOP_LEFT = {"originX": "left", "originY": "top", "left": 90, "top": 90}
BOTTOM_RIGHT = {"originX": "right", "originY": "bottom", "left": 150, "top": 130}


@pytest.mark.parametrize(
    ("case", "placed", "expected"),
    [
        ("as drawn", {}, ((100, 100), (140, 120))),
        ("moved", {"left": 170, "top": 60}, ((150, 50), (190, 70))),
        ("twice as wide", {"scaleX": 2}, ((80, 100), (160, 120))),
        ("half as high", {"scaleY": 0.5}, ((100, 105), (140, 115))),
        ("a quarter turn clockwise", {"angle": 90}, ((130, 90), (110, 130))),
        ("flipped", {"flipX": True}, ((140, 100), (100, 120))),
        ("upside down", {"flipY": True}, ((100, 120), (140, 100))),
        ("leaning", {"skewX": 45}, ((90, 100), (150, 120))),
        ("leaning the other way", {"skewY": 45}, ((100, 80), (140, 140))),
        ("from its corner", TOP_LEFT, ((100, 100), (140, 120))),
        ("from the other corner", BOTTOM_RIGHT, ((100, 100), (140, 120))),
        ("turned about its corner", TOP_LEFT | {"angle": 90}, ((80, 100), (60, 140))),
    ],
)
def test_fabrics_placing(case, placed, expected):
    (stroke,) = on_pad(path(*LINE, **placed)).strokes
    assert np.array(stroke) == pytest.approx(np.array(expected), abs=1)


def test_curves_are_followed():
    quadratic = on_pad(path(("M", 50, 200), ("Q", 128, 20, 206, 200), left=128, top=155))  # its top is at 110
    assert min(y for _, y in quadratic.strokes[0]) == pytest.approx(110, abs=1)
    cubic = on_pad(
        path(("M", 50, 200), ("C", 50, 80, 206, 80, 206, 200), left=128, top=155)
    )  # 200 - 3/4 * 120
    assert min(y for _, y in cubic.strokes[0]) == pytest.approx(110, abs=1)
    closed = on_pad(path(("M", 50, 50), ("L", 100, 50), ("L", 100, 100), ("Z",)))
    assert closed.strokes == (((50, 50), (100, 50), (100, 100), (50, 50)),)


def test_a_circle_is_a_dot_in_its_middle():
    # As the mode "point" sends it for a click at (100, 49) with a pen of 22.
    circle = {
        "type": "Circle", "left": 81, "top": 49, "originX": "left", "originY": "center", "radius": 8,
        "strokeWidth": 22, "scaleX": 1, "scaleY": 1, "angle": 0,
    }  # fmt: skip
    assert on_pad(circle) == Drawing((((100, 49),),))


def test_the_longer_side_of_the_pad_fills_the_board():
    assert on_pad(path(("M", 0, 0), ("L", 511, 255)), width=512, height=256) == Drawing(
        (((0, 64), (255, 191)),)
    )


def test_ink_beyond_the_edge_is_cut_off():
    there_and_back = on_pad(path(("M", 200, 100), ("L", 400, 100), ("L", 400, 200), ("L", 200, 200)))
    assert there_and_back.strokes == (((200, 100), (255, 100)), ((255, 200), (200, 200)))
    assert on_pad(path(("M", 300, 300), ("L", 400, 400))) == Drawing()
    half_a_pen = on_pad(path(("M", -5, 100), ("L", -5, 200)))
    assert half_a_pen.strokes == (((0, 100), (0, 200)),)


def circle_points(n):
    return [
        (128 + 90 * math.cos(2 * math.pi * k / n), 128 + 90 * math.sin(2 * math.pi * k / n))
        for k in range(n + 1)
    ]


def test_a_long_stroke_becomes_few_points_that_look_the_same():
    points = circle_points(400)
    some = on_pad(path(("M", *points[0]), *(("L", *point) for point in points[1:])))
    assert len(to_text(some)) < 150
    exact = Drawing((tuple((int(x), int(y)) for x, y in points),))
    assert np.abs(render(some) - render(exact)).mean() < 0.01
    radii = [math.dist(point, (127.5, 127.5)) for point in some.strokes[0]]
    assert min(radii) > 88.5
    assert max(radii) < 91.5


def test_a_straight_stroke_keeps_its_ends_only():
    points = [(20 + 2 * k, 30 + k) for k in range(100)]
    some = on_pad(path(("M", *points[0]), *(("L", *point) for point in points[1:])))
    assert some.strokes == (((20, 30), (218, 129)),)


@given(drawings, st.sampled_from([(280, 280), (256, 256), (500, 500), (333, 333)]))
@settings(deadline=None)
def test_the_pad_shows_a_drawing_and_gives_the_same_back(some, size):
    once = from_fabric(to_fabric(some, *size), *size)
    assert from_fabric(json.loads(json.dumps(to_fabric(once, *size))), *size) == once
    assert len(once.strokes) == len(some.strokes)
    assert all(
        new[0] == old[0] and new[-1] == old[-1] for new, old in zip(once.strokes, some.strokes, strict=True)
    )


def test_nothing_drawn_yet():
    assert from_fabric(None, 280, 280) == Drawing()
    assert from_fabric({}, 280, 280) == Drawing()
    assert on_pad() == Drawing()


@pytest.mark.parametrize("data", [[], "drawing", 3, {"objects": None}, {"objects": {"type": "Path"}}])
def test_what_is_no_drawing_is_refused(data):
    with pytest.raises(ImageError, match="Clear it"):
        from_fabric(data, 280, 280)


GOOD = path(("M", 10, 10), ("L", 90, 10))


@pytest.mark.parametrize(
    ("case", "bad"),
    [
        ("no object", 3),
        ("no type", {"path": GOOD["path"]}),
        ("another type", {**GOOD, "type": "Rect"}),
        ("no path", {**GOOD, "path": None}),
        ("an empty path", {**GOOD, "path": []}),
        ("text for a path", {**GOOD, "path": "M 1 1 L 2 2"}),
        ("no pen down", {**GOOD, "path": [["L", 1, 1]]}),
        ("nothing to close", {**GOOD, "path": [["Z"]]}),
        ("another command", {**GOOD, "path": [["M", 1, 1], ["A", 1, 1]]}),
        ("no command", {**GOOD, "path": [["M", 1, 1], []]}),
        ("a number for a command", {**GOOD, "path": [["M", 1, 1], 3]}),
        ("a list for a name", {**GOOD, "path": [["M", 1, 1], [["L"], 1, 1]]}),
        ("half a point", {**GOOD, "path": [["M", 1, 1], ["L", 1]]}),
        ("pen down nowhere", {**GOOD, "path": [["M"], ["L", 1, 1]]}),
        ("pen down twice at once", {**GOOD, "path": [["M", 1, 1, 2, 2], ["Q", 1, 1]]}),
        ("too many points", {**GOOD, "path": [["M", 1, 1], ["L", 1, 1, 2, 2]]}),
        ("not a number", {**GOOD, "path": [["M", math.nan, 1], ["L", 1, 1]]}),
        ("endless", {**GOOD, "left": math.inf}),
        ("astronomical", {**GOOD, "top": 10**400}),
        ("text for a number", {**GOOD, "scaleX": "2"}),
        ("yes for a number", {**GOOD, "angle": True}),
        ("null for a number", {**GOOD, "angle": None}),
        ("a list for an origin", {**GOOD, "originX": [1]}),
    ],
)
def test_an_object_that_cannot_be_read_is_left_out(case, bad):
    assert on_pad(GOOD, bad, GOOD).strokes == (((10, 10), (90, 10)),) * 2


def test_more_than_a_link_holds_is_refused():
    with pytest.raises(ImageError, match="fewer strokes"):
        on_pad(*[GOOD] * (MAX_STROKES + 1))
    zigzag = [("L", 10 + k % 240, 10 + 230 * (k % 2)) for k in range(MAX_POINTS + 10)]
    with pytest.raises(ImageError, match="fewer strokes"):
        on_pad(path(("M", 5, 5), *zigzag))
    with pytest.raises(ImageError, match="fewer strokes"):
        on_pad({**GOOD, "path": [["M", 1, 1]] + [["L", 1, 1]] * drawing.MAX_SAMPLES})


@given(
    st.one_of(
        json_values, st.fixed_dictionaries({"objects": json_values | st.lists(json_values, max_size=3)})
    )
)
def test_any_json_is_a_drawing_or_refused(data):
    try:
        some = from_fabric(data, 280, 280)
    except ImageError:
        return
    assert isinstance(some, Drawing)


commands = st.lists(
    st.tuples(st.sampled_from("MLQCZX"), st.lists(st.floats(-1e6, 1e6) | json_values, max_size=6)).map(
        lambda command: [command[0], *command[1]]
    ),
    max_size=6,
)
objects = st.fixed_dictionaries(
    {"type": st.sampled_from(["Path", "Circle"]), "path": commands},
    optional={
        name: st.floats() | json_values
        for name in (
            "left",
            "top",
            "scaleX",
            "scaleY",
            "angle",
            "skewX",
            "skewY",
            "radius",
            "strokeWidth",
            "originX",
        )
    },
)


@given(st.lists(objects, max_size=4))
@settings(deadline=None)
def test_any_path_is_a_drawing_or_refused(some):
    try:
        drawn = on_pad(*some)
    except ImageError:
        return
    assert parse(to_text(drawn)) == drawn
