"""The folder where Keras keeps what it downloads: what it has is found here, and what is fetched it finds."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def keras_folder() -> Path:
    """Return the writable folder that Keras would choose: KERAS_HOME, ~/.keras, or a temporary one."""
    home = Path(os.environ.get("KERAS_HOME") or Path("~/.keras").expanduser()).expanduser()
    if not _writable(home):
        home = Path(tempfile.gettempdir()) / ".keras"
    return home.absolute()


def _writable(folder: Path) -> bool:
    """Return whether the folder, or its nearest existing parent, is writable."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)
