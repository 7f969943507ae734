"""The figures of ReLU and pooling: a function with its slope, bars of changes, a map in grey."""

import io

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from cnnviz import colours
from cnnviz.figures import pictures
from cnnviz.figures.activations import curve
from cnnviz.figures.map_changes import bars
from cnnviz.layers import ACTIVATIONS


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_the_curve_is_keras_function_and_tensorflows_gradient(name):
    function, slope = curve(name).data
    x = tf.Variable(np.asarray(function.x, np.float32))
    with tf.GradientTape() as tape:
        y = getattr(keras.activations, name)(x)
    np.testing.assert_allclose(function.y, np.asarray(y), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(slope.y, np.asarray(tape.gradient(y, x)), rtol=1e-4, atol=1e-5)
    assert 0 in function.x
    assert name in function.name


def test_the_bars_by_hand():
    changed = {"no": [0.5, 1.25], "max": [0.25, 0], "average": [0.125, 0.0004]}
    figure = bars(["shifted 1 px", "turned 2°"], changed)
    drawn = [(one.name, list(one.x), list(one.y), list(one.text), one.marker.color) for one in figure.data]
    moves = ["shifted 1 px", "turned 2°"]
    assert drawn == [
        ("no pooling", [0.5, 1.25], moves, ["50 %", "125 %"], colours.css(colours.NEUTRAL)),
        ("max pooling", [0.25, 0], moves, ["25 %", "0 %"], colours.css(colours.POSITIVE)),
        (
            "average pooling",
            [0.125, 0.0004],
            moves,
            ["12.5 %", "< 0.1 %"],
            colours.css(colours.POSITIVE, 0.45),
        ),
    ]
    assert figure.layout.xaxis.range[1] > 1.25
    assert figure.layout.yaxis.autorange == "reversed"


def test_black_is_the_most_negative_grey_is_zero_white_the_most_positive():
    picture = pictures.feature_map(np.array([[-2, -1, 0], [1, 2, 9]], np.float32), 2, "toned")
    with Image.open(io.BytesIO(picture.data)) as image:
        levels = np.asarray(image.convert("RGBA"))
    assert (levels[..., :3] == levels[..., :1]).all()
    assert levels[..., 0].tolist() == [[0, 64, 128], [191, 255, 255]]
