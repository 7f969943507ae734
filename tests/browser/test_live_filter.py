"""The live filter: the browser's results are SciPy's, and come while the hand moves, without a message."""

import base64
import re
from functools import cache
from urllib.parse import parse_qs, quote_plus, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import filters, images, mnist
from cnnviz.figures import map_colours
from cnnviz.kernels import FAMILIES, KERNELS, Kernel
from cnnviz.pipeline import Pipeline, map_view
from cnnviz.ui.components.joining import join
from cnnviz.ui.components.live_filter.family_table import packed_family
from cnnviz.ui.components.sources import read
from tests.browser import visitor
from tests.browser.harness import rest, visit
from tests.browser.pixels import rgba

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
    modules = (
        "live_filter/convolving",
        "live_filter/result_look",
        "live_filter/live_panel",
        "live_filter/gpu",
        "shared/packed_numbers",
    )
    blank.evaluate(LOAD, [join(f"{name}.js", read) for name in modules])
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


def expected(shape, n, border, flip, view):
    """Return SciPy's result of the n-th kernel on the picture of a shape."""
    return _expected(shape, n, border, flip, view if view == "clipped" else "mean")


@cache
def _expected(shape, n, border, flip, view):
    result = filters.apply(seen(PICTURES[shape], view), ALL[n], border=border, flip=flip)
    result.setflags(write=False)  # several tests share it
    return result


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


def tolerance(values):
    """Return by how much results may differ: 1/255, or a millionth of the largest."""
    return max(1 / 255, 1e-6 * np.abs(values).max())


def packed(colours):
    """Return each colour as one number."""
    return colours.astype(int) @ (65536, 256, 1)


def assert_levels(shown, values, look):
    """Assert that each pixel has the colour of a value at most 1/255 from the expected one."""
    if look["colours"] == "pixels":
        levels = np.clip(values, 0, 1) * 255
        levels = levels if levels.ndim == 3 else np.stack([levels] * 3, axis=-1)
        assert np.abs(shown[..., :3] - levels).max() <= 1
        return
    table = map_colours.table(look["colours"])
    all_levels = np.arange(len(table))
    allowed = np.float32(tolerance(values))
    least, most = (map_colours.levels(values + change, look["limit"]) for change in (-allowed, allowed))
    fitting = (all_levels >= least[..., np.newaxis]) & (all_levels <= most[..., np.newaxis])
    equal = packed(table) == packed(shown[..., :3])[..., np.newaxis]
    assert (fitting & equal).any(axis=-1).all()


@pytest.mark.parametrize("view", ["by kernel", "clipped"])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_results_and_their_colours_are_those_of_scipy(tools, shape, view):
    picture = PICTURES[shape]
    for (n, border, flip, _), (planes, look, shown) in zip(
        cases(view), filtered(tools, picture, cases(view)), strict=True
    ):
        kernel = ALL[n]
        wanted = expected(shape, n, border, flip, view)
        found = np.stack([numbers(plane, np.float32, shape[:2]) for plane in planes], axis=-1).reshape(
            wanted.shape
        )
        case = (kernel.name, border, flip)
        assert np.abs(found - wanted).max() <= tolerance(wanted), case
        if view == "by kernel" and np.abs(wanted).max() > 1 / 255:
            chosen = map_view(Pipeline(), kernel)
            assert look["colours"] == map_colours.colours_of(chosen, wanted), case
            assert look["limit"] == pytest.approx(
                map_colours.reach(wanted, look["colours"]), rel=1e-3, abs=1 / 255
            ), case
        assert_levels(numbers(shown, np.uint8, (*shape[:2], 4)).astype(int), wanted, look)


#: Filters pictures on the GPU, or by WebGL in software, at their own size.
ON_GPU = """([pixels, kernels, cases]) => {
  const { makeGpu, planOf, viewOf } = window.live
  const gpu = makeGpu(true)
  const image = { ...pixels, data: Uint8Array.from(pixels.data), stride: pixels.channels }
  return cases.map(([n, border, flip, view, look]) => {
    const mean = viewOf(view, kernels[n]) !== "clipped"
    gpu.draw({ image, plan: planOf(kernels[n], flip), border, mean, view }, look, pixels)
    const shown = new OffscreenCanvas(pixels.width, pixels.height).getContext("2d")
    shown.drawImage(gpu.canvas, 0, 0)
    const { data } = shown.getImageData(0, 0, pixels.width, pixels.height)
    return btoa(String.fromCharCode(...data))
  })
}"""


@pytest.mark.parametrize("view", ["signed", "clipped"])
@pytest.mark.parametrize("shape", SHAPES)
def test_on_the_gpu_the_colours_are_those_of_scipy(tools, shape, view):
    picture = PICTURES[shape]
    wanted = [expected(shape, n, border, flip, view) for n, border, flip, _ in cases(view)]
    looks = [
        {"colours": "pixels", "limit": 1}
        if view == "clipped"
        else {"colours": "signed", "limit": map_colours.reach(one)}
        for one in wanted
    ]
    given = [[*case, look] for case, look in zip(cases(view), looks, strict=True)]
    found = tools.evaluate(ON_GPU, [pixels_of(picture), list(map(told, ALL)), given])
    for shown, values, look in zip(found, wanted, looks, strict=True):
        assert_levels(numbers(shown, np.uint8, (*shape[:2], 4)).astype(int), values, look)


@pytest.mark.parametrize("step", [2, 4])
def test_of_fewer_pixels_each_is_exact(tools, step):
    shape = (17, 23, 3)
    picture = PICTURES[shape]
    for (n, border, flip, view), (planes, _, _) in zip(
        cases("signed"), filtered(tools, picture, cases("signed"), step), strict=True
    ):
        wanted = expected(shape, n, border, flip, view)[::step, ::step]
        found = numbers(planes[0], np.float32, wanted.shape)
        assert np.abs(found - wanted).max() <= tolerance(wanted), (ALL[n].name, border, flip)


def test_the_limit_of_a_large_map_is_that_of_python(tools):
    values = RNG.normal(size=(300, 401)).astype(np.float32)
    values[RNG.random(values.shape) < 0.3] = 0
    for colours in ("signed", "toned"):
        found = tools.evaluate(
            "([v, c]) => window.live.reachOf(Float32Array.from(v), c)", [values.ravel().tolist(), colours]
        )
        assert found == pytest.approx(map_colours.reach(values, colours), rel=1e-6)


@pytest.mark.parametrize("name", FAMILIES)
def test_the_browser_finds_each_kernel_of_a_family(tools, name):
    family = FAMILIES[name]
    angles = list(family.angles)
    given = {"name": name, "sizes": list(family.sizes), "angles": angles}
    table = base64.b64encode(packed_family(name)).decode()
    found = tools.evaluate(
        """([family, table]) => {
          const bytes = Uint8Array.from(atob(table), (one) => one.charCodeAt(0))
          const numbers = window.live.unpack(bytes.buffer, "float32")
          const angles = family.angles.length ? family.angles : [null]
          const members = (s) => angles.map((_, a) => window.live.memberOf(family, numbers, [s, a]))
          return family.sizes.map((_, s) => members(s))
        }""",
        [given, table],
    )
    for members, size in zip(found, family.sizes, strict=True):
        for member, angle in zip(members, angles or [None], strict=True):
            assert member == {
                **told(family(size, angle)),
                "weights": [list(row) for row in family(size, angle).weights],
            }


# --- on the page

GABOR = "rounds=max 2 2 gabor 11x11 0°"


def opened(page, address, query):
    visit(page, f"{address}/filters?{query}")
    stage = page.locator(".stage:has(figure)").first
    stage.hover()
    expect(stage).to_have_attribute("data-ready", stage.get_attribute("data-wanted"))
    return stage


def result(stage):
    return stage.locator("figure").last


def pixels_shown(stage):
    """Return the pixels of the result: of the browser's canvas if it is shown, else of Python's picture."""
    live = result(stage).locator(".live:not([hidden])")
    return rgba(live if live.count() else result(stage).locator("img"))


def kernel_in_link(page):
    return Pipeline.from_link(parse_qs(urlsplit(page.url).query)).kernel


def in_link(kernel):
    return visitor.in_link(quote_plus(kernel))


def live_count(stage):
    return int(stage.get_attribute("data-live") or 0)


def complete(stage):
    expect(stage).to_have_attribute("data-step", "1")


def drag_along(page, slider, shares):
    """Press on a slider and move over shares of its width, without letting go."""
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    for n, share in enumerate(shares):
        page.mouse.move(box["x"] + 8 + share * (box["width"] - 16), y)
        if n == 0:
            page.mouse.down()


def test_the_picture_changes_while_a_slider_is_dragged_and_nothing_is_sent(page, address, sent):
    stage = opened(page, address, f"image=digit&{GABOR}")
    before = pixels_shown(stage)
    slider = page.get_by_role("slider", name="Angle")
    slider.scroll_into_view_if_needed()
    sent.clear()
    drag_along(page, slider, [0, 0.2])
    expect(stage).to_have_attribute("data-live", re.compile("."))
    seen = live_count(stage)
    drag_along(page, slider, [0.2, 0.35, 0.5])
    expect(slider).to_have_attribute("aria-valuetext", "90°")
    page.wait_for_function(
        "([stage, n]) => Number(stage.dataset.live) > n", arg=[stage.element_handle(), seen]
    )
    complete(stage)
    expect(stage.locator("figure b").nth(1)).to_have_text("gabor 11x11 90°")
    assert not np.array_equal(pixels_shown(stage), before)
    assert sent == []
    page.mouse.up()
    expect(page).to_have_url(in_link("gabor 11x11 90°"))
    rest(page)
    assert kernel_in_link(page) == FAMILIES["gabor"](11, 90)


@pytest.mark.parametrize("view", ["toned=signed", "toned=yes", "toned=strength", "clipped=yes"])
def test_when_the_hand_rests_pythons_picture_takes_the_place_of_the_same_one(page, address, view):
    stage = opened(page, address, f"image=digit&{GABOR}&{view}")
    drag_along(page, page.get_by_role("slider", name="Size"), [0.2, 0.4])
    expect(stage).to_have_attribute("data-live", re.compile("."))
    complete(stage)
    expect(result(stage).locator(".live")).to_be_visible()
    ours, text = pixels_shown(stage), result(stage).locator("figcaption").inner_text()
    page.mouse.up()
    expect(result(stage).locator(".live")).to_be_hidden()
    rest(page)
    theirs = pixels_shown(stage)
    assert ours.shape == theirs.shape
    assert np.mean(np.abs(ours.astype(int) - theirs).max(axis=-1) > 8) < 0.01  # a level may be the next one
    assert result(stage).locator("figcaption").inner_text() == text


def test_a_weight_answers_at_each_keystroke_and_is_sent_at_the_end(page, address, sent):
    stage = opened(page, address, "image=digit")
    cell = stage.get_by_label("row 2, column 2", exact=True)
    cell.click()
    sent.clear()
    page.keyboard.type("-")
    assert cell.get_attribute("aria-invalid") == "true"
    page.keyboard.type("4")
    expect(stage).to_have_attribute("data-live", re.compile("."))
    expect(stage.locator("figure b").nth(1)).to_have_text("custom")
    page.keyboard.press("Enter")
    expect(page).to_have_url(in_link("-1 0 1;-2 -4 2;-1 0 1"))
    rest(page)
    assert len(sent) == 1


def test_a_weight_is_dragged(page, address, sent):
    stage = opened(page, address, "image=digit")
    box = stage.get_by_label("row 1, column 1", exact=True).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    sent.clear()
    page.mouse.down()
    page.mouse.move(x + 50, y, steps=5)
    expect(stage).to_have_attribute("data-live", re.compile("."))
    expect(stage.get_by_label("row 1, column 1", exact=True)).to_have_value("0")
    assert sent == []
    page.mouse.up()
    expect(page).to_have_url(in_link("0 0 1;-2 0 2;-1 0 1"))
    rest(page)


def test_divisor_and_offset_answer_by_keys(page, address, sent):
    stage = opened(page, address, "image=digit&rounds=max 2 2 blur")
    field = page.get_by_label("Divide by")
    field.focus()
    sent.clear()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(field).to_have_value("6")
    expect(stage).to_have_attribute("data-live", re.compile("."))
    expect(page).to_have_url(in_link("/ 6"))
    rest(page)
    assert len(sent) == 1
    offset = page.get_by_label("Then add (of 255)")
    offset.fill("51")
    expect(page).to_have_url(in_link("/ 6 + 51"))
    rest(page)
    assert kernel_in_link(page).offset == 0.2


def test_the_magnifier_shows_numbers_that_move_with_the_hand(page, address):
    stage = opened(page, address, f"image=digit&magnified=yes&place=12-14&{GABOR}")
    expect(stage).to_have_attribute("data-read", stage.get_attribute("data-wanted"))

    digit = mnist.bundled()[0][0] / np.float32(255)

    def reads(kernel):
        value = float(filters.apply(digit, kernel)[12, 14])
        pattern = re.compile(r"row 12, column 14: \S+ → (\S+)")
        expect(page.locator(".reading")).to_have_text(pattern)
        text = pattern.match(page.locator(".reading").text_content())[1]
        return abs(float(text.replace("−", "-")) - value) < 6e-4

    assert reads(FAMILIES["gabor"](11, 0))
    slider = page.get_by_role("slider", name="Angle")
    slider.scroll_into_view_if_needed()
    drag_along(page, slider, [0, 0.25, 0.5])
    expect(slider).to_have_attribute("aria-valuetext", "90°")
    expect(stage).to_have_attribute("data-live", re.compile("."))
    complete(stage)
    assert reads(FAMILIES["gabor"](11, 90))
    page.mouse.up()
    rest(page)
    assert reads(FAMILIES["gabor"](11, 90))
