"""Evaluate in a real browser: a click on the confusion matrix shows those digits with their probabilities."""

import numpy as np
from playwright.sync_api import expect

from cnnviz import mnist, models
from cnnviz.lessons.evaluation import Evaluation
from tests.browser import visitor
from tests.browser.harness import rest, visit


def test_a_cell_of_the_matrix_shows_its_digits(page, address):
    digits = mnist.load()
    model = models.load_pretrained()
    given = Evaluation(digits.y_test, model.predict(mnist.encode(digits.x_test), verbose=0))
    visit(page, f"{address}/evaluate")
    matrix, sheet = page.locator(".gallery").first, page.locator(".gallery").nth(1)
    expect(page.locator("h4")).to_be_visible()  # the network has read the digits
    expect(matrix).to_be_visible()
    rest(page)
    counts = [int(text) for text in matrix.locator(".cell").all_inner_texts()]
    np.testing.assert_array_equal(np.reshape(counts, (10, 10)), given.confusion)
    expect(page.locator("h4")).to_contain_text(f"Accuracy {100 * given.accuracy:.2f} %")

    # by click
    matrix.locator(".cell[data-row='4'][data-column='4']").click()
    expect(page).to_have_url(visitor.in_link("confused=4-4"))
    rest(page)
    places = given.confused(4, 4)[:20]
    expect(sheet.locator(".cell")).to_have_count(20)
    sheet.locator(".cell").nth(3).click()
    expect(page).to_have_url(visitor.in_link(f"judged={places[3]}"))
    rest(page)
    expect(page.locator(".stage figcaption b").first).to_have_text("4 read as 4")

    # by keys, from the cell that is marked to a mistake
    label, read = given.most_confused()
    matrix.locator("[aria-selected=true]").focus()
    for key, steps in (("Arrow" + ("Up" if label < 4 else "Down"), abs(label - 4)), ("ArrowLeft", 4 - read)):
        for _ in range(steps):
            page.keyboard.press(key)
    for _ in range(read - 4):
        page.keyboard.press("ArrowRight")
    count = given.confusion[label, read]
    expect(page.locator(".told").first).to_have_text(f"{count} of the {label}s were read as {read}")
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.in_link(f"confused={label}-{read}"))
    rest(page)
    expect(sheet.locator(".cell")).to_have_count(int(count))

    # the worst first
    visitor.press(page, "Mistakes")
    expect(page.locator(".gallery .cell").first).to_have_attribute(
        "aria-label", f"x_test[{given.worst(1)[0]}]: {named(given, given.worst(1)[0])}"
    )


def named(given, place):
    from cnnviz.ui.chapters.evaluate.predicted_digits import confidence

    return f"a {given.labels[place]}, read as {given.predicted[place]} with {confidence(given, place)}"
