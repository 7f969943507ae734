"""The walk through a training step in a real browser: by keys alone, by pointer, in a link, on a phone."""

from playwright.sync_api import expect

from cnnviz import pipeline
from cnnviz.lessons import walkthrough
from cnnviz.pipeline import Pipeline
from cnnviz.pipeline.example_input import CLASSES
from tests.browser import visitor
from tests.browser.harness import rest, visit

#: Walk over all new cells of all stops by keys; read the line, the marked cells and their positions.
WALK = """root => {
  const press = (key) => root.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  const read = (selector) => root.querySelector(selector).textContent
  const places = (selector) => [...root.querySelectorAll(selector)].map((cell) => cell.dataset.place)
  const stops = []
  press('Home')
  for (let before = null; before !== root.dataset.stop; press('ArrowRight')) {
    before = root.dataset.stop
    const top = (selector) => root.querySelector(selector).getBoundingClientRect().top
    const stop = { title: read('.title'), sentence: read('.sentence'), cells: [] }
    stop.tops = [top('.sentence'), top('.scene'), top('.arithmetic')]
    stop.wide = root.scrollWidth - root.clientWidth
    for (let n = 0; n < 200; n += 1) press('ArrowUp')
    for (let last = null; last !== String(places('.looked')); press('ArrowDown')) {
      last = String(places('.looked'))
      stop.cells.push({ line: read('.arithmetic'), looked: places('.looked'), fed: places('.fed') })
    }
    if (stop.title !== stops.at(-1)?.title) stops.push(stop)
  }
  return stops
}"""


def cells_of(stop):
    """Return each new cell's place and line, and the places that are marked with it."""
    found = []
    for n, table in enumerate(stop.tables):
        for at, cell in enumerate(table.made):
            row, column = divmod(at, table.values.shape[1])
            fed = {
                f"{frame.table},{r},{c}"
                for frame in cell.frames
                for r in range(frame.row, frame.row + frame.rows)
                for c in range(frame.column, frame.column + frame.columns)
            }
            found.append((f"{n},{row},{column}", cell.line, fed))
    return found


def test_the_walk_by_keys_shows_every_line_and_lights_up_what_belongs_to_it(page, address, phone):
    visit(page, f"{address}/training_step?image=digit")
    walk, title = page.locator(".walkthrough"), page.locator(".walkthrough .title")
    expected = walkthrough.stops(pipeline.example_step(Pipeline(), None), CLASSES)
    shown = walk.evaluate(WALK)
    assert [stop["title"] for stop in shown] == [stop.name for stop in expected]
    for one, stop in zip(shown, expected, strict=True):
        assert one["sentence"] == stop.sentence
        assert len(one["cells"]) == len(cells_of(stop)), stop.name
        for cell, (place, line, fed) in zip(one["cells"], cells_of(stop), strict=True):
            assert cell["looked"] == [place]
            assert cell["line"].endswith(line), (stop.name, cell["line"], line)
            assert set(cell["fed"]) == fed
    assert len({str(stop["tops"]) for stop in shown}) == 1  # nothing jumps

    # By keys alone: Tab reaches it, and Python is told a stop after a rest.
    page.get_by_role("spinbutton", name="Exact rate").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if walk.evaluate("root => root.matches(':focus')"):
            break
    expect(walk).to_be_focused()
    page.keyboard.press("Home")
    expect(title).to_have_text("Input")
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    expect(title).to_have_text("New kernel")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    line = page.locator(".walkthrough .arithmetic")
    expect(line).to_have_text("kernel′, row 1, column 0: −2 − 0.01·(−0.1559) = −1.9984")
    expect(page.locator(".walkthrough .heard")).to_contain_text("= −1.9984")
    assert line.evaluate("e => parseFloat(getComputedStyle(e).fontSize) / innerHeight") >= 0.02
    expect(page).to_have_url(visitor.in_link("example_stop=15"))
    rest(page)
    expect(title).to_have_text("New kernel")

    # A cell that is not new shows its value; play continues by itself, and pauses.
    page.locator(".walkthrough [data-place='1,2,0']").hover()
    expect(line).to_have_text("∂kernel, row 2, column 0 = −0.156")
    page.get_by_label("Speed").select_option("every 2 s")
    walk.focus()
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(title).to_have_text("New weights")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Play")).to_be_visible()

    visit(phone, page.url)
    expect(phone.locator(".walkthrough .title")).to_have_text("New kernel")
    phone.locator(".walkthrough [data-place='2,0,2']").tap()
    expect(phone.locator(".walkthrough .arithmetic")).to_contain_text(
        "kernel′, row 0, column 2: 1 − 0.01·0.1559 = "
    )
    assert all(stop["wide"] == 0 for stop in phone.locator(".walkthrough").evaluate(WALK))


def test_a_click_turns_a_cell_of_the_input_over_and_the_learning_rate_changes_the_end(page, address):
    visit(page, f"{address}/training_step?image=digit&example_rate=100.0&example_stop=20")
    sentence = page.locator(".walkthrough .sentence")
    expect(sentence).to_contain_text("The loss rose: 1.718 → ")
    expect(page.get_by_text("The step was too large")).to_be_visible()
    page.locator(".walkthrough").focus()
    page.keyboard.press("Home")
    first = page.locator(".walkthrough [data-place='0,0,0']")
    expect(first).to_have_text("−1")
    first.click()
    expect(first).to_have_text("1")
    expect(page).to_have_url(visitor.in_link("example=own"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".walkthrough [data-place='0,0,1']")).to_have_text("1")
    expect(first).to_have_text("1")
    rest(page)
