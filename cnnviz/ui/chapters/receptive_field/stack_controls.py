"""The stack of layers: where it starts from, which layer is selected, and adding and removing layers."""

from __future__ import annotations

import streamlit as st

from cnnviz.pipeline.stack import MAX_LAYERS, STACKS, StackLayer, stack_of_rounds
from cnnviz.ui.session.state import bind, change, current

_SELECTED = "field layer"


def show() -> None:
    """Show the stacks to start from, and the buttons for one layer more and one less."""
    stack = current().receptive_field.stack
    stacks = _stacks()
    name = next((name for name, known in stacks.items() if known == stack), None)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.pills(
            "Start from",
            list(stacks),
            wrap=True,
            label_visibility="collapsed",
            **bind("field-start", name, _start_from),
        )
        st.space("stretch")
        st.button("Add a layer", icon=":material/add:", disabled=len(stack) >= MAX_LAYERS, on_click=_add)
        st.button("Remove the layer", icon=":material/remove:", disabled=len(stack) == 1, on_click=_remove)


def selected() -> int:
    """Return which layer is selected: the last one by default."""
    last = len(current().receptive_field.stack) - 1
    n: int = st.session_state.get(_SELECTED, last)
    return min(n, last)


def select(n: int) -> None:
    """Select layer n."""
    st.session_state[_SELECTED] = n


def _stacks() -> dict[str, tuple[StackLayer, ...]]:
    """Return the stacks to start from, among them the rounds of the page Round after round."""
    own = stack_of_rounds(current().walk.rounds)
    return STACKS | ({"Your rounds": own} if own else {})


def _start_from(name: str | None) -> None:
    """Replace the stack by a known one, and select its last layer."""
    stack = _stacks().get(name or "")
    if stack:
        change(receptive_field={"stack": stack, "unit": None})
        st.session_state.pop(_SELECTED, None)


def _add() -> None:
    """Add a 3 × 3 convolution after the selected layer, with that layer's padding."""
    n = selected() + 1
    stack = current().receptive_field.stack
    if len(stack) < MAX_LAYERS:
        change(receptive_field={"stack": (*stack[:n], StackLayer(padding=stack[n - 1].padding), *stack[n:])})
        select(n)


def _remove() -> None:
    """Remove the selected layer, and select the one before it."""
    n, stack = selected(), current().receptive_field.stack
    if len(stack) > 1:
        change(receptive_field={"stack": (*stack[:n], *stack[n + 1 :])})
        select(max(0, n - 1))
