"""The digit that a network reads, in large, with its probability.

A browser component.
"""

from __future__ import annotations

from typing import Any

from cnnviz.ui.components import component


def show(digit: str, key: str, *, share: str = "", note: str = "") -> None:
    """Show the digit.

    Args:
        digit: the digit.
        key: the component's key on this page.
        share: its probability as text, such as "99 %", if there is one.
        note: a sentence below it.
    """
    _component(key=key, data=message(digit, share=share, note=note))


def message(digit: str, *, share: str = "", note: str = "") -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    content = {"digit": digit, "share": share, "note": note}
    return content | {"digest": component.digest(content)}


_component = component.define(
    "digit_answer",
    html=(
        '<div class="answer panel"><p class="read" role="status">The network reads '
        '<b class="digit"></b> <span class="share"></span></p><p class="note"></p></div>'
    ),
    styles=("shared/panel",),
)
