"""Each kind of layer has a page that explains it."""

from cnnviz.network import KINDS, READY, lecture_network
from cnnviz.ui.chapters.overview import doors
from cnnviz.ui.frame.chapters import CHAPTERS

PAGES = {chapter.url_path: chapter for chapter in CHAPTERS}


def test_every_kind_has_a_door_and_every_door_leads_to_a_page():
    assert doors.DOORS.keys() == KINDS.keys()
    for door in (doors.INPUT_DOOR, doors.SOFTMAX_DOOR, *doors.DOORS.values()):
        assert door.page in PAGES
        assert door.page not in ("overview", "network")


def test_the_lectures_network_leads_through_its_pages():
    found = doors.doors(lecture_network())
    assert {name: door["page"] for name, door in found.items()} == {
        "input": "numbers",
        "conv2d": "convolution",
        "max_pooling2d": "pooling",
        "dropout": "train",
        "flatten": "flatten",
        "dense": "flatten",
        "dropout_1": "train",
        "dense_1": "loss",
    }
    assert found["conv2d"]["name"] == "Convolution"


def test_every_node_of_every_ready_network_has_one():
    for network in READY.values():
        assert doors.doors(network).keys() == {"input", *network.names}
