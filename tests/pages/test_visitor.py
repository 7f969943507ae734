"""What a visitor has set stays theirs: over all pages, in the link, and from nobody else."""

from unittest.mock import patch

import pytest

from cnnviz.ui.session import state
from tests.pages.dashboard import (
    OPENING,
    PAGES,
    Link,
    act,
    assert_sound,
    awaited,
    button,
    choose_kernel,
    chosen_kernels,
    open_more,
    open_picker,
    stage,
    tiles_of,
    turn,
    visit,
)

pytestmark = pytest.mark.usefixtures("quick_answers")

OWN = "max 2 2 0 0 0;0 2 0;0 0 0"


def test_what_is_set_on_one_page_is_there_on_the_others_and_on_coming_back():
    at = visit(image="smiley")
    choose_kernel(at, "filters", "outline")
    open_more(at).selectbox(key="filters-border").set_value("wrap").run()
    turn(at, "relu_pooling")
    assert chosen_kernels(at, "relu-0") == ["outline"]
    assert stage(at, "relu-stage")[1]["detail"].startswith("outline\n")
    at.slider(key="relu-window-0").set_value(3).run()
    button(at, "Next").click().run()
    turn(at, "network")
    at.slider(key="network-sample").set_value(7).run()
    turn(at, "train")
    at.slider(key="train-epochs").set_value(12).run()
    turn(at, "filters")
    assert_sound(at)
    assert chosen_kernels(at, "filters") == ["outline"]
    assert open_more(at).selectbox(key="filters-border").value == "wrap"
    turn(at, "relu_pooling")
    assert at.slider(key="relu-window-0").value == 3
    assert turn(at, "network").slider(key="network-sample").value == 7
    assert turn(at, "train").slider(key="train-epochs").value == 12
    assert at.query_params == {
        "image": "smiley",
        "number": "7",
        "border": "wrap",
        "rounds": "max 3 2 outline",
        "stage": "2",
        "epochs": "12",
        "reader": "pen",
        "explained": "lecture",
    }


def test_a_kernel_of_ones_own_stays_over_pages():
    at = open_more(visit(image="smiley"))
    at.text_area(key="filters-pasted").set_value("0 0 0; 0 2 0; 0 0 0").run()
    for page in (*PAGES, *PAGES):
        assert_sound(turn(at, page))
        assert at.query_params == {"image": "smiley", "rounds": OWN}
    turn(at, "relu_pooling")
    assert chosen_kernels(at, "relu-0") == ["your own"]
    turn(at, "filters")
    assert chosen_kernels(at, "filters") == ["your own"]
    assert stage(at, "filters-stage")[1]["rows"] == [[0, 0, 0], [0, 2, 0], [0, 0, 0]]
    choose_kernel(at, "filters", "blur")
    assert_sound(at)
    assert "your own" not in tiles_of(at, "filters")


def test_a_page_that_is_turned_to_without_a_link_keeps_what_was_set():
    """Streamlit takes all parameters out of the address when a page is turned."""
    at = visit(image="smiley", rounds=OWN)
    for page in PAGES:
        at.query_params.clear()
        assert_sound(turn(at, page))
        assert at.query_params == {"image": "smiley", "rounds": OWN}


def test_a_link_that_is_followed_in_the_same_window_is_taken():
    at = visit(image="smiley", rounds=OWN)
    at.query_params.clear()
    at.query_params["image"] = "digit"
    at.run()
    assert_sound(at)
    assert at.query_params == {"image": "digit"}
    assert stage(at, "filters-stage")[1]["label"] == "sobel x"


def test_a_link_gives_another_visitor_the_same_page():
    one = visit("relu_pooling", image="smiley")
    one.segmented_control(key="relu-pooling-0").set_value("average").run()
    button(one, "Next").click().run()
    one.toggle(key="relu-numbers").set_value(True).run()
    other = visit("relu_pooling", **one.query_params)
    for key in ("relu-stage", "relu-cells"):
        assert other.get_by_key(key).proto.bytes == one.get_by_key(key).proto.bytes


def test_visitors_do_not_see_what_others_set():
    one, other = visit(image="smiley"), visit()
    choose_kernel(one, "filters", "blur")
    other.run()
    assert other.query_params == OPENING
    assert chosen_kernels(other, "filters") == ["sobel x"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_drawn_again_is_the_same(page):
    link = {"image": "smiley", "stage": "3", "numbers": "yes", "digit": "bundled", "beside": "blur"}
    at = awaited(visit(page, **link))
    before = {one.key: one.proto.bytes for one in at.main if one.type == "bidi_component"}
    at.run()
    assert_sound(at)
    assert {one.key: one.proto.bytes for one in at.main if one.type == "bidi_component"} == before
    del link["digit"]  # the default, but it implies the network that has always read it
    assert at.query_params == link | {"reader": "lecture"}


@pytest.mark.parametrize("page", PAGES)
def test_what_no_visitor_has_touched_changes_nothing(page):
    """A browser sends the values of all widgets with each run; none may be taken for a change."""
    link: Link = {
        "image": "smiley",
        "crop": "0-5-1-7",
        "border": "wrap",
        "clipped": "yes",
        "beside": ["blur", "emboss"],
        "rounds": ["average 3 2 1 2 3;4 5 6;7 8 9.5 / 45 + 51", "max 2 2 gabor 11x11 30°"],
        "stage": "2",
        "numbers": "yes",
        "region": "1-0",
        "number": "1234",
        "reader": "lecture",
        "explained": "lecture",
    }
    at = visit(page, {"image-picker": True, "filters-more": True}, **link)
    with patch.object(state, "change", side_effect=state.change) as change:
        for _ in range(2):
            assert_sound(at.run())
    assert [call.kwargs for call in change.call_args_list] == []
    assert at.query_params == link


def test_changes_that_arrive_together_all_count():
    """A quick hand, or a slow server: two widgets have changed before the page is drawn again."""
    at = visit("relu_pooling", image="digit", rounds=["max 2 2 blur", "max 2 2 outline"], stage="4")
    at.slider(key="relu-window-1").set_value(3)
    at.slider(key="relu-stride-1").set_value(1)
    at.segmented_control(key="relu-pooling-1").set_value("average")
    assert_sound(at.run())
    assert at.query_params["rounds"] == ["max 2 2 blur", "average 3 1 outline"]

    turn(at, "network")
    at.pills(key="network-class").set_value(7)
    at.slider(key="network-sample").set_value(100)
    assert_sound(at.run())
    assert at.query_params["number"] == "3600"

    turn(at, "filters")
    choose_kernel(at, "filters", "gabor 11x11 0°")
    act(at, "filters-stage", "member", [7, 30])
    open_more(at)
    at.toggle(key="filters-flip").set_value(True)
    assert_sound(at.run())
    assert at.query_params["rounds"][0] == "max 2 2 gabor 7x7 30°"
    assert at.query_params["flip"] == "yes"

    open_picker(at)
    at.slider(key="image-rows").set_value((2, 20))
    at.slider(key="image-columns").set_value((3, 9))
    assert_sound(at.run())
    assert at.query_params["crop"] == "2-20-3-9"

    assert_sound(act(at, "filters-stage", "parts", [5, 51]))
    assert at.query_params["rounds"][0].endswith(" / 5 + 51")
