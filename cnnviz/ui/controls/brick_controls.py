"""Where one brick of a network is set: a row of controls, as the settings of its kind declare them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial, singledispatch
from typing import Any

import streamlit as st

from cnnviz.errors import NetworkError
from cnnviz.network import PREVIOUS, Brick, Layer, as_node, layer_of
from cnnviz.network.families import Merging
from cnnviz.network.setting import Flag, Margins, Number, Setting, Sides, Whole, Word
from cnnviz.ui.chapters.build.edited_bricks import earlier, set_brick, take_from, taken
from cnnviz.ui.session.state import bind

#: Pixels of a control, of one for several layers, and of a line of words: in the place of all, or behind one.
WIDTH, WIDE, LINE = 130, 300, 600
#: The most words that stand side by side; more are in a list to choose from.
SIDE_BY_SIDE = 3
JOINS = "Which layers it takes besides the one before it."


@dataclass(frozen=True)
class _Place:
    """The setting of a brick that a control is for."""

    layer: Layer
    n: int
    name: str

    @property
    def value(self) -> Any:
        return getattr(self.layer, self.name)

    def bind(self, value: Any, given: Callable[[Any], Any] = lambda value: value, part: str = "") -> Any:
        """Return what binds a widget to the setting, or to a part of it; `given` makes the whole of it."""
        key = f"build-{self.name}{part}"
        return bind(key, value, lambda shown: set_brick(self.n, **self.changes(given(shown))))

    def changes(self, value: Any) -> dict[str, Any]:
        """Return the setting with its new value, and those that follow it as long as they are equal."""
        following = (name for name, one in self.layer.settings().items() if one.follows == self.name)
        along = [name for name in following if getattr(self.layer, name) == self.value]
        return dict.fromkeys([self.name, *along], value)


def show(bricks: Sequence[Brick], n: int) -> None:
    """Show what can be set of brick n, from left to right; of a kind with little to set, what it does."""
    layer = layer_of(bricks[n])
    shown = [(name, setting) for name, setting in layer.settings().items() if setting.label]
    often = [(name, setting) for name, setting in shown if not setting.rare]
    rare = [(name, setting) for name, setting in shown if setting.rare]
    st.markdown(f"Layer {n + 1}  \n**{type(layer).__name__}**", width="content")
    if isinstance(layer, Merging):
        _joins(bricks, n)
    for name, setting in often:
        _control(setting, _Place(layer, n, name))
    if len(often) < 2:
        st.markdown(layer.about, width=LINE)
    if rare:
        with st.popover("More"):
            for name, setting in rare:
                _control(setting, _Place(layer, n, name))


def _joins(bricks: Sequence[Brick], n: int) -> None:
    """Show which earlier layers a merging layer takes; the one before it need not be named."""
    places = earlier(bricks, n)
    if PREVIOUS in as_node(bricks[n]).inputs:
        places.pop(max(places))
    st.multiselect(
        "Joins",
        list(places),
        format_func=lambda place: places.get(place, ""),
        help=JOINS,
        width=WIDE,
        **bind("build-joins", taken(bricks, n), lambda given: take_from(n, given)),
    )


@singledispatch
def _control(setting: Setting, place: _Place) -> None:
    """Show the control of a setting."""
    raise NotImplementedError(f"{place.name} of {type(place.layer).__name__}: {type(setting).__name__}")


@_control.register
def _(setting: Whole, place: _Place) -> None:
    _counted(setting.label, setting, setting.least, setting.most, place.bind(place.value))


@_control.register
def _(setting: Sides, place: _Place) -> None:
    """Show one control for both sides, or one each where they differ."""
    rows, columns = place.value
    show = partial(_counted, setting=setting, least=setting.least, most=setting.most)
    closed = _closed(setting, place)
    if rows == columns:
        show(setting.label, bound=place.bind(rows, lambda n: (n, n)), disabled=closed)
        return
    by_row = place.bind(rows, lambda n: (n, columns), "-rows")
    show(f"{setting.label}: rows", bound=by_row, disabled=closed)
    by_column = place.bind(columns, lambda n: (rows, n), "-columns")
    show(f"{setting.label}: columns", bound=by_column, disabled=closed)


@_control.register
def _(setting: Margins, place: _Place) -> None:
    """Show one control for all four sides, or one each where they differ."""
    four = [n for pair in place.value for n in pair]
    if len(set(four)) == 1:
        _counted(setting.label, setting, 0, setting.most, place.bind(four[0]))
        return
    for side, name in enumerate(("top", "bottom", "left", "right")):

        def given(n: int, side: int = side) -> Any:
            numbers = [*four[:side], n, *four[side + 1 :]]
            return tuple(numbers[:2]), tuple(numbers[2:])

        bound = place.bind(four[side], given, f"-{name}")
        _counted(f"{setting.label}: {name}", setting, 0, setting.most, bound)


@_control.register
def _(setting: Word, place: _Place) -> None:
    bound = place.bind(place.value)
    if len(setting.words) > SIDE_BY_SIDE:
        st.selectbox(setting.label, setting.words, help=setting.help, width=WIDTH, **bound)
        return
    st.segmented_control(
        setting.label,
        setting.words,
        required=True,
        wrap=True,
        help=setting.help,
        width="content",
        **bound,
    )


@_control.register
def _(setting: Flag, place: _Place) -> None:
    st.toggle(setting.label, help=setting.help, **place.bind(place.value))


@_control.register
def _(setting: Number, place: _Place) -> None:
    value = None if place.value is None else float(place.value)
    st.number_input(
        setting.label,
        float(setting.least),
        setting.below - setting.step / 5,
        value=None if setting.optional else "min",
        step=float(setting.step),
        format="%g",
        help=setting.help,
        width=WIDTH,
        **place.bind(value),
    )


def _counted(
    label: str, setting: Setting, least: int, most: int, bound: dict[str, Any], *, disabled: bool = False
) -> None:
    st.number_input(label, least, most, help=setting.help, disabled=disabled, width=WIDTH, **bound)


def _closed(setting: Sides, place: _Place) -> bool:
    """Whether another setting allows no other value: Keras takes strides or dilation above 1, not both."""
    largest = max(place.value)
    other = setting.least if largest == setting.most else largest + 1
    try:
        replace(place.layer, **{place.name: (other, other)})
    except NetworkError:
        return True
    return False
