"""Maps and windows of a large network: each is asked of the worker once, and the input is at hand."""

import numpy as np
import pytest

from cnnviz.lessons.shown_maps import MapsAsked
from cnnviz.pipeline import WindowPart
from cnnviz.ui.session import network_maps, worker_processes
from cnnviz.workers import NetworkFile

NETWORK = NetworkFile("photos", name="efficientnet-lite0")
X = np.arange(60, dtype=np.float32).reshape(4, 5, 3)


class Noted:
    """Workers that note what they are asked."""

    def __init__(self):
        self.asked = []

    def shown_maps(self, network, x, asked):
        self.asked.append((network.name, x.sum(), asked))
        return []

    def maps(self, network, x, *part):
        self.asked.append((network.name, x.sum(), part))
        return np.ones((2, 1, 2), np.float32)


@pytest.fixture
def noted(monkeypatch):
    found = Noted()
    monkeypatch.setattr(worker_processes, "workers", lambda: found)
    return found


def test_the_same_maps_of_the_same_input_are_asked_once(noted):
    one, other = (MapsAsked("stem_conv", 3),), (MapsAsked("stem_conv", 3, in_order=True),)
    for x, asked in ((X, one), (X, one), (X.copy(), one), (X, other), (X + 1, one)):
        assert network_maps.shown_maps(NETWORK, x, asked).answer() == []
    assert [asked for _, _, asked in noted.asked] == [one, other, one]


def test_a_window_is_only_what_lies_inside_and_the_input_is_not_asked_for(noted):
    parts = (WindowPart("block2_add", (7, 9), (None, 0, 1), (3, None)), WindowPart("input", (2,), (1,), (4,)))
    values = network_maps.windows(NETWORK, X, parts).answer()
    assert noted.asked == [(NETWORK.name, X.sum(), ("block2_add", (7, 9), ((0, 1), (3,))))]
    np.testing.assert_array_equal(values[0], np.ones((2, 1, 2)))
    np.testing.assert_array_equal(values[1], [[[X[1, 4, 2]]]])
    assert network_maps.windows(NETWORK, X, parts).is_ready()
    assert len(noted.asked) == 1
