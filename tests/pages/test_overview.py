"""Overview: the whole network, and below it the chapters as tiles."""

import pytest
from streamlit.testing.v1 import AppTest

from cnnviz.ui.chapters.overview import tiles
from cnnviz.ui.frame.chapters import CHAPTERS
from tests.pages.dashboard import SENT, act, assert_sound, told, visit


@pytest.fixture(scope="module")
def overview() -> AppTest:
    at = visit("")
    assert_sound(at)
    return at


def test_the_network_comes_first_and_the_tiles_after_it(overview):
    kinds = [(one.type, getattr(one, "key", None)) for one in overview.main]
    assert kinds.index(("bidi_component", "overview")) < kinds.index(("bidi_component", "tiles"))


def test_every_chapter_is_linked_from_its_tile(overview):
    linked = {
        tile["title"]: [(page["name"], page["address"]) for page in tile["pages"]]
        for tile in told(overview, "tiles")["tiles"]
    }
    assert linked == {
        group: [(chapter.name, chapter.url_path) for chapter in chapters]
        for group, chapters in tiles.groups().items()
    }
    assert sum(map(len, linked.values())) == len(CHAPTERS) - 1


def test_each_tile_has_its_sentence_and_a_described_picture(overview):
    shown = told(overview, "tiles")["tiles"]
    assert [tile["sentence"] for tile in shown] == list(tiles.SENTENCES.values())
    for tile in shown:
        assert tile["src"] in SENT
        assert len(tile["alt"]) > 10


def test_a_tile_opens_its_page_and_a_stranger_opens_nothing():
    at = visit("", image="flower")
    for made_up in (["app"], ["../overview"], [3], [None], [["cells"]], [], "cells"):
        assert_sound(act(at, "tiles", "open", made_up))
        assert at.header[0].value == CHAPTERS[0].title
    assert_sound(act(at, "tiles", "open", ["pooling"]))
    assert at.header[0].value == "Pooling"
    assert at.query_params["image"] == "flower"
