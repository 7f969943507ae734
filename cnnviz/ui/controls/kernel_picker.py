"""Where a kernel is chosen, and where it is edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import streamlit as st

from cnnviz.errors import KernelError
from cnnviz.kernels import FAMILIES, KERNELS, Kernel
from cnnviz.pipeline.rounds import kernel_from_text, kernel_text
from cnnviz.ui.controls import glossary
from cnnviz.ui.session.notice import Notice
from cnnviz.ui.session.state import bind

Take = Callable[[Kernel], None]
#: Gives the kernel as it is when asked: two changes that arrive together must not undo each other.
Present = Callable[[], Kernel]

YOUR_OWN = "your own"
_NOTICE = Notice("kernel error")


@lru_cache(maxsize=256)
def family_of(kernel: Kernel) -> str:
    """Return the family's name, or "" for a kernel that stands alone."""
    classic = kernel_text(kernel) == kernel.name
    return next((name for name in FAMILIES if classic and kernel.name.startswith(f"{name} ")), "")


def kinds() -> list[str]:
    """Return what can be chosen: each classic, and each family once, in the order of KERNELS."""
    return list(dict.fromkeys(family_of(kernel) or name for name, kernel in KERNELS.items()))


def kind_of(kernel: Kernel) -> str:
    """Return which of the kinds a kernel is, or that it is the visitor's own."""
    return family_of(kernel) or (kernel.name if KERNELS.get(kernel.name) == kernel else YOUR_OWN)


def choose(
    page: str,
    present: Present,
    take: Take,
    *,
    label: str = "Kernel",
    help: str = glossary.KERNEL,  # noqa: A002
) -> None:
    """Show the list of kernels, and hand what is chosen to `take`."""
    kind = kind_of(present())

    def take_kind(name: str) -> None:
        first = next((one for one in KERNELS.values() if name in (one.name, family_of(one))), None)
        if first is not None:
            take(first)

    options = [*([YOUR_OWN] if kind == YOUR_OWN else []), *kinds()]
    st.selectbox(label, options, format_func=_label, help=help, **bind(f"{page}-kernel", kind, take_kind))


def adjust(page: str, present: Present, take: Take) -> None:
    """Show size and angle of a kernel that comes in many, and hand what is set to `take`."""
    family = FAMILIES.get(kind_of(present()))
    if family is None:
        return

    def take_size(size: int) -> None:
        attempt(lambda: take(family(size, _angle(present()))))

    def take_angle(angle: int) -> None:
        attempt(lambda: take(family(present().shape[0], angle)))

    st.select_slider("Size", family.sizes, **bind(f"{page}-size", present().shape[0], take_size))
    if family.angles:
        st.select_slider(
            "Angle in °",
            family.angles,
            **bind(f"{page}-angle", _angle(present()), take_angle),
        )


def _angle(kernel: Kernel) -> int | None:
    return int(kernel.name.split()[-1][:-1]) if kernel.name.endswith("°") else None


def _label(name: str) -> str:
    return name[0].upper() + name[1:]


def edit(page: str, present: Present, take: Take) -> None:
    """Show a kernel's size, divisor and offset, and where one is pasted."""
    kernel = present()

    def changed(**fields: object) -> None:
        now = present()
        parts = {"weights": now.weights, "divisor": now.divisor, "offset": now.offset} | fields
        attempt(lambda: take(Kernel("custom", **parts)))  # type: ignore[arg-type]

    def take_size(size: int | None) -> None:
        if size:
            changed(weights=resized(present().weights, size))

    rows, divisor, offset = st.columns(3, vertical_alignment="bottom")
    sizes = [3, 5, 7]
    size = kernel.shape[0] if kernel.shape in {(n, n) for n in sizes} else None
    rows.pills(
        "Grid",
        sizes,
        format_func=lambda n: f"{n} × {n}",
        **bind(f"{page}-grid", size, take_size),
    )
    divisor.number_input(
        "Divisor",
        format="%g",
        **bind(f"{page}-divisor", float(kernel.divisor), lambda value: changed(divisor=value)),
    )
    offset.number_input(
        "Offset (of 255)",
        format="%g",
        **bind(f"{page}-offset", round(kernel.offset * 255, 6), lambda value: changed(offset=value / 255)),
    )
    st.text_area(
        "Or paste one: rows by line or semicolon, then / divisor and + offset",
        key=f"{page}-pasted",
        placeholder="-1 -1 -1; -1 8 -1; -1 -1 -1 / 1 + 128",
        height=90,
        on_change=lambda: attempt(lambda: take(kernel_from_text(st.session_state[f"{page}-pasted"].strip()))),
    )


def edited(present: Present, rows: Sequence[Sequence[float]], flipped: bool, take: Take) -> None:
    """Take in the cells of a kernel as a visitor has changed them; a flipped kernel stands turned round."""

    def make() -> None:
        turned = [row[::-1] for row in rows[::-1]] if flipped else rows
        take(Kernel("custom", tuple(map(tuple, turned)), present().divisor, present().offset))

    attempt(make)


def attempt(change: Callable[[], None]) -> None:
    """Carry out a change of the kernel; one that cannot be is said, and the kernel from before stays."""
    _NOTICE.clear()
    try:
        with _NOTICE.catch(KernelError):
            change()
    except (TypeError, ValueError, OverflowError):
        _NOTICE.put("A kernel's weights, divisor and offset are numbers: type them again.")


def message() -> None:
    """Show, once, why a kernel was not taken."""
    _NOTICE.show_once()


def resized(weights: Sequence[Sequence[float]], size: int) -> tuple[tuple[float, ...], ...]:
    """Return the weights on a grid of size x size with the same middle: cut, or with zeros around.

    >>> resized([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 1)
    ((5.0,),)
    """
    array = np.asarray(weights, dtype=float)
    middle = [n // 2 for n in array.shape]
    padded = np.pad(array, size)
    top, left = (m + size - size // 2 for m in middle)
    return tuple(map(tuple, padded[top : top + size, left : left + size].tolist()))
