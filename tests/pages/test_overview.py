"""Overview: the whole network, and below it the chapters as tiles."""

from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from cnnviz.ui.chapters.overview import tiles
from cnnviz.ui.frame.chapters import CHAPTERS
from tests.pages.dashboard import SENT, assert_sound, said, visit


@pytest.fixture(scope="module")
def overview() -> AppTest:
    at = visit("")
    assert_sound(at)
    return at


def test_the_network_comes_first_and_the_tiles_after_it(overview):
    kinds = [(one.type, getattr(one, "key", None)) for one in overview.main]
    network = kinds.index(("bidi_component", "overview"))
    links = [n for n, (kind, _) in enumerate(kinds) if kind == "page_link"]
    assert network < min(links)


def test_every_chapter_is_linked_from_its_tile(overview):
    links = [(one.proto.label, unquote(one.proto.page)) for one in overview.get("page_link")]
    wanted = []
    for group, chapters in tiles.groups().items():
        wanted.append((f"**{group}**", chapters[0].url_path))
        wanted += [(chapter.name, chapter.url_path) for chapter in chapters]
    assert links == wanted
    assert {page for _, page in links} == {chapter.url_path for chapter in CHAPTERS[1:]}


def test_each_tile_has_its_sentence_and_a_described_picture(overview):
    texts = said(overview)
    assert [text for text in texts if text in tiles.SENTENCES.values()] == list(tiles.SENTENCES.values())
    shown = [one.proto.body for one in overview.get("html") if "<img" in one.proto.body]
    assert len(shown) == len(tiles.SENTENCES)
    for body in shown:
        assert body.split('src="')[1].split('"')[0] in SENT
        assert len(body.split('alt="')[1].split('"')[0]) > 10
