"""The progress of something that runs: a line, a progress bar and numbers, several times a second.

A browser component. A message holds all updates since the last one, and the browser shows them one by one
until the next: a message costs a browser as much as everything else on the page, an update costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cnnviz.ui.components import component


@dataclass(frozen=True)
class Update:
    """One update of the progress.

    Attributes:
        line: the state in words.
        progress: the share that is done, from 0 to 1.
        numbers: the numbers as text, one per name.
        at: the order of updates; later ones have a larger number.
    """

    line: str
    progress: float
    numbers: Sequence[str]
    at: float = 0.0


def show(
    updates: Sequence[Update], names: Sequence[str], key: str, *, of: str = "", every: float = 0.0
) -> None:
    """Show the progress.

    Args:
        updates: the newest last; at least one.
        names: the names of the numbers.
        key: the component's key on this page.
        of: what the updates are about; when it changes, the newest is shown at once.
        every: seconds until the next message; with 0, the newest is shown at once.
    """
    _component(key=key, data=message(updates, names, of=of, every=every))


def message(
    updates: Sequence[Update], names: Sequence[str], *, of: str = "", every: float = 0.0
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    sent: dict[str, Any] = {
        "updates": [asdict(one) for one in updates],
        "names": list(names),
        "of": of,
        "every": every,
    }
    return sent | {"digest": component.digest(sent)}


_component = component.define(
    "ticker", html='<section class="ticker" aria-label="Where the run stands"></section>'
)
