"""What the live network is told: structure, input, samples, and what a browser may answer."""

import numpy as np
import pytest

from cnnviz.drawing import Drawing
from cnnviz.network import Dense, Flatten, Network, described
from cnnviz.pipeline import Unit
from cnnviz.ui.components import live_network
from cnnviz.ui.components.live_network import Shown

NETWORK = Network((2, 2, 1), [Flatten(), Dense(2, "softmax")], classes=("a", "b"))
DOORS = {"flatten": {"page": "flatten", "name": "Flatten", "sentence": "All maps become one column."}}
PLACES = {"addresses": ("/weights", "", "/samples"), "doors": DOORS}


def message(shown=None, **more):
    return live_network.message(NETWORK, "key", shown=shown or Shown(), **{**PLACES, **more})


def test_it_holds_the_structure_and_the_addresses_but_no_weights():
    told = message()
    assert told["network"] == described(NETWORK)
    assert (told["weights"], told["samples"]) == ("/weights", {"address": "/samples"})
    assert told["doors"] == DOORS


def test_a_drawing_comes_as_strokes_and_other_inputs_as_pixels():
    drawn = message(Shown(drawn=Drawing((((1, 2), (3, 4)), ((5, 6),)))))
    assert (drawn["strokes"], drawn["pixels"]) == ([[[1, 2], [3, 4]], [[5, 6]]], None)
    shown = message(Shown(pixels=np.arange(4, dtype=np.uint8).reshape(2, 2, 1), sample=3))
    assert (shown["strokes"], shown["pixels"], shown["sample"]) == ([], [0, 1, 2, 3], 3)


@pytest.mark.parametrize(
    "change",
    [
        {"shown": Shown(sample=1)},
        {"turn": 1},
        {"unfolded": True},
        {"unit": Unit("dense", 1)},
        {"addresses": ("/other", "", "/samples")},
    ],
)
def test_the_digest_changes_with_the_message(change):
    assert message(**change)["digest"] != message()["digest"]


def test_the_open_unit_comes_as_a_list():
    assert message()["unit"] is None
    assert message(unit=Unit("dense", 1, 2, 3))["unit"] == ["dense", 1, 2, 3]


@pytest.mark.parametrize(
    ("parts", "fits"),
    [
        (("dense", 1, 0, 0), True),
        (("dense", -1, 0, 0), False),
        (("dense", 1.0, 0, 0), False),
        ((1, 1, 0, 0), False),
    ],
)
def test_only_a_name_and_three_indices_are_a_unit(parts, fits):
    assert live_network.is_unit(*parts) is fits


@pytest.mark.parametrize(
    ("index", "turn", "fits"), [(0, 1, True), (9, 1, True), (10, 1, False), (-1, 1, False), ("0", 1, False)]
)
def test_only_a_sample_that_exists_can_be_chosen(index, turn, fits):
    assert live_network.is_sample(index, turn, 10) is fits
