"""The tiles of the strip of kernels: which kernels it shows, their names and their small pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import pipeline
from cnnviz.colours import MapView
from cnnviz.errors import ImageError
from cnnviz.figures import kernel_thumbnails
from cnnviz.figures.kernel_thumbnails import Sheet
from cnnviz.kernels import FAMILIES, GROUPS, KERNELS, Kernel
from cnnviz.pipeline.cutouts import LECTURE_KERNEL
from cnnviz.pipeline.rounds import kernel_text
from cnnviz.ui.components import kernel_strip
from cnnviz.ui.components.kernel_strip import Tile, TileGroup
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import current

Array = npt.NDArray[np.float32]

#: The tile of a kernel that is none of the others.
YOUR_OWN = "your own"


def show(
    key: str,
    kernels: Sequence[Kernel],
    *,
    label: str,
    on_choose: Callable[[Kernel], None],
    on_several: Callable[[Kernel | None], None] | None = None,
    on_one: Callable[[], None] | None = None,
) -> None:
    """Show the visitor's image under every kernel.

    Args:
        key: The strip's key on this page.
        kernels: The kernels taken, in their order.
        label: What the choice is for.
        on_choose: Is called with the kernel that is taken instead of all others.
        on_several: Is called with the kernel that is added or taken out; None is the visitor's own.
        on_one: Is called when only the first of several is kept.
    """
    names = [tile_of(kernel) for kernel in kernels]
    own = _own_sheet([kernel for kernel, name in zip(kernels, names, strict=True) if name == YOUR_OWN])
    others = [label_of(kernel) for kernel, name in zip(kernels, names, strict=True) if name == YOUR_OWN]
    groups = [TileGroup("Yours", [Tile(YOUR_OWN, others[0], 1, 0)])] if own else []

    def choose(name: str) -> None:
        if name != YOUR_OWN:
            on_choose(KERNELS[name])

    def take(name: str) -> None:
        if on_several is not None:
            on_several(KERNELS.get(name))

    kernel_strip.show(
        [*groups, *_groups()],
        [_sheet(tuple(map(KERNELS.__getitem__, tiles()))), *own],
        key,
        label=label,
        chosen=names,
        on_choose=choose,
        on_several=take if on_several is not None else None,
        on_one=on_one,
    )


@lru_cache(maxsize=256)
def family_of(kernel: Kernel) -> str:
    """Return the name of the family that a kernel belongs to, or ""."""
    classic = kernel_text(kernel) == kernel.name
    return next((name for name in FAMILIES if classic and kernel.name.startswith(f"{name} ")), "")


def angle_of(kernel: Kernel) -> int | None:
    """Return the angle of a family's kernel in degrees, or None if it has no direction."""
    return int(kernel.name.split()[-1][:-1]) if kernel.name.endswith("°") else None


@lru_cache(maxsize=256)
def tile_of(kernel: Kernel) -> str:
    """Return the name of the tile that a kernel belongs to: a family has one tile for all of its sizes.

    >>> from cnnviz import kernels
    >>> tile_of(kernels.get("gaussian blur 9x9")), tile_of(kernels.get("gabor 5x5 170°"))
    ('gaussian blur 3x3', 'gabor 11x11 0°')
    """
    family = family_of(kernel)
    if not family:
        return kernel.name if KERNELS.get(kernel.name) == kernel else YOUR_OWN
    members = [one for one in KERNELS.values() if family_of(one) == family]
    angle = angle_of(kernel)
    if angle is None:
        return members[0].name
    return min(members, key=lambda one: _between(angle, angle_of(one) or 0)).name


def label_of(kernel: Kernel) -> str:
    """Return how a kernel is called on the screen, without the size that a visitor can change.

    >>> label_of(KERNELS["gabor 11x11 45°"]), label_of(KERNELS["gaussian blur 3x3"])
    ('Gabor 45°', 'Gaussian blur')
    """
    if kernel == LECTURE_KERNEL:
        return "The lecture's"
    angle = angle_of(kernel) if family_of(kernel) else None
    name = (family_of(kernel) or tile_of(kernel)) + ("" if angle is None else f" {angle}°")
    return name[0].upper() + name[1:]


@cache
def tiles() -> tuple[str, ...]:
    """Return the name of every tile, in the order of `KERNELS`."""
    return tuple(dict.fromkeys(map(tile_of, KERNELS.values())))


def _between(one: int, other: int) -> int:
    """Return the angle between two lines in degrees."""
    turn = (one - other) % 180
    return min(turn, 180 - turn)


@cache
def _groups() -> list[TileGroup]:
    parts = {name: n for n, name in enumerate(tiles())}
    return [
        TileGroup(
            group[0].upper() + group[1:],
            [
                Tile(name, label_of(KERNELS[name]), 0, part)
                for name, part in parts.items()
                if KERNELS[name].group == group
            ],
        )
        for group in GROUPS
    ]


def _own_sheet(kernels: list[Kernel]) -> list[Sheet]:
    """Return the sheet of the visitor's own kernel, if there is one whose numbers are not too large."""
    with suppress(ImageError):
        return [_sheet((kernel,)) for kernel in kernels[:1]]
    return []


def _sheet(kernels: tuple[Kernel, ...]) -> Sheet:
    """Return the visitor's image, made small, under these kernels."""
    chosen, now = image_in_use.chosen(), current()
    viewed = tuple((kernel, pipeline.map_view(now, kernel)) for kernel in kernels)
    border, flip = now.filters.border, now.filters.flip
    return _sheet_once(chosen.key, viewed, border=border, flip=flip, _pixels=chosen.pixels)


@st.cache_data(max_entries=24, show_spinner=False, hash_funcs={Kernel: repr})
def _sheet_once(
    key: str,  # noqa: ARG001 - stands for the pixels
    kernels: tuple[tuple[Kernel, MapView], ...],
    *,
    border: str,
    flip: bool,
    _pixels: Array,
) -> Sheet:
    return kernel_thumbnails.sheet(_pixels, kernels, border=border, flip=flip)
