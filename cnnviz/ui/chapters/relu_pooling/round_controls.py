"""The way through the rounds, step by step, and the settings of one round: its kernel and its pooling."""

from __future__ import annotations

import streamlit as st

from cnnviz.pipeline import Round, Stage
from cnnviz.pipeline.rounds import MAX_ROUNDS, STAGES_OF_A_ROUND
from cnnviz.ui.controls import kernel_picker
from cnnviz.ui.controls.map_view_control import map_view_control
from cnnviz.ui.controls.pooling_controls import PoolingKeys, pooling_controls
from cnnviz.ui.session.state import change, current
from cnnviz.ui.session.walk_rounds import kernel_of_round


def show(stages: list[Stage], place: int, end: str) -> None:
    """Show the buttons that go back and on through the stages, those for a round, and the round's settings.

    Args:
        stages: All stages, from `walk`.
        place: The stage that is shown.
        end: Why the walk ends before the last round, or "".
    """
    last, n = len(stages) - 1, stages[place].round
    rounds = current().walk.rounds
    complete = place == last
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", disabled=place == 0, shortcut="left", on_click=_step, args=(-1, last))
        st.button("Next", disabled=complete, shortcut="right", on_click=_step, args=(1, last))
        st.markdown(
            f"**Step {place} of {last}: {stages[place].name}** · round {n + 1} of {len(rounds)}",
            width="content",
        )
        st.button(
            "One more round",
            icon=":material/repeat:",
            type="primary",
            disabled=not complete or bool(end) or len(rounds) >= MAX_ROUNDS,
            on_click=_repeat,
            args=(rounds, place),
        )
        st.button(
            "Remove the round",
            icon=":material/remove:",
            disabled=len(rounds) == 1,
            on_click=_remove,
            args=(rounds, place),
        )
        with st.popover(f"Round {n + 1}: {rounds[n].kernel.name}"):
            _settings(n)


def _settings(n: int) -> None:
    """Show the kernel and the pooling of round n."""
    kernel_picker.choose(f"relu-{n}", *kernel_of_round(n))
    kernel_picker.adjust(f"relu-{n}", *kernel_of_round(n))
    kind, window, strides = st.columns([3, 2, 2], vertical_alignment="bottom")
    keys = PoolingKeys(f"relu-pooling-{n}", f"relu-window-{n}", f"relu-stride-{n}")
    pooling_controls(n, keys, kind, window, strides)
    map_view_control("relu-map-view", current().walk.rounds[n].kernel)


def _step(by: int, last: int) -> None:
    """Go on or back from the stage that is set by now: clicks that arrive together all count."""
    change(walk={"stage": max(0, min(min(current().walk.stage, last) + by, last))})


def _repeat(rounds: tuple[Round, ...], place: int) -> None:
    """Add a round with the kernel of the last one, and go on to its end.

    The rounds are those on the screen, so that a double click adds one round.
    """
    change(walk={"rounds": (*rounds, Round(rounds[-1].kernel)), "stage": place + STAGES_OF_A_ROUND})


def _remove(rounds: tuple[Round, ...], place: int) -> None:
    """Remove the last round, and go back to the end of the one before it where needed.

    The rounds are those on the screen, so that a double click removes one round.
    """
    change(walk={"rounds": rounds[:-1], "stage": min(place, STAGES_OF_A_ROUND * (len(rounds) - 1))})
