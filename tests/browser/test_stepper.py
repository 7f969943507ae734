"""The stepper in a browser: its numbers are Keras's, with pointer, touch and keys."""

import math
import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from cnnviz.ui.components import stepper
from cnnviz.ui.components.stepper import Pooling, output_shape
from tests import oracle
from tests.browser import stepped
from tests.browser.visitor import begin_visit

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
CASES: dict[str, Any] = stepped.table()

#: Walk over the output by keys; return what the screen shows at each cell.
WALK = """(root) => {
  const press = (key) => root.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  const text = (cell) => cell.querySelector('input')?.value ?? cell.textContent
  const texts = (under, cells) => [...under.querySelectorAll(cells)].map(text)
  const matrix = (slice, name) => texts(slice, `.${name} td`)
  const read = () => {
    const line = root.querySelector('.arithmetic')
    return {
      ...line.dataset,
      text: line.textContent,
      place: root.querySelector('.transport output').textContent,
      slices: [...root.querySelectorAll('.slice')].map((slice) => ({
        window: matrix(slice, 'window'),
        kernel: matrix(slice, 'kernel'),
        products: matrix(slice, 'products'),
        sum: slice.querySelector('.products b')?.dataset.value,
        outside: [...slice.querySelectorAll('.window td')].map((cell) => cell.classList.contains('outside')),
        winner: [...slice.querySelectorAll('.window td')].findIndex((c) => c.classList.contains('winner')),
      })),
    }
  }
  const cells = []
  press('Home')
  for (let before = null; ; press('ArrowRight')) {
    const now = read()
    const place = `${now.row} ${now.column}`
    if (place === before) break
    before = place
    cells.push(now)
  }
  press('Home')
  const grid = (name) => texts(root.querySelector(`.grid.${name}`), '.numbers span')
  return {
    cells,
    output: grid('output'),
    input: grid('input'),
    formula: root.querySelector('.formula').textContent,
    neverSeen: Number(root.querySelector('.legend').dataset.neverSeen),
    shown: Number(root.querySelector('.grid.output').dataset.shown),
  }
}"""

#: Walk over the first cells and to the last; return the stepper's height and each part's position.
SIZES = """(root) => {
  const press = (key) => root.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  const parts = [root, ...root.querySelectorAll('.grid, table, .arithmetic, .notes, .transport, .formula')]
  const sizes = () => parts.map((part) => {
    const { top, left, width, height } = part.getBoundingClientRect()
    return [top, left, width, height].map(Math.round)
  }).join()
  press('Home')
  const found = []
  for (let n = 0; n < 40; n += 1, press('ArrowRight')) found.push(sizes())
  press('End')
  return [...found, sizes()]
}"""

#: Frames of a layer of a grid, as cells: [first row, rows, first column, columns].
FRAMES = """(grid, layer) => {
  const side = parseFloat(getComputedStyle(grid).getPropertyValue('--cell'))
  return [...grid.querySelectorAll(`.layer.${layer} i`)].filter((i) => !i.hidden).map((i) =>
    [i.offsetTop, i.offsetHeight, i.offsetLeft, i.offsetWidth].map((length) => Math.round(length / side)))
}"""


def digest(name: str, *heard: str) -> str:
    operation = (CASES | {"does not fit": stepped.DOES_NOT_FIT})[name]
    return stepper.message(operation, heard=heard)["digest"]


def opened(page: Page, steppers: str, name: str, *, listen: bool = False) -> Locator:
    """Return the stepper of a case in a visit of its own, once it is drawn."""
    begin_visit(page, f"{steppers}/?case={name}{'&listen=yes' if listen else ''}")
    root = page.locator(".stepper")
    heard = ("position", "filter", "edited") if listen else ()
    expect(root).to_have_attribute("data-drawn", digest(name, *heard))
    return root


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def rounded(text: str, value: float, digits: int) -> bool:
    """Whether a text is the value, rounded to this many decimals or more, or to its digits before a power."""
    if text == "≈0":
        return 0 < abs(value) <= 0.5 * 10**-digits
    if "e" in text:
        digit, _, power = text.replace("−", "-").partition("e")
        decimals = len(digit.partition(".")[2])
        return abs(number(text) - value) <= 0.501 * 10.0 ** (int(power) - decimals)
    return abs(number(text) - value) <= 0.5 * 10**-digits + 1e-5


def padded(operation) -> np.ndarray:
    around = [*operation.padding, (0, 0)]
    if operation.mode in ("zeros", "none"):
        value = 0 if operation.mode == "zeros" else np.nan
        return np.pad(operation.x, around, constant_values=value)
    return np.pad(operation.x, around, operation.mode)


def windows(operation, row: int, column: int, values: np.ndarray) -> np.ndarray:
    """Return the window's values, channels first."""
    places = [
        n * stride + np.arange(window) * dilation
        for n, stride, window, dilation in zip(
            (row, column), operation.strides, operation.window, operation.dilation_rate, strict=True
        )
    ]
    return np.moveaxis(values[np.ix_(*places)], -1, 0)


# --- every number on the screen


@pytest.fixture(scope="module")
def walked(desk, steppers):
    """Yield each case with what the screen shows, and where; one page shows them in turn."""
    found = {}
    with desk.at_work() as page:
        root = opened(page, steppers, next(iter(CASES)))
        for name, operation in CASES.items():
            if found:
                page.get_by_role("button", name="next case").click()
            expect(root).to_have_attribute("data-drawn", digest(name))
            found[name] = []
            for n in range(operation.outputs):
                if operation.outputs > 1:  # the one chosen before stays chosen
                    root.locator(".maps button").nth(n).click()
                places = root.evaluate(SIZES) if n == 0 else []
                found[name].append(root.evaluate(WALK) | {"places": places})
    return found


@pytest.mark.parametrize("name", CASES)
def test_nothing_moves_while_the_walk_goes_on(walked, name):
    assert len(set(walked[name][0]["places"])) == 1


@pytest.mark.parametrize("name", CASES)
def test_the_output_is_what_keras_computes(walked, name):
    operation = CASES[name]
    rows, columns, maps = output_shape(operation)
    expected = oracle.keras_stepped(operation)
    assert expected.shape == (rows, columns, maps)
    for n, shown in enumerate(walked[name]):
        places = [(int(cell["row"]), int(cell["column"])) for cell in shown["cells"]]
        assert places == list(np.ndindex(rows, columns))
        values = np.array([float(cell["value"]) for cell in shown["cells"]]).reshape(rows, columns)
        np.testing.assert_allclose(values, expected[..., n], **CLOSE)
        assert {int(cell["filter"]) for cell in shown["cells"]} == {n}
        assert shown["shown"] == rows * columns


@pytest.mark.parametrize("name", CASES)
def test_the_numbers_that_are_read_are_these_values(walked, name):
    """In the arithmetic, in the grids' cells, and in the bar."""
    expected = oracle.keras_stepped(CASES[name])
    count = expected[..., 0].size
    for n, shown in enumerate(walked[name]):
        for at, cell in enumerate(shown["cells"]):
            value = expected[int(cell["row"]), int(cell["column"]), n]
            assert rounded(cell["text"].rpartition("= ")[2], value, 4), (cell["text"], value)
            assert cell["place"] == f"row {cell['row']}, column {cell['column']} · {at + 1} of {count}"
        for text, value in zip(shown["output"], expected[..., n].ravel(), strict=False):
            assert rounded(text, value, 1)
        assert len(shown["output"]) in (0, count)
        if shown["input"]:
            first = 0 if CASES[name].kind == "convolution" else n
            inputs = padded(CASES[name])[..., first].ravel()
            for text, value in zip(shown["input"], inputs, strict=True):
                assert (text == "") if np.isnan(value) else rounded(text, value, 1)


@pytest.mark.parametrize("name", CASES)
def test_the_loupe_shows_the_window_the_kernel_and_their_products(walked, name):
    operation = CASES[name]
    values = padded(operation)
    inside = np.pad(np.ones_like(operation.x), [*operation.padding, (0, 0)])
    for n, shown in enumerate(walked[name]):
        for cell in shown["cells"]:
            seen = windows(operation, int(cell["row"]), int(cell["column"]), values)
            within = windows(operation, int(cell["row"]), int(cell["column"]), inside)[0]
            for channel, part in enumerate(cell["slices"]):
                window = seen[channel if operation.kind == "convolution" else n].ravel()
                matches(part["window"], window)
                assert part["outside"] == (within.ravel() == 0).tolist()
                if operation.kind == "convolution":
                    weights = operation.weights[:, :, channel, n].ravel()
                    matches(part["kernel"], weights)
                    matches(part["products"], window * weights)
                    assert float(part["sum"]) == pytest.approx(float(window @ weights), rel=1e-4, abs=1e-5)
                if isinstance(operation, Pooling) and operation.pooling == "max":
                    assert part["winner"] == int(np.nanargmax(window))


def matches(texts: list[str], values: np.ndarray) -> None:
    for text, value in zip(texts, values, strict=True):
        assert (text == "") if np.isnan(value) else rounded(text, value, 2), (text, value)


@pytest.mark.parametrize("name", CASES)
def test_the_output_formula_gives_the_outputs_shape(walked, name):
    operation = CASES[name]
    rows, columns, _ = output_shape(operation)
    for shown in walked[name]:
        if operation.kind == "activation":
            assert shown["formula"] == f"as many as before: {rows} × {columns}"
            continue
        lines = shown["formula"].split("\n")
        for line, expected in zip(lines * 2 if len(lines) == 1 else lines, (rows, columns), strict=True):
            left, _, right = line.rpartition(" = ")
            assert int(right) == expected
            floor = left.rpartition("; ")[2].rpartition(": ")[2]
            code = floor.replace("−", "-").replace("·", "*").replace("⌊", "math.floor(").replace("⌋", ")")
            assert eval(code, {"math": math}) == expected


@pytest.mark.parametrize("name", CASES)
def test_the_cells_that_are_never_seen_are_counted(walked, name):
    operation = CASES[name]
    seen = {int(n) for place in np.ndindex(*output_shape(operation)[:2]) for n in copies(operation, place)}
    expected = operation.x[..., 0].size - len(seen - {-1})
    assert walked[name][0]["neverSeen"] == expected


def copies(operation, place: tuple[int, int]) -> np.ndarray:
    """Return the input's cells that a window covers, directly or as padding's copies; -1 for no copy."""
    height, width, _ = operation.x.shape
    places = np.arange(height * width).reshape(height, width, 1)
    if operation.mode in ("zeros", "none"):
        around = np.pad(places, [*operation.padding, (0, 0)], constant_values=-1)
    else:
        around = np.pad(places, [*operation.padding, (0, 0)], operation.mode)
    return windows(operation, *place, around).ravel()


@pytest.mark.parametrize(
    "name", [name for name, one in CASES.items() if one.kind == "convolution" and one.x.shape[2] == 1]
)
def test_the_written_arithmetic_is_true(walked, name):
    """The written arithmetic gives the result, apart from rounding."""
    for shown in walked[name]:
        for cell in shown["cells"]:
            left, _, right = cell["text"].rpartition(" = ")
            if "…" in left:
                continue
            code = re.sub(r"(?<=\d)e−", "e-", left).replace("−", "-").replace("·", "*")
            exact = np.all(CASES[name].x % 1 == 0) and np.all(CASES[name].weights % 1 == 0)
            terms = left.count("·")
            assert eval(code) == pytest.approx(number(right), abs=5e-5 if exact else 0.02 * terms + 1e-3)
