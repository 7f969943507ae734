"""Arrays as pictures: the decoded PNG has the pixels written out here."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from PIL import Image

from cnnviz import colours
from cnnviz.figures import captions, map_colours, pictures
from cnnviz.figures.curves import curves
from cnnviz.figures.layers import columns, sheet

BLUE, ORANGE, LINE = (31, 119, 196), (232, 106, 12), (128, 128, 128, 90)
NOTHING = 0  # an opacity
FULL = 255

values_of = st.floats(-1e6, 1e6, width=32)
maps = arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=values_of)


def decoded(picture):
    """Return (height, width, 4) uint8: red, green, blue, opacity."""
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.get_format_mimetype() == picture.mime
        assert image.size == (picture.width, picture.height)
        return np.asarray(image.convert("RGBA"))


def opacity(picture):
    return decoded(picture)[..., 3].tolist()


# --- weights


def test_the_table_of_colours():
    assert (BLUE, ORANGE, LINE[:3]) == (colours.NEGATIVE, colours.POSITIVE, colours.NEUTRAL)
    assert colours.css(BLUE) == "rgba(31, 119, 196, 1)"
    assert colours.css(BLUE, 0.25) == "rgba(31, 119, 196, 0.25)"


def test_negative_is_blue_positive_is_orange_and_zero_is_not_there():
    pixels = decoded(pictures.weights(np.array([[-1, 0, 1], [-0.5, 0.25, 0.5]], np.float32), limit=1))
    assert pixels[..., 3].tolist() == [[255, 0, 255], [128, 65, 128]]
    assert pixels[0, 0].tolist() == [*BLUE, 255]
    assert pixels[0, 2].tolist() == [*ORANGE, 255]
    assert pixels[1].tolist() == [[*BLUE, 128], [*ORANGE, 65], [*ORANGE, 128]]


def test_what_is_beyond_the_limit_gets_the_full_colour():
    pixels = decoded(pictures.weights(np.array([[-9, -2, 2, 9]], np.float32), limit=2))
    assert pixels.tolist() == [[[*BLUE, 255], [*BLUE, 255], [*ORANGE, 255], [*ORANGE, 255]]]


def test_by_default_the_limit_is_reach():
    values = np.array([[4, -2]], np.float32)
    assert pictures.weights(values) == pictures.weights(values, pictures.reach(values))


def test_nothing_but_zeros_is_see_through():
    assert opacity(pictures.weights(np.zeros((2, 3), np.float32))) == [[0, 0, 0], [0, 0, 0]]


@settings(max_examples=100, deadline=None)
@given(maps)
def test_colour_says_the_sign_and_opacity_the_size(values):
    limit = pictures.span(values)
    pixels = decoded(pictures.weights(values, limit)).astype(float)
    shown = pixels[..., 3] / 255 * limit * np.where(pixels[..., 0] == BLUE[0], -1, 1)
    np.testing.assert_allclose(shown, values, atol=limit / 165)  # half a step of each
    visible = pixels[..., 3] > 0
    assert (pixels[visible & (values < 0), :3] == BLUE).all()
    assert (pixels[visible & (values > 0), :3] == ORANGE).all()
    assert (pixels[values == 0, 3] == NOTHING).all()


@settings(max_examples=50, deadline=None)
@given(maps)
def test_the_opposite_values_have_the_opposite_colours(values):
    assert opacity(pictures.weights(values)) == opacity(pictures.weights(-values))


# --- the limit of the colours


@pytest.mark.parametrize(
    ("values", "expected"),
    [([[-2, 1]], 2), ([[-2, 3]], 3), ([[0, 0]], 1), ([[5, 6]], 6), ([[-5, -6]], 6)],
)
def test_span_by_hand(values, expected):
    assert pictures.span(np.array(values, np.float32)) == expected


@pytest.mark.parametrize(
    ("case", "values", "expected"),
    [
        ("all zeros", np.zeros((2, 2)), 1),
        ("one value", [[-3]], 3),
        ("zeros do not count", [[0, 0, 0, 2]], 2),
        ("one glaring pixel in a thousand does not count", [[100.0] + [1.0] * 999], 1),
        ("ten in a thousand do", [[100.0] * 10 + [1.0] * 990], 100),
    ],
)
def test_reach_by_hand(case, values, expected):
    assert pictures.reach(np.array(values, np.float32)) == pytest.approx(expected)


@settings(max_examples=100, deadline=None)
@given(maps)
def test_reach_leaves_out_one_in_two_hundred_at_most(values):
    reach, sizes = pictures.reach(values), np.abs(values[values != 0])
    assert 0 < reach <= pictures.span(values) * (1 + 1e-6)
    assert (sizes > reach * (1 + 1e-6)).sum() <= 1 + sizes.size / 200
    assert pictures.reach(-values) == reach
    assert pictures.reach(values * np.float32(4)) == pytest.approx(4 * reach if sizes.size else 1, rel=1e-5)


def test_the_reach_of_a_large_map_is_estimated_from_some_values():
    values = np.random.default_rng(0).normal(size=(1000, 1000)).astype(np.float32)
    assert pictures.reach(values) == pytest.approx(2.81, abs=0.03)  # of the normal distribution


def test_a_lonely_value_between_the_sampled_ones_still_gives_a_limit():
    values = np.zeros((400, 400), np.float32)
    values[0, 1] = -7  # every third value is asked
    assert pictures.reach(values) == 7


# --- many maps on one sheet


def test_a_sheet_of_three_maps_by_hand():
    """Two columns: 1 | -1 above, 0.5 | nothing below; lines of one pixel between, none where no map is."""
    maps = np.array([[[1, -1, 0.5]]], np.float32)
    pixels = decoded(pictures.montage(maps, columns=2, limit=1, colours="weights"))
    assert pixels.shape == (3, 3, 4)
    assert pixels[:, 0].tolist() == [[*ORANGE, 255], list(LINE), [*ORANGE, 128]]
    assert pixels[:2, 1].tolist() == [list(LINE), list(LINE)]
    assert pixels[:2, 2].tolist() == [[*BLUE, 255], list(LINE)]
    assert pixels[2, 1].tolist() == list(LINE)
    assert pixels[2, 2, 3] == NOTHING


def test_maps_of_two_by_three_stand_row_by_row():
    first = np.arange(1, 7).reshape(2, 3) / 6
    maps = np.stack([first, np.zeros((2, 3)), -first], axis=-1).astype(np.float32)
    shown = opacity(pictures.montage(maps, columns=3, limit=1, colours="weights"))
    levels = np.rint(np.rint(first * 126) * 255 / 126).astype(int).tolist()
    assert shown == [[*row, 90, 0, 0, 0, 90, *row] for row in levels]


def test_one_scale_holds_for_all_maps_of_a_sheet():
    maps = np.array([[[4, 2]]], np.float32)
    assert opacity(pictures.montage(maps, columns=2, limit=4, colours="weights")) == [[255, 90, 128]]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 9), st.integers(1, 9), st.integers(0, 99))
def test_every_map_stands_at_its_place(height, width, n, n_columns, seed):
    values = np.random.default_rng(seed).uniform(-1, 1, (height, width, n)).astype(np.float32)
    pixels = decoded(pictures.montage(values, n_columns, limit=1))
    n_rows = -(-n // n_columns)
    assert pixels.shape[:2] == (n_rows * (height + 1) - 1, n_columns * (width + 1) - 1)
    for place in range(n):
        top, left = (place // n_columns) * (height + 1), (place % n_columns) * (width + 1)
        alone = decoded(pictures.feature_map(values[..., place], 1, "layer"))
        np.testing.assert_array_equal(pixels[top : top + height, left : left + width], alone)


# --- layers


@pytest.mark.parametrize(
    ("n", "aspect", "expected"),
    [(32, 0.5, 4), (64, 0.5, 6), (128, 0.125, 4), (10, 10, 10), (10, 1000, 10), (1, 0.5, 1), (9, 1, 3)],
)
def test_columns_by_hand(n, aspect, expected):
    assert columns(n, aspect) == expected


def test_units_are_pixels_on_a_grid_row_by_row():
    units = np.array([1, -1, 0.5, 0, -0.5], np.float32)
    pixels = decoded(sheet(units, aspect=1, limit=1))
    grid = np.array([[1, -1], [0.5, 0], [-0.5, 0]], np.float32)
    expected = map_colours.table("layer")[map_colours.levels(grid, 1)]
    np.testing.assert_array_equal(pixels[..., :3], expected)
    assert (pixels[..., 3] == FULL).all()


@pytest.mark.parametrize(
    ("shape", "aspect", "size"),
    [
        ((26, 26, 32), 0.5, (4 * 27 - 1, 8 * 27 - 1)),
        ((12, 12, 64), 0.5, (6 * 13 - 1, 11 * 13 - 1)),
        ((28, 28, 1), 0.5, (28, 28)),
        ((10, 20, 8), 1, (2 * 21 - 1, 4 * 11 - 1)),
        ((128,), 0.125, (4, 32)),
        ((9216,), 0.3, (53, 174)),
    ],
)
def test_a_sheet_has_about_the_wished_shape(shape, aspect, size):
    values = np.random.default_rng(0).uniform(0, 1, shape).astype(np.float32)
    picture = sheet(values, aspect)
    assert (picture.width, picture.height) == size


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 2000), st.floats(0.05, 20))
def test_a_grid_holds_all_its_units_and_no_empty_row(n, aspect):
    wide = columns(n, aspect)
    tall = -(-n // wide)
    assert 1 <= wide <= n
    assert (tall - 1) * wide < n <= tall * wide
    picture = sheet(np.ones(n, np.float32), aspect, colours="weights")
    assert (picture.width, picture.height) == (wide, tall)
    assert np.count_nonzero(opacity(picture)) == n


# --- pixels


def test_pixels_are_exactly_those_of_the_image():
    grey = np.array([[0, 128, 255], [1, 254, 7]], np.float32) / np.float32(255)
    picture = pictures.pixels(grey)
    assert picture.mime == "image/png"
    assert decoded(picture)[..., 0].tolist() == [[0, 128, 255], [1, 254, 7]]
    assert (decoded(picture)[..., 3] == FULL).all()
    colour = np.array([[[0, 10, 255], [3, 2, 1]]], np.float32) / np.float32(255)
    assert decoded(pictures.pixels(colour))[..., :3].tolist() == [[[0, 10, 255], [3, 2, 1]]]


def test_what_is_no_pixel_is_clipped_to_black_and_white():
    assert decoded(pictures.pixels(np.array([[-0.5, 0.5, 7]], np.float32)))[..., 0].tolist() == [
        [0, 128, 255]
    ]


@settings(max_examples=50, deadline=None)
@given(arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, max_side=20)))
def test_small_pictures_are_exact(levels):
    picture = pictures.pixels(levels.astype(np.float32) / np.float32(255))
    np.testing.assert_array_equal(decoded(picture)[..., 0], levels)


def test_photos_are_sent_as_jpeg_and_come_out_nearly_the_same():
    from cnnviz import images

    photo = images.sample_images()["flower"]()
    picture = pictures.pixels(photo)
    assert picture.mime == "image/jpeg"
    difference = np.abs(decoded(picture)[..., :3] - photo * 255)
    assert difference.mean() < 1.5
    assert np.quantile(difference, 0.999) < 24
    assert len(picture.data) < photo.size / 4


@pytest.mark.parametrize(
    ("shape", "mime"),
    [
        ((300, 333), "image/png"),
        ((400, 250), "image/jpeg"),
        ((200, 166, 3), "image/png"),
        ((250, 134, 3), "image/jpeg"),
    ],
)
def test_from_a_hundred_thousand_values_on_pixels_are_a_jpeg(shape, mime):
    assert pictures.pixels(np.zeros(shape, np.float32)).mime == mime


# --- captions


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (1, "1"),
        (-1, "−1"),
        (0.12345, "0.123"),
        (-0.4567, "−0.457"),
        (99.95, "100"),
        (1234.5, "1.23e+03"),
        (0.00012345, "0.000123"),
        (1e-7, "1e−07"),
    ],
)
def test_numbers_have_three_digits_and_a_true_minus(value, expected):
    assert captions.number(value) == expected


@settings(max_examples=100, deadline=None)
@given(st.floats(-1e9, 1e9))
def test_a_number_is_its_value_to_three_digits(value):
    text = captions.number(value)
    assert "-" not in text
    assert float(text.replace("−", "-")) == pytest.approx(value, rel=5.1e-3, abs=1e-300)


def test_shape_and_extent():
    values = np.array([[-0.25, 3], [0, 1]], np.float32)
    assert captions.shape(values) == "(2, 2)"
    assert captions.shape(np.zeros((26, 26, 32))) == "(26, 26, 32)"
    assert captions.shape(np.zeros(10)) == "(10,)"
    assert captions.extent(values) == "−0.25 … 3"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (0, "0 %"),
        (1e-6, "< 0.1 %"),
        (0.001, "0.1 %"),
        (0.5, "50 %"),
        (0.98765, "98.8 %"),
        (0.999, "99.9 %"),
        (0.9999, "> 99.9 %"),
        (1, "100 %"),
    ],
)
def test_only_0_and_1_are_written_as_0_and_100_percent(part, expected):
    assert captions.share(part) == expected


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 1))
def test_a_share_is_within_a_tenth_of_a_percent(part):
    text = captions.share(part)
    assert float(text.strip("<> %")) == pytest.approx(100 * part, abs=0.1)
    assert (text == "0 %") == (part == 0)
    assert (text == "100 %") == (part == 1)


# --- the course of a training run


def event(kind, epoch, batch, loss, accuracy, val=(None, None)):
    return {
        "kind": kind,
        "epoch": epoch,
        "batch": batch,
        "n_batches": 4,
        "seconds": 0.0,
        "loss": loss,
        "accuracy": accuracy,
        "val_loss": val[0],
        "val_accuracy": val[1],
    }


EVENTS = [
    event("batch", 0, 1, 2.0, 0.25),
    event("batch", 0, 3, 1.5, 0.5),
    event("epoch", 0, 4, 1.25, 0.625, (1.0, 0.75)),
    event("batch", 1, 2, 0.75, 0.875),
    event("epoch", 1, 4, 0.5, 0.9, (0.25, 0.95)),
]


def test_curves_by_hand():
    """The running mean restarts with each epoch: the line has a gap there."""
    figure = curves(EVENTS, epochs=3)
    drawn = [(trace.name, list(trace.x), list(trace.y), trace.line.color) for trace in figure.data]
    training, test = "training pictures, mean of the epoch so far", "test pictures, after each epoch"
    blue, orange = colours.css(BLUE), colours.css(ORANGE)
    assert drawn == [
        (training, [0.25, 0.75, None, 1.5], [2.0, 1.5, None, 0.75], blue),
        (test, [1, 2], [1.0, 0.25], orange),
        (training, [0.25, 0.75, None, 1.5], [0.25, 0.5, None, 0.875], blue),
        (test, [1, 2], [0.75, 0.95], orange),
    ]
    assert [trace.showlegend for trace in figure.data] == [True, True, False, False]
    assert [note.text for note in figure.layout.annotations] == ["loss", "accuracy"]
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range == (0, 3)
    assert figure.layout.yaxis2.range == (0, 1.02)


@pytest.mark.parametrize(("loss", "top"), [(0.5, 2.5), (2.5, 2.5), (9.0, 9.0)])
def test_the_scale_of_the_loss_stands_still_unless_the_loss_is_larger(loss, top):
    assert curves([event("batch", 0, 1, loss, 0.1)], epochs=1).layout.yaxis.range == (0, top)


def test_the_axes_are_drawn_before_the_first_event():
    figure = curves([], epochs=5)
    assert [len(trace.x) for trace in figure.data] == [0, 0, 0, 0]
    assert figure.layout.xaxis.range == (0, 5)
    assert figure.layout.yaxis.range == (0, 2.5)
