"""The browser components: their modules, joined into one script without imports."""

import re
import subprocess
from importlib.resources import files

import pytest

from cnnviz.colours import NEGATIVE, POSITIVE
from cnnviz.ui.components import component, facts
from cnnviz.ui.components.joining import order
from cnnviz.ui.components.sources import read
from tests.node import NODE

ROOM = files("cnnviz.ui.components")
NAMES = sorted(folder.name for folder in ROOM.iterdir() if folder.joinpath(f"{folder.name}.css").is_file())


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def script(name):
    return component.script(name)


def test_there_are_components():
    assert {"stage", "stepper", "magnifier"} <= set(NAMES)


def test_every_module_belongs_to_a_component():
    reached = {path for name in NAMES for path in order(f"{name}/{name}.js", read)}
    there = {
        f"{folder.name}/{file.name}"
        for folder in ROOM.iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
        if file.name.endswith(".js")
    }
    assert there | {facts.PATH} == reached


def test_the_script_imports_nothing(script):
    """It is loaded from a blob, which relative URLs cannot leave."""
    script = re.sub(r"/\*\*.*?\*/", "", script, flags=re.DOTALL)  # types may name a module
    assert not re.search(r"^\s*import\b", script, re.MULTILINE)
    assert not re.search(r"\bimport\s*\(|\bfrom\s+[\"']|https?://", script)


def test_joined_in_one_scope_the_modules_are_one(script):
    """No name is declared twice, and there is no syntax error."""
    command = [str(NODE), "--input-type=module", "--check", "-"]
    checked = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_the_script_has_one_entry(script):
    assert len(re.findall(r"^export default function", script, re.MULTILINE)) == 1


def test_the_style_has_the_colours_of_signed_values(name):
    style = component.style(name)
    assert "--positive: " + " ".join(map(str, POSITIVE)) in style
    assert "--negative: " + " ".join(map(str, NEGATIVE)) in style
