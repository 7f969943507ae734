"""What each layer costs is what Keras counts, and what it sees is what moves it."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import models, network
from cnnviz.network import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Flatten,
    GlobalAveragePooling2D,
    Network,
    costs,
    lecture_network,
)
from tests.network.test_network import networks


def test_the_lectures_network_by_hand():
    found = costs(lecture_network())
    assert [one.product for one in found] == [
        "3·3·1·32 + 32 = 320",
        "0",
        "0",
        "0",
        "5,408·128 + 128 = 692,352",
        "0",
        "128·10 + 10 = 1,290",
    ]
    assert [one.multiplications for one in found] == [9 * 32 * 26 * 26, 0, 0, 0, 5408 * 128, 0, 1280]
    assert [one.field for one in found] == [(3, 3), (4, 4), (4, 4), (4, 4), (28, 28), (28, 28), (28, 28)]


def test_products_without_a_bias_and_with_what_is_measured():
    layers = (
        Conv2D(4, (5, 3), use_bias=False),
        BatchNormalization(),
        BatchNormalization(center=False, scale=False),
        Flatten(),
        Dense(10, "softmax", use_bias=False),
    )
    found = costs(Network((8, 8, 2), layers))
    assert [one.product for one in found] == [
        "5·3·2·4 = 120",
        "2·4 learned + 2·4 measured = 16",
        "2·4 measured = 8",
        "0",
        "96·10 = 960",
    ]
    assert [one.trainable for one in found] == [120, 8, 0, 0, 960]
    assert found[1].multiplications == 4 * 6 * 4


@settings(max_examples=25, deadline=None)
@given(networks())
def test_costs_are_what_keras_counts(built):
    model = models.build(built)
    for one, layer in zip(costs(built), model.layers, strict=True):
        assert one.name == layer.name
        assert one.output_shape == layer.output.shape[1:]
        assert one.parameters == layer.count_params()
        assert one.trainable == sum(int(np.prod(w.shape)) for w in layer.trainable_weights)
        terms = one.product.partition(" = ")[0].replace(" measured", "").replace(" learned", "")
        assert eval(terms.replace("·", "*").replace(",", "")) == one.parameters
        assert int(one.product.rpartition(" = ")[2].replace(",", "")) == one.parameters


pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))
linear = st.one_of(
    st.builds(Conv2D, st.integers(1, 2), pairs, pairs, st.sampled_from(["valid", "same"])),
    st.builds(Conv2D, st.integers(1, 2), pairs, st.just(1), st.sampled_from(["valid", "same"]), pairs),
    st.builds(AveragePooling2D, pairs, st.none() | pairs),
    st.just(Activation("linear")),
)


def moved_by(model, place):
    """Return (rows, columns), true where a pixel moves an output at a place; all weights are ones.

    Each alone: of several, TensorFlow 2.21's oneDNN reads past the end where strides (1, n) leave one column.
    """
    size = model.input_shape[1:3]
    pixels = np.eye(size[0] * size[1], dtype=np.float32).reshape(-1, 1, *size, 1)
    outputs = [model.predict_on_batch(pixel)[(0, *place)] for pixel in pixels]
    return np.reshape(outputs, size) != 0


@settings(max_examples=15, deadline=None)
@given(st.tuples(st.integers(6, 12), st.integers(6, 12)), st.lists(linear, min_size=1, max_size=4), st.data())
def test_what_a_unit_sees_is_what_moves_it(size, layers, data):
    bricks = network.fitting(layers, (*size, 1))
    ending = data.draw(st.sampled_from([(), (GlobalAveragePooling2D(),), (Flatten(), Dense(1))]))
    if not bricks + ending:
        return
    built = Network((*size, 1), bricks + ending)
    model = models.build(built)
    model.set_weights([np.full(w.shape, w.path.endswith("kernel"), np.float32) for w in model.weights])
    rows, columns = costs(built)[-1].field
    shape = built.output_shapes[-1]
    seen = moved_by(model, (shape[0] // 2, shape[1] // 2, 0) if not ending else (0,))
    for reach, along in ((rows, seen.any(axis=1)), (columns, seen.any(axis=0))):
        places = np.flatnonzero(along)
        extent = places[-1] - places[0] + 1 if places.size else 0
        if ending:
            assert extent == reach
        else:
            # What lies in the padding, of any of the layers, moves nothing.
            assert extent <= reach
            padded = any(getattr(brick, "padding", "valid") != "valid" for brick in bricks)
            assert padded or extent == reach


def test_what_sees_nothing_but_padding_along_one_axis_sees_nothing():
    """By hand: one column is left, and both weights of the last kernel stand beside it."""
    layers = (Conv2D(1, (1, 9)), Conv2D(1, (1, 2), padding="same", dilation_rate=(1, 2)))
    built = Network((6, 9, 1), (*layers, GlobalAveragePooling2D()))
    assert built.output_shapes[1] == (6, 1, 1)
    assert costs(built)[-1].field == (0, 0)
    assert not models.build(built)(np.ones((1, 6, 9, 1))).numpy().any()


def test_multiplications_are_those_of_every_output_cell():
    """A convolution is done anew at each place: filters · window · channels for each."""
    built = Network((9, 7, 3), (Conv2D(4, (3, 2), (2, 1)), Flatten(), Dense(10, "softmax")))
    height, width, filters = built.output_shapes[0]
    assert costs(built)[0].multiplications == height * width * filters * 3 * 2 * 3
    assert costs(built)[2].multiplications == height * width * filters * 10


@pytest.mark.parametrize("name", network.READY)
def test_ready_networks_are_built_by_keras_with_as_many_parameters(name):
    built = network.READY[name]
    assert network.from_bricks(built.layers, network.DIGITS) == built
    model = models.build(built)
    assert sum(one.parameters for one in costs(built)) == model.count_params()
    probabilities = keras.ops.convert_to_numpy(model(np.zeros((1, 28, 28, 1), np.float32)))
    assert probabilities.shape == (1, 10)
    assert probabilities.sum() == pytest.approx(1, rel=1e-5)


def test_lenet_is_as_in_the_paper():
    """C1 156, C5 48,120 and F6 10,164 parameters, as figure 2's text counts them; C3 saw only some maps."""
    parameters = [one.parameters for one in costs(network.READY["LeNet-5"]) if one.parameters]
    assert parameters == [156, 2416, 48120, 10164, 850]
