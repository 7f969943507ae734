"""A filter as the stage shows it, made of what has been found and grown so far."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.figures import patch_sheet
from cnnviz.figures.pictures import Encoded, pixels
from cnnviz.lessons.exciting import (
    NO_PICTURE,
    FieldBox,
    FilterLayer,
    Growth,
    Patch,
    Strongest,
    field_box,
    patch,
    without_wide_padding,
)
from cnnviz.ui.chapters.excites import excites_words
from cnnviz.ui.chapters.excites.excited_network import ExcitedNetwork
from cnnviz.ui.components.exciting import ExcitingPatch, PictureOfPatch, ShownFilter


def shown_filter(
    excited: ExcitedNetwork,
    layer: FilterLayer,
    filter_index: int,
    found: Strongest,
    growth: Growth | None,
    *,
    with_pictures: bool = False,
) -> ShownFilter:
    """Return a filter with its patches and its grown input.

    Args:
        excited: The network and its pictures.
        layer: The filter's layer.
        filter_index: The filter's number.
        found: The strongest outputs of the layer.
        growth: The input so far; None if it is still to come.
        with_pictures: Whether the whole pictures are shown, too.
    """
    height, width = excited.described.input_shape[:2]
    is_dead = layer.is_rectified and found.values[0, filter_index] <= 0
    numbers = [] if is_dead else _numbers(found, filter_index)
    values = [excites_words.excitation(float(found.values[n, filter_index])) for n in numbers]
    return ShownFilter(
        name=excites_words.heading(layer, filter_index, excited.described.classes),
        sees=excites_words.sees(layer, height, width),
        filter_text=excites_words.filter_text(layer, filter_index, excited.described.classes),
        sheet=_sheet(excited, layer, filter_index, found) if numbers else None,
        patches=[
            ExcitingPatch(
                value=value,
                label=excited.label(int(found.pictures[n, filter_index])),
                is_own=excited.is_own(int(found.pictures[n, filter_index])),
                picture=n if with_pictures else -1,
                box=_box(layer, found, filter_index, n),
            )
            for n, value in zip(numbers, values, strict=True)
        ],
        strongest=f"{values[-1]} to {values[0]}" if values else "",
        grown=None if growth is None else _grown_picture(excited, layer, growth),
        excitation=_excitation(growth, with_step=with_pictures),
        note=excites_words.DEAD if is_dead else "",
    )


def awaited_filter(excited: ExcitedNetwork, layer: FilterLayer) -> ShownFilter:
    """Return the place of a filter of a layer before the network has read any picture."""
    height, width = excited.described.input_shape[:2]
    return ShownFilter(
        name=layer.name,
        sees=excites_words.sees(layer, height, width),
        filter_text="",
        sheet=None,
        patches=[],
        strongest="…",
        grown=None,
        excitation="…",
    )


def whole_pictures(excited: ExcitedNetwork, filter_index: int, found: Strongest) -> list[PictureOfPatch]:
    """Return the whole pictures of a filter's patches, in their order."""
    numbers = [int(found.pictures[n, filter_index]) for n in _numbers(found, filter_index)]
    return [PictureOfPatch(encoded=pixels(excited.seen(n)), label=excited.label(n)) for n in numbers]


def patches_of(
    excited: ExcitedNetwork, layer: FilterLayer, filter_index: int, found: Strongest
) -> list[Patch]:
    """Return the patches of a filter, the strongest first."""
    height, width = excited.described.input_shape[:2]
    return [
        patch(
            excited.seen(int(found.pictures[n, filter_index])),
            without_wide_padding(_box(layer, found, filter_index, n), height, width),
        )
        for n in _numbers(found, filter_index)
    ]


def grown_patch(excited: ExcitedNetwork, layer: FilterLayer, growth: Growth) -> Patch:
    """Return the part of a grown input that its unit sees, as a picture."""
    height, width, channels = excited.described.input_shape
    seen = (growth.x - growth.low) / (growth.high - growth.low)
    box = without_wide_padding(field_box(layer, layer.middle), height, width)
    return patch(seen[..., 0] if channels == 1 else seen, box)


def _numbers(found: Strongest, filter_index: int) -> list[int]:
    """Return the ranks of the patches that there are."""
    return [n for n, picture in enumerate(found.pictures[:, filter_index]) if picture != NO_PICTURE]


def _box(layer: FilterLayer, found: Strongest, filter_index: int, n: int) -> FieldBox:
    row, column = found.places[n, filter_index]
    return field_box(layer, (int(row), int(column)))


def _excitation(growth: Growth | None, *, with_step: bool) -> str:
    if growth is None or growth.excitation is None:
        return "…"
    if growth.is_stuck:
        return excites_words.STUCK
    value = excites_words.excitation(growth.excitation)
    return f"{value} after {growth.step} steps" if with_step else value


def _sheet(excited: ExcitedNetwork, layer: FilterLayer, filter_index: int, found: Strongest) -> Encoded:
    """Return the sheet of a filter's patches, made once for the same places in the same pictures."""
    places = np.stack([found.pictures[:, filter_index], *found.places[:, filter_index].T])
    own = excited.own.x.tobytes() if excited.own else b""
    key = (excited.network.digest, excited.pictures.key, hash(own), layer.name, places.tobytes())
    return _sheets(key, excited, layer, filter_index, found)


@st.cache_data(max_entries=128, show_spinner=False)
def _sheets(
    key: tuple[object, ...],  # noqa: ARG001 - the key
    _excited: ExcitedNetwork,
    _layer: FilterLayer,
    _filter_index: int,
    _found: Strongest,
) -> Encoded:
    return patch_sheet.patch_sheet(patches_of(_excited, _layer, _filter_index, _found))


def _grown_picture(excited: ExcitedNetwork, layer: FilterLayer, growth: Growth) -> Encoded:
    return patch_sheet.single_patch(grown_patch(excited, layer, growth))
