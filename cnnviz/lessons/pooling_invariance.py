"""How much a feature map changes when the image moves a little, with and without pooling."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from cnnviz import images, pipeline
from cnnviz.errors import NetworkError
from cnnviz.pipeline import POOLINGS, Pipeline

Array: TypeAlias = npt.NDArray[np.float32]

#: Larger images are shrunk to this longest side, because seven maps are computed.
LONGEST_SIDE = 256
#: Beyond the edge the image is mirrored, so that no black moves in.
BORDER = "reflect"


def shifted(image: Array, pixels: int) -> Array:
    """Return an image (height, width) shifted to the right by whole pixels.

    >>> shifted(np.array([[1, 2, 3]], np.float32), 1)
    array([[1., 1., 2.]], dtype=float32)
    """
    moved: Array = np.pad(image, ((0, 0), (pixels, 0)), "symmetric")[:, : image.shape[1]]
    return moved


def turned(image: Array, degrees: float) -> Array:
    """Return an image (height, width) rotated counter-clockwise about its centre, of the same size."""
    values: Array = ndimage.rotate(image, degrees, reshape=False, order=1, mode=BORDER)
    return values


def scaled(image: Array, factor: float) -> Array:
    """Return an image (height, width) enlarged about its centre, of the same size."""
    middle = (np.array(image.shape) - 1) / 2
    values: Array = ndimage.affine_transform(
        image, np.full(2, 1 / factor), offset=middle * (1 - 1 / factor), order=1, mode=BORDER
    )
    return values


MOVES: dict[str, Callable[[Array], Array]] = {
    **{f"shifted {n} px": partial(shifted, pixels=n) for n in (1, 2, 3)},
    **{f"turned {angle}°": partial(turned, degrees=angle) for angle in (2, 5)},
    **{f"scaled × {factor:g}": partial(scaled, factor=factor) for factor in (1.05, 1.1)},
}
"""Maps the name of each movement to its function."""


def relative_change(before: Array, after: Array) -> float:
    """Return ‖before − after‖ / ‖before‖: 0 if nothing changes, 1 if the change is as large as `before`.

    Raises:
        NetworkError: If `before` is 0 everywhere.

    >>> relative_change(np.array([3.0, 4.0]), np.array([3.0, 0.0]))
    0.8
    """
    reference = float(np.linalg.norm(before.astype(np.float64)))
    if reference == 0:
        raise NetworkError(
            "Every number of this map is 0, so nothing can change. "
            "Choose another image, kernel or activation."
        )
    return float(np.linalg.norm(before.astype(np.float64) - after)) / reference


def shrunk(image: Array) -> Array:
    """Return an image as grey (height, width) float32, with its longest side at most `LONGEST_SIDE`."""
    grey = images.channel_mean(image)
    longest = max(grey.shape)
    if longest <= LONGEST_SIDE:
        return grey
    height, width = (max(1, round(side * LONGEST_SIDE / longest)) for side in grey.shape)
    return np.asarray(Image.fromarray(grey).resize((width, height), Image.Resampling.HAMMING))


def changes(image: Array, now: Pipeline) -> dict[str, list[float]]:
    """Return the relative change of the map under each of `MOVES`, for "no", "max" and "average" pooling.

    Args:
        image: (height, width) or (height, width, 3) float32; it is shrunk first.
        now: The settings: kernel, border, activation, and the first round's window and stride.

    Raises:
        NetworkError: If the window does not fit, or the map is 0 everywhere.
    """
    still = shrunk(image)
    before = _maps(still, now)
    after = [_maps(move(still), now) for move in MOVES.values()]
    return {kind: [relative_change(before[kind], one[kind]) for one in after] for kind in before}


def _maps(grey: Array, now: Pipeline) -> dict[str, Array]:
    """Return the activated map of a grey image without pooling and with each kind of pooling."""
    values = pipeline.activated(pipeline.feature_map(grey, now), now)
    pooled = {kind: pipeline.pooled(values[..., np.newaxis], now, kind)[..., 0] for kind in POOLINGS}
    return {"no": values, **pooled}
