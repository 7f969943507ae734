"""Where TensorFlow is and where it is not: never in the dashboard's process, always in the workers'."""

import ast
import json
import pkgutil
import subprocess
import sys

import numpy as np
import pytest

import cnnviz
from tests.pages.dashboard import ROOT

#: The room of all that imports Keras.
ROOM = "cnnviz.with_keras"
#: The room of what reads networks' files, without Keras.
FILES = "cnnviz.reading"
#: The public names of what stands in that room, and of what reads its files; each only hands them on.
DOORS = {
    *("cnnviz.attribution", "cnnviz.exciting", "cnnviz.models"),
    *("cnnviz.layer_outputs", "cnnviz.pushing", "cnnviz.training"),
}
#: It imports the modules of its own folder, whatever they are called.
BY_NAME = {"cnnviz.network.kinds"}
#: They import the room inside functions that only a worker runs.
IN_WORKERS = {"cnnviz.workers.tasks", "cnnviz.workers.running"}
HEAVY = {"tensorflow", "keras"}

MODULES = sorted(
    one.name for one in pkgutil.walk_packages(cnnviz.__path__, "cnnviz.") if not one.name.endswith("__main__")
)
WITH_KERAS = {name for name in MODULES if name.startswith(f"{ROOM}.")} | DOORS
WITHOUT_KERAS = [name for name in MODULES if name not in WITH_KERAS]
WITHOUT_STREAMLIT = [name for name in WITHOUT_KERAS if not name.startswith("cnnviz.ui")]
SCRIPTS = ["app.py", *sorted(f"pages/{file.name}" for file in (ROOT / "pages").glob("*.py"))]


def run(program):
    """Run a program in a fresh process, and return what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def source(name):
    path = ROOT / f"{name.replace('.', '/')}.py"
    return path if path.exists() else path.with_suffix("") / "__init__.py"


def imports(path):
    """Return the modules that a file imports: (at once, in functions or for types only)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    later = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or is_for_types(node)
        for inner in ast.walk(node)
    }
    found = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found[node in later].update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found[node in later].update({node.module, *(f"{node.module}.{one.name}" for one in node.names)})
    return found


def is_for_types(node):
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"


def tops(names):
    return {name.split(".")[0] for name in names}


# --- read from the source


def test_the_list_of_modules_is_not_empty_and_the_exceptions_are_in_it():
    assert len(MODULES) > 30
    assert set(MODULES) >= WITH_KERAS | IN_WORKERS


@pytest.mark.parametrize("name", MODULES)
def test_only_these_modules_import_keras_and_only_ui_imports_streamlit(name):
    at_once, later = imports(source(name))
    assert not tops(at_once) & HEAVY or name.startswith(f"{ROOM}.")
    assert not tops(later) & HEAVY
    if name in DOORS:
        assert not [one for one in at_once if one.startswith("cnnviz") and not one.startswith((ROOM, FILES))]
    if name not in WITH_KERAS:
        assert not at_once & WITH_KERAS
        assert not later & WITH_KERAS or name in IN_WORKERS
    if not name.startswith("cnnviz.ui"):
        assert "streamlit" not in tops(at_once | later)
        assert not [one for one in at_once | later if one.startswith("cnnviz.ui")]


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_pages_import_no_keras_and_nothing_that_imports_it(script):
    at_once, later = imports(ROOT / script)
    assert not tops(at_once | later) & HEAVY
    assert not (at_once | later) & WITH_KERAS
    assert not [one for one in at_once | later if one.startswith(tuple(IN_WORKERS))]


def test_names_are_not_put_together_to_get_around_this():
    for path in [ROOT / script for script in SCRIPTS] + [
        source(name) for name in WITHOUT_KERAS if name not in IN_WORKERS | BY_NAME
    ]:
        text = path.read_text(encoding="utf-8")
        assert "import_module(" not in text, path
        assert "__import__(" not in text, path


# --- seen in a fresh process


def test_no_module_outside_ui_brings_streamlit_or_tensorflow_when_it_is_imported():
    program = f"""
import importlib, json, sys
brought = {{}}
for name in ["cnnviz", *{WITHOUT_STREAMLIT}]:
    importlib.import_module(name)
    found = [one for one in ("tensorflow", "keras", "streamlit") if one in sys.modules]
    if found:
        brought[name] = found
        break
print(json.dumps(brought))
"""
    assert run(program) == {}


def test_a_network_is_read_without_keras_and_h5py_is_not_imported_before_that():
    program = """
import json, sys
from cnnviz import reading

before = "h5py" in sys.modules
network, weights = reading.read(reading.pretrained_bytes())
heavy = sorted({"tensorflow", "keras"} & set(sys.modules))
print(json.dumps([before, heavy, network.n_weights, sum(array.size for array in weights)]))
"""
    assert run(program) == [False, [], 693_962, 693_962]


DASHBOARD = """
import json, sys
from tests.pages.dashboard import PAGES, assert_sound, keep, stage, turn, visit
from cnnviz.ui.components import stage as stages
from cnnviz.ui.session import networks, worker_processes

stages.address = keep

def heavy():
    return [name for name in list(sys.modules) if name.split(".")[0] in ("tensorflow", "keras")]

def where():
    from distributed import get_worker
    return get_worker().name

def main():
    shown = {}
    try:
        # Asked before any worker is there.
        client = worker_processes.workers().local.client()
        early = {
            name: [client.submit(where, resources={name: 1}, pure=False) for _ in range(4)]
            for name in ("answers", "trains")
        }
        at = visit(number="3600")
        assert_sound(at)
        before = heavy()
        for page in PAGES:
            assert_sound(turn(at, page))
            shown[page] = [one.value for one in at.header]
        turn(at, "network")
        shown["layers"] = at.selectbox(key="network-enlarged").options
        at.selectbox(key="network-enlarged").set_value("dense_1").run()
        shown["values"] = stage(at, "network-layer")[0]["values"]
        shown["heavy"] = before + heavy()
        shown["early"] = {name: [one.result(90) for one in asked] for name, asked in early.items()}
        loaded = client.run(lambda: sorted({"tensorflow", "keras"} & set(__import__("sys").modules)))
        names = client.scheduler_info(n_workers=-1)["workers"]
        shown["workers"] = {names[address]["name"]: found for address, found in loaded.items()}
    finally:
        worker_processes.workers().close()
    print(json.dumps(shown))

main()
"""


@pytest.fixture(scope="module")
def dashboard():
    """What a dashboard in a process of its own shows, page by page, and what it has loaded meanwhile."""
    return run(DASHBOARD)


def test_no_page_brings_tensorflow_into_the_dashboards_process(dashboard):
    assert dashboard["heavy"] == []
    assert dashboard["filters"] == ["Filters"]
    assert dashboard["relu_pooling"] == ["Round after round"]
    assert dashboard["train"] == ["Train"]


def test_the_workers_have_it(dashboard):
    assert set(dashboard["workers"]) == {"answers", "trains"}
    assert dashboard["workers"]["answers"] == ["keras", "tensorflow"]


def test_each_worker_does_its_own_work_even_what_it_was_asked_before_it_was_there(dashboard):
    """A training run on the worker that answers would hold up every page, and could not be stopped."""
    assert dashboard["early"] == {"answers": ["answers"] * 4, "trains": ["trains"] * 4}


def test_what_the_page_shows_is_what_keras_computes(dashboard):
    from cnnviz import layer_outputs, mnist, models
    from cnnviz.network import readable_names

    digit = mnist.bundled()[0][3600].astype(np.float32) / np.float32(255)
    outputs = layer_outputs.of(models.load_pretrained(), digit)
    assert dashboard["layers"] == list(readable_names(outputs).values())
    np.testing.assert_allclose(dashboard["values"], outputs["dense_1"], rtol=1e-4, atol=1e-5)
