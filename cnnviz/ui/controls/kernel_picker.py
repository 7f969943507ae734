"""The controls that choose a kernel, adjust it and edit its numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from cnnviz.errors import KernelError
from cnnviz.kernels import FAMILIES, MAX_WEIGHT, Kernel
from cnnviz.pipeline.rounds import kernel_from_text
from cnnviz.ui.controls import glossary, kernel_tiles
from cnnviz.ui.controls.kernel_tiles import angle_of, family_of
from cnnviz.ui.session.notice import Notice
from cnnviz.ui.session.state import bind

#: Returns the kernel as it is at the call: changes that arrive together must not undo each other.
ReadKernel = Callable[[], Kernel]
SetKernel = Callable[[Kernel], None]

_NOTICE = Notice("kernel error")


def choose(
    page: str,
    read_kernel: ReadKernel,
    set_kernel: SetKernel,
    *,
    label: str = "Kernel",
    help: str = glossary.KERNEL,  # noqa: A002
) -> None:
    """Show a button with the kernel's name; it opens the visitor's image under every kernel, to choose from.

    Args:
        page: How the widgets' keys begin.
        read_kernel: Returns the kernel that is shown as chosen.
        set_kernel: Is called with the kernel that a visitor chooses; for a family, with its first one.
        label: The button's label before the name.
        help: Its help text.
    """
    kernel, key = read_kernel(), f"{page}-kernel"

    def take(chosen: Kernel) -> None:
        st.session_state[key] = False
        set_kernel(chosen)

    name = kernel_tiles.label_of(kernel)
    popover = st.popover(f"{label}: **{name}**", key=key, on_change="rerun", help=help, width="stretch")
    if popover.open:
        with popover.container(key=f"kernel-strip-{page}"):
            kernel_tiles.show(f"{page}-strip", [kernel], label=label, on_choose=take)


def adjust(page: str, read_kernel: ReadKernel, set_kernel: SetKernel) -> None:
    """Show the size and the angle of a kernel that belongs to a family; nothing for any other kernel.

    Args:
        page: How the widgets' keys begin.
        read_kernel: Returns the kernel that is adjusted.
        set_kernel: Is called with the member of the family that a visitor sets.
    """
    family = FAMILIES.get(family_of(read_kernel()))
    if family is None:
        return

    def set_size(size: int) -> None:
        attempt(lambda: set_kernel(family(size, angle_of(read_kernel()))))

    def set_angle(angle: int) -> None:
        attempt(lambda: set_kernel(family(read_kernel().shape[0], angle)))

    st.select_slider("Size", family.sizes, **bind(f"{page}-size", read_kernel().shape[0], set_size))
    if family.angles:
        st.select_slider(
            "Angle in °",
            family.angles,
            **bind(f"{page}-angle", angle_of(read_kernel()), set_angle),
        )


def edit(page: str, read_kernel: ReadKernel, set_kernel: SetKernel, *, parts: bool = True) -> None:
    """Show a kernel's grid, divisor and offset, and a field into which a kernel is pasted.

    Args:
        page: How the widgets' keys begin.
        read_kernel: Returns the kernel that is edited.
        set_kernel: Is called with the changed or pasted kernel.
        parts: Whether to show divisor and offset.
    """
    kernel = read_kernel()

    def set_grid(size: int | None) -> None:
        if size:
            now = read_kernel()
            weights = resized(now.weights, size)
            attempt(lambda: set_kernel(Kernel("custom", weights, now.divisor, now.offset)))

    rows, *others = st.columns(3, vertical_alignment="bottom")
    sizes = [3, 5, 7]
    size = kernel.shape[0] if kernel.shape in {(n, n) for n in sizes} else None
    rows.pills(
        "Grid",
        sizes,
        format_func=lambda n: f"{n} × {n}",
        **bind(f"{page}-grid", size, set_grid),
    )
    if parts:
        with others[0]:
            _divisor(page, read_kernel, set_kernel)
        with others[1]:
            _offset(page, read_kernel, set_kernel)
    st.text_area(
        "Or paste a kernel: one row per line, then / divisor and + offset",
        key=f"{page}-pasted",
        placeholder="-1 -1 -1; -1 8 -1; -1 -1 -1 / 1 + 128",
        height=90,
        on_change=lambda: attempt(
            lambda: set_kernel(kernel_from_text(st.session_state[f"{page}-pasted"].strip()))
        ),
    )


def _divisor(page: str, read_kernel: ReadKernel, set_kernel: SetKernel) -> None:
    def take(value: float) -> None:
        set_parts(read_kernel, set_kernel, divisor=value, offset=read_kernel().offset * 255)

    st.number_input(
        "Divisor",
        format="%g",
        help="Every sum is divided by it. Nine ones divided by 9 give the mean.",
        **bind(f"{page}-divisor", float(read_kernel().divisor), take),
    )


def _offset(page: str, read_kernel: ReadKernel, set_kernel: SetKernel) -> None:
    def take(value: float) -> None:
        set_parts(read_kernel, set_kernel, divisor=read_kernel().divisor, offset=value)

    st.number_input(
        "Offset (of 255)",
        format="%g",
        help="Is added to every result. 255 turns black into white.",
        **bind(f"{page}-offset", round(read_kernel().offset * 255, 6), take),
    )


def set_parts(read_kernel: ReadKernel, set_kernel: SetKernel, *, divisor: float, offset: float) -> None:
    """Set a kernel's divisor and offset; its weights stay.

    Args:
        read_kernel: Returns the kernel that is changed.
        set_kernel: Is called with the changed kernel.
        divisor: The new divisor.
        offset: The new offset, in 255ths.
    """
    attempt(lambda: set_kernel(Kernel("custom", read_kernel().weights, divisor, offset / 255)))


def set_weights(
    read_kernel: ReadKernel, set_kernel: SetKernel, rows: Sequence[Sequence[float]], *, flipped: bool
) -> None:
    """Set the weights that a visitor has typed into the cells of a kernel; divisor and offset stay.

    Args:
        read_kernel: Returns the kernel whose cells were changed.
        set_kernel: Is called with the changed kernel.
        rows: All its weights, as they stand on the screen.
        flipped: Whether the screen shows the kernel rotated by 180 degrees.
    """

    def set_typed() -> None:
        weights = [row[::-1] for row in rows[::-1]] if flipped else rows
        kernel = read_kernel()
        set_kernel(Kernel("custom", tuple(map(tuple, weights)), kernel.divisor, kernel.offset))

    attempt(set_typed)


def attempt(change: Callable[[], None]) -> None:
    """Change the kernel. If that fails, the kernel stays as it was and the reason is shown once."""
    _NOTICE.clear()
    try:
        with _NOTICE.catch(KernelError):
            change()
    except (TypeError, ValueError, OverflowError):
        _NOTICE.put(f"Type a number from −{MAX_WEIGHT:,.0f} to {MAX_WEIGHT:,.0f}.")


def message() -> None:
    """Show once why a kernel could not be changed."""
    _NOTICE.show_once()


def resized(weights: Sequence[Sequence[float]], size: int) -> tuple[tuple[float, ...], ...]:
    """Return the weights on a grid of size x size about the same middle, cropped or padded with zeros.

    >>> resized([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 1)
    ((5.0,),)
    """
    array = np.asarray(weights, dtype=float)
    middle = [n // 2 for n in array.shape]
    padded = np.pad(array, size)
    top, left = (m + size - size // 2 for m in middle)
    return tuple(map(tuple, padded[top : top + size, left : left + size].tolist()))
