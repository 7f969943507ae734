"""The data in a real browser: one digit of the sheet is picked by pointer, keys or finger, and enlarged."""

import numpy as np
from playwright.sync_api import expect

from cnnviz import mnist
from tests.browser import visitor
from tests.browser.harness import rest, visit

#: What a cell of the sheet shows, read from the picture that it cuts its part out of.
SHOWN = """async (cell) => {
  const part = cell.querySelector('.picture')
  const look = getComputedStyle(part)
  const image = new Image()
  image.src = look.backgroundImage.slice(5, -2)
  await image.decode()
  const [across, down] = look.backgroundSize.split(' ').map((one) => parseFloat(one) / 100)
  const [x, y] = look.backgroundPosition.split(' ').map((one) => parseFloat(one) / 100)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 28
  const left = x * (across - 1) * 28, top = y * (down - 1) * 28
  canvas.getContext('2d').drawImage(image, left, top, 28, 28, 0, 0, 28, 28)
  const pixels = [...canvas.getContext('2d').getImageData(0, 0, 28, 28).data].filter((_, n) => n % 4 === 0)
  return { pixels, sizes: [image.naturalWidth / 28 - across, image.naturalHeight / 28 - down] }
}"""


def test_a_digit_is_picked_and_its_numbers_are_shown(page, address, phone):
    digits = mnist.load()
    visit(page, f"{address}/data")
    sheet = page.locator(".gallery")
    cells = sheet.locator(".cell")
    expect(cells).to_have_count(100)
    for place in (0, 15, 16, 99):
        shown = cells.nth(place).evaluate(SHOWN)
        row, column = divmod(place, 10)
        assert shown["sizes"] == [0, 0]
        np.testing.assert_array_equal(shown["pixels"], digits.x_train[400 * row + column].ravel())

    # the pointer tells, a click picks
    cell = cells.nth(34)
    cell.hover()
    expect(page.locator(".told")).to_have_text("A 3: x_train[1204]")
    cell.click()
    expect(page).to_have_url(visitor.in_link("sample=1204"))
    rest(page)
    expect(cell).to_have_attribute("aria-selected", "true")
    expect(sheet.locator("[aria-selected=true]")).to_have_count(1)
    numbers = [int(text) for text in page.locator(".stage td").all_inner_texts()]
    np.testing.assert_array_equal(numbers, digits.x_train[1204].ravel())

    # the keys lead, Enter picks, and the focus stays
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".told")).to_have_text("A 4: x_train[1605]")
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.in_link("sample=1605"))
    rest(page)
    page.keyboard.press("End")
    expect(page.locator(".told")).to_have_text("A 4: x_train[1609]")
    assert sheet.locator("[tabindex='0']").count() == 1
    assert sheet.get_attribute("aria-label") == "Samples of each digit"

    # others, then Back
    visitor.press(page, "Other samples")
    expect(cells.nth(34)).to_have_attribute("aria-label", "A 3: x_train[1214]")

    # a finger, on a phone, by the link
    visit(phone, f"{address}/data?sample=1204")
    expect(phone.locator(".gallery [aria-selected=true]")).to_have_attribute(
        "aria-label", "A 3: x_train[1204]"
    )
    phone.locator(".gallery .cell").nth(71).tap()
    expect(phone).to_have_url(visitor.in_link("sample=2801"))
    rest(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
