"""What a page is told of a photo: names from the worker, once for all visitors."""

import numpy as np
import pytest

from cnnviz import images
from cnnviz.architectures import ARCHITECTURES
from cnnviz.ui.session import photo_answers, worker_processes
from cnnviz.ui.session.image_in_use import ImageInUse


class Asked:
    """Workers that count what they are asked."""

    def __init__(self):
        self.inputs = []

    def prediction(self, network, x):
        assert network.name == "efficientnet-lite0"
        self.inputs.append(x)
        return np.linspace(0, 1, 1000, dtype=np.float32)


@pytest.fixture
def asked(monkeypatch):
    workers = Asked()
    monkeypatch.setattr(worker_processes, "workers", lambda: workers)
    return workers


def image(seed):
    levels = np.random.default_rng(seed).integers(0, 256, (30, 40, 3))
    pixels = (levels / 255).astype(np.float32)
    return ImageInUse(pixels, "Photo", images.digest(pixels))


def answered(one):
    """Return the guesses, waiting for them."""
    while (found := photo_answers.guesses(one)) is None:
        pass
    return found


def test_the_five_best_names_are_asked_once_for_all_visitors(asked):
    found = answered(image(1))
    assert [guess.class_index for guess in found] == [999, 998, 997, 996, 995]
    assert found[0].name == "toilet paper"
    assert answered(image(1)) == found
    assert photo_answers.guesses_ready(image(1))
    assert len(asked.inputs) == 1
    answered(image(2))
    assert len(asked.inputs) == 2
    assert not np.array_equal(*asked.inputs)


def test_the_worker_gets_the_middle_of_the_photo_as_the_network_takes_it(asked):
    answered(image(3))
    prepared = photo_answers.prepared(image(3))
    np.testing.assert_array_equal(asked.inputs[-1], prepared.x)
    assert prepared.box == (2, 7, 28, 33)
    assert prepared.x.shape == ARCHITECTURES["efficientnet-lite0"]().input_shape
