"""Digits of MNIST come out of pictures nearly unchanged, and the network reads them and drawings."""

import contextlib

import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.digits import from_picture
from cnnviz.drawing import Drawing, render
from cnnviz.errors import ImageError
from tests.digits.drawn import DRAWN


@pytest.fixture(scope="module")
def network():
    return models.load_pretrained()


@pytest.fixture(scope="module")
def prepared():
    """Every fifth bundled digit as it comes out of its picture, by its number; a refused one is missing."""
    found = {}
    for n in range(0, 5000, 5):
        with contextlib.suppress(ImageError):
            found[n] = from_picture(raw(n)).digit
    return found


def raw(n):
    """Return a bundled digit, (28, 28) in [0, 1]."""
    return mnist.encode(mnist.bundled()[0][n : n + 1])[0, ..., 0]


def read(network, pictures):
    return network.predict(np.array(pictures)[..., np.newaxis], batch_size=250, verbose=0).argmax(axis=1)


def test_a_digit_of_mnist_comes_out_nearly_unchanged(prepared):
    differences, n_refused = [], 0
    for n in range(0, 5000, 20):
        try:
            inverted = from_picture(1 - raw(n)).digit
            upright = prepared[n]
        except (ImageError, KeyError):
            n_refused += 1
            continue
        assert upright == pytest.approx(inverted, abs=0.02)
        differences.append(np.abs(upright - raw(n)).mean())
    assert n_refused <= 0.02 * 250
    assert np.mean(differences) < 0.0025  # of two zeros only the hole is found
    assert np.quantile(differences, 0.95) < 0.002


def test_the_network_reads_prepared_digits_as_well_as_raw_ones(network, prepared):
    images, labels = mnist.bundled()
    assert len(prepared) >= 0.98 * len(images[::5])  # one in a hundred is too doubtful
    right = np.mean(read(network, mnist.encode(images[::5])[..., 0]) == labels[::5])
    assert right > 0.95
    assert np.mean(read(network, list(prepared.values())) == labels[list(prepared)]) > right - 0.015


def test_the_network_reads_drawn_digits_of_any_size_at_any_place(network):
    expected = list(DRAWN)
    for scale, x, y in [(1, 0, 0), (0.6, 20, 90), (1.15, -15, -15)]:
        moved = [
            render(
                Drawing(
                    tuple(tuple((round(a * scale + x), round(b * scale + y)) for a, b in one) for one in many)
                )
            )
            for many in DRAWN.values()
        ]
        assert read(network, [from_picture(picture).digit for picture in moved]).tolist() == expected
