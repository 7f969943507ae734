"""The live filter: the browser's results are SciPy's, and come while the hand moves, without a message."""

import base64

import numpy as np
import pytest

from cnnviz import filters, images
from cnnviz.figures import map_colours
from cnnviz.kernels import FAMILIES, KERNELS, Kernel
from cnnviz.pipeline import Pipeline, map_view
from cnnviz.ui.components import component
from cnnviz.ui.components.joining import join

RNG = np.random.default_rng(0)
#: Small pictures of odd sizes, in grey and in colour; most kernels are larger than the smallest.
SHAPES = [(23, 17), (17, 23, 3), (2, 3, 3), (1, 1)]
PICTURES = {shape: RNG.integers(0, 256, shape).astype(np.float32) / np.float32(255) for shape in SHAPES}
LARGE = [family(31, 20 if family.angles else None) for family in FAMILIES.values()]
UNUSUAL = [
    Kernel("even", ((1, 2, 3, 4), (0, -1, 0, 2)), divisor=3, offset=0.25),
    Kernel("one", ((2,),), divisor=-4),
    Kernel("row", ((1, -1, 0.5, 0, 3),)),
    Kernel("nothing", ((0, 0), (0, 0))),
    Kernel("random", tuple(map(tuple, RNG.normal(size=(31, 31)).tolist())), divisor=40),
]
ALL = [*KERNELS.values(), *LARGE, *UNUSUAL]

#: Makes `window.live`, the functions of the modules below.
LOAD = """async (scripts) => {
  window.live = {}
  for (const script of scripts) {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }))
    Object.assign(window.live, await import(address))
    URL.revokeObjectURL(address)
  }
}"""
#: Filters pictures, and returns the results and the rows of red, green, blue and opacity, as base64.
FILTER = """([pixels, kernels, cases, step]) => cases.map(([n, border, flip, view]) => {
  const { planOf, continuedPlanes, emptyResults, computeRows, viewOf, lookOf, pictureOf } = window.live
  const image = { ...pixels, data: Uint8Array.from(pixels.data), stride: pixels.channels }
  const plan = planOf(kernels[n], flip)
  const shown = viewOf(view, kernels[n])
  const mean = shown !== "clipped"
  const results = emptyResults(image, mean ? 1 : image.channels, step)
  const source = continuedPlanes(image, plan, border, mean)
  while (results.done < results.height) computeRows(results, source, plan, 3)
  const look = lookOf(shown, results.planes[0])
  const text = (numbers) => btoa(String.fromCharCode(...new Uint8Array(numbers.buffer)))
  return [results.planes.map(text), look, text(pictureOf(results, look))]
})"""


@pytest.fixture(scope="module")
def tools(blank):
    modules = ("convolving", "result_look")
    blank.evaluate(LOAD, [join(f"live_filter/{name}.js", component.read) for name in modules])
    return blank


def told(kernel):
    return {
        "name": kernel.name,
        "weights": kernel.weights,
        "divisor": kernel.divisor,
        "offset": kernel.offset,
    }


def pixels_of(picture):
    height, width, *channels = picture.shape
    data = np.rint(picture * 255).astype(int).ravel().tolist()
    return {"data": data, "width": width, "height": height, "channels": (channels or [1])[0]}


def numbers(text, kind, shape):
    return np.frombuffer(base64.b64decode(text), kind).reshape(shape)


def seen(picture, view):
    return picture if view == "clipped" else images.channel_mean(picture)


def expected(picture, kernel, border, flip, view):
    return filters.apply(seen(picture, view), kernel, border=border, flip=flip)


def filtered(tools, picture, cases, step=1):
    given = [[n, border, flip, view] for n, border, flip, view in cases]
    return tools.evaluate(FILTER, [pixels_of(picture), list(map(told, ALL)), given, step])


def cases(view):
    return [
        (n, border, flip, view)
        for n in range(len(ALL))
        for border in filters.BORDERS
        for flip in (False, True)
    ]


def within(values, other):
    """Whether numbers differ by at most 1/255, or a millionth of the largest."""
    allowed = max(1 / 255, 1e-6 * np.abs(other).max())
    return np.abs(values - other).max() <= allowed


def assert_levels(shown, values, look):
    """Assert that each pixel has the colour of a value at most 1/255 from the expected one."""
    if look["colours"] == "pixels":
        levels = np.clip(values, 0, 1) * 255
        levels = levels if levels.ndim == 3 else np.stack([levels] * 3, axis=-1)
        assert np.abs(shown[..., :3] - levels).max() <= 1
        return
    table = map_colours.table(look["colours"]).astype(int)
    least = map_colours.levels(values - np.float32(1 / 255), look["limit"])
    most = map_colours.levels(values + np.float32(1 / 255), look["limit"])
    low, high = np.sort(
        [table[least], table[most], table[map_colours.levels(values, look["limit"])]], axis=0
    )[[0, -1]]
    between = (shown[..., :3] >= low) & (shown[..., :3] <= high)
    assert between.all()


@pytest.mark.parametrize("view", ["by kernel", "clipped"])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_results_and_their_colours_are_those_of_scipy(tools, shape, view):
    picture = PICTURES[shape]
    for (n, border, flip, _), (planes, look, shown) in zip(
        cases(view), filtered(tools, picture, cases(view)), strict=True
    ):
        kernel = ALL[n]
        wanted = expected(picture, kernel, border, flip, view)
        found = np.stack([numbers(plane, np.float32, shape[:2]) for plane in planes], axis=-1).reshape(
            wanted.shape
        )
        case = (kernel.name, border, flip)
        assert within(found, wanted), case
        if view == "by kernel" and np.abs(wanted).max() > 1 / 255:
            chosen = map_view(Pipeline(), kernel)
            assert look["colours"] == map_colours.colours_of(chosen, wanted), case
            assert look["limit"] == pytest.approx(
                map_colours.reach(wanted, look["colours"]), rel=1e-3, abs=1 / 255
            ), case
        assert_levels(numbers(shown, np.uint8, (*shape[:2], 4)).astype(int), wanted, look)


@pytest.mark.parametrize("step", [2, 4])
def test_of_fewer_pixels_each_is_exact(tools, step):
    picture = PICTURES[(17, 23, 3)]
    for (n, border, flip, view), (planes, _, _) in zip(
        cases("signed"), filtered(tools, picture, cases("signed"), step), strict=True
    ):
        wanted = expected(picture, ALL[n], border, flip, view)[::step, ::step]
        assert within(numbers(planes[0], np.float32, wanted.shape), wanted), (ALL[n].name, border, flip)


def test_the_limit_of_a_large_map_is_that_of_python(tools):
    values = RNG.normal(size=(300, 401)).astype(np.float32)
    values[RNG.random(values.shape) < 0.3] = 0
    for colours in ("signed", "toned"):
        found = tools.evaluate(
            "([v, c]) => window.live.reachOf(Float32Array.from(v), c)", [values.ravel().tolist(), colours]
        )
        assert found == pytest.approx(map_colours.reach(values, colours), rel=1e-6)
