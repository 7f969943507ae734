"""The cut-out, its convolution, and the Keras code for it, compared with Keras."""

import re
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import export, filters, images, layers, pipeline
from cnnviz.drawing import Drawing
from cnnviz.errors import NetworkError
from cnnviz.kernels import KERNELS, Kernel, get
from cnnviz.pipeline import Pipeline, Round
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES

PHOTO = images.sample_images()["china"]()


def with_kernel(kernel, flip=False, **convolution):
    return Pipeline().replace(
        walk={"rounds": (Round(kernel),)}, filters={"flip": flip}, convolution=convolution
    )


# --- by hand


def test_the_lectures_example():
    """The detector is found at the 4."""
    x = pipeline.cut_out(
        images.sample_images()["smiley"](), Pipeline().replace(image={"name": "smiley"})
    ).pixels
    done = pipeline.convolved(x, pipeline.walked(Pipeline.opening()))
    assert x.shape == (7, 7, 1)
    assert done.output[..., 0].tolist() == [
        [0, 1, 0, 0, 0],
        [0, 1, 1, 1, 0],
        [1, 0, 0, 2, 1],
        [1, 4, 2, 1, 0],
        [0, 0, 1, 2, 1],
    ]


def test_only_the_lectures_example_replaces_the_chosen_kernel():
    chosen = with_kernel(get("emboss"))
    assert pipeline.walked(chosen) == chosen
    smiley = pipeline.walked(chosen.replace(cutout={"over": "smiley"}))
    assert (smiley.image.name, smiley.kernel, smiley.cutout.over) == ("smiley", get("emboss"), "image")
    lecture = pipeline.walked(chosen.replace(cutout={"over": "lecture"}))
    assert lecture == smiley.replace(walk={"rounds": (Round(pipeline.LECTURE_KERNEL),)})


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("kind", ["max", "average"])
def test_the_pooling_of_the_first_round_is_that_of_keras(kind, padding):
    now = Pipeline().replace(walk={"rounds": (Round(pool_size=3, strides=2),)}, pooling={"padding": padding})
    x = np.random.default_rng(0).random((6, 7, 2), dtype=np.float32)
    pool = {"max": keras.ops.max_pool, "average": keras.ops.average_pool}[kind]
    expected = np.asarray(pool(x[np.newaxis], 3, 2, padding))[0]
    np.testing.assert_allclose(pipeline.pooled(x, now, kind), expected, rtol=1e-4, atol=1e-5)


def test_the_middle_unless_a_corner_is_set_and_never_outside():
    height, width = PHOTO.shape[:2]
    middle = pipeline.cut_out(PHOTO, Pipeline().replace(cutout={"side": 12, "coloured": True}))
    assert (middle.top, middle.left) == ((height - 12) // 2, (width - 12) // 2)
    assert middle.pixels.shape == (12, 12, 3)
    far = pipeline.cut_out(
        PHOTO, Pipeline().replace(cutout={"corner": (1000, 1000), "side": 28, "coloured": True})
    )
    assert (far.top, far.left) == (height - 28, width - 28)
    np.testing.assert_array_equal(far.pixels, PHOTO[-28:, -28:])


def test_it_is_the_mean_of_the_channels_unless_colours_stay():
    grey = pipeline.cut_out(PHOTO, Pipeline().replace(cutout={"corner": (100, 200)})).pixels
    coloured = pipeline.cut_out(
        PHOTO, Pipeline().replace(cutout={"corner": (100, 200), "coloured": True})
    ).pixels
    assert (grey.shape, coloured.shape) == ((12, 12, 1), (12, 12, 3))
    np.testing.assert_allclose(grey[..., 0], coloured.mean(axis=2), rtol=1e-6)


@settings(max_examples=200, deadline=None)
@given(
    place=st.tuples(st.integers(0, 39), st.integers(0, 29)),
    strides=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    padding=st.sampled_from(pipeline.choices("convolution", "padding")),
    dilation_rate=st.integers(1, 3),
    flip=st.booleans(),
    name=st.sampled_from(["sobel x", "gaussian blur 5x5", "roberts a"]),
)
def test_a_place_is_in_the_middle_of_its_window_or_as_near_as_a_window_comes(name, place, **fields):
    image = np.arange(1200, dtype=np.float32).reshape(40, 30) / np.float32(1200)
    now = pipeline.around(place, image, with_kernel(get(name), **fields))
    cut = pipeline.cut_out(image, now)
    done = pipeline.convolved(cut.pixels, now)
    misses = []
    for axis, at in enumerate(place):
        cell, cells = now.convolution.position[axis], now.kernel.shape[axis]
        assert 0 <= cell < done.output.shape[axis]
        first = (cut.top, cut.left)[axis] + cell * now.convolution.strides[axis] - done.padding[axis][0]
        misses.append(abs(at - first - (cells - now.filters.flip) // 2 * now.convolution.dilation_rate))
    reach = max(now.kernel.shape) * now.convolution.dilation_rate
    inside = all(reach + 4 <= at < size - reach - 4 for at, size in zip(place, image.shape, strict=True))
    if inside:
        assert misses == [0, 0]


def test_a_small_image_is_taken_whole():
    assert pipeline.cut_out(np.ones((2, 5), np.float32), Pipeline()).pixels.shape == (2, 5, 1)


def test_a_kernel_that_does_not_fit_is_said():
    with pytest.raises(NetworkError, match="covers 9 pixels, but only 7"):
        pipeline.convolved(np.ones((7, 7, 1), np.float32), with_kernel(get("gaussian blur 9x9")))


# --- the same numbers as on the whole picture


@pytest.mark.parametrize("name", ["sobel x", "emboss on grey", "blur", "gaussian blur 5x5"])
def test_inside_the_cut_out_it_is_what_the_filter_makes_of_the_whole_picture(name):
    now = with_kernel(get(name)).replace(cutout={"corner": (100, 200)})
    cut = pipeline.cut_out(PHOTO, now)
    reach = get(name).shape[0] // 2
    whole = pipeline.feature_map(PHOTO, now)
    expected = whole[100 + reach : 112 - reach, 200 + reach : 212 - reach]
    np.testing.assert_allclose(
        pipeline.convolved(cut.pixels, now).output[..., 0], expected, rtol=1e-4, atol=1e-5
    )


# --- Keras as the oracle

kernels = st.builds(
    lambda rows, columns, divisor, seed: Kernel(
        "custom",
        np.random.default_rng(seed).integers(-4, 5, (rows, columns)).tolist(),
        divisor=divisor,
        offset=0.5,
    ),
    st.integers(1, 4),
    st.integers(1, 4),
    st.sampled_from([1, 2, 9]),
    st.integers(0, 99),
)
settings_of_a_convolution = st.fixed_dictionaries(
    {
        "strides": st.tuples(st.integers(1, 4), st.integers(1, 4)),
        "padding": st.sampled_from(["valid", "same", "1", "3"]),
        "mode": st.sampled_from(list(PADDING_MODES)),
        "dilation_rate": st.integers(1, 3),
    }
)
inputs = st.builds(
    lambda shape, seed: np.random.default_rng(seed).random(shape, dtype=np.float32),
    st.tuples(st.integers(4, 12), st.integers(4, 12), st.sampled_from([1, 3])),
    st.integers(0, 99),
)


@settings(max_examples=150, deadline=None)
@given(inputs, kernels, settings_of_a_convolution)
def test_all_settings_give_keras_numbers(x, kernel, given_settings):
    now = with_kernel(kernel, **given_settings)
    try:
        done = pipeline.convolved(x, now)
    except NetworkError:
        spans = [(side - 1) * now.convolution.dilation_rate + 1 for side in kernel.shape]
        around = int(now.convolution.padding) if now.convolution.padding.isdigit() else 0
        assert any(span > size + 2 * around for span, size in zip(spans, x.shape, strict=False))
        return
    mode: Any = PADDING_MODES[now.convolution.mode]
    padded = np.pad(x, (*done.padding, (0, 0)), mode)
    weights = done.weights / np.float32(done.divisor)
    rate = now.convolution.dilation_rate
    everywhere = keras.ops.conv(padded[np.newaxis], weights, 1, "valid", dilation_rate=rate)
    down, right = now.convolution.strides
    expected = np.asarray(everywhere)[0, ::down, ::right] + kernel.offset
    np.testing.assert_allclose(done.output, expected, rtol=1e-4, atol=1e-5)


@settings(max_examples=60, deadline=None)
@given(inputs, kernels, settings_of_a_convolution)
def test_the_code_makes_the_same_map(x, kernel, given_settings):
    x = np.rint(x * 255).astype(np.float32) / np.float32(255)
    now = with_kernel(kernel, **given_settings)
    try:
        done = pipeline.convolved(x, now)
    except NetworkError:
        return
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()) as printed:
        exec(export.convolution_code(x, done, now), names)
    np.testing.assert_allclose(names["feature_map"], done.output, rtol=1e-4, atol=1e-5)
    assert printed.getvalue().strip() == str(names["feature_map"][..., 0])


@settings(max_examples=60, deadline=None)
@given(inputs, kernels, settings_of_a_convolution, st.data())
def test_the_code_of_activation_and_pooling_makes_the_same_maps(x, kernel, given_settings, data):
    activation = data.draw(st.sampled_from(pipeline.choices("relu", "activation")))
    pooling = data.draw(st.sampled_from(["max", "average"]))
    one = Round(kernel, pooling, data.draw(st.integers(2, 4)), data.draw(st.integers(1, 3)))
    now = with_kernel(kernel, **given_settings).replace(
        walk={"rounds": (one,)},
        relu={"activation": activation},
        pooling={"padding": data.draw(st.sampled_from(["valid", "same"]))},
    )
    try:
        done = pipeline.convolved(x, now)
        activated = pipeline.activated(done.output, now)
        pooled = pipeline.pooled(activated, now)
    except NetworkError:
        return
    maps = {"activated": (export.activation_code, activated), "pooled": (export.pooling_code, pooled)}
    for name, (code, expected) in maps.items():
        names: dict[str, Any] = {}
        with redirect_stdout(StringIO()) as printed:
            exec(code(x, done, now), names)
        np.testing.assert_allclose(names[name], expected, rtol=1e-4, atol=1e-4)
        assert printed.getvalue().strip() == str(names[name][..., 0])


GABOR = get("gabor 23x23 0°")


@pytest.mark.parametrize(
    ("case", "now"),
    [
        ("the mean of three channels", {"image": {"name": "flower"}}),
        ("three channels", {"image": {"name": "flower"}, "cutout": {"coloured": True, "corner": (7, 9)}}),
        ("smaller than a cut-out", {"image": {"name": "smiley"}}),
        ("a digit", {"image": {"name": "digit", "number": 3600}}),
        ("a part in grey", {"image": {"name": "china", "crop": (10, 60, 20, 90), "grey": True}}),
        ("a drawing", {"image": {"name": "drawing", "drawing": Drawing((((10, 20), (200, 40)),))}}),
        ("a large kernel", {"cutout": {"side": 28}, "walk": {"rounds": (Round(GABOR),)}}),
        (
            "a large kernel, flipped",
            {"cutout": {"side": 28}, "walk": {"rounds": (Round(GABOR),)}, "filters": {"flip": True}},
        ),
    ],
)
def test_the_code_cuts_out_of_the_image_by_name(case, now):
    now = Pipeline().replace(**now)
    whole: dict[str, Any] = {}
    exec(export.image_code(now), whole)
    cutout = pipeline.cut_out(whole["image"], now)
    done = pipeline.convolved(cutout.pixels, now)
    code = export.convolution_code(cutout.pixels, done, now, corner=cutout.corner)
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    np.testing.assert_allclose(names["x"], cutout.pixels, rtol=1e-6)
    np.testing.assert_allclose(names["feature_map"], done.output, rtol=1e-4, atol=1e-5)
    numbers = [len(re.findall(r"\d+", line)) for line in code.splitlines() if "Pipeline" not in line]
    assert max(numbers) <= 15, f"a wall of numbers: {case}"


def test_the_code_uses_keras_own_padding_where_it_has_it():
    x = np.ones((5, 5, 1), np.float32)
    now = with_kernel(pipeline.LECTURE_KERNEL, padding="same")
    code = export.convolution_code(x, pipeline.convolved(x, now), now)
    assert 'padding="same"' in code
    assert "np.pad" not in code


def test_a_link_restores_the_settings():
    now = Pipeline().replace(
        cutout={"corner": (3, 4), "side": 9},
        convolution={
            "strides": (2, 3),
            "padding": "4",
            "mode": "wrap",
            "dilation_rate": 2,
            "position": (1, 2),
        },
        relu={"activation": "elu"},
    )
    assert Pipeline.from_link(now.to_link()) == now


def test_filters_and_layers_agree_on_a_border():
    """Reflect is NumPy's here and in Keras; in SciPy's border it is called mirror."""
    x = PHOTO[:9, :9, :1]
    now = with_kernel(KERNELS["sobel y"], padding="same", mode="reflect")
    np.testing.assert_allclose(
        pipeline.convolved(x, now).output,
        filters.apply(x, KERNELS["sobel y"], border="mirror"),
        rtol=1e-4,
        atol=1e-5,
    )
    assert layers.same_padding(9, 3) == (1, 1)
