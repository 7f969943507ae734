"""The networks that the worker keeps: the last ones, as long as their number and the memory allow."""

from collections import namedtuple

import psutil
import pytest

from cnnviz.errors import WorkerError
from cnnviz.workers import kept_networks
from cnnviz.workers.kept_networks import MAX_BYTES, MAX_NETWORKS, KeptNetworks

VGG16 = 553_467_096


class Model:
    """Stands for a network of so many bytes."""

    def __init__(self, n_bytes):
        self.n_bytes = n_bytes

    def count_params(self):
        return self.n_bytes // 4


@pytest.fixture
def kept():
    return KeptNetworks()


@pytest.fixture
def free(monkeypatch):
    """The memory is as large as this function is told."""

    def tell(n_bytes):
        monkeypatch.setattr(psutil, "virtual_memory", lambda: namedtuple("memory", "available")(n_bytes))

    tell(2**40)
    return tell


def load(kept, digest, n_bytes=1000):
    return kept.load(digest, n_bytes, lambda: Model(n_bytes))


def test_the_last_ones_are_kept(kept, free):
    models = [load(kept, str(n)) for n in range(MAX_NETWORKS)]
    assert kept.get("0") is models[0]  # now it is the last one asked for
    load(kept, "more")
    assert [digest for digest in "01234567" if digest in kept] == list("0234567")


def test_two_large_ones_are_never_kept_together(kept, free):
    load(kept, "small")
    load(kept, "vgg16", VGG16)
    assert "small" in kept
    load(kept, "other", VGG16)
    assert "vgg16" not in kept
    assert "other" in kept
    assert 2 * VGG16 > MAX_BYTES > VGG16


def test_what_was_compiled_for_a_large_one_is_forgotten_with_it(kept, free, monkeypatch):
    forgotten = []
    monkeypatch.setattr(kept_networks, "_forget_compiled", lambda: forgotten.append(True))
    load(kept, "vgg16", VGG16)
    for n in range(MAX_NETWORKS - 1):
        load(kept, str(n))
    assert forgotten == []
    load(kept, "one more")
    assert forgotten == [True]
    assert "vgg16" not in kept
    load(kept, "and one more")
    assert forgotten == [True]


def test_without_enough_memory_it_is_not_tried(kept, free):
    free(1_000_000_000)
    load(kept, "small", 20_000_000)
    with pytest.raises(WorkerError, match=r"needs 2.2 GB of memory, but only 1.0 GB is free. Close other"):
        load(kept, "vgg16", VGG16)
    assert "vgg16" not in kept
    free(2_500_000_000)
    load(kept, "vgg16", VGG16)
    assert "vgg16" in kept
