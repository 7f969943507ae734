"""What can be taken home: the link, the Python, the picture; and the way back to the defaults."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from cnnviz.pipeline import Pipeline
from tests.pages.dashboard import OPENING, PAGES, assert_sound, awaited, button, visit

pytestmark = pytest.mark.usefixtures("quick_answers")

LINK = {"image": "smiley", "rounds": "average 3 2 emboss", "strides": "2-1", "border": "wrap"}


@pytest.mark.parametrize("page", PAGES)
def test_the_link_leads_back_to_what_is_set(page):
    at = visit(page, {"take-home": True}, **LINK)
    assert_sound(at)
    links = [parse_qs(urlsplit(one.value).query) for one in at.code if "?image=" in one.value]
    assert [Pipeline.from_link(link) for link in links] == [Pipeline.from_link(LINK)]


#: Pages without a computation of their own: they lead to pages that have one.
LEADS_ON = ("where_it_stands",)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in LEADS_ON])
def test_there_is_python(page):
    at = visit(page, {"take-home": True}, **LINK)
    assert any("import" in one.value for one in at.code)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("train", *LEADS_ON)])
def test_the_picture_can_be_downloaded(page):
    at = awaited(visit(page, {"take-home": True}, **LINK))
    downloads: Any = at.get("download_button")
    assert "The picture" in [one.label for one in downloads]


def test_back_to_the_defaults_keeps_the_image():
    at = visit("convolution", {"take-home": True}, **LINK)
    button(at, "Back to the defaults").click().run()
    assert_sound(at)
    own = {**OPENING, "image": "smiley"}
    del own["over"], own["number"]  # the lecture's example gives way to the image; the digit is the link's
    assert at.query_params == own
