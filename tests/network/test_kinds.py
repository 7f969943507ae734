"""All kinds of layers answer all questions, and the answers are Keras's."""

from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from keras.src.utils.naming import to_snake_case

from cnnviz.errors import NetworkError
from cnnviz.layers.reach import input_reach
from cnnviz.network import KINDS, from_text, kind_named, to_text
from cnnviz.network.defined import Defined
from cnnviz.network.families import Elementwise, Merging
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.conv2d import Conv2D
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.local_response_normalization import LocalResponseNormalization
from cnnviz.network.kinds.multiply import Multiply
from cnnviz.network.kinds.radial_basis_output import RadialBasisOutput
from cnnviz.network.kinds.relu import ReLU
from cnnviz.network.kinds.rescaling import Rescaling
from cnnviz.network.kinds.separable_conv2d import SeparableConv2D
from cnnviz.network.kinds.subsampling2d import Subsampling2D
from cnnviz.network.kinds.table_conv2d import TableConv2D
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D
from cnnviz.network.layer import GROUPS
from cnnviz.network.setting import Choice, Flag, Integer, Margins, Number, Rows, Sides
from cnnviz.with_keras.own_layers import keras_class, keras_layer
from tests.network.strategies import layers

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@st.composite
def fed(draw, kind, most=3):
    """Return a layer of a kind, and the shapes of inputs that it takes."""
    layer = draw(layers(kind, most))
    tables = [layer.values[name] for name, one in kind.settings().items() if isinstance(one, Rows)]
    least = max((max(map(max, table)) for table in tables), default=0) + 1
    maps = st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(least, 6))
    column = st.tuples(st.integers(least, 9))
    either = isinstance(layer, Elementwise | Merging)
    shape = draw(
        maps | column if either else maps if layer.takes_maps or kind.__name__ == "Flatten" else column
    )
    shapes = [shape] * (draw(st.integers(2, 3)) if issubclass(kind, Merging) else 1)
    try:
        output = layer.output_shape(*shapes)
    except NetworkError:
        assume(False)
    assume(layer.final_activation != "softmax" or output[-1] > 1)  # Keras warns of a softmax of one number
    return layer, shapes


def call(ours, theirs, arrays):
    """Return what a Keras layer makes of a batch of one, as at prediction."""
    batches = [array[np.newaxis] if isinstance(array, np.ndarray) else array for array in arrays]
    inputs = batches if isinstance(ours, Merging) else batches[0]
    return theirs(inputs, training=False) if type(ours).__name__ in TRAINED else theirs(inputs)


TRAINED = ("Dropout", "BatchNormalization")


def random_case(layer, shapes, seed):
    """Return a Keras layer with random weights, those weights, and random inputs."""
    rng = np.random.default_rng(seed)
    inputs = [rng.normal(size=shape).astype(np.float32) for shape in shapes]
    weights = [
        (rng.uniform(0.5, 2, w.shape) if w.name == "moving_variance" else rng.normal(size=w.shape) / 2)
        for w in layer.weights(*shapes)
    ]
    weights = [array.astype(np.float32) for array in weights]
    theirs = keras_layer(layer)
    call(layer, theirs, inputs)
    theirs.set_weights(weights)
    return theirs, weights, inputs


@every_kind
def test_each_kind_has_its_words(kind):
    assert kind.group in GROUPS
    assert hasattr(keras.layers, kind.__name__) != issubclass(kind, Defined)
    assert kind.keras_name == to_snake_case(kind.__name__)
    assert kind.about.endswith(".")
    assert kind.usual().short_name
    assert isinstance(kind.usual().settings_line, str)
    assert set(kind.settings()) == set(kind.usual().values)


def test_no_two_kinds_have_the_same_words():
    for of in ("word", "keras_name", "title", "about"):
        assert len({getattr(kind, of) for kind in KINDS.values()}) == len(KINDS)


@every_kind
@settings(max_examples=12, deadline=None)
@given(data=st.data(), seed=st.integers(0, 999))
def test_shapes_weights_and_values_are_kerass(kind, data, seed):
    layer, shapes = data.draw(fed(kind))
    theirs, weights, inputs = random_case(layer, shapes, seed)
    expected = np.asarray(call(layer, theirs, inputs))[0]
    assert layer.output_shape(*shapes) == expected.shape
    declared = layer.weights(*shapes)
    assert [weight.shape for weight in declared] == [tuple(weight.shape) for weight in theirs.weights]
    assert [weight.name for weight in declared] == [weight.name for weight in theirs.weights]
    learned = [weight.name for weight in theirs.trainable_weights]
    assert [weight.name for weight in declared if weight.learned] == learned
    assert layer.product(*shapes).rpartition("= ")[2].replace(",", "") == str(theirs.count_params())
    result = layer.forward(inputs, weights)
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, expected, **CLOSE)


@every_kind
@settings(max_examples=12, deadline=None)
@given(data=st.data(), seed=st.integers(0, 999))
def test_gradients_are_those_of_the_tape(kind, data, seed):
    """TensorFlow 2.21's gradients with strides beyond the window, or unequal ones, are wrong on a CPU."""
    layer, shapes = data.draw(fed(kind))
    window = getattr(layer, "kernel_size", (9, 9))
    strides = getattr(layer, "strides", (1, 1))
    assume(strides[0] == strides[1] and max(strides) <= min(window))
    theirs, weights, inputs = random_case(layer, shapes, seed)
    variables = [tf.Variable(array[np.newaxis]) for array in inputs]
    with tf.GradientTape() as tape:
        output = call(layer, theirs, variables)
    gradient = np.random.default_rng(seed + 1).normal(size=output.shape).astype(np.float32)
    learned = [weight.value for weight in theirs.trainable_weights]
    slopes = tape.gradient(output, [*variables, *learned], output_gradients=tf.constant(gradient))
    found = layer.backward(gradient[0], inputs, weights)
    ours = [array[np.newaxis] for array in found.inputs] + found.weights
    for mine, other in zip(ours, slopes, strict=True):
        assert mine.dtype == np.float32
        np.testing.assert_allclose(mine, other.numpy(), rtol=1e-3, atol=1e-4)


@every_kind
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_link_brings_a_layer_back(kind, data):
    layer = data.draw(layers(kind, most=1024))
    assert from_text(to_text([layer])) == (layer,)


@every_kind
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_kerass_config_and_code_bring_a_layer_back(kind, data):
    layer = data.draw(layers(kind))
    config = keras_layer(layer).get_config()
    assert kind.from_keras_config(config) == layer
    known = {kind.__name__: keras_class(layer)}
    built = eval(layer.keras_call("called"), {}, known)
    assert {**built.get_config(), "name": ""} == {**config, "name": ""}
    assert built.name == "called"


@every_kind
def test_what_keras_sets_elsewhere_is_refused(kind):
    for fixed in kind.keras_only:
        config = {**keras_layer(kind.usual()).get_config(), fixed.name: "something else"}
        with pytest.raises(NetworkError, match=fixed.sentence):
            kind.from_keras_config(config)


def beyond(setting):
    """Return values that a setting cannot have."""
    if isinstance(setting, Integer):
        return [setting.least - 1, setting.most + 1, 1.5, True, "1", None]
    if isinstance(setting, Sides):
        return [setting.least - 1, (1, setting.most + 1), (1, 2, 3), "ab", 1.5, True]
    if isinstance(setting, Margins):
        return [-1, ((0, 0), (0, setting.most + 1)), ((1, 1, 1), 1), (1, 2, 3), "ab", 1.5]
    if isinstance(setting, Choice):
        return ["exec", None, 3, ["relu"]]
    if isinstance(setting, Flag):
        return [1, "yes", None]
    if isinstance(setting, Rows):
        return [
            (),
            ((),),
            ((1, 0),),
            ((0, 0),),
            ((-1,),),
            ((setting.below,),),
            ((0.5,),),
            ((True,),),
            "ab",
            3,
        ]
    assert isinstance(setting, Number)
    return [setting.least - 1, setting.below, float("nan"), float("inf"), "much", True]


@every_kind
def test_each_setting_has_its_bounds(kind):
    for name, setting in kind.settings().items():
        for value in beyond(setting):
            given = {**kind.usual().values, name: value}
            with pytest.raises(NetworkError, match=f"{kind.__name__}'s {name} needs"):
                kind(**given)


@every_kind
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_costs_and_reach_go_with_the_shapes(kind, data):
    layer, shapes = data.draw(fed(kind))
    assert layer.multiplications(*shapes) >= 0
    maps = len(shapes[0]) == 3
    for axis in (0, 1):
        reach = layer.reach(axis, [input_reach(shapes[0][axis] if maps else 1)] * len(shapes), shapes)
        if maps and len(layer.output_shape(*shapes)) == 3:
            assert reach.n_units == layer.output_shape(*shapes)[axis]


@pytest.mark.parametrize(
    ("layer", "line"),
    [
        (LocalResponseNormalization(2, 2.0, 1e-4, 0.75), "radius 2, bias 2, alpha 0.0001, beta 0.75"),
        (DepthwiseConv2D(depth_multiplier=2), "depth multiplier 2"),
        (Conv2D(1, groups=1), "1 filter, 3 × 3"),
        (TableConv2D(((0, 1), (1,)), (5, 5)), "2 filters, 5 × 5"),
        (RadialBasisOutput(((0,),)), "1 code"),
    ],
)
def test_the_line_of_settings_is_plain(layer, line):
    assert layer.settings_line.endswith(line)


def test_unknown_kinds_are_an_error():
    with pytest.raises(NetworkError, match=r"kind Lambda are not supported. Supported kinds: Conv2D, "):
        kind_named("Lambda")


@every_kind
def test_the_number_of_inputs_is_checked(kind):
    shapes = [(5, 5, 4)] * (1 if issubclass(kind, Merging) else 2)
    with pytest.raises(NetworkError, match="joins two or more" if len(shapes) == 1 else "takes one input"):
        kind.usual().output_shape(*shapes)


def test_relu_cuts_by_hand():
    x = np.array([-2, -1, 0, 3, 9], np.float32)
    assert ReLU(6.0).forward([x], []).tolist() == [0, 0, 0, 3, 6]
    assert ReLU(6.0, 0.5, 1.0).forward([x], []).tolist() == [-1.5, -1, -0.5, 3, 6]


def test_multiplications_by_hand():
    conv, grouped = Conv2D(8, 3), Conv2D(8, 3, groups=4)
    assert conv.multiplications((5, 6, 4)) == 3 * 4 * 3 * 3 * 4 * 8
    assert grouped.multiplications((5, 6, 4)) == 3 * 4 * 3 * 3 * 1 * 8
    assert DepthwiseConv2D(3).multiplications((5, 6, 4)) == 3 * 4 * 3 * 3 * 4
    assert SeparableConv2D(8, 3).multiplications((5, 6, 4)) == 3 * 4 * (3 * 3 * 4 + 4 * 8)
    assert Multiply().multiplications((2, 2, 3), (1, 1, 3), (2, 2, 3)) == 2 * 12
    assert Rescaling(2.0).multiplications((2, 2, 3)) == 12
    assert Subsampling2D().multiplications((4, 6, 3)) == 2 * 3 * 3
    assert TableConv2D(((0, 2), (1,))).multiplications((5, 6, 3)) == 3 * 4 * 3 * 3 * 3
    assert LocalResponseNormalization(2).multiplications((2, 2, 3)) == 3 * 12
    assert RadialBasisOutput(((0,), (1, 2))).multiplications((5,)) == 2 * 5


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        ("depthwise 3x3 relu padding same depth_multiplier 2", DepthwiseConv2D(3, 1, "same", 2, 1, "relu")),
        ("separable 8 3x3", SeparableConv2D(8)),
        ("conv 8 3x3 groups 2", Conv2D(8, groups=2)),
        ("rectify max_value 6.0", ReLU(6.0)),
        ("pad 1", ZeroPadding2D()),
        ("pad 0x1x0x1", ZeroPadding2D(((0, 1), (0, 1)))),
        ("rescale 0.5 offset -1.0", Rescaling(0.5, -1.0)),
        ("add", Add()),
        ("subsample 2x2", Subsampling2D()),
        ("table-conv 0.2x1 5x5 tanh", TableConv2D(((0, 2), (1,)), (5, 5), activation="tanh")),
        ("radial 0.3x1.2", RadialBasisOutput(((0, 3), (1, 2)))),
        ("local-norm depth_radius 2", LocalResponseNormalization(2)),
    ],
)
def test_the_new_kinds_in_a_link(text, layer):
    assert to_text([layer]) == text
    assert from_text(text) == (layer,)
