"""The speed of `filters.apply` next to SciPy's functions, on a 12-megapixel colour photo.

Each candidate does the whole job: float32 in and out, three channels, the same border. All race on a small
part first; the two fastest then take turns with ours on the photo. Run by `python -m tests.bench filters`.
"""

import time
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, signal

from cnnviz import filters
from tests.bench.table import Row

Array = NDArray[np.float32]
Way = Callable[[Array, Array], Array]

SIZES = (3, 5, 7, 9, 11, 15, 21, 31)
ROUNDS = 7
LIMIT = 1.1


def by_channel(way: Way) -> Way:
    """A function of one channel as a function of all."""

    def over_channels(image: Array, kernel: Array) -> Array:
        result = np.empty_like(image)
        for channel in range(image.shape[2]):
            result[..., channel] = way(np.ascontiguousarray(image[..., channel]), kernel)
        return result

    return over_channels


def padded(image: Array, kernel: Array) -> Array:
    """The image padded with the border "reflect", as `signal` has no borders."""
    widths = [(size // 2, (size - 1) // 2) for size in kernel.shape[:2]] + [(0, 0)] * (image.ndim - 2)
    return np.pad(image, widths, "symmetric")


def pair(image: Array, kernel: Array) -> Array:
    """Two passes with the column and the row of a separable kernel."""
    column, row = kernel[:, 0], kernel[0] / kernel[0, 0]
    return ndimage.correlate1d(ndimage.correlate1d(image, column, axis=0), row, axis=1)


SCIPY: dict[str, Way] = {
    "ndimage.correlate, 3-D": lambda x, k: ndimage.correlate(x, k[..., np.newaxis]),
    "ndimage.correlate, axes": lambda x, k: ndimage.correlate(x, k, axes=(0, 1)),
    "ndimage.correlate": by_channel(ndimage.correlate),
    "signal.correlate2d": by_channel(lambda x, k: signal.correlate2d(padded(x, k), k, "valid")),
    "signal.correlate, direct": by_channel(lambda x, k: signal.correlate(padded(x, k), k, "valid", "direct")),
    "signal.fftconvolve": by_channel(lambda x, k: signal.fftconvolve(padded(x, k), k[::-1, ::-1], "valid")),
    "signal.oaconvolve": by_channel(lambda x, k: signal.oaconvolve(padded(x, k), k[::-1, ::-1], "valid")),
}
SCIPY_SEPARABLE: dict[str, Way] = {
    "ndimage.correlate1d, 3-D": pair,
    "ndimage.correlate1d": by_channel(pair),
    "ndimage.uniform_filter, 3-D": lambda x, k: k.sum() * ndimage.uniform_filter(x, (*k.shape, 1)),
    "ndimage.uniform_filter": by_channel(lambda x, k: k.sum() * ndimage.uniform_filter(x, k.shape)),
}


def milliseconds(way: Way, image: Array, kernel: Array) -> float:
    """The duration of one run."""
    start = time.perf_counter()
    way(image, kernel)
    return 1000 * (time.perf_counter() - start)


def race(ways: dict[str, Way], photo: Array, kernel: Array) -> tuple[str, float, float]:
    """The fastest candidate, its median time and ours."""
    cutout = np.ascontiguousarray(photo[:300, :400])
    first = {name: milliseconds(way, cutout, kernel) for name, way in ways.items()}
    finalists = {"ours": filters.apply} | {
        name: ways[name] for name in sorted(first, key=first.__getitem__)[:2]
    }
    names = list(finalists)
    rounds = [
        {name: milliseconds(finalists[name], photo, kernel) for name in names[turn:] + names[:turn]}
        for turn in range(ROUNDS)  # another one goes first each time: what went before has warmed the memory
    ]
    times = {name: median(one[name] for one in rounds) for name in finalists}
    ours = times.pop("ours")
    fastest = min(times, key=times.__getitem__)
    return fastest, times[fastest], ours


def rows() -> Iterator[Row]:
    """Every size, as a box and with random weights; ours may take `LIMIT` times the fastest."""
    rng = np.random.default_rng(0)
    photo = rng.random((3000, 4000, 3), dtype=np.float32)
    for size in SIZES:
        box = np.full((size, size), 1 / size**2, np.float32)
        noise = rng.standard_normal((size, size), dtype=np.float32)
        for name, kernel, ways in (("box", box, SCIPY | SCIPY_SEPARABLE), ("random", noise, SCIPY)):
            fastest, theirs, ours = race(ways, photo, kernel)
            what, ratio = f"filters.apply, {name} {size}x{size}", ours / theirs
            yield Row(what, f"{ours:.0f}", f"{fastest}: {theirs:.0f}", ratio, f"{LIMIT:g}", ratio <= LIMIT)
