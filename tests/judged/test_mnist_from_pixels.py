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


def read(network, pictures):
    return network.predict(np.array(pictures)[..., np.newaxis], batch_size=250, verbose=0).argmax(axis=1)


def test_a_digit_of_mnist_comes_out_nearly_unchanged():
    images, _ = mnist.bundled()
    differences, n_refused = [], 0
    for image in mnist.encode(images[::20])[..., 0]:
        try:
            upright, inverted = from_picture(image).digit, from_picture(1 - image).digit
        except ImageError:
            n_refused += 1
            continue
        assert upright == pytest.approx(inverted, abs=0.02)
        differences.append(np.abs(upright - image).mean())
    assert n_refused <= 0.02 * 250
    assert np.mean(differences) < 0.0025  # of two zeros only the hole is found
    assert np.quantile(differences, 0.95) < 0.002


def test_the_network_reads_prepared_digits_as_well_as_raw_ones(network):
    images, labels = mnist.bundled()
    raw, labels = mnist.encode(images[::5])[..., 0], labels[::5]
    prepared, expected = [], []
    for image, label in zip(raw, labels, strict=True):
        with contextlib.suppress(ImageError):  # one in a hundred is too doubtful
            prepared.append(from_picture(image).digit)
            expected.append(label)
    assert len(prepared) >= 0.98 * len(raw)
    right = np.mean(read(network, raw) == labels)
    assert right > 0.95
    assert np.mean(read(network, prepared) == expected) > right - 0.015


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
