"""What parts of pages need to run in AppTest."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

_scanned_once = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True, scope="module")
def one_search() -> Iterator[None]:
    """Search all installed packages for components once, not for each AppTest: it takes a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", _scanned_once)
        yield
