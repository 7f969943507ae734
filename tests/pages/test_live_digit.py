"""The network in use on the front page: computed by the browser, or by the server if it is too large."""

from importlib.resources import files

import numpy as np
import pytest

from cnnviz import digits, drawing, reading
from cnnviz.network import described, forward, limits, packed
from cnnviz.ui.components.headed import HEAD
from tests.pages.dashboard import SENT, act, assert_sound, told, visit

STROKES = [[[60, 60], [190, 60], [110, 210]]]


def shipped(name):
    return reading.read(files("cnnviz.assets").joinpath(f"{name}.keras").read_bytes())


def numbers(address):
    return np.frombuffer(SENT[address], "<f4", offset=HEAD)


@pytest.mark.parametrize(
    ("link", "name"),
    [({}, "pen"), ({"reader": "lecture"}, "lecture"), ({"digit": "image"}, "lecture")],
    ids=str,
)
def test_the_browser_gets_the_weights_of_the_network_in_use(link, name):
    at = visit("overview", **link)
    message = told(at, "overview")
    network, weights = shipped(name)
    assert message["network"]["nodes"] == described(network)["nodes"]
    np.testing.assert_array_equal(numbers(message["weights"]), np.frombuffer(packed(network, weights), "<f4"))
    assert message["outputs"] == ""


def test_the_server_computes_a_network_that_is_too_large(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "BROWSER_MULTIPLICATIONS", 1000)
    network, weights = shipped("pen")
    at = visit("overview")
    assert_sound(at)
    assert told(at, "overview")["weights"] == ""
    act(at, "overview", "drawn", [STROKES, 1])
    found = numbers(told(at, "overview")["outputs"])
    digit = digits.from_drawing(drawing.from_lists(STROKES)).digit
    expected = forward(network, weights, digit[..., np.newaxis])
    assert found[: digit.size].tolist() == digit.ravel().tolist()
    np.testing.assert_allclose(found[-10:], expected[network.names[-1]], rtol=1e-4, atol=1e-5)
