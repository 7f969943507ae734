"""The environment of all tests, and their order."""

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

#: For this process and all that it starts, before any of them imports TensorFlow or SciPy: several test
#: processes share the cores, and a pool of threads in each of them only has them wait for each other.
ENVIRONMENT = {
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
os.environ.update(ENVIRONMENT)

#: How long an example takes says nothing about what it asserts, and on a busy machine fails by chance.
settings.register_profile(
    "unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")

#: What takes long begins first, so that none of it is left over at the end: modules and folders, the slowest
#: first; then all others. Among the first, some that mostly wait stand beside some that mostly compute.
SLOWEST = ("test_workers", "browser", "workers", "pages", "training", "export")


def pytest_collection_modifyitems(items):
    """Sort the tests by the folder that they stand in; within it they stay as they are."""
    items.sort(key=lambda item: _rank(item.path))


def _rank(path: Path) -> int:
    named = [n for n, name in enumerate(SLOWEST) if name in (path.stem, path.parent.name)]
    return min(named, default=len(SLOWEST))
