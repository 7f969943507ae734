"""The stepper's interaction: pointer, touch, keys, playing, and what Python is told."""

import re
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from cnnviz.ui.components.stepper import message, output_shape
from tests import oracle
from tests.browser.test_stepper import CASES, FRAMES, copies, opened, rounded

PRESSED = """(root, keys) => keys.forEach((key) =>
  root.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true })))"""

#: In ms: longer than the rest after which Python is told a position.
QUIET_FOR = 1000


@pytest.fixture
def page(kept_in_module, desk):
    """The page of all tests here, in which each begins a visit of its own."""
    with desk.at_one_page() as opened:
        yield opened


def over(page: Page, grid: Locator, row: int, column: int) -> None:
    """Move the pointer to the middle of a cell."""
    page.mouse.move(*middle(grid, row, column))


def middle(grid: Locator, row: int, column: int) -> tuple[float, float]:
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    side = float(grid.evaluate("(grid) => parseFloat(getComputedStyle(grid).getPropertyValue('--cell'))"))
    return box["x"] + (column + 0.5) * side, box["y"] + (row + 0.5) * side


def marked(grid: Locator, layer: str) -> set[tuple[int, int]]:
    """Return the cells that are marked in a layer."""
    return {
        (row, column)
        for top, rows, left, columns in grid.evaluate(FRAMES, layer)
        for row in range(top, top + rows)
        for column in range(left, left + columns)
    }


def at(root: Locator, row: int, column: int) -> None:
    """Wait until a cell's arithmetic is shown."""
    line = root.locator(".arithmetic")
    expect(line).to_have_attribute("data-row", str(row))
    expect(line).to_have_attribute("data-column", str(column))


def quiet(page: Page) -> None:
    """Wait until a second has passed in the page."""
    page.evaluate("window.since = performance.now()")
    page.wait_for_function(f"performance.now() - window.since > {QUIET_FOR}")


def says(page: Page, text: str) -> None:
    expect(page.get_by_text(text, exact=True)).to_be_visible()


# --- the pointer


@pytest.mark.parametrize("name", ["whole numbers", "strides with dilation", "28x28x3"])
def test_an_output_cell_under_the_pointer_lights_up_its_window(page, steppers, name):
    root = opened(page, steppers, name)
    operation, expected = CASES[name], oracle.keras_stepped(CASES[name])
    output = root.locator(".grid.output")
    rows, columns, _ = output_shape(operation)
    for row, column in [(0, 0), (rows - 1, columns - 1), (rows // 2, columns // 3)]:
        over(page, output, row, column)
        at(root, row, column)
        assert marked(output, "window") == {(row, column)}
        window = {
            (row * operation.strides[0] + i * operation.dilation_rate[0],
             column * operation.strides[1] + j * operation.dilation_rate[1])
            for i, j in np.ndindex(*operation.window)
        }  # fmt: skip
        for n in range(operation.x.shape[2]):
            assert marked(root.locator(".grid.input").nth(n), "window") == window
        result = root.locator(".arithmetic b").inner_text()
        assert rounded(result, expected[row, column, 0], 4)
    page.mouse.move(2, 2)
    at(root, 0, 0)


def test_a_grid_that_is_pushed_away_is_found_again(page, steppers):
    root = opened(page, steppers, "whole numbers")
    output = root.locator(".grid.output")
    over(page, output, 1, 2)
    at(root, 1, 2)
    side = float(output.evaluate("(grid) => parseFloat(getComputedStyle(grid).getPropertyValue('--cell'))"))
    root.evaluate("(root, height) => (root.style.marginTop = `${height}px`)", side)
    x, y = middle(output, 1, 2)
    page.mouse.move(x, y - side)
    at(root, 0, 2)
    page.mouse.move(x, y + 0.2 * side)
    at(root, 1, 2)


def test_the_arithmetic_is_written_out(page, steppers):
    """By hand: zeros and ones, all weights 1."""
    root = opened(page, steppers, "zeros and ones")
    x = CASES["zeros and ones"].x[..., 0].astype(int)
    over(page, root.locator(".grid.output"), 1, 2)
    window = x[1:4, 2:5]
    text = " + ".join(f"{value}·1" for value in window.ravel()) + f" = {window.sum()}"
    expect(root.locator(".arithmetic")).to_have_text(text)
    expect(root.locator(".heard")).to_have_text(f"Row 1, column 2: {text}")


def test_divisor_offset_and_bias_are_written(page, steppers):
    root = opened(page, steppers, "divisor, offset, bias")
    expect(root.locator(".arithmetic")).to_have_text(
        re.compile(r"^\((0\.?\d*·1 \+ ){8}0\.?\d*·1\) / 9 \+ 0\.5 − 0\.25 = 0\.\d+$")
    )


def test_max_pooling_marks_the_first_of_the_largest(page, steppers):
    """The cells that Keras's gradient reaches."""
    root = opened(page, steppers, "max, ties")
    x = CASES["max, ties"].x[..., 0]
    for row, column in np.ndindex(3, 3):
        over(page, root.locator(".grid.output"), row, column)
        at(root, row, column)
        first = int(x[2 * row : 2 * row + 2, 2 * column : 2 * column + 2].argmax())
        expected = {(2 * row + first // 2, 2 * column + first % 2)}
        assert marked(root.locator(".grid.input"), "winner") == expected


@pytest.mark.parametrize(
    "name",
    ["even, same", "strides that do not divide", "strides with dilation", "much padding, wrap", "max, ties"],
)
def test_an_input_cell_under_the_pointer_lights_up_what_it_feeds(page, steppers, name):
    root = opened(page, steppers, name)
    operation = CASES[name]
    places = list(np.ndindex(*output_shape(operation)[:2]))
    (top, _), (left, _) = operation.padding
    height, width, _ = operation.x.shape
    for row, column in {(0, 0), (height - 1, width - 1), (height // 2, width // 2), (height - 1, 0)}:
        over(page, root.locator(".grid.input"), top + row, left + column)
        expect(root.locator(".note")).to_contain_text(f"Input row {row}, column {column} ")
        expected = {place for place in places if row * width + column in copies(operation, place)}
        assert marked(root.locator(".grid.output"), "fed") == expected
        expect(root.locator(".note")).to_have_attribute("data-feeds", str(len(expected)))
    page.mouse.move(2, 2)
    expect(root.locator(".note")).to_have_text("")
    assert marked(root.locator(".grid.output"), "fed") == set()


@pytest.mark.parametrize("name", ["strides that do not divide", "1x1", "same with strides"])
def test_cells_that_are_never_seen_are_marked(page, steppers, name):
    root = opened(page, steppers, name)
    operation = CASES[name]
    seen = {int(n) for place in np.ndindex(*output_shape(operation)[:2]) for n in copies(operation, place)}
    (top, _), (left, _) = operation.padding
    height, width, _ = operation.x.shape
    unseen = [divmod(n, width) for n in range(height * width) if n not in seen]
    assert marked(root.locator(".grid.input"), "unseen") == {(top + r, left + c) for r, c in unseen}
    legend = root.locator(".legend .unseen")
    if not unseen:
        expect(legend).to_have_count(0)
        return
    expect(legend).to_have_text(f"ignored: {len(unseen)} of {height * width} cells")
    row, column = unseen[-1]
    over(page, root.locator(".grid.input"), top + row, left + column)
    expect(root.locator(".note")).to_have_text(re.compile("is ignored: no window covers it$"))


def test_padding_is_marked(page, steppers):
    root = opened(page, steppers, "even, same")
    assert marked(root.locator(".grid.input"), "padding") == {
        (row, column) for row, column in np.ndindex(7, 10) if row == 6 or column in (0, 8, 9)
    }
    expect(root.locator(".legend")).to_have_text("padding")
    over(page, root.locator(".grid.input"), 6, 9)
    expect(root.locator(".note")).to_have_text("Padding = 0 feeds 1 output cell")


# --- messages to the server


def test_a_pointer_that_moves_sends_nothing_and_a_click_one_message(page, steppers, sent):
    root = opened(page, steppers, "28x28x3", listen=True)
    quiet(page)
    before = len(sent)
    for step in range(20):
        over(page, root.locator(".grid.output"), step, 20 - step)
        at(root, step, 20 - step)
        over(page, root.locator(".grid.input").first, step, step)
    quiet(page)
    assert len(sent) == before
    over(page, root.locator(".grid.output"), 3, 4)
    page.mouse.click(*middle(root.locator(".grid.output"), 3, 4))
    says(page, "position: (3, 4)")
    quiet(page)
    assert len(sent) == before + 1
    says(page, "messages: 1")
    at(root, 3, 4)


def test_what_nobody_listens_to_is_not_sent(page, steppers, sent):
    root = opened(page, steppers, "12x12x3, 8 filters")
    quiet(page)
    before = len(sent)
    page.mouse.click(*middle(root.locator(".grid.output"), 3, 4))
    root.locator(".maps button").nth(5).click()
    quiet(page)
    assert len(sent) == before


def test_a_filter_is_chosen_and_told(page, steppers):
    root = opened(page, steppers, "12x12x3, 8 filters", listen=True)
    expected = oracle.keras_stepped(CASES["12x12x3, 8 filters"])
    root.get_by_role("button", name="filter 5").click()
    says(page, "filter: (5,)")
    expect(root.locator(".output-part figcaption b")).to_have_text("output of filter 5")
    assert rounded(root.locator(".arithmetic b").inner_text(), expected[0, 0, 5], 4)
    expect(root.get_by_role("button", name="filter 5")).to_have_attribute("aria-pressed", "true")


# --- keys


def focus_by_tab(page: Page, root: Locator) -> None:
    page.get_by_role("combobox", name="Case").focus()
    for _ in range(9):
        page.keyboard.press("Tab")
        if root.evaluate("(root) => root.getRootNode().activeElement === root"):
            return
    raise AssertionError("Tab does not lead to the stepper")


def test_the_stepper_is_driven_by_keys_alone(page, steppers):
    root = opened(page, steppers, "whole numbers", listen=True)
    focus_by_tab(page, root)
    for key, place in [
        ("ArrowRight", (0, 1)),
        ("ArrowDown", (1, 1)),
        ("ArrowLeft", (1, 0)),
        ("ArrowLeft", (0, 4)),
        ("ArrowUp", (0, 4)),
        ("End", (3, 4)),
        ("ArrowRight", (3, 4)),
        ("ArrowUp", (2, 4)),
        ("ArrowRight", (3, 0)),
        ("Home", (0, 0)),
        ("ArrowLeft", (0, 0)),
        ("ArrowDown", (1, 0)),
        ("ArrowDown", (2, 0)),
    ]:
        page.keyboard.press(key)
        at(root, *place)
    says(page, "position: (2, 0)")
    # Of places without a rest, only the last is sent: the keys come at once, on any machine.
    told = page.get_by_text(re.compile(r"^messages: \d+$"))
    before = int(told.inner_text().removeprefix("messages: "))
    root.evaluate(PRESSED, ["Home", "ArrowRight", "ArrowDown", "End", "ArrowLeft"])
    says(page, "position: (3, 3)")
    says(page, f"messages: {before + 1}")
    says(page, "turned: 0")  # the page's own shortcuts heard nothing


def test_the_pages_own_keys_work_beside_the_stepper(page, steppers):
    """The test above could fail."""
    opened(page, steppers, "whole numbers", listen=True)
    page.get_by_role("button", name="left").focus()
    page.keyboard.press("ArrowRight")
    says(page, "turned: 1")


def test_play_fills_the_output_row_by_row_and_pause_tells_the_place(page, steppers):
    root = opened(page, steppers, "whole numbers", listen=True)
    output = root.locator(".grid.output")
    expect(output).to_have_attribute("data-shown", "20")
    root.get_by_label("Speed").select_option("4")
    root.get_by_role("button", name="Play").click()
    on_row_1 = "(root) => root.querySelector('.arithmetic').dataset.row === '1'"
    page.wait_for_function(on_row_1, arg=root.element_handle())
    root.evaluate("(root) => root.focus()")
    page.keyboard.press("Space")
    expect(root.get_by_role("button", name="Play")).to_be_visible()
    row, column = (int(root.locator(".arithmetic").get_attribute(f"data-{n}")) for n in ("row", "column"))
    shown = row * 5 + column + 1
    expect(output).to_have_attribute("data-shown", str(shown))
    assert len(marked(output, "empty")) == 20 - shown
    says(page, f"position: ({row}, {column})")
    page.keyboard.press("ArrowRight")
    expect(output).to_have_attribute("data-shown", str(shown + 1))
    page.keyboard.press("Space")
    expect(root.get_by_role("button", name="Pause")).to_be_visible()
    at(root, 3, 4)
    expect(root.get_by_role("button", name="Play")).to_be_visible()
    expect(output).to_have_attribute("data-shown", "20")
    assert marked(output, "empty") == set()
    says(page, "position: (3, 4)")
    says(page, "turned: 0")


def test_the_buttons_step(page, steppers):
    root = opened(page, steppers, "whole numbers")
    for name, place in [
        ("Last cell", (3, 4)),
        ("One step back", (3, 3)),
        ("First cell", (0, 0)),
        ("One step on", (0, 1)),
    ]:
        root.get_by_role("button", name=name).click()
        at(root, *place)


# --- the kernel


def test_a_weight_is_typed_and_all_follows(page, steppers):
    name = "12x12x3, 8 filters"
    root = opened(page, steppers, name, listen=True)
    root.get_by_role("button", name="filter 2").click()
    says(page, "filter: (2,)")
    weights = CASES[name].weights.copy()
    weights[0, 2, 1, 2] = 0.5
    cell = root.get_by_label("kernel slice 2: row 1, column 3")
    cell.fill("1/2")
    cell.press("Tab")
    expect(page.get_by_text(re.compile(r"^edited: \(\[\["))).to_contain_text(", 0.5], [")
    expect(page.get_by_text(re.compile(r"^edited: "))).to_contain_text(", 1, 2)")
    edited = replace(CASES[name], weights=weights)
    told = message(edited, filter=2, heard=("position", "filter", "edited"))
    expect(root).to_have_attribute("data-drawn", told["digest"])
    value = float(root.locator(".arithmetic").get_attribute("data-value"))
    assert value == pytest.approx(oracle.keras_stepped(edited)[0, 0, 2], rel=1e-4, abs=1e-5)
    assert value != pytest.approx(oracle.keras_stepped(CASES[name])[0, 0, 2], rel=1e-3)
    # Python's answer has not taken the focus from the visitor's next cell.
    expect(root.get_by_label("kernel slice 2: row 2, column 1")).to_be_focused()


def test_the_page_can_send_the_walk_elsewhere(page, steppers):
    root = opened(page, steppers, "whole numbers", listen=True)
    page.get_by_role("button", name="go to the middle").click()
    at(root, 1, 1)
    root.evaluate("(root) => root.focus()")
    page.keyboard.press("ArrowDown")
    at(root, 2, 1)
    says(page, "position: (2, 1)")
    at(root, 2, 1)
    page.get_by_role("button", name="go to the middle").click()
    at(root, 1, 1)


def test_a_place_beyond_the_output_is_the_last(page, steppers):
    root = opened(page, steppers, "whole numbers", listen=True)
    root.evaluate("(root) => root.focus()")
    page.keyboard.press("End")
    says(page, "position: (3, 4)")
    page.get_by_role("combobox", name="Case").click()
    page.get_by_role("combobox", name="Case").fill("max, ties")
    page.get_by_role("option", name="max, ties", exact=True).click()
    at(root, 2, 2)


def test_a_window_that_does_not_fit_is_a_sentence_and_what_there_is_stays(page, steppers):
    root = opened(page, steppers, "does not fit", listen=True)
    expect(root.get_by_role("alert")).to_contain_text("The window covers 5 pixels, but only 4 are there.")
    expect(root.locator(".formula")).to_have_text("rows and columns: ⌊(4 − 5 + 2·0)/1⌋ + 1 = 0")
    expect(root.locator(".grid.output")).to_be_hidden()
    expect(root.locator(".arithmetic")).to_have_text("")
    expect(root.locator(".grid.input")).to_be_visible()
    expect(root.get_by_role("button", name="Play")).to_be_disabled()
    root.evaluate("(root) => root.focus()")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    over(page, root.locator(".grid.input"), 2, 2)
    expect(root.locator(".note")).to_contain_text("Input row 2, column 2")
    cell = root.get_by_label("kernel: row 1, column 1")
    cell.fill("7")
    cell.press("Enter")
    expect(page.get_by_text(re.compile(r"^edited: \(\[\[7, 1"))).to_be_visible()
    page.get_by_role("combobox", name="Case").click()
    page.get_by_role("combobox", name="Case").fill("whole numbers")
    page.get_by_role("option", name="whole numbers", exact=True).click()
    at(root, 0, 0)


def test_what_is_no_number_is_handed_on_as_it_was_typed(page, steppers):
    root = opened(page, steppers, "whole numbers", listen=True)
    cell = root.get_by_label("kernel: row 2, column 2")
    before = cell.input_value()
    cell.fill("one")
    cell.press("Enter")
    expect(page.get_by_text(re.compile(r"^edited: "))).to_contain_text("'one'")
    expect(cell).to_have_value(before)
    says(page, "turned: 0")
