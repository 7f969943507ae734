"""A small data set that has nothing in common with MNIST."""

import numpy as np

from cnnviz.data_sets import DataSet

NAMES = ("bar", "post", "cross")
HEIGHT, WIDTH = 8, 10


def three_shapes(n_train=60, n_test=30, seed=0):
    """Return pictures 8 x 10 in colour: a horizontal bar, a vertical post, or both, on a noisy background."""
    rng = np.random.default_rng(seed)

    def part(n):
        labels = np.arange(n) % len(NAMES)
        pictures = rng.integers(0, 60, (n, HEIGHT, WIDTH, 3), dtype=np.uint8)
        for picture, label in zip(pictures, labels, strict=True):
            colour = rng.integers(180, 256, 3)
            if label != 1:
                picture[rng.integers(2, HEIGHT - 2)] = colour
            if label != 0:
                picture[:, rng.integers(2, WIDTH - 2)] = colour
        return pictures, labels

    (x_train, y_train), (x_test, y_test) = part(n_train), part(n_test)
    return DataSet(x_train, y_train, x_test, y_test, NAMES, name="the three shapes", source="drawn by NumPy")
