"""t-SNE on the stage: the map moves while it goes on, with its progress, and a button that stops it."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from cnnviz.errors import WorkerError, sentence
from cnnviz.lessons.digit_map import STEPS, Arrangement
from cnnviz.ui.chapters.digit_map import map_view
from cnnviz.ui.chapters.digit_map.map_view import Floats, ReadMap
from cnnviz.ui.session import digit_maps
from cnnviz.ui.session.arrangements import arrangements

#: Seconds between two looks at the progress.
UPDATED_EVERY = 0.7
_STOPPED = "digit_map stopped"


def show(shown: ReadMap) -> None:
    """Show the map as far as t-SNE has arranged it; let it go on unless the visitor has stopped it."""
    key = digit_maps.key_of(shown.network, shown.layer)
    stopped = _is_stopped(key)
    found = arrangements().seen(key)
    running = not stopped and not (found is not None and found.done)

    def update() -> None:
        if _is_stopped(key) != stopped:
            st.rerun()  # a button was pressed, which runs only this fragment
        arrangement = None
        try:
            arrangement = arrangements().seen(key) if stopped else _watched(shown, key)
        except WorkerError as error:
            st.error(sentence(error))
        map_view.show(shown, arrangement)
        if not (arrangement is not None and arrangement.done):
            _progress(key, 0 if arrangement is None else arrangement.step, stopped=stopped)
        if running and arrangement is not None and arrangement.done:
            st.rerun()

    st.fragment(update, run_every=UPDATED_EVERY if running else None)()


def points(shown: ReadMap) -> Floats:
    """Return the places of the digits as far as t-SNE has arranged them."""
    found = arrangements().seen(digit_maps.key_of(shown.network, shown.layer))
    return shown.digit_map.points if found is None else found.points


def _watched(shown: ReadMap, key: Hashable) -> Arrangement | None:
    return arrangements().watch(key, shown.digit_map)


def _progress(key: Hashable, step: int, *, stopped: bool) -> None:
    """Show the steps made, and the button that stops or goes on; below the map, which so keeps its place."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(step / STEPS, f"t-SNE: step {step} of {STEPS}")
        if stopped:
            st.button("Go on", icon=":material/play_arrow:", on_click=_go_on, key="digit_map-go_on")
        else:
            st.button("Stop", icon=":material/stop:", on_click=_stop, args=(key,), key="digit_map-stop")


def _is_stopped(key: Hashable) -> bool:
    return st.session_state.get(_STOPPED) == key


def _stop(key: Hashable) -> None:
    arrangements().leave(key)
    st.session_state[_STOPPED] = key


def _go_on() -> None:
    st.session_state.pop(_STOPPED, None)
