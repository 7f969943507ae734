"""What moving the image leaves unchanged in a map: the moves by hand, the changes by Keras."""

import keras
import numpy as np
import pytest
from scipy import ndimage

from cnnviz import images
from cnnviz.errors import NetworkError
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.lessons.pooling_invariance import MOVES, changes, relative_change, scaled, shifted, shrunk, turned
from cnnviz.pipeline import Pipeline, Round
from tests.oracle import keras_feature_map

X = np.arange(12, dtype=np.float32).reshape(3, 4)
SAMPLES = images.sample_images()


def test_shifted_by_hand():
    assert shifted(X, 2).tolist() == [[1, 0, 0, 1], [5, 4, 4, 5], [9, 8, 8, 9]]
    assert shifted(np.ones((1, 1), np.float32), 3).tolist() == [[1]]


def test_a_quarter_turn_and_a_doubling_by_hand():
    square = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]], np.float32)
    np.testing.assert_allclose(turned(square, 90), np.rot90(square), atol=1e-5)
    np.testing.assert_allclose(scaled(square, 2), [[3, 3.5, 4], [4.5, 5, 5.5], [6, 6.5, 7]], atol=1e-5)


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (28, 28), (30, 17)])
def test_a_move_keeps_size_and_type_and_brings_no_other_values(move, shape):
    image = np.random.default_rng(0).uniform(0.2, 1, shape).astype(np.float32)
    moved = move(image)
    assert (moved.shape, moved.dtype) == (shape, np.float32)
    assert image.min() - 1e-6 <= moved.min() <= moved.max() <= image.max() + 1e-6


def test_the_moves_are_those_of_the_lecture():
    assert list(MOVES) == [
        "shifted 1 px",
        "shifted 2 px",
        "shifted 3 px",
        "turned 2°",
        "turned 5°",
        "scaled × 1.05",
        "scaled × 1.1",
    ]


def test_relative_change_by_hand():
    a, b = np.array([3, 4], np.float32), np.array([3, 4], np.float32) * 2
    assert relative_change(a, a) == 0
    assert relative_change(a, b) == 1
    assert relative_change(b, a) == 0.5
    with pytest.raises(NetworkError, match="nothing can change"):
        relative_change(0 * a, a)


def test_large_images_are_shrunk_and_small_ones_are_only_made_grey():
    photo = SAMPLES["china"]()
    small = shrunk(photo)
    assert (max(small.shape), small.dtype) == (256, np.float32)
    assert small.shape[0] / small.shape[1] == pytest.approx(photo.shape[0] / photo.shape[1], rel=0.01)
    assert small.mean() == pytest.approx(photo.mean(), rel=0.01)
    smiley = SAMPLES["smiley"]()
    np.testing.assert_array_equal(shrunk(smiley), images.channel_mean(smiley))
    assert shrunk(np.ones((1, 2000), np.float32)).shape == (1, 256)


@pytest.mark.parametrize("name", ["sobel x", "emboss", "blur"])
@pytest.mark.parametrize(("size", "strides"), [(2, 2), (3, 1)])
@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_the_changes_are_those_of_keras_maps(name, size, strides, activation):
    now = Pipeline().replace(
        walk={"rounds": (Round(KERNELS[name], "max", size, strides),)}, relu={"activation": activation}
    )
    still = shrunk(SAMPLES["flower"]())
    pools = {
        "no": lambda maps: maps,
        "max": lambda maps: keras.ops.max_pool(maps, size, strides),
        "average": lambda maps: keras.ops.average_pool(maps, size, strides),
    }

    def maps(grey):
        convolved = keras_feature_map(grey, now.kernel, "reflect", False)
        activated = getattr(keras.activations, activation)(convolved[np.newaxis, ..., np.newaxis])
        return {kind: np.asarray(pool(activated), np.float64) for kind, pool in pools.items()}

    before, found = maps(still), changes(SAMPLES["flower"](), now)
    assert list(found) == list(pools)
    for n, move in enumerate(MOVES.values()):
        after = maps(move(still))
        for kind in pools:
            expected = np.linalg.norm(before[kind] - after[kind]) / np.linalg.norm(before[kind])
            assert found[kind][n] == pytest.approx(expected, rel=1e-3)


def test_a_maximum_is_free_only_inside_its_window():
    """A dot moves by one pixel: inside its window nothing changes, across its edge everything does."""
    dot = np.zeros((8, 8), np.float32)
    dot[4, 4] = 1
    now = Pipeline().replace(walk={"rounds": (Round(KERNELS["identity"], "max", 2, 2),)})
    found = changes(dot, now)
    assert found["max"][0] == 0
    assert found["max"][1] == pytest.approx(np.sqrt(2))
    assert found["no"][0] == pytest.approx(np.sqrt(2))
    within = ndimage.shift(dot, (0, 1), order=0)
    assert changes(within, now)["max"][0] == pytest.approx(np.sqrt(2))


def test_what_cannot_be_compared_is_said():
    nothing = Pipeline().replace(walk={"rounds": (Round(Kernel("custom", ((0,),))),)})
    with pytest.raises(NetworkError, match="Every number of this map is 0"):
        changes(SAMPLES["smiley"](), nothing)
    wide = Pipeline().replace(walk={"rounds": (Round(KERNELS["blur"], "max", 8, 1),)})
    with pytest.raises(NetworkError, match="covers 8 pixels, but only 7"):
        changes(SAMPLES["smiley"](), wide)
