"""The environment of all tests, their markers, and their order."""

import ast
import gc
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

#: For this process and its children, before any of them imports TensorFlow or SciPy: several test processes
#: share the cores, and a thread pool in each would only make them wait for each other.
ENVIRONMENT = {
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
os.environ.update(ENVIRONMENT)

#: Compiled modules are kept, also where the environment asks for none: to compile `cnnviz` and its tests
#: takes each process seconds.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

#: No deadline: an example's duration says nothing about its assertion, and on a busy machine it varies.
settings.register_profile(
    "unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "cnnviz"
#: Folders whose tests need more than this process, or hundreds of pictures, with their marker.
FOLDERS = {"browser": "browser", "pages": "page", "workers": "worker", "judged": "judged"}
#: Modules that import Keras, which takes seconds. A test module that imports one is marked "keras".
WITH_KERAS = (
    *("keras", "tensorflow", "tests.oracle"),
    *(
        f"cnnviz.{name}"
        for name in (
            "with_keras",
            "models",
            "layer_outputs",
            "attribution",
            "exciting",
            "pushing",
            "training",
        )
    ),
)

#: Text that may be an import of one of these at a file's top level: parsing all files takes seconds.
_MAY_IMPORT = re.compile(
    rf"^(?:from|import)\b[^(\n]*(?:\([^)]*)?\b(?:{'|'.join(name.split('.')[-1] for name in WITH_KERAS)})\b",
    re.MULTILINE,
)

#: Slow tests start first, so that none is left over at the end: modules and folders, the slowest first. The
#: first ones mix tests that mostly wait with tests that mostly compute.
SLOWEST = ("test_workers", "browser", "workers", "pages", "training", "judged", "export")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--core",
        action="store_true",
        help="leave out what needs Keras, a page, a browser, a worker or hundreds of pictures",
    )


def pytest_configure(config: pytest.Config) -> None:
    for name in (*FOLDERS.values(), "keras"):
        config.addinivalue_line("markers", f"{name}: set by conftest.py, from the test's folder or imports")
    if config.getoption("core"):
        sys.meta_path.insert(0, WithoutKeras())
        slow = [TESTS / folder for folder in FOLDERS]
        slow += [path for root in (TESTS, PACKAGE) for path in root.rglob("*.py") if imports_keras(path)]
        config.option.ignore = [*(config.option.ignore or ()), *map(str, slow)]


class WithoutKeras(MetaPathFinder):
    """Refuses to import Keras: one test that does would cost the core tests seconds in each process."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname in ("keras", "tensorflow"):
            raise ImportError(f"A test that needs Keras is marked pytest.mark.keras. Received: {fullname}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, and sort the tests by folder; within one they keep their order.

    A test that imports Keras only when it runs, or runs a program that does, is marked where it stands.
    """
    for item in items:
        if needed := needs(item.path):
            item.add_marker(needed)
    if config.getoption("core"):
        items[:] = [item for item in items if not item.get_closest_marker("keras")]
    items.sort(key=lambda item: _rank(item.path))


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what is there from the start: the modules and the tests."""
    gc.collect()
    gc.freeze()


def needs(path: Path) -> str | None:
    """Return the marker of a file's tests; None if they need only this process."""
    folder = path.relative_to(TESTS).parts[0] if path.is_relative_to(TESTS) else ""
    return FOLDERS.get(folder) or ("keras" if imports_keras(path) else None)


@cache
def imports_keras(path: Path) -> bool:
    """Whether importing a file imports Keras, itself or through a package that it stands in."""
    package = path.parents[path.name == "__init__.py"] / "__init__.py"
    if package.exists() and imports_keras(package):
        return True
    text = path.read_text(encoding="utf-8")
    if not _MAY_IMPORT.search(text):
        return False
    names = imported(ast.parse(text))
    return any(f"{name}.".startswith(f"{one}.") for name in names for one in WITH_KERAS)


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names that a module imports at its top level."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _rank(path: Path) -> int:
    named = [n for n, name in enumerate(SLOWEST) if name in (path.stem, path.parent.name)]
    return min(named, default=len(SLOWEST))
