"""The order of the tests: first those that take long, so that none of them is left over at the end."""

from pathlib import Path

#: Folders below this one, the slowest first; then all others.
SLOWEST = ("browser", "workers", "pages", "training", "export")


def pytest_collection_modifyitems(items):
    """Sort the tests by the folder that they stand in; within it they stay as they are."""
    items.sort(key=lambda item: _rank(item.path))


def _rank(path: Path) -> int:
    folder = path.parent.name
    return SLOWEST.index(folder) if folder in SLOWEST else len(SLOWEST)
