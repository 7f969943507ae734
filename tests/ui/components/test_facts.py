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
from cnnviz.figures import captions, map_colours
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


@pytest.mark.parametrize("name", colours.MAP_SCALES)
def test_the_colours_of_a_map_are_the_same_entry_by_entry(name):
    found = called("shared/map_colours.js", "[...m.MAP_TABLES[a[0]]]", name)
    np.testing.assert_array_equal(np.reshape(found, (-1, 3)), map_colours.table(name))


def test_javascript_knows_all_scales_of_maps():
    assert called("shared/map_colours.js", "Object.keys(m.MAP_TABLES)") == list(colours.MAP_SCALES)


def test_a_value_has_the_same_level():
    values = np.linspace(-1.2, 1.2, 1001, dtype=np.float32)
    found = called("shared/map_colours.js", "a[0].map((value) => m.levelOf(value, 1.1))", values.tolist())
    np.testing.assert_array_equal(found, map_colours.levels(values, 1.1))


def test_the_activations_are_the_same():
    names = called("shared/activations.js", "Object.keys(m.ACTIVATIONS)")
    assert names == list(layers.ACTIVATIONS)


def test_each_activation_is_written_out():
    assert called("stepper/formula.js", "Object.keys(m.APPLIED)") == list(layers.ACTIVATIONS)


def test_pictures_that_leave_the_page_have_the_light_themes_colours():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]["light"]
    assert (theme["textColor"], theme["backgroundColor"]) == (colours.INK, colours.GROUND)


@pytest.mark.parametrize("name", layers.ACTIVATIONS)
def test_an_activation_is_that_of_keras(name):
    found = called("shared/activations.js", "a[1].map((x) => m.ACTIVATIONS[a[0]](x))", name, X.tolist())
    options = {"approximate": False} if name == "gelu" else {}
    expected = getattr(keras.ops, name)(X, **options)
    np.testing.assert_allclose(found, np.asarray(expected), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("mode", PADDING_MODES)
@pytest.mark.parametrize("size", [1, 2, 5])
def test_padding_is_that_of_numpy(mode, size):
    around = 3
    axis = f"{{ size: {size}, before: {around} }}"
    origins = called(
        "stepper/windows.js",
        f"Array.from({{ length: {size + 2 * around} }}, (_, n) => m.originOf({axis}, n, a[0]))",
        mode,
    )
    padded: Any = np.pad
    fill = {"constant_values": -1} if mode == "zeros" else {}
    expected = padded(np.arange(size), around, PADDING_MODES[mode], **fill)
    assert origins == expected.tolist()


def test_a_share_is_written_as_python_writes_it():
    near = [1e-9, 0.00099999, 0.001, 0.0009996, 0.99899, 0.999, 0.99900001, 1 - 1e-9]
    shares = [0, 1, *near, *np.linspace(0, 1, 4001).tolist(), 1.2345, 12.5]
    written = called("shared/numbers.js", "a[0].map(m.percent)", shares)
    assert written == [captions.share(share) for share in shares]


def test_a_padding_that_is_unknown_is_an_error():
    with pytest.raises(AssertionError, match="mirror"):
        called("stepper/windows.js", "m.originOf({ size: 5, before: 1 }, 0, a[0])", "mirror")
