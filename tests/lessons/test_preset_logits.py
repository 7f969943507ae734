"""Preset logits: the same in Python and in the browser."""

import pytest

from cnnviz.lessons.preset_logits import PRESETS, preset
from tests.node import called


def test_the_rival_is_the_strongest_of_the_other_classes():
    assert preset("doubtful", [3, 1, 9, 2], true_class=2) == [2.5, -1, 2, -1]
    assert preset("huge", [0, 0, 5], true_class=1) == [0, -1e6, 1e6]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("true_class", [0, 4])
def test_the_browser_has_the_same(name, true_class):
    logits = [0.5, -2, 3, 3, 7]
    assert called("softmax/presets.js", "m.preset(...a)", name, logits, true_class) == preset(
        name, logits, true_class
    )
    assert name in called("softmax/presets.js", "m.PRESET_NAMES")
