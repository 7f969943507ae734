"""The secret that tells one visitor's browser from all others, kept by that browser alone.

A browser-side component that shows nothing. A browser without a secret makes one when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable

from cnnviz.ui.components import component

KEY = "visitor-secret"


def ask(*, needed: bool, on_told: Callable[[str], None]) -> None:
    """Ask the browser for its secret.

    Args:
        needed: whether there is something to be found again; only then a new secret is made.
        on_told: is called with what the browser says its secret is.
    """
    _component(
        key=KEY,
        data={"needed": needed},
        on_told_change=lambda: component.hand_on(KEY, "told", on_told, lambda told: isinstance(told, str)),
    )


_component = component.define("visitor_secret", html="<i hidden></i>")
