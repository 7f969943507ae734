"""The whole picture's feature map, activated and pooled, as pages show it; each is computed once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import pipeline
from cnnviz.colours import MapColours
from cnnviz.figures import captions, pictures
from cnnviz.figures.map_colours import colours_of
from cnnviz.lessons import pooling_invariance
from cnnviz.pipeline import POOLINGS, Pipeline
from cnnviz.ui.components.stage import Picture

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class ShownMap:
    """A map as a picture, and the text under it."""

    encoded: pictures.Encoded
    limit: float
    """The value of the full colour."""
    colours: MapColours
    detail: str


def picture(shown: ShownMap, label: str, operator: str = "", *, scale: float = 1.0) -> Picture:
    """Return a map as it stands on the stage."""
    return Picture(
        label=label,
        operator=operator,
        detail=shown.detail,
        encoded=shown.encoded,
        limit=shown.limit,
        colours=shown.colours,
        alt=f"{label}: {shown.detail}".replace("\n", ", "),
        scale=scale,
    )


def activated(key: str, pixels: Array, now: Pipeline) -> tuple[ShownMap, ShownMap]:
    """Return the feature map of the whole picture before and after the activation, on one scale.

    Args:
        key: Equal for equal pixels, and for no others.
        pixels: (height, width) or (height, width, 3) float32.
        now: The kernel, border, flip and activation, and how maps are shown.
    """
    return _activated(key, _relevant(now), _pixels=pixels)


def pooled(key: str, pixels: Array, now: Pipeline) -> dict[str, ShownMap]:
    """Return the activated map of the whole picture as "no", and each pooling of it, on one scale.

    Args:
        key: Equal for equal pixels, and for no others.
        pixels: (height, width) or (height, width, 3) float32.
        now: The kernel, border, flip and activation, the first round's window and stride, and how maps are
            shown.

    Returns:
        A map for "no" and for each key of `POOLINGS`.

    Raises:
        NetworkError: If the window does not fit.
    """
    return _pooled(key, _relevant(now), _pixels=pixels)


def changes(key: str, pixels: Array, now: Pipeline) -> dict[str, list[float]]:
    """Return `pooling_invariance.changes`, computed once for each image and its settings.

    Args:
        key: Equal for equal pixels, and for no others.
        pixels: (height, width) or (height, width, 3) float32.
        now: The kernel, border, flip and activation, and the first round's window and stride.

    Raises:
        NetworkError: If the window does not fit, or the map is 0 everywhere.
    """
    return _changes(key, _relevant(now), _pixels=pixels)


def _relevant(now: Pipeline) -> Pipeline:
    """Return the settings that these maps depend on, the others at their defaults, as a key for the cache."""
    first = replace(now.walk.rounds[0], pooling="max")
    return Pipeline().replace(
        walk={"rounds": (first,)},
        filters={
            "border": now.filters.border,
            "flip": now.filters.flip,
            "map_view": now.filters.map_view,
        },
        relu={"activation": now.relu.activation},
        pooling={"padding": now.pooling.padding},
    )


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={Pipeline: repr})
def _activated(key: str, now: Pipeline, *, _pixels: Array) -> tuple[ShownMap, ShownMap]:  # noqa: ARG001
    before = pipeline.feature_map(_pixels, now)
    colours = colours_of(pipeline.map_view(now), before)
    limit = pictures.reach(before, colours)
    after = pipeline.activated(before, now)
    return _shown(before, limit, colours), _shown(after, limit, colours)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={Pipeline: repr})
def _pooled(key: str, now: Pipeline, *, _pixels: Array) -> dict[str, ShownMap]:  # noqa: ARG001 - for the pixels
    values = pipeline.activated(pipeline.feature_map(_pixels, now), now)
    colours = colours_of(pipeline.map_view(now), values)
    limit = pictures.reach(values, colours)
    maps = {kind: pipeline.pooled(values[..., np.newaxis], now, kind)[..., 0] for kind in POOLINGS}
    return {kind: _shown(one, limit, colours) for kind, one in {"no": values, **maps}.items()}


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={Pipeline: repr})
def _changes(key: str, now: Pipeline, *, _pixels: Array) -> dict[str, list[float]]:  # noqa: ARG001
    return pooling_invariance.changes(_pixels, now)


def _shown(values: Array, limit: float, colours: MapColours) -> ShownMap:
    detail = f"{captions.shape(values)}\n{captions.extent(values)} · zeros {captions.zeros(values)}"
    return ShownMap(pictures.feature_map(values, limit, colours), limit, colours, detail)
