"""Where something that goes on stands: a line, how much is done, and its numbers, several times a second.

A browser-side component. A message brings what was told since the last one, and the browser shows it bit by
bit until the next: a message costs a browser as much as all else on the page together, a number nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cnnviz.ui.components import component


@dataclass(frozen=True)
class Told:
    """What is shown at a time.

    Attributes:
        line: where it stands, in words.
        progress: how much is done, from 0 to 1.
        numbers: each in words, as many as there are names.
        at: which comes later; more with each.
    """

    line: str
    progress: float
    numbers: Sequence[str]
    at: float = 0.0


def show(told: Sequence[Told], names: Sequence[str], key: str, *, of: str = "", every: float = 0.0) -> None:
    """Show where it stands.

    Args:
        told: the newest last; at least one.
        names: what the numbers are.
        key: the component's key on this page.
        of: what it is about; with another the newest is shown at once.
        every: seconds until the next message; 0 shows the newest at once.
    """
    _component(key=key, data=message(told, names, of=of, every=every))


def message(
    told: Sequence[Told], names: Sequence[str], *, of: str = "", every: float = 0.0
) -> dict[str, Any]:
    """Return what the component takes, with a digest that is another when anything is."""
    sent: dict[str, Any] = {
        "told": [asdict(one) for one in told],
        "names": list(names),
        "of": of,
        "every": every,
    }
    return sent | {"digest": component.digest(sent)}


_component = component.define(
    "ticker", html='<section class="ticker" aria-label="Where the run stands"></section>'
)
