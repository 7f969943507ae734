"""Where it stands: each claim has a picture, a short sentence, and links that lead to a page."""

from urllib.parse import parse_qs

from cnnviz.pipeline import Pipeline
from cnnviz.ui.frame.chapters import CHAPTERS
from tests.pages.dashboard import SENT, act, assert_sound, told, visit
from tests.pages.test_words import too_long

KEY = "where_it_stands-claims"
TITLES = {chapter.url_path: chapter.title for chapter in CHAPTERS}


def claims(at):
    return [claim for column in told(at, KEY)["columns"] for claim in column["claims"]]


def test_each_claim_has_a_picture_a_short_sentence_and_links_to_pages():
    at = visit("where_it_stands")
    assert_sound(at)
    assert [column["title"] for column in told(at, KEY)["columns"]] == [
        "Used for",
        "Strengths",
        "Weaknesses",
    ]
    for claim in claims(at):
        assert claim["src"] in SENT
        assert len(claim["alt"]) > 4
        assert too_long(claim["sentence"]) == []
        assert claim["links"]
        for link in claim["links"]:
            page, _, settings = link["address"].partition("?")
            assert link["name"] == TITLES[page]
            assert Pipeline.from_link(parse_qs(settings)) is not None


def test_a_link_opens_its_page_with_its_settings_and_keeps_those_of_the_visitor():
    at = visit("where_it_stands", image="flower")
    (address,) = [
        link["address"] for claim in claims(at) for link in claim["links"] if "amount" in link["address"]
    ]
    at = act(at, KEY, "open", [address])
    assert_sound(at)
    assert [one.value for one in at.header] == [TITLES["evaluate"]]
    assert at.session_state["pipeline"].evaluate.view == "amount"
    assert at.session_state["pipeline"].image.name == "flower"


def test_an_address_that_is_no_link_of_the_page_opens_nothing():
    at = act(visit("where_it_stands"), KEY, "open", ["numbers"])
    assert [one.value for one in at.header] == [TITLES["where_it_stands"]]
