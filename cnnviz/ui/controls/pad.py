"""The pad to draw on. A drawing is kept as strokes; all pages and the link share it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnviz import drawing
from cnnviz.drawing import Drawing
from cnnviz.errors import ImageError
from cnnviz.ui.session import state
from cnnviz.ui.session.notice import Notice

SIDE = 280
PEN = round(drawing.PEN * SIDE / drawing.BOARD)


def pad(page: str) -> None:
    """Show the pad with the visitor's drawing on it, and keep what they draw.

    Args:
        page: How the keys of the pad begin; a page has one pad.
    """
    from streamlit_drawable_canvas import st_canvas  # noqa: PLC0415 - it registers with a running server

    key, initial = _mounted(page)
    st_canvas(
        stroke_width=PEN,
        stroke_color="#000000",
        background_color="#ffffff",
        height=SIDE,
        width=SIDE,
        initial_drawing=initial,
        key=key,
        on_change=lambda: _keep(page, key),
    )
    _notice(page).show_once()


def _mounted(page: str) -> tuple[str, dict[str, Any]]:
    """Return the pad's key and its initial drawing.

    The key changes, and the pad starts again, when the pad is new on the page or shows another drawing than
    the visitor's present one.
    """
    now = state.current().image.drawing
    count, shown, initial = st.session_state.get(f"{page}-pad-shows", (0, None, {}))
    if shown != now or f"{page}-pad-{count}" not in st.session_state:
        count, initial = count + 1, drawing.to_fabric(now, SIDE, SIDE)
    st.session_state[f"{page}-pad-shows"] = (count, now, initial)
    return f"{page}-pad-{count}", initial


def _keep(page: str, key: str) -> None:
    """Keep the drawing that the pad sends, or the reason why it cannot be kept."""
    try:
        drawn: Drawing = drawing.from_fabric(st.session_state[key]["drawing"]["raw"], SIDE, SIDE)
    except ImageError as error:
        _notice(page).put(str(error))
        return
    count, _, initial = st.session_state[f"{page}-pad-shows"]
    st.session_state[f"{page}-pad-shows"] = (count, drawn, initial)
    state.change(image={"drawing": drawn})


def _notice(page: str) -> Notice:
    return Notice(f"{page}-pad-error")
