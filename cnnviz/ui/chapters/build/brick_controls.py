"""The controls of one brick of a network, made from the settings that its kind declares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial, singledispatch
from typing import Any

import streamlit as st

from cnnviz.errors import NetworkError
from cnnviz.network import PREVIOUS, Brick, Layer, as_node, layer_of
from cnnviz.network.families import Merging
from cnnviz.network.setting import Choice, Flag, Integer, Margins, Number, Setting, Sides
from cnnviz.ui.chapters.build.edited_bricks import named_inputs, possible_inputs, set_brick, set_inputs
from cnnviz.ui.session.state import bind

#: Widths in pixels: of a control, of one that selects several layers, and of a description.
WIDTH, WIDE, LINE = 96, 300, 600
#: The largest number of options shown side by side; more are shown in a drop-down list.
SIDE_BY_SIDE = 3
JOINS = "The layers whose outputs it takes, besides the layer before it."


@dataclass(frozen=True)
class _Place:
    """The setting of a brick that a control changes."""

    layer: Layer
    n: int
    name: str

    @property
    def value(self) -> Any:
        return getattr(self.layer, self.name)

    def bind(self, value: Any, to_value: Callable[[Any], Any] = lambda value: value, part: str = "") -> Any:
        """Return the arguments that bind a widget to the setting, or to a part of it.

        Args:
            value: What the widget shows.
            to_value: Makes the value of the whole setting from what the widget returns.
            part: The end of the widget's key, if it shows a part.
        """
        key = f"build-{self.name}{part}"
        return bind(key, value, lambda shown: set_brick(self.n, **self.changes(to_value(shown))))

    def changes(self, value: Any) -> dict[str, Any]:
        """Return the new value of the setting, and of those that follow it and are equal to it."""
        following = (name for name, one in self.layer.settings().items() if one.follows == self.name)
        equal = [name for name in following if getattr(self.layer, name) == self.value]
        return dict.fromkeys([self.name, *equal], value)


def show(bricks: Sequence[Brick], n: int) -> None:
    """Show the controls of brick `n` in a row. A kind with few settings is described as well."""
    layer = layer_of(bricks[n])
    shown = [(name, setting) for name, setting in layer.settings().items() if setting.label]
    common = [(name, setting) for name, setting in shown if not setting.rare]
    rare = [(name, setting) for name, setting in shown if setting.rare]
    st.markdown(f"**{n + 1}** {type(layer).__name__}", width="content")
    if isinstance(layer, Merging):
        _joins(bricks, n)
    for name, setting in common:
        _control(setting, _Place(layer, n, name))
    if _has_room(layer):
        st.markdown(layer.about, width=LINE)
    if rare:
        with st.popover("More"):
            for name, setting in rare:
                _control(setting, _Place(layer, n, name))


def describe(brick: Brick) -> None:
    """Show what a brick's kind does, unless `show` has room for it in the row of controls."""
    layer = layer_of(brick)
    if not _has_room(layer):
        st.markdown(f"**{type(layer).__name__}**: {layer.about}")


def _has_room(layer: Layer) -> bool:
    """Return whether a kind has so few settings that its description fits beside them."""
    return sum(bool(setting.label) and not setting.rare for setting in layer.settings().values()) < 2


def _joins(bricks: Sequence[Brick], n: int) -> None:
    """Show which earlier outputs a merging layer takes besides that of the layer before it."""
    places = possible_inputs(bricks, n)
    if PREVIOUS in as_node(bricks[n]).inputs:
        places.pop(max(places))
    st.multiselect(
        "Joins",
        list(places),
        format_func=lambda place: places.get(place, ""),
        help=JOINS,
        width=WIDE,
        **bind("build-joins", named_inputs(bricks, n), lambda chosen: set_inputs(n, chosen)),
    )


@singledispatch
def _control(setting: Setting, place: _Place) -> None:
    """Show the control of a setting."""
    raise NotImplementedError(f"{place.name} of {type(place.layer).__name__}: {type(setting).__name__}")


@_control.register
def _(setting: Integer, place: _Place) -> None:
    _integer_input(setting.label, setting, setting.least, setting.most, place.bind(place.value))


@_control.register
def _(setting: Sides, place: _Place) -> None:
    """Show one control for both sides, or one for each if they differ."""
    rows, columns = place.value
    show = partial(_integer_input, setting=setting, least=setting.least, most=setting.most)
    fixed = _is_fixed(setting, place)
    if rows == columns:
        show(setting.label, bound=place.bind(rows, lambda n: (n, n)), disabled=fixed)
        return
    by_row = place.bind(rows, lambda n: (n, columns), "-rows")
    show(f"{setting.label}: rows", bound=by_row, disabled=fixed)
    by_column = place.bind(columns, lambda n: (rows, n), "-columns")
    show(f"{setting.label}: columns", bound=by_column, disabled=fixed)


@_control.register
def _(setting: Margins, place: _Place) -> None:
    """Show one control for all four sides, or one for each if they differ."""
    four = [n for pair in place.value for n in pair]
    if len(set(four)) == 1:
        _integer_input(setting.label, setting, 0, setting.most, place.bind(four[0]))
        return
    for side, name in enumerate(("top", "bottom", "left", "right")):

        def with_side(n: int, side: int = side) -> Any:
            numbers = [*four[:side], n, *four[side + 1 :]]
            return tuple(numbers[:2]), tuple(numbers[2:])

        bound = place.bind(four[side], with_side, f"-{name}")
        _integer_input(f"{setting.label}: {name}", setting, 0, setting.most, bound)


@_control.register
def _(setting: Choice, place: _Place) -> None:
    bound = place.bind(place.value)
    if len(setting.choices) > SIDE_BY_SIDE:
        st.selectbox(setting.label, setting.choices, help=setting.help, width=WIDTH, **bound)
        return
    st.segmented_control(
        setting.label,
        setting.choices,
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


def _integer_input(
    label: str, setting: Setting, least: int, most: int, bound: dict[str, Any], *, disabled: bool = False
) -> None:
    st.number_input(label, least, most, help=setting.help, disabled=disabled, width=WIDTH, **bound)


def _is_fixed(setting: Sides, place: _Place) -> bool:
    """Return whether another setting rules out other values: strides and dilation cannot both exceed 1."""
    largest = max(place.value)
    other = setting.least if largest == setting.most else largest + 1
    try:
        replace(place.layer, **{place.name: (other, other)})
    except NetworkError:
        return True
    return False
