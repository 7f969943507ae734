"""The browser-side components: their modules, joined in one script that stands alone."""

import importlib
import re
from importlib.resources import files

import pytest

from cnnviz.colours import NEGATIVE, POSITIVE
from cnnviz.ui import component, joining

NAMES = sorted(
    folder.name for folder in files("cnnviz.ui").iterdir() if folder.joinpath(f"{folder.name}.css").is_file()
)
DECLARED = r"^(?:export )?(?:default )?(?:async )?(?:function|const|let|class) (\w+)"
IMPORT = re.compile(r'^import \{\s*([^}]+?),?\s*\} from "([./\w]+)\.js"$', re.MULTILINE)


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def modules(name):
    return importlib.import_module(f"cnnviz.ui.{name}").MODULES


@pytest.fixture
def script(name, modules):
    return component.script(name, modules)


def test_there_are_components():
    assert {"stage", "stepper", "magnifier"} <= set(NAMES)


def test_all_modules_of_the_folder_are_in_the_script(name, modules, script):
    folder = [file.name for file in files(f"cnnviz.ui.{name}").iterdir() if file.name.endswith(".js")]
    assert sorted(folder) == sorted(f"{each}.js" for each in modules if "/" not in each)
    for each in modules:
        assert joining.without_imports(each, component.module(name, each)) in script


def test_the_script_imports_nothing(script):
    """It is loaded from a blob, from where no relative address leads anywhere."""
    assert not re.search(r"^\s*import\b", script, re.MULTILINE)
    assert not re.search(r"\bimport\s*\(|\bfrom\s+[\"']|https?://", script)


def test_every_import_is_of_a_module_that_stands_before_it(name, modules):
    for n, each in enumerate(modules):
        text = component.module(name, each)
        found = IMPORT.findall(text)
        assert len(found) == len(re.findall(r"^import ", text, re.MULTILINE)), each
        for names, source in found:
            at = source.removeprefix("../") if source.startswith("../") else source.removeprefix("./")
            if "/" in each and "/" not in at:
                at = f"{each.split('/')[0]}/{at}"
            assert at in modules[:n], (each, source)
            for one in names.split(","):
                declared = rf"^export (async )?(function|const) {one.strip()}\b"
                assert re.search(declared, component.module(name, at), re.MULTILINE), (each, one)


def test_what_is_imported_is_used(name, modules):
    for each in modules:
        text = component.module(name, each)
        body = joining.without_imports(each, text)
        for names, _ in IMPORT.findall(text):
            for one in names.split(","):
                assert re.search(rf"\b{one.strip()}\b", body), (each, one)


def test_joined_in_one_scope_no_name_is_declared_twice(script):
    declared = re.findall(DECLARED, script, re.MULTILINE)
    assert declared
    assert len(declared) == len(set(declared))


def test_the_script_has_one_entry(script):
    assert len(re.findall(r"^export default function", script, re.MULTILINE)) == 1


def test_the_style_has_the_colours_of_signed_values(name):
    style = component.style(name)
    assert "--positive: " + " ".join(map(str, POSITIVE)) in style
    assert "--negative: " + " ".join(map(str, NEGATIVE)) in style
