"""Modules that Python generates, and the one JavaScript file of each kind of layer."""

from importlib.resources import files

from cnnviz.network import KINDS
from cnnviz.ui.components import sources
from tests.node import called


def test_each_kind_has_one_file_in_python_and_one_in_javascript():
    folder = files("cnnviz.ui.components").joinpath("shared/kinds")
    there = {file.name.removesuffix(".js") for file in folder.iterdir() if file.name.endswith(".js")}
    assert there == {sources.stem_of(kind) for kind in KINDS}


def test_each_kind_can_do_all_that_a_kind_must():
    found = called(
        sources.KINDS_PATH,
        "Object.entries(m.LAYER_KINDS).map(([name, kind]) => [name, Object.keys(kind).sort()])",
    )
    assert dict(found) == {kind: ["link", "look", "part", "prepare", "run"] for kind in KINDS}


def test_a_generated_module_is_no_file_but_declared():
    for path in sources.GENERATED:
        file = files("cnnviz.ui.components").joinpath(path)
        assert not file.is_file()
        assert files("cnnviz.ui.components").joinpath(path.replace(".js", ".d.ts")).is_file()
        assert sources.read(path) == sources.generated()[path]
