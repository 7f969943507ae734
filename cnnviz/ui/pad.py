"""The pad to draw on. What is drawn is kept as strokes, the same on every page and in the link."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnviz import drawing
from cnnviz.drawing import Drawing
from cnnviz.errors import ImageError
from cnnviz.ui import state

SIDE = 280
PEN = round(drawing.PEN * SIDE / drawing.BOARD)
_TAKEN = "pad taken"


def pad(page: str) -> None:
    """Show the pad with the present drawing on it, and take in what is drawn."""
    from streamlit_drawable_canvas import st_canvas  # noqa: PLC0415 - it registers with a running server

    now = state.current().drawing
    generation, taken, initial = st.session_state.get(_TAKEN, (0, None, None))
    key = f"{page}-pad-{generation}"
    if now != taken or key not in st.session_state:
        # Another drawing than the pad's own, or a pad that is new on the page: it starts from the drawing.
        generation, initial = generation + 1, drawing.to_fabric(now, SIDE, SIDE)
        key = f"{page}-pad-{generation}"
    result = st_canvas(
        stroke_width=PEN,
        stroke_color="#000000",
        background_color="#ffffff",
        height=SIDE,
        width=SIDE,
        initial_drawing=initial,
        key=key,
    )
    st.session_state[_TAKEN] = (generation, now, initial)
    if result.json_data is not None:
        _take(result.json_data, now, generation, initial)


def _take(json_data: dict[str, Any], now: Drawing, generation: int, initial: dict[str, Any]) -> None:
    try:
        drawn = drawing.from_fabric(json_data, SIDE, SIDE)
    except ImageError as error:
        st.error(str(error))
        return
    if drawn != now and json_data.get("objects") != initial.get("objects"):
        st.session_state[_TAKEN] = (generation, drawn, initial)
        state.change(drawing=drawn)
        st.rerun()
