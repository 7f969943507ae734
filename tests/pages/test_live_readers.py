"""Which network reads the visitor's digit, and the switch between the networks."""

import re

import numpy as np
import pytest

from cnnviz import reading
from cnnviz.network import described, packed
from cnnviz.workers import NetworkFile
from tests.pages.dashboard import act, assert_sound, told, turn, visit
from tests.pages.test_live_digit import numbers
from tests.pages.training_runs import small_file

OPTIONS = [["pen", "Pen"], ["lecture", "Lecture"], ["lenet5", "LeNet-5"], ["both", "Two"]]
PAGES_WITH_A_PAD = ("overview", "network")


def parts(name):
    return reading.read(reading.pretrained_bytes(name))


def nodes(name):
    return described(parts(name)[0])["nodes"]


@pytest.mark.parametrize("page", PAGES_WITH_A_PAD)
def test_a_new_visitors_digit_is_read_by_pen_alone(page):
    message = told(visit(page), page)
    assert message["network"]["nodes"] == nodes("pen")
    assert message["readers"]["options"] == OPTIONS
    assert (message["readers"]["pressed"], message["readers"]["second"]) == ("pen", None)


@pytest.mark.parametrize("page", PAGES_WITH_A_PAD)
def test_the_switch_brings_the_other_network_or_both(page):
    at = act(visit(page), page, "reader", ["both"])
    assert_sound(at)
    message = told(at, page)
    second = message["readers"]["second"]
    assert (message["readers"]["pressed"], message["readers"]["label"]) == ("both", "Pen")
    assert message["network"]["nodes"] == nodes("pen")
    assert (second["label"], second["network"]["nodes"]) == ("Lecture", nodes("lecture"))
    np.testing.assert_array_equal(numbers(second["weights"]), np.frombuffer(packed(*parts("lecture")), "<f4"))
    assert (at.query_params["reader"], at.query_params["both"]) == ("pen", "yes")
    message = told(act(at, page, "reader", ["lecture"]), page)
    assert message["network"]["nodes"] == nodes("lecture")
    assert (message["readers"]["pressed"], message["readers"]["second"]) == ("lecture", None)
    assert at.query_params["reader"] == "lecture"
    assert "both" not in at.query_params
    assert_sound(act(at, page, "reader", ["pen"]))
    assert told(at, page)["network"]["nodes"] == nodes("pen")


def test_the_sentence_on_both_is_short_and_names_what_each_learned_from():
    sentence = told(visit("overview", both="yes", reader="lecture"), "overview")["readers"]["sentence"]
    assert len(re.findall(r"\w+", sentence)) <= 15
    for reader in reading.READERS.values():
        assert reader.learned_from in sentence


def test_lenet5_reads_beside_the_pen_network():
    readers = told(visit("overview", both="yes", reader="lenet5"), "overview")["readers"]
    assert (readers["label"], readers["second"]["label"]) == ("LeNet-5", "Pen")
    assert readers["sentence"] == "LeNet-5 learned from MNIST alone, Pen from MNIST and pen strokes."


@pytest.mark.parametrize("made_up", [["nonsense"], [5], [[]], [], "both", None], ids=str)
def test_what_a_browser_makes_up_switches_nothing(made_up):
    at = visit("overview")
    before = told(at, "overview")["readers"]
    assert_sound(act(at, "overview", "reader", made_up))
    assert told(at, "overview")["readers"] == before


def test_another_network_closes_the_card_of_a_unit():
    at = act(visit("overview"), "overview", "unit", ["conv2d_5", 3, 0, 0])
    assert told(at, "overview")["unit"] == ["conv2d_5", 3, 0, 0]
    act(at, "overview", "reader", ["lecture"])
    assert told(at, "overview")["unit"] is None


def test_a_network_of_the_visitors_own_wins_until_another_is_chosen():
    mine = NetworkFile("Mine", small_file(4))
    at = visit("overview", {"networks": {"Mine": mine}, "network in use": mine})
    readers = told(at, "overview")["readers"]
    assert (readers["pressed"], readers["label"]) == ("", "Mine")
    readers = told(act(at, "overview", "reader", ["both"]), "overview")["readers"]
    assert (readers["label"], readers["second"]["label"]) == ("Mine", "Pen")
    act(at, "overview", "reader", ["pen"])
    assert told(at, "overview")["network"]["nodes"] == nodes("pen")


@pytest.mark.parametrize(("page", "key"), [("flatten", "votes-name"), ("evaluate", "evaluate-name")])
def test_the_lectures_pages_begin_with_the_lectures_network(page, key):
    link = {"flat_view": "votes", "reader": "pen"} if page == "flatten" else {}
    assert visit(page, **link).selectbox(key=key).value == "The lecture network"


def test_a_drawing_is_read_on_flatten_by_the_network_that_reads_it_elsewhere():
    link = {"flat_view": "votes", "digit": "drawing", "drawing": "AAM6ZIAygNI"}
    assert visit("flatten", **link).selectbox(key="votes-name").value == "The lecture network"
    at = visit("flatten", **link, reader="pen")
    assert_sound(at)
    assert at.selectbox(key="votes-name").value == "The pen network"
    at.selectbox(key="votes-name").set_value("The lecture network").run()
    assert (at.query_params["reader"], at.query_params["explained"]) == ("lecture", "lecture")


@pytest.mark.parametrize(
    ("event", "value"), [("open", ["conv2d_1", 3, 5, 6]), ("door", ["flatten"])], ids=["unit", "door"]
)
def test_a_part_that_is_opened_is_explained_in_the_network_that_read(event, value):
    at = act(visit("overview"), "overview", event, value)
    assert_sound(at)
    assert (at.query_params["reader"], at.query_params["explained"]) == ("pen", "pen")
    assert turn(at, "evaluate").selectbox(key="evaluate-name").value == "The pen network"
