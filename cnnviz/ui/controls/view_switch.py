"""The switch between the views of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from cnnviz.pipeline import choices
from cnnviz.ui.session.state import current, field

T = TypeVar("T")


def view_switch(
    chapter: str, views: Mapping[str, tuple[str, T]], *, label: str = "What to look at", key: str = ""
) -> T:
    """Show the switch between a page's views, and return what belongs to the one that is chosen.

    >>> # VIEWS = {"samples": ("Samples", show_samples), "mean": ("Mean and spread", show_mean)}
    >>> # show = view_switch("data", VIEWS)

    Args:
        chapter: The chapter whose setting `view` is switched, as "data".
        views: For each choice of that setting its name on the screen, and what belongs to it: mostly the
            function that shows it.
        label: What the switch is for, read out by screen readers alone.
        key: The widget's key, where it is not the chapter and "view".

    Raises:
        KeyError: If the setting has a choice that is not in `views`.
    """
    st.segmented_control(
        label,
        choices(chapter, "view"),
        format_func=lambda view: views[view][0],
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **field(chapter, "view", key=key),
    )
    return views[getattr(current(), chapter).view][1]
