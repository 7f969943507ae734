"""The switch between networks, and the second network that reads the same input beside the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cnnviz.network import Network, described

#: The option that has two networks read.
BOTH = "both"


@dataclass(frozen=True)
class Second:
    """A network whose answer alone is shown.

    Args:
        label: A word for it.
        network: Its layers.
        weights: All weights, as `cnnviz.network.packed` returns them.
    """

    label: str
    network: Network
    weights: bytes = field(repr=False)


@dataclass(frozen=True)
class Readers:
    """Which networks a visitor can have read, and which do.

    Args:
        options: The name and a word for each network that can be chosen.
        used: The name of the one that reads; "" if it is none of them.
        label: A word for it.
        second: The network that reads as well, if one does.
        sentence: Why two networks differ.
    """

    options: Mapping[str, str]
    used: str
    label: str
    second: Second | None = None
    sentence: str = ""

    def message(self, weights: str) -> dict[str, Any]:
        """Return what the browser is told.

        Args:
            weights: The address of the second network's weights; "" if there is none.
        """
        second = self.second
        return {
            "options": [list(option) for option in (*self.options.items(), (BOTH, "Two"))],
            "pressed": BOTH if second else self.used,
            "label": self.label,
            "sentence": self.sentence if second else "",
            "second": second
            and {"label": second.label, "network": described(second.network), "weights": weights},
        }

    def has(self, name: object) -> bool:
        """Return whether a visitor can choose this."""
        return name in self.options or name == BOTH
