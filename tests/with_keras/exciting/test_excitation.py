"""What excites a Keras model's filters, held against the model itself and against plain loops."""

from typing import Any, cast

import keras
import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.errors import NetworkError
from cnnviz.lessons.exciting import Search, filter_layers, first_growth, grown, layers_on_one_screen, search
from cnnviz.network import Conv2D, Dense, Flatten, MaxPooling2D, Network
from cnnviz.reading import pretrained
from cnnviz.with_keras.exciting import excitation, outputs_before_activation, strongest_pictures
from cnnviz.with_keras.exciting.before_activation import gradient_function

SMALL = Network(
    (9, 9, 1),
    [
        Conv2D(2, padding="same", activation="relu"),
        MaxPooling2D(),
        Conv2D(3, activation="tanh"),
        Flatten(),
        Dense(4, "softmax"),
    ],
)


def without_activation(model, layer):
    """Return a model up to a layer, which has lost its activation."""
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.get_layer(layer).activation = keras.activations.linear
    return keras.Model(copy.inputs, copy.get_layer(layer).output)


@pytest.fixture(scope="module")
def small():
    keras.utils.set_random_seed(2)
    return models.build(SMALL)


def some(n=7, shape=(9, 9, 1)):
    return np.random.default_rng(1).uniform(size=(n, *shape)).astype(np.float32)


def test_outputs_before_activation_are_those_of_keras(small):
    names = tuple(one.read for one in filter_layers(SMALL))
    assert names == ("conv2d", "conv2d_1", "dense")
    for name, output in zip(names, outputs_before_activation(small, some(), names), strict=True):
        expected = without_activation(small, name).predict(some(), verbose=0)
        np.testing.assert_allclose(output, expected, rtol=1e-4, atol=1e-5)
        assert output.min() < 0


def test_the_strongest_pictures_are_those_of_a_plain_loop(small):
    searches = tuple(search(one) for one in filter_layers(SMALL))
    found = strongest_pictures(small, some(), searches, first=100)
    for one in searches:
        maps = without_activation(small, one.layer).predict(some(), verbose=0)
        maps = maps.reshape(len(maps), -1, maps.shape[-1])
        for n in range(maps.shape[-1]):
            best = sorted(((m[:, n].max(), 100 + i) for i, m in enumerate(maps)), reverse=True)
            np.testing.assert_allclose(found[one.layer].values[:7, n], [v for v, _ in best], rtol=1e-4)
            assert found[one.layer].pictures[:7, n].tolist() == [i for _, i in best]


def test_the_excitation_is_the_middle_units_and_its_gradient_the_slope(small):
    x = some(1)[0]
    for name in ("conv2d", "conv2d_1", "dense"):
        value, gradient = excitation(small, name, 1)(x)
        part = without_activation(small, name)

        def middle(x, part=part):
            output = part.predict(x[None], verbose=0)[0]
            return output[1] if output.ndim == 1 else output[output.shape[0] // 2, output.shape[1] // 2, 1]

        assert value == pytest.approx(middle(x), rel=1e-4, abs=1e-5)
        place = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
        near = x.copy()
        near[place] += 1e-3
        assert (middle(near) - value) / 1e-3 == pytest.approx(gradient[place], rel=0.02)


def test_the_gradient_lies_in_the_receptive_field(small):
    gradient = excitation(small, "conv2d", 0)(some(1)[0])[1]
    assert np.argwhere(gradient[..., 0]).min(axis=0).tolist() == [3, 3]  # the middle unit's 3x3 around (4, 4)
    assert np.argwhere(gradient[..., 0]).max(axis=0).tolist() == [5, 5]


def test_another_filter_and_input_are_not_traced_again(small):
    compute: Any = cast("Any", gradient_function(small, "conv2d"))
    for n in (0, 1):
        excitation(small, "conv2d", n)(some(1)[0] + n)
    assert compute.experimental_get_tracing_count() == 1


def test_a_grown_input_excites_the_middle_unit_more_than_noise(small):
    excite = excitation(small, "conv2d_1", 2)
    noise = first_growth((9, 9, 1))
    growth = grown(noise, excite, 100)
    assert growth.excitation > excite(noise.x)[0]
    maps = without_activation(small, "conv2d_1").predict(growth.x[None], verbose=0)
    assert growth.excitation == pytest.approx(maps[0, 1, 1, 2], rel=1e-4)


def test_a_filter_that_is_all_zero_is_stuck():
    network = Network((5, 5, 1), [Conv2D(1, activation="relu")])
    model = models.build(network, [np.zeros((3, 3, 1, 1), np.float32), np.full(1, -1, np.float32)])
    growth = grown(first_growth((5, 5, 1)), excitation(model, "conv2d", 0), 100)
    assert growth.is_stuck
    assert growth.excitation == -1
    found = strongest_pictures(model, some(3, (5, 5, 1)), (Search("conv2d"),))["conv2d"]
    assert found.values[:3, 0].tolist() == [-1] * 3
    assert found.selectivity.tolist() == [0]


def test_errors_say_what_does_not_fit(small):
    with pytest.raises(NetworkError, match="from 0 to 1"):
        excitation(small, "conv2d", 2)
    with pytest.raises(NetworkError, match="no layer"):
        excitation(small, "conv2d_9", 0)
    with pytest.raises(NetworkError, match="takes inputs"):
        strongest_pictures(small, some(2, (8, 9, 1)), (Search("conv2d"),))


@pytest.mark.parametrize("name", ["lecture", "pen"])
def test_the_shipped_networks_see_more_from_layer_to_layer(name):
    network, model = pretrained(name)[0], models.load_pretrained(name)
    layers = layers_on_one_screen(network)
    digits = mnist.encode(mnist.load().x_test[:50])
    found = strongest_pictures(model, digits, tuple(search(one) for one in layers))
    for one in layers:
        maps = without_activation(model, one.read).predict(digits, verbose=0)
        maps = maps.reshape(len(maps), -1, one.n_filters)
        best = np.sort(maps.max(axis=1), axis=0)[::-1][:9]
        np.testing.assert_allclose(found[one.read].values, best, rtol=1e-4, atol=1e-4)


def test_the_photo_networks_dead_filters_divide_nothing_by_zero(photo_network):
    network = pretrained("efficientnet-lite0")[0]
    layers = layers_on_one_screen(network)
    x = np.random.default_rng(0).uniform(-1, 1, (2, 224, 224, 3)).astype(np.float32)
    found = strongest_pictures(photo_network, x, tuple(search(one, 3) for one in layers))
    for one in found.values():
        assert np.isfinite(one.selectivity).all()
    stem = found[layers[0].read]
    dead = int(np.argmin(stem.selectivity))
    assert stem.selectivity[dead] == 0
    growth = grown(
        first_growth((224, 224, 3), network.preparation), excitation(photo_network, layers[0].read, dead), 3
    )
    assert np.isfinite(growth.x).all()
