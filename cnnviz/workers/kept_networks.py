"""The networks that the answering worker keeps in memory: the last ones, as long as they fit."""

from __future__ import annotations

import gc
import sys
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import psutil

from cnnviz.errors import WorkerError

#: The most networks, and the most bytes of their weights: one VGG-16 and several small ones.
MAX_NETWORKS, MAX_BYTES = 8, 3 * 2**28
#: What a network needs: its weights in NumPy, in Keras and on their way, and what computing takes. Measured.
COPIES, WORKING_BYTES = 3, 2**29
#: Networks up to this size are loaded without a look at the memory.
SMALL_BYTES = 2**26


class KeptNetworks:
    """Loaded networks by their digests, the latest last."""

    def __init__(self) -> None:
        self._models: OrderedDict[str, Any] = OrderedDict()

    def __contains__(self, digest: str) -> bool:
        return digest in self._models

    def get(self, digest: str) -> Any:
        """Return a network that is kept."""
        self._models.move_to_end(digest)
        return self._models[digest]

    def load(self, digest: str, n_bytes: int, read: Callable[[], Any]) -> Any:
        """Load a network and keep it; older ones make way.

        Args:
            digest: Its name or digest.
            n_bytes: The bytes of its weights.
            read: Returns the model.

        Raises:
            WorkerError: If the free memory does not suffice.
        """
        self._make_way(n_bytes)
        if shortage := memory_shortage(n_bytes):
            raise WorkerError(shortage)
        self._models[digest] = read()
        return self._models[digest]

    def _make_way(self, n_bytes: int) -> None:
        """Forget the oldest networks until one of this size can be kept."""
        kept = sum(_bytes(model) for model in self._models.values())
        large = False
        while self._models and (len(self._models) >= MAX_NETWORKS or kept + n_bytes > MAX_BYTES):
            _, oldest = self._models.popitem(last=False)
            kept -= _bytes(oldest)
            large = large or _bytes(oldest) > SMALL_BYTES
            del oldest
        if large:
            _forget_compiled()


def memory_shortage(n_bytes: int) -> str:
    """Return that the free memory does not suffice for a network of this size; "" if it does."""
    needed = needed_bytes(n_bytes)
    free = psutil.virtual_memory().available
    if needed <= free:
        return ""
    return (
        f"This network needs {needed / 1e9:.1f} GB of memory, but only {free / 1e9:.1f} GB is free. "
        "Close other programs, or choose a smaller network."
    )


def needed_bytes(n_bytes: int) -> int:
    """Return the memory that a network needs to be loaded and used; 0 for a small one.

    >>> needed_bytes(19_000_000), needed_bytes(553_000_000)
    (0, 2195870912)
    """
    return 0 if n_bytes <= SMALL_BYTES else COPIES * n_bytes + WORKING_BYTES


def _bytes(model: Any) -> int:
    return 4 * int(model.count_params())


def _forget_compiled() -> None:
    """Forget what `with_keras` has compiled: each compiled function holds its network in memory."""
    modules = [module for name, module in sys.modules.items() if name.startswith("cnnviz.with_keras")]
    for one in [value for module in modules for value in vars(module).values()]:
        if hasattr(one, "cache_clear"):
            one.cache_clear()
    gc.collect()
