"""The secret that identifies one visitor's browser, stored only there.

A browser component that shows nothing. A browser without a secret makes one when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable

from cnnviz.ui.components import component

KEY = "visitor-secret"


def ask(*, needed: bool, on_told: Callable[[str], None]) -> None:
    """Ask the browser for its secret.

    Args:
        needed: whether there is something to find again; only then a new secret is made.
        on_told: is called with the secret that the browser sent.
    """
    _component(
        key=KEY,
        data={"needed": needed},
        on_told_change=lambda: component.call_listener(
            KEY, "told", on_told, lambda told: isinstance(told, str)
        ),
    )


_component = component.define("visitor_secret", html="<i hidden></i>")
