"""On every page: a clicker's keys turn the pages whatever has the focus, and one theme is for all."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from cnnviz.ui.frame.chapters import CHAPTERS
from tests.browser import visitor
from tests.browser.harness import rest, visit

NAMES = [chapter.url_path for chapter in CHAPTERS]
DARK, LIGHT = "rgb(16, 21, 27)", "rgb(255, 255, 255)"


def title_of(path):
    return next(chapter.title for chapter in CHAPTERS if chapter.url_path == path)


def turned_to(page, path):
    """Wait until the dashboard is on a page, and on no other one later."""
    expect(page.get_by_role("heading", name=title_of(path), exact=True)).to_be_visible()
    rest(page)
    expect(page).to_have_url(re.compile(rf"/{path}(\?|$)"))


def next_to(path):
    return NAMES[NAMES.index(path) + 1]


def focus_a_list(page):
    page.get_by_role("combobox", name="Activation").click()
    expect(page.get_by_role("option").first).to_be_visible()


def focus_a_menu(page):
    page.get_by_test_id("stTopNavSection").first.click()
    expect(page.get_by_role("menuitem").first).to_be_visible()


def focus_the_theme(page):
    page.get_by_test_id("stMainMenu").click()
    expect(page.get_by_test_id("stMainMenuPopover")).to_be_visible()


def test_a_turned_page_is_one_step_in_the_browsers_history(page, address):
    visit(page, f"{address}/filters?image=smiley")
    page.keyboard.press("PageDown")
    turned_to(page, "relu")
    expect(page).to_have_url(visitor.in_link("image=smiley"))
    page.go_back()  # the history's length does not tell the steps: Chromium keeps 50
    turned_to(page, "filters")
    expect(page).to_have_url(visitor.in_link("image=smiley"))


@pytest.fixture(scope="class")
def dashboard_open(kept_in_class, address):
    visit(kept_in_class, f"{address}/filters")


def go(page, path):
    """Open a page of the dashboard that is open, unless it is there."""
    if urlsplit(page.url).path != f"/{path}":
        visitor.turn_to(page, title_of(path))


class TestInOneVisit:
    @pytest.fixture
    def page(self, dashboard_open, desk):
        with desk.at_one_page() as page:
            yield page

    @pytest.mark.parametrize(
        ("path", "focus"),
        [
            ("filters", lambda page: page.get_by_test_id("stCheckbox").first.click()),
            ("relu", focus_a_list),
            ("filters", focus_a_menu),
            ("filters", focus_the_theme),
            ("filters", visitor.open_picker),
            ("train", lambda page: page.get_by_role("slider").first.focus()),
            ("pooling", lambda page: page.get_by_test_id("stButtonGroup").get_by_role("radio").first.focus()),
            ("convolution", lambda page: page.locator(".stepper").focus()),
            ("relu", lambda page: page.locator(".stepper select").first.focus()),
            ("loss", lambda page: page.get_by_role("slider", name="Logit of class 0").focus()),
        ],
        ids=["toggle", "list", "menu", "theme", "popover", "slider", "pills", "cells", "speed", "logit"],
    )
    def test_the_page_turns_whatever_has_the_focus(self, page, path, focus):
        go(page, path)
        focus(page)
        page.keyboard.press("PageDown")
        turned_to(page, next_to(path))
        # The strip of kernels is a list that belongs to the page of the filters.
        expect(page.locator("[role=listbox]:not(.strip, .strip *)")).to_have_count(0)
        for role in ("menuitem", "menuitemradio"):
            expect(page.get_by_role(role)).to_have_count(0)
        page.keyboard.press("PageUp")
        turned_to(page, path)

    def test_arrows_belong_to_what_has_the_focus(self, page):
        go(page, "train")
        slider = page.get_by_role("slider").first
        before = slider.input_value()
        slider.focus()
        page.keyboard.press("ArrowRight")
        expect(slider).not_to_have_value(before)
        turned_to(page, "train")

    def test_a_held_key_turns_one_page(self, page):
        go(page, "filters")
        for _ in range(20):
            page.keyboard.down("PageDown")
        turned_to(page, "relu")
        for _ in range(20):
            page.keyboard.down("PageDown")
        turned_to(page, "relu")
        page.keyboard.up("PageDown")

    def test_the_page_stays_while_someone_types(self, page):
        go(page, "filters")
        cell = page.get_by_label("row 1, column 3")
        cell.fill("7")
        page.keyboard.press("PageDown")
        page.keyboard.press("PageUp")
        turned_to(page, "filters")
        expect(cell).to_have_value("7")
        cell.press("Enter")  # which takes the number: nobody is typing any more
        expect(page).to_have_url(re.compile("rounds=.*7"))
        rest(page)
        page.keyboard.press("PageDown")
        turned_to(page, "relu")


def test_the_buttons_name_the_keys_where_there_are_keys(page, phone, address):
    visit(page, f"{address}/filters")
    for key, way in (("PageUp", "back"), ("PageDown", "on")):
        button = page.locator(f".st-key-page-{way} button:visible")
        expect(button).to_have_text(re.compile(f"^(?!.*{key})"))
        button.hover()
        expect(page.get_by_text(f"Key: {key}", exact=True)).to_be_visible()
    visit(phone, f"{address}/filters")
    button = phone.locator(".st-key-page-on button:visible")
    expect(button).to_have_text(re.compile(r"^ReLU(?!.*Page)"))
    button.tap()
    turned_to(phone, "relu")
    expect(phone.get_by_text("Key: PageDown")).to_have_count(0)


def choose_theme(page, name):
    page.get_by_test_id("stMainMenu").click()
    page.get_by_test_id(f"stMainMenuItem-theme-{name}").click()
    expect(page.get_by_test_id(f"stMainMenuItem-theme-{name}")).to_have_attribute("aria-checked", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stMainMenuPopover")).to_be_hidden()


def has_colour(page, colour):
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", colour)


def test_a_theme_chosen_on_one_page_is_that_of_all(page, address):
    visit(page, f"{address}/filters")
    has_colour(page, LIGHT)
    choose_theme(page, "Dark")
    has_colour(page, DARK)
    visitor.turn_to(page, "ReLU")
    page.reload()
    turned_to(page, "relu")
    has_colour(page, DARK)
    for path in ("", *NAMES):
        assert page.evaluate("(name) => localStorage.getItem(name)", f"stActiveTheme-/{path}-v2") == '"Dark"'
    choose_theme(page, "System")
    has_colour(page, LIGHT)
    visit(page, f"{address}/filters")
    has_colour(page, LIGHT)
    visit(page, address)
    has_colour(page, LIGHT)
    page.emulate_media(color_scheme="dark")
    has_colour(page, DARK)
