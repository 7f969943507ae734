"""What runs in the browser on every page: a clicker's keys, and one choice of theme for all pages.

A browser component that shows nothing.
"""

from __future__ import annotations

from cnnviz.ui.components import component

KEY = "frame-script"
#: The keys of the footer's two buttons, from which Streamlit makes the CSS classes `st-key-...`.
BACK, ON = "page-back", "page-on"


def run(paths: list[str]) -> None:
    """Run the script on this page.

    Args:
        paths: the addresses of all pages, such as "filters"; they share one choice of theme.
    """
    _component(key=KEY, data={"buttons": {"PageUp": BACK, "PageDown": ON}, "paths": paths})


_component = component.define("frame_script", html="<i hidden></i>")
