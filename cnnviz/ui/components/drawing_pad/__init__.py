"""The pad to draw on with a mouse, a pen or a finger.

A browser component. It draws, undoes and clears without any message. When the hand is lifted it sends all
strokes with a number, the turn, and Python's answer repeats the turn. So the browser knows an answer that is
older than what it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from cnnviz import drawing
from cnnviz.drawing import Drawing
from cnnviz.ui.components import component


def show(drawn: Drawing, key: str, *, on_drawn: Callable[[Drawing], None]) -> None:
    """Show the pad with a drawing on it.

    Args:
        drawn: the drawing.
        key: the component's key on this page.
        on_drawn: is called with the whole drawing after each stroke, Undo and Clear.
    """

    def keep(strokes: object, turn: int) -> None:
        st.session_state[_turn(key)] = turn
        on_drawn(drawing.from_lists(strokes))

    _component(
        key=key,
        data=message(drawn, st.session_state.get(_turn(key), 0)),
        on_drawn_change=lambda: component.call_listener(key, "drawn", keep, _fits),
    )


def message(drawn: Drawing, turn: int = 0) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    Args:
        drawn: the drawing.
        turn: the number of the browser's last message, 0 before the first.
    """
    content = {"strokes": [list(map(list, stroke)) for stroke in drawn.strokes], "turn": turn}
    return content | {"digest": component.digest(content)}


def _fits(strokes: object, turn: object) -> bool:
    """Whether these are a drawing and a turn.

    Raises:
        ImageError: if the strokes are not a drawing.
    """
    drawing.from_lists(strokes)
    return component.is_index(turn)


def _turn(key: str) -> str:
    return f"{key} turn"


_component = component.define(
    "drawing_pad",
    html='<div class="pad panel" role="group" aria-label="Drawing pad"></div>',
    styles=("shared/panel",),
)
