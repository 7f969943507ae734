"""The rounds of convolution, ReLU and pooling that this visitor has set, and how one of them is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cnnviz.kernels import Kernel
from cnnviz.ui.session.state import change, current


def set_round(n: int, **changed: Any) -> None:
    """Change fields of round n, such as `pool_size=3`; a round that has been removed meanwhile is left alone.

    The other rounds stay as they are by now, so changes that arrive together do not undo each other.
    """
    if n < len(current().walk.rounds):
        change(walk={"rounds": current().walk.rounds_with(n, **changed)})


def kernel_of_round(n: int) -> tuple[Callable[[], Kernel], Callable[[Kernel], None]]:
    """Return the functions that read and set the kernel of round n, as the kernel picker takes them."""
    return lambda: current().walk.rounds[n].kernel, lambda kernel: set_round(n, kernel=kernel)
