"""The environment of all tests, their markers, and their order."""

import ast
import os
from collections.abc import Iterator
from functools import cache
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
        slow = [TESTS / folder for folder in FOLDERS]
        slow += [path for root in (TESTS, PACKAGE) for path in root.rglob("*.py") if imports_keras(path)]
        config.option.ignore = [*(config.option.ignore or ()), *map(str, slow)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, and sort the tests by folder; within one they keep their order."""
    for item in items:
        if needed := needs(item.path):
            item.add_marker(needed)
    items.sort(key=lambda item: _rank(item.path))


def needs(path: Path) -> str | None:
    """Return the marker of a file's tests; None if they need only this process."""
    folder = path.relative_to(TESTS).parts[0] if path.is_relative_to(TESTS) else ""
    return FOLDERS.get(folder) or ("keras" if imports_keras(path) else None)


@cache
def imports_keras(path: Path) -> bool:
    """Whether importing a file imports Keras."""
    names = imported(ast.parse(path.read_text(encoding="utf-8")))
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
