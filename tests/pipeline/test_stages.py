"""Each stage of the pipeline: by hand, then by Keras."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import images, pipeline
from cnnviz.figures import captions
from cnnviz.filters import BORDERS
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.pipeline import Pipeline, Round, walk
from tests.oracle import NUMPY_PAD, keras_walk

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
EFFECT = "Your own kernel."

# --- by hand

X = np.array([[0, 1, 0], [0, 0, 2], [3, 0, 0]], np.float32)
LESS_LEFT = KERNELS["edge enhance"]  # each pixel less its left neighbour
DIFFERENCES = [[0, 1, -1], [0, 0, 2], [3, -3, 0]]  # beyond the edge, 0
POSITIVE = [[0, 1, 0], [0, 0, 2], [3, 0, 0]]


@pytest.mark.parametrize(
    ("pooling", "strides", "expected"),
    [
        ("max", 1, [[1, 2], [3, 2]]),
        ("average", 1, [[0.25, 0.75], [0.75, 0.5]]),
        ("max", 2, [[1]]),
    ],
)
def test_one_round_by_hand(pooling, strides, expected):
    stages, end = walk(
        X,
        Pipeline().replace(
            filters={"border": "constant"}, walk={"rounds": (Round(LESS_LEFT, pooling, 2, strides),)}
        ),
    )
    assert end == ""
    assert [(one.name, one.operation, one.round) for one in stages] == [
        ("image", "", 0),
        ("convolution", "edge enhance", 0),
        ("ReLU", "max(0, x)", 0),
        (f"{pooling} pooling", f"{pooling} 2 × 2, stride {strides}", 0),
    ]
    for one, values in zip(stages, [X, DIFFERENCES, POSITIVE, expected], strict=True):
        np.testing.assert_array_equal(one.values, values)
        assert one.values.dtype == np.float32
    assert captions.zeros(stages[2].values) == captions.share(6 / 9)


@pytest.mark.parametrize(
    ("border", "first_column"),
    [("constant", [0, 0, 3]), ("reflect", [0, 0, 0]), ("mirror", [-1, 0, 3]), ("wrap", [0, -2, 3])],
)
def test_the_border_by_hand(border, first_column):
    result = pipeline.feature_map(X, Pipeline().replace(filters={"border": border}), LESS_LEFT)
    np.testing.assert_array_equal(result[:, 0], first_column)
    np.testing.assert_array_equal(result[:, 1:], np.array(DIFFERENCES)[:, 1:])


def test_a_flipped_kernel_takes_the_right_neighbour_instead_of_the_left():
    result = pipeline.feature_map(
        X, Pipeline().replace(filters={"border": "constant", "flip": True}), LESS_LEFT
    )
    np.testing.assert_array_equal(result, [[-1, 1, 0], [0, -2, 2], [3, 0, 0]])


def test_a_colour_image_gives_one_map_with_a_third_of_each_channel():
    image = np.array([[[0.3, 0.6, 0.0], [0.0, 0.0, 0.9]]], np.float32)
    result = pipeline.feature_map(image, Pipeline(), KERNELS["identity"])
    np.testing.assert_allclose(result, [[0.3, 0.3]], rtol=1e-6)


def test_the_second_round_takes_what_the_first_one_gives():
    first, second = Round(LESS_LEFT, "max", 2, 1), Round(KERNELS["negative"], "average", 2, 1)
    stages, end = walk(
        X, Pipeline().replace(filters={"border": "constant"}, walk={"rounds": (first, second)})
    )
    assert end == ""
    assert [one.round for one in stages] == [0, 0, 0, 0, 1, 1, 1]
    np.testing.assert_array_equal(stages[3].values, [[1, 2], [3, 2]])
    np.testing.assert_array_equal(stages[4].values, [[0, -1], [-2, -1]])  # 1 - x
    np.testing.assert_array_equal(stages[6].values, [[0]])


@pytest.mark.parametrize(
    ("size", "pool_size", "sentence"),
    [
        ((1, 1), 2, "Nothing is left to pool: the map is 1 × 1, the window 2 × 2."),
        ((3, 2), 3, "Nothing is left to pool: the map is 3 × 2, the window 3 × 3."),
    ],
)
def test_the_walk_ends_with_a_sentence_when_nothing_is_left_to_pool(size, pool_size, sentence):
    one = Round(KERNELS["identity"], "max", pool_size, 1)
    stages, end = walk(np.ones(size, np.float32), Pipeline().replace(walk={"rounds": (one, one)}))
    assert end == sentence
    assert [stage.name for stage in stages] == ["image", "convolution", "ReLU"]


def test_seven_pixels_are_halved_twice_and_no_more():
    smiley = images.sample_images()["smiley"]()
    stages, end = walk(smiley, Pipeline().replace(walk={"rounds": (Round(KERNELS["blur"]),) * 5}))
    assert [one.values.shape for one in stages if one.name == "max pooling"] == [(3, 3), (1, 1)]
    assert stages[-1].name == "ReLU"
    assert end.endswith("the map is 1 × 1, the window 2 × 2.")


def test_the_walk_ends_with_a_sentence_when_the_numbers_grow_too_large():
    huge = Round(Kernel("huge", ((1e6, 1e6), (1e6, 1e6)), divisor=1e-6), "max", 2, 1)
    stages, end = walk(np.ones((20, 20), np.float32), Pipeline().replace(walk={"rounds": (huge,) * 9}))
    assert end == "The numbers grow too large to go on. Choose a kernel of smaller weights, or a divisor."
    assert [one.name for one in stages[-3:]] == ["convolution", "ReLU", "max pooling"]
    assert all(np.isfinite(one.values).all() for one in stages)


def test_the_strongest_is_the_largest_without_its_sign():
    assert pipeline.strongest(np.array([[1, -3], [2, 0]], np.float32)) == (0, 1)


def test_arithmetic_by_hand():
    """The cell (1, 0) of the pooled map: its window's largest value is the 3 in the corner."""
    now = Pipeline().replace(
        filters={"border": "constant"}, walk={"rounds": (Round(LESS_LEFT, "max", 2, 1),)}
    )
    stages, _ = walk(X, now)
    lines = ["row 2, column 0: −1·0 + 1·3 = 3", "max(0, 3) = 3", "max(0, 0, 3, 0) = 3"]
    for place in range(4):
        assert pipeline.arithmetic(stages, now, place, (1, 0)) == lines[:place]


# --- as Keras


def assert_walks_as_keras(image, now):
    stages, end = walk(image, now)
    expected = keras_walk(image, now)
    assert len(stages) == 1 + len(expected)
    assert bool(end) == (len(expected) < 3 * len(now.walk.rounds))
    for one, values in zip(stages[1:], expected, strict=True):
        np.testing.assert_allclose(one.values, values, **CLOSE, err_msg=one.name)


@st.composite
def small_kernels(draw):
    """Draw a kernel of up to 5x5 whose results stay about as large as the pixels."""
    shape = draw(st.tuples(st.integers(1, 5), st.integers(1, 5)))
    row = st.lists(st.integers(-5, 5), min_size=shape[1], max_size=shape[1])
    weights = draw(st.lists(row, min_size=shape[0], max_size=shape[0]))
    offset = draw(st.sampled_from([0, 0, 128 / 255, -0.25]))
    return Kernel("custom", weights, max(1, np.abs(weights).sum()), offset)


@st.composite
def walks(draw):
    """Draw (image, pipeline): grey or in colour, small, one to three rounds of all kinds."""
    channels = draw(st.sampled_from([(), (3,)]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    size = draw(st.integers(1, 14)), draw(st.integers(1, 14))
    image = rng.integers(0, 256, (*size, *channels)).astype(np.float32) / np.float32(255)
    one = st.builds(
        Round, small_kernels(), st.sampled_from(["max", "average"]), st.integers(2, 4), st.integers(1, 4)
    )
    rounds = tuple(draw(st.lists(one, min_size=1, max_size=3)))
    return image, Pipeline().replace(
        filters={"border": draw(st.sampled_from(list(BORDERS))), "flip": draw(st.booleans())},
        walk={"rounds": rounds},
    )


@settings(max_examples=150, deadline=None)
@given(walks())
def test_walks_as_keras(case):
    assert_walks_as_keras(*case)


def test_every_border_of_filters_is_compared():
    assert set(BORDERS) == set(NUMPY_PAD)


@pytest.mark.parametrize("border", list(BORDERS))
@pytest.mark.parametrize("sample", list(images.sample_images()))
def test_samples_walk_as_keras(sample, border):
    rounds = (
        Round(KERNELS["sobel x"]),
        Round(KERNELS["emboss on grey"], "average", 3, 2),
        Round(KERNELS["gaussian blur 5x5"], "max", 4, 3),
    )
    image = images.sample_images()[sample]()
    assert_walks_as_keras(
        image,
        Pipeline().replace(filters={"border": border, "flip": border == "wrap"}, walk={"rounds": rounds}),
    )


@pytest.mark.parametrize("name", [name for name, kernel in KERNELS.items() if max(kernel.shape) <= 3])
def test_a_colour_image_as_keras_conv2d_with_a_third_of_the_kernel_in_each_channel(name):
    kernel = KERNELS[name]
    image = images.crop(images.sample_images()["flower"](), (100, 140), (200, 260))
    layer = keras.layers.Conv2D(1, kernel.shape, padding="valid")
    layer.build((None, None, None, 3))
    third = np.repeat(kernel.array[..., np.newaxis, np.newaxis], 3, axis=2) / (3 * kernel.divisor)
    layer.set_weights([third, np.array([kernel.offset])])
    rows, columns = kernel.shape
    padded = np.pad(
        image, [(rows // 2, (rows - 1) // 2), (columns // 2, (columns - 1) // 2), (0, 0)], "symmetric"
    )
    expected = np.asarray(layer(padded[np.newaxis]))[0, ..., 0]
    np.testing.assert_allclose(pipeline.feature_map(image, Pipeline(), kernel), expected, **CLOSE)


# --- the arithmetic is that of the maps


def right_side(line):
    return float(line.rsplit("=", 1)[1].replace("−", "-"))


@settings(max_examples=100, deadline=None)
@given(walks(), st.data())
def test_arithmetic_ends_in_the_values_of_the_maps(case, data):
    image, now = case
    stages, _ = walk(image, now)
    place = data.draw(st.sampled_from(range(3, len(stages), 3) if len(stages) > 3 else [len(stages) - 1]))
    first = 3 * ((place - 1) // 3)
    pooled = stages[place].values if stages[place].name.endswith("pooling") else None
    sides = pooled.shape if pooled is not None else (1, 1)
    cell = tuple(data.draw(st.integers(0, side - 1)) for side in sides)
    lines = pipeline.arithmetic(stages, now, place, cell)
    assert len(lines) == place - first
    at = tuple(int(word.strip(":,")) for word in np.array(lines[0].split())[[1, 3]])
    shown: Any = {"rel": 6e-3, "abs": 1e-6}  # three digits
    assert right_side(lines[0]) == pytest.approx(float(stages[first + 1].values[at]), **shown)
    assert right_side(lines[1]) == pytest.approx(float(stages[first + 2].values[at]), **shown)
    if pooled is not None:
        assert right_side(lines[2]) == pytest.approx(float(pooled[cell]), **shown)
