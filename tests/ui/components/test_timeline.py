"""The message of the timeline of networks."""

import json

import pytest

from cnnviz.ui.components import timeline
from cnnviz.ui.components.timeline import TimelineNetwork, TimelineWords

WORDS = TimelineWords(
    headline="Fewer errors", error_name="error", none_name="none", size_name="size", alt="circles"
)


def network(name, error):
    return TimelineNetwork(
        name=name,
        title=name.title(),
        short=name,
        year=2015,
        error=error,
        parameters=7,
        tip="7 parameters",
        brought="Shortcuts.",
        rows=[("Depth", "18 layers")],
        notes=["A paper."],
    )


def test_the_message_has_each_network_and_the_chosen_one():
    told = timeline.message([network("one", None), network("other", 5.7)], WORDS, "other")
    told = json.loads(json.dumps(told))  # as the browser receives it
    assert told["chosen"] == 1
    assert [one["error"] for one in told["networks"]] == [None, 5.7]
    assert told["networks"][0]["rows"] == [["Depth", "18 layers"]]
    assert told["networks"][0]["notes"] == ["A paper."]
    assert told["headline"] == "Fewer errors"


def test_a_network_that_is_not_there_cannot_be_chosen():
    with pytest.raises(ValueError, match="third"):
        timeline.message([network("one", None)], WORDS, "third")


def test_another_choice_leaves_the_figure_as_it_is():
    networks = [network("one", None), network("other", 5.7)]
    one, other = (timeline.message(networks, WORDS, name) for name in ("one", "other"))
    assert one["figure"] == other["figure"]
    assert one["digest"] != other["digest"]
    changed = timeline.message([network("one", 9.9), network("other", 5.7)], WORDS, "one")
    assert changed["figure"] != one["figure"]
