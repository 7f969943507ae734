"""The browser-side components: their modules, joined in one script that stands alone."""

import re
from importlib.resources import files

import pytest

from cnnviz.colours import NEGATIVE, POSITIVE
from cnnviz.ui.components import component

FOLDER = files("cnnviz.ui.components")
NAMES = sorted(folder.name for folder in FOLDER.iterdir() if folder.joinpath(f"{folder.name}.css").is_file())
DECLARED = r"^(?:export )?(?:default )?(?:async )?(?:function|const|let|class) (\w+)"
IMPORTED = re.compile(r'^import \{([^}]+)\} from "([./\w]+)\.js"$', re.MULTILINE)


def text_of(path):
    return FOLDER.joinpath(f"{path}.js").read_text(encoding="utf-8")


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def modules(name):
    return component.modules(f"{name}/{name}")


@pytest.fixture
def script(name):
    return component.script(name)


def test_there_are_components():
    assert {"stage", "stepper", "magnifier"} <= set(NAMES)


def test_all_modules_of_the_folder_are_in_the_script(name, modules, script):
    folder = [file.name for file in FOLDER.joinpath(name).iterdir() if file.name.endswith(".js")]
    own = [each for each in modules if each.startswith(f"{name}/")]
    assert sorted(f"{name}/{file}" for file in folder) == sorted(f"{each}.js" for each in own)
    for each in modules:
        lines = text_of(each).splitlines()
        assert "\n".join(line for line in lines if not line.startswith("import ")) in script


def test_every_shared_module_is_used():
    shared = {
        f"shared/{file.name[:-3]}"
        for file in FOLDER.joinpath("shared").iterdir()
        if file.name.endswith(".js")
    }
    assert shared == {
        each for name in NAMES for each in component.modules(f"{name}/{name}") if each.startswith("shared/")
    }


def test_the_script_imports_nothing(script):
    """It is loaded from a blob, from where no relative address leads anywhere."""
    assert not re.search(r"^\s*import\b", script, re.MULTILINE)
    assert not re.search(r"\bimport\s*\(|\bfrom\s+[\"']|https?://", script)


def test_every_import_is_of_a_name_that_a_module_before_it_exports(modules):
    for n, each in enumerate(modules):
        text = text_of(each)
        found = IMPORTED.findall(text)
        assert len(found) == len(re.findall(r"^import ", text, re.MULTILINE)) == len(component.imports(each))
        for (names, _), source in zip(found, component.imports(each), strict=True):
            assert source in modules[:n], (each, source)
            for one in names.strip(", \n").split(","):
                declared = rf"^export (async )?(function|const) {one.strip()}\b"
                assert re.search(declared, text_of(source), re.MULTILINE), (each, one)


def test_what_is_imported_is_used(modules):
    for each in modules:
        body = IMPORTED.sub("", text_of(each))
        for names, _ in IMPORTED.findall(text_of(each)):
            for one in names.strip(", \n").split(","):
                assert re.search(rf"\b{one.strip()}\b", body), (each, one)


def test_an_import_may_stand_on_several_lines():
    text = 'import { one } from "./a.js"\nimport {\n  two,\n} from "../shared/b.js"\nconst three = two\n'
    assert component.IMPORT.findall(text) == ["./a", "../shared/b"]
    assert component.IMPORT.sub("", text) == "const three = two\n"


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
