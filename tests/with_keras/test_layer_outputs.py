"""All layers' outputs before and after they are compiled are the same."""

import keras
import numpy as np
import pytest

from cnnviz.errors import NetworkError
from cnnviz.with_keras import layer_outputs


def test_the_first_answer_needs_no_compiling_and_is_the_same():
    layers = [keras.layers.Conv2D(3, 2), keras.layers.BatchNormalization(), keras.layers.ReLU(6.0)]
    model = keras.Sequential([keras.Input((5, 4, 2)), *layers, keras.layers.Dropout(0.9)])
    rng = np.random.default_rng(0)
    first, second = rng.normal(size=(2, 5, 4, 2)).astype(np.float32)
    at_once = layer_outputs.of_at_once(model, first)
    observer = layer_outputs._observer(model)
    assert observer.predict_function is None
    layer_outputs.compile_all(model)
    compiled = observer.predict_function
    assert compiled is not None
    for x in (first, second):
        expected, found = layer_outputs.of(model, x), layer_outputs.of_at_once(model, x)
        assert list(found) == [layer.name for layer in model.layers]
        for name, output in expected.items():
            np.testing.assert_allclose(found[name], output, rtol=1e-4, atol=1e-5)
    for name, output in layer_outputs.of(model, first).items():
        np.testing.assert_allclose(at_once[name], output, rtol=1e-4, atol=1e-5)
        assert isinstance(at_once[name], np.ndarray)
    layer_outputs.compile_all(model)
    assert observer.predict_function is compiled


def test_an_input_of_another_shape_is_an_error_before_anything_is_compiled():
    model = keras.Sequential([keras.Input((5, 4, 2)), keras.layers.Conv2D(3, 2)])
    with pytest.raises(NetworkError, match="shape"):
        layer_outputs.of_at_once(model, np.zeros((5, 5, 2), np.float32))
