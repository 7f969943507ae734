"""Pooled maps and their column: the Pooling page's maps in Keras's order; the code gives the same."""

from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import keras
import numpy as np
import pytest

from cnnviz import export, images, kernels, pipeline
from cnnviz.errors import NetworkError
from cnnviz.kernels import Kernel
from cnnviz.pipeline import Pipeline, Round

PHOTO = images.sample_images()["china"]()
CASES = {
    "as it comes": Pipeline(),
    "one filter": Pipeline().replace(flatten={"further": ()}),
    "a large kernel": Pipeline().replace(
        cutout={"side": 28}, walk={"rounds": (Round(kernels.get("gaussian blur 9x9"), "average", 3, 2),)}
    ),
    "an even kernel with an offset": Pipeline().replace(
        walk={
            "rounds": (
                Round(Kernel("custom", ((1, 2, 0, 1), (0, -1, 2, 4), (1, 0, 0, 1), (2, 1, 0, 0)), 4, 0.5)),
            )
        }
    ),
    "all settings": Pipeline().replace(
        cutout={"side": 20},
        convolution={"strides": (1, 2), "padding": "3", "mode": "wrap"},
        relu={"activation": "tanh"},
        filters={"flip": True},
        flatten={"further": ("blur", "emboss", "sharpen")},
    ),
    "strides and dilation": Pipeline().replace(
        cutout={"side": 20}, convolution={"strides": (2, 3), "dilation_rate": 2, "padding": "same"}
    ),
    "grey": Pipeline().replace(image={"name": "digit"}),
}
cases = pytest.mark.parametrize("now", CASES.values(), ids=CASES)


def flattened(now):
    image = PHOTO if now.image.name == "china" else PHOTO.mean(axis=2).astype(np.float32)
    x = pipeline.cut_out(image, now).pixels
    return x, pipeline.flattened(x, now)


def run(code):
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    return names


@cases
def test_the_column_is_kerass_of_the_maps(now):
    _, done = flattened(now)
    expected = np.asarray(keras.layers.Flatten()(done.maps[np.newaxis]))[0]
    np.testing.assert_array_equal(done.column, expected)
    assert done.maps.shape[2] == len(done.names) == len(done.filters)
    assert abs(done.column[done.largest]) == np.abs(done.column).max()


@cases
def test_the_first_channel_is_the_map_of_the_page_pooling(now):
    x, done = flattened(now)
    first = now.walk.rounds[0]
    activated = pipeline.activated(pipeline.convolved(x, now).output, now)
    pooled = pipeline.POOLINGS[first.pooling].pool(activated, first.pool_size, strides=first.strides)
    np.testing.assert_array_equal(done.maps[..., :1], pooled)
    assert done.names[0] == now.kernel.name


@cases
def test_the_code_gives_the_same_column_and_place(now):
    x, done = flattened(now)
    for place in (0, done.largest, done.column.size - 1):
        names = run(export.flatten_code(x, done, now, place))
        np.testing.assert_allclose(names["column"], done.column, rtol=1e-4, atol=1e-4)
        assert names["place"] == place


def test_the_code_takes_the_image_and_large_kernels_by_their_names():
    now = Pipeline().replace(
        walk={"rounds": (Round(kernels.get("gaussian blur 9x9")),)},
        flatten={"further": ("sobel y",)},
        filters={"flip": True},
    )
    cutout = pipeline.cut_out(images.sample_images()["china"](), now)
    done = pipeline.flattened(cutout.pixels, now)
    code = export.flatten_code(cutout.pixels, done, now, 3, corner=cutout.corner)
    assert 'kernels.get("gaussian blur 9x9").array' in code
    assert 'kernels.get("sobel y").array' in code
    np.testing.assert_allclose(run(code)["column"], done.column, rtol=1e-4, atol=1e-4)
    assert max(map(len, code.splitlines())) < 130


def test_a_smaller_kernel_is_the_same_kernel_with_zeros_around():
    now = Pipeline().replace(
        walk={"rounds": (Round(kernels.get("gaussian blur 5x5")),)}, flatten={"further": ("sobel y",)}
    )
    x, done = flattened(now)
    alone = pipeline.convolved(
        x, now.replace(walk={"rounds": (Round(kernels.get("sobel y")),)}, flatten={"further": ()})
    )
    np.testing.assert_allclose(done.filters[1].output, alone.output[1:-1, 1:-1], atol=1e-5)


def test_a_kernel_that_is_too_large_or_the_chosen_one_itself_makes_no_further_channel():
    row = Kernel("custom", ((1, 2),))
    assert flattened(Pipeline().replace(walk={"rounds": (Round(row),)}))[1].names == ("custom",)
    now = Pipeline().replace(
        walk={"rounds": (Round(kernels.KERNELS["blur"]),)}, flatten={"further": ("blur", "outline")}
    )
    assert flattened(now)[1].names == ("blur", "outline")


def test_a_window_that_does_not_fit_is_a_sentence():
    with pytest.raises(NetworkError, match="The window covers"):
        flattened(Pipeline().replace(cutout={"side": 4}, walk={"rounds": (Round(pool_size=8),)}))
