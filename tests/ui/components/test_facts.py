"""JavaScript's copies of Python's tables, and the arithmetic that exists in both languages."""

import json
import re
import tomllib
from importlib.resources import files
from typing import Any

import keras
import numpy as np
import pytest

from cnnviz import colours, layers
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES
from cnnviz.ui.components import facts
from tests.node import called
from tests.pages.dashboard import ROOT

X = np.concatenate([np.linspace(-9, 9, 73), [-1e-8, 1e-8, -40, 40]])


def test_the_type_checker_knows_the_same_names():
    declared = files("cnnviz.ui.components").joinpath("shared/facts.d.ts").read_text()
    assert re.findall(r"^export const (\w+):", declared, re.MULTILINE) == list(facts.FACTS)


def test_javascript_is_told_the_numbers_exactly():
    assert called("shared/facts.js", "m") == json.loads(json.dumps(facts.FACTS))


def test_the_activations_are_the_same():
    names = called("stepper/arithmetic.js", "Object.keys(m.ACTIVATIONS)")
    assert names == list(layers.ACTIVATIONS)


def test_each_activation_is_written_out():
    assert called("stepper/formula.js", "Object.keys(m.APPLIED)") == list(layers.ACTIVATIONS)


def test_pictures_that_leave_the_page_have_the_light_themes_colours():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]["light"]
    assert (theme["textColor"], theme["backgroundColor"]) == (colours.INK, colours.GROUND)


@pytest.mark.parametrize("name", layers.ACTIVATIONS)
def test_an_activation_is_that_of_keras(name):
    found = called("stepper/arithmetic.js", "a[1].map((x) => m.ACTIVATIONS[a[0]](x))", name, X.tolist())
    options = {"approximate": False} if name == "gelu" else {}
    expected = getattr(keras.ops, name)(X, **options)
    np.testing.assert_allclose(found, np.asarray(expected), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("mode", PADDING_MODES)
@pytest.mark.parametrize("size", [1, 2, 5])
def test_padding_is_that_of_numpy(mode, size):
    around = 3
    axis = f"m.axisOf({size}, 1, 1, [{around}, {around}], 1)"
    origins = called(
        "stepper/windows.js",
        f"Array.from({{ length: {size + 2 * around} }}, (_, n) => m.originOf({axis}, n, a[0]))",
        mode,
    )
    padded: Any = np.pad
    fill = {"constant_values": -1} if mode == "zeros" else {}
    expected = padded(np.arange(size), around, PADDING_MODES[mode], **fill)
    assert origins == expected.tolist()


def test_a_padding_that_is_unknown_is_an_error():
    with pytest.raises(AssertionError, match="mirror"):
        called("stepper/windows.js", "m.originOf(m.axisOf(5, 1, 1, [1, 1], 1), 0, a[0])", "mirror")
