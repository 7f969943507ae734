"""The planes of the magnifiers on tests/browser/pages/magnified.py, for the page and for its test."""

from functools import cache

import numpy as np

from cnnviz import filters, images
from cnnviz.kernels import KERNELS


@cache
def photo() -> np.ndarray:
    """Return a grey photograph, (427, 640)."""
    return images.to_grey(images.sample_images()["flower"]())


@cache
def feature_map(sign: int = 1) -> np.ndarray:
    """Return its signed edges, (427, 640), with large values, tiny ones and zeros."""
    values = sign * filters.apply(photo(), KERNELS["sobel x"])
    values[:40] *= np.float32(1e-3)
    values[40:80] *= np.float32(1e5)
    values[80:120] *= np.float32(30)
    return values


@cache
def noise() -> np.ndarray:
    """Return a colour picture of the largest size, (768, 1024, 3)."""
    levels = np.random.default_rng(3).integers(0, 256, (768, 1024, 3))
    return levels.astype(np.float32) / np.float32(255)
