"""Feature maps at the back of a bright hall: each has light and dark parts, in both themes."""

from __future__ import annotations

import numpy as np
import pytest

from cnnviz import filters, images, mnist, models, pipeline
from cnnviz.figures import map_colours
from cnnviz.figures.layers import sheet
from cnnviz.figures.map_colours import colours_of, reach
from cnnviz.kernels import KERNELS
from cnnviz.layers import conv2d, relu
from cnnviz.pipeline import Pipeline
from tests.contrast import projected, theme

THEMES = ["light", "dark"]
PHOTOS = {
    **{name: make() for name, make in images.sample_images().items()},
    "a dark temple": images.sample_images()["china"]() * np.float32(0.2),
}
#: About the width of a map on the stage, in pixels of the screen.
SHOWN = 400
#: Screen pixels of a cell where 32 maps of 26 x 26 cells stand on one page.
CELL = 2
#: The range of lightness that a map has to have, and the one that tells it from an empty one.
RANGE, TOLD_APART = 25, 15


def enlarged(cells, times):
    return cells.repeat(times, axis=0).repeat(times, axis=1)


def on_screen(values):
    """Return a map at the size shown: enlarged, or reduced to the values farthest from 0."""
    step = max(1, round(max(values.shape) / SHOWN))
    height, width = (size // step for size in values.shape)
    blocks = values[: height * step, : width * step].reshape(height, step, width, step).swapaxes(1, 2)
    flat = blocks.reshape(height, width, step * step)
    farthest = np.abs(flat).argmax(axis=2)[..., np.newaxis]
    reduced = np.take_along_axis(flat, farthest, axis=2)[..., 0]
    return enlarged(reduced, max(1, SHOWN // max(reduced.shape)))


def coloured(values, limit, colours):
    return map_colours.table(colours)[map_colours.levels(values, limit)]


def span_of(light):
    """Return the range of lightness without the lightest and the darkest fiftieth."""
    low, high = np.quantile(light, [0.02, 0.98])
    return high - low


@pytest.mark.parametrize("view", ["by kernel", "signed", "strength"])
@pytest.mark.parametrize("kernel", ["sobel x", "laplacian", "emboss"])
@pytest.mark.parametrize("photo", PHOTOS)
def test_a_map_of_a_photograph_has_light_and_dark_parts(photo, kernel, view):
    values = filters.apply(images.channel_mean(PHOTOS[photo]), KERNELS[kernel])
    now = Pipeline().replace(filters={"map_view": view})
    colours = colours_of(pipeline.map_view(now, KERNELS[kernel]), values)
    shown = coloured(on_screen(values), reach(values, colours), colours)
    for scheme in THEMES:
        assert span_of(projected(shown, theme(scheme, "backgroundColor"))) >= RANGE, scheme


@pytest.fixture(scope="module")
def layers():
    """Return the first layer's maps of ten digits, each (26, 26, 32)."""
    network = models.load_pretrained("lecture")
    kernel, bias = next(layer for layer in network.layers if layer.weights).get_weights()
    pictures, labels = mnist.bundled()
    firsts = [pictures[np.flatnonzero(labels == label)[0]] for label in range(mnist.N_CLASSES)]
    return [relu(conv2d(one[..., np.newaxis] / np.float32(255), kernel, bias)) for one in firsts]


@pytest.mark.parametrize("scheme", THEMES)
def test_nine_of_ten_maps_of_digits_are_told_from_an_empty_one(layers, scheme):
    ranges = []
    for maps in layers:
        structured = [one for one in np.moveaxis(maps, 2, 0) if np.ptp(one) > 0]
        for one in structured:
            shown = enlarged(coloured(one, reach(maps, "layer"), "layer"), CELL)
            ranges.append(np.ptp(projected(shown, theme(scheme, "backgroundColor"))))
    assert len(ranges) > 300
    assert np.median(ranges) >= RANGE
    assert np.mean(np.array(ranges) >= TOLD_APART) >= 0.9


def test_a_layers_maps_are_shown_so(layers):
    assert sheet(layers[0], 0.5) == sheet(layers[0], 0.5, reach(layers[0], "layer"), "layer")


@pytest.mark.parametrize("scheme", THEMES)
def test_an_empty_map_is_even(scheme):
    empty = coloured(np.zeros((52, 52), np.float32), 1.0, "layer")
    assert np.ptp(projected(empty, theme(scheme, "backgroundColor"))) < 0.5
