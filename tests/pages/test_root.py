"""The root: it opens Overview, and links from the time when Numbers stood there open Numbers."""

import pytest

from cnnviz.pipeline.settings import SETTINGS
from cnnviz.ui.frame.chapters import AT_ROOT, CHAPTERS
from tests.pages.dashboard import OPENING, follow, turn, visit

TITLES = {chapter.url_path: chapter.title for chapter in CHAPTERS}


def opened(at):
    """Return the address of the page that is shown."""
    assert not at.exception
    (title,) = [one.value for one in at.header]
    return next(path for path, other in TITLES.items() if other == title)


def plain(link):
    """Return a link's parameters, each with its texts."""
    return {name: text if isinstance(text, list) else [text] for name, text in link.items()}


def test_overview_is_the_first_chapter_and_stands_at_the_root():
    at = visit("")
    assert CHAPTERS[0].url_path == AT_ROOT == opened(at)
    assert "page-back" not in [one.key for one in at.button]


@pytest.mark.parametrize(
    "link",
    [
        OPENING,
        {"image": "flower"},
        {"image": "digit", "number": "4001", "reader": "lecture", "explained": "lecture"},
        {"image": "china", "grey": "yes", "crop": "0-90-0-90"},
        {"image": "drawing", "digit": "drawing", "reader": "lecture", "explained": "lecture"},
        {"rounds": "max 2 2 blur", "image": "smiley"},
    ],
    ids="&".join,
)
def test_a_link_to_the_root_without_a_setting_of_numbers_opens_overview(link):
    at = visit("", **link)
    assert opened(at) == "overview"
    assert plain(at.query_params) == plain(link)


@pytest.mark.parametrize(
    ("name", "text"), [("view", "channels"), ("bits", "image"), ("plain", "yes"), ("place", "3-4")]
)
def test_a_link_to_the_root_with_a_setting_of_numbers_opens_numbers(name, text):
    link = {"image": "flower", "grey": "yes", name: text}
    at = visit("", **link)
    assert opened(at) == "numbers"
    assert plain(at.query_params) == plain(link)


def test_every_setting_of_numbers_is_tried():
    own = {one.link for one in SETTINGS.values() if one.chapter == "numbers"}
    assert own == {"view", "bits", "plain", "place"}


def test_a_value_that_cannot_be_read_does_not_matter():
    assert opened(visit("", view="nonsense")) == "numbers"


def test_going_back_to_such_a_link_shows_overview_so_that_a_further_step_leads_out():
    at = visit("", image="flower", view="channels")
    assert opened(at) == "numbers"
    assert opened(follow(at, "", image="flower", view="channels")) == "overview"


def test_overviews_own_link_opens_overview_with_all_settings_of_numbers():
    at = visit("", page="overview", view="channels", plain="yes")
    assert opened(at) == "overview"
    assert plain(at.query_params) == plain(
        {"image": "china", "view": "channels", "plain": "yes", "page": "overview"}
    )
    turn(at, "numbers")
    assert plain(at.query_params) == plain({"image": "china", "view": "channels", "plain": "yes"})


def test_only_the_page_numbers_is_opened_from_the_root():
    assert opened(visit("filters", view="channels")) == "filters"
    assert opened(visit("overview", view="channels")) == "overview"
