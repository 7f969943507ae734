"""The programs to take home run as they are and give what the pages show."""

from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnviz import digits, drawing, export, filters, images, layer_outputs, layers, mnist, models, pipeline
from cnnviz.drawing import Drawing
from cnnviz.pipeline import Pipeline, Round

STROKES = Drawing((((10, 20), (200, 40)),))


def run(code):
    """Return all names of a program after running it."""
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    return names


def pixels(now):
    if now.image.name == "digit":
        return mnist.bundled()[0][now.image.number].astype(np.float32) / np.float32(255)
    return (
        drawing.render(now.image.drawing)
        if now.image.name == "drawing"
        else images.sample_images()[now.image.name]()
    )


@pytest.mark.parametrize(
    "now",
    [
        Pipeline(),
        Pipeline().replace(
            image={"name": "flower", "crop": (10, 60, 20, 90), "grey": True}, filters={"border": "wrap"}
        ),
        Pipeline().replace(image={"name": "digit", "number": 4321}, filters={"flip": True}),
        Pipeline().replace(image={"name": "drawing", "drawing": STROKES}, filters={"clipped": True}),
        Pipeline().replace(
            image={"name": "test card"},
            filters={"clipped": True},
            walk={"rounds": (Round(), Round(pooling="average", pool_size=3))},
        ),
    ],
)
def test_filter_and_walk(now):
    image = pixels(now)
    if now.image.crop:
        image = images.crop(image, now.image.crop[:2], now.image.crop[2:])
    if now.image.grey:
        image = images.to_grey(image)
    if now.filters.clipped:
        shown = filters.apply(image, now.kernel, border=now.filters.border, flip=now.filters.flip).clip(0, 1)
    else:
        shown = pipeline.feature_map(image, now)
    np.testing.assert_array_equal(run(export.filter_code(now))["result"], shown)
    given = run(export.walk_code(now))["stages"]
    expected, _ = pipeline.walk(image, now)
    assert len(given) == len(expected)
    for one, other in zip(given, expected, strict=True):
        np.testing.assert_array_equal(one.values, other.values)


def test_an_upload_is_read_from_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Image.fromarray(np.full((30, 40, 3), 200, np.uint8)).save("photo.jpg")
    assert run(export.filter_code(Pipeline().replace(image={"name": "upload"})))["image"].shape == (30, 40, 3)


def test_a_dark_upload_is_brightened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Image.fromarray(np.full((30, 40), 4095, np.uint16)).save("photo.jpg", "PNG")
    dark = Pipeline().replace(image={"name": "upload"})
    assert run(export.filter_code(dark))["image"].max() < 0.1
    assert run(export.filter_code(dark.replace(image={"bright": True})))["image"].min() == 1


@pytest.mark.parametrize(
    "now",
    [
        Pipeline().replace(image={"number": 3600}),
        Pipeline().replace(digit={"source": "drawing"}, image={"drawing": STROKES, "grey": True}),
        Pipeline().replace(image={"name": "phone number"}, digit={"source": "image"}),
        Pipeline().replace(image={"name": "phone number"}, digit={"source": "image", "found": 4}),
        Pipeline().replace(image={"name": "digit", "number": 3600}, digit={"source": "image"}),
    ],
)
def test_the_layers_of_the_network_that_ships(now):
    if now.digit.source == "bundled":
        prepared = digits.from_mnist(mnist.bundled()[0][now.image.number])
    elif now.digit.source == "drawing":
        prepared = digits.from_drawing(now.image.drawing)
    elif now.image.name == "digit":
        prepared = digits.from_picture(mnist.bundled()[0][now.image.number] / np.float32(255))
    else:
        prepared = digits.find(images.sample_images()["phone number"]())[now.digit.found or 0].prepared
    expected = layer_outputs.of(models.load_pretrained(), prepared.digit)
    given = run(export.network_code(now))["outputs"]
    assert list(given) == list(expected)
    for name, output in expected.items():
        np.testing.assert_allclose(given[name], output, rtol=1e-4, atol=1e-5)
    assert "network.keras" in export.network_code(now, name="")


@pytest.mark.parametrize(
    ("logits", "temperature", "true_class"),
    [
        (np.linspace(-3, 3, 10, dtype=np.float32), 1.0, 9),
        ([1e6, -1e6] + [0.5] * 8, 0.05, 1),
        ([0] * 10, 20, 4),
    ],
)
def test_a_loss_and_its_gradients_are_those_of_our_own_layers(logits, temperature, true_class):
    given = run(export.loss_code(logits, temperature, true_class))
    scaled = np.float64(logits) / temperature
    p, q = np.eye(10)[true_class], layers.softmax(scaled)
    loss = layers.softmax_crossentropy(p, scaled)
    slopes = {
        "cross-entropy": layers.softmax_crossentropy_backward(p, q),
        "mean squared error": layers.softmax_backward(layers.mean_squared_error_backward(p, q), q),
    }
    np.testing.assert_allclose(given["q"], q, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(given["values"]["cross-entropy"], loss, rtol=1e-4, atol=1e-5)
    squared = given["values"]["mean squared error"]
    np.testing.assert_allclose(squared, layers.mean_squared_error(p, q), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(given["bare"], layers.categorical_crossentropy(p, q), rtol=1e-4, atol=1e-5)
    for name, slope in slopes.items():
        np.testing.assert_allclose(given["gradients"][name], slope / temperature, rtol=1e-4, atol=1e-5)


def test_the_steps_of_a_descent_are_few_by_cross_entropy_and_many_by_squared_error():
    """Counted by hand for two classes that matter: the gap of 8 shrinks by 2 a step while q is nearly 0."""
    needed = run(export.loss_code([0] * 9 + [8], 1.0, 9, descent=True))["needed"]
    assert needed["cross-entropy"] == 5
    assert needed["mean squared error"] > 100 * needed["cross-entropy"]
    assert run(export.loss_code([3] + [2] * 9, 1.0, 0, descent=True))["needed"]["cross-entropy"] > 0
