"""What a recipe of the command line returns."""

from __future__ import annotations

from typing import Any, NamedTuple


class Trained(NamedTuple):
    """A trained network as the bytes of a .keras file, and its model card."""

    network: bytes
    card: dict[str, Any]
