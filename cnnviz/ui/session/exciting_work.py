"""What excites a network's filters, found and grown while somebody watches, and kept for all visitors."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.exciting import (
    FilterLayer,
    Growth,
    Search,
    Strongest,
    first_growth,
    merged,
    search,
    usual_regularizers,
)
from cnnviz.network import Network
from cnnviz.ui.session.background_answers import Answers
from cnnviz.ui.session.explained_answers import Question, input_digest
from cnnviz.ui.session.per_process import once_per_process
from cnnviz.ui.session.pictures_at_hand import AtHand
from cnnviz.ui.session.watched_work import WatchedWork
from cnnviz.ui.session.worker_processes import workers
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]

#: How many searches and grown inputs are kept: a search takes up to a megabyte, an input of a photo 600 KB.
SEARCHES, GROWTHS = 16, 48
#: The number of pictures after which it is settled which filters are the most selective ones.
RANKED_AFTER = 1000


@dataclass(frozen=True, eq=False)
class PictureSearch:
    """A search for the pictures that excite a network's filters most, after some pictures."""

    network: NetworkFile
    pictures: AtHand
    searches: tuple[Search, ...]
    n_seen: int
    found: dict[str, Strongest]
    """The strongest outputs so far, by the layer that is read."""
    early: dict[str, Strongest]
    """The same after the first `RANKED_AFTER` pictures; later ones do not change which filters are shown."""

    @property
    def done(self) -> bool:
        """Whether all pictures have been looked at."""
        return self.n_seen >= self.pictures.n_pictures

    @property
    def is_ranked(self) -> bool:
        """Whether it is settled which filters are the most selective ones."""
        return self.n_seen >= min(RANKED_AFTER, self.pictures.n_pictures)

    def ranking(self, layer: str) -> list[int]:
        """Return the filters of a layer that is read, the most selective first."""
        return self.early[layer].ranking()

    def surest(self, layer: str) -> list[int]:
        """Return the filters of a layer that is read, the one with the highest output first."""
        return [int(n) for n in np.argsort(-self.early[layer].values[0], kind="stable")]


@dataclass(frozen=True, eq=False)
class GrowingInput:
    """An input that grows to excite one filter."""

    network: NetworkFile
    layer: str
    """The layer whose output before its activation is read."""
    filter_index: int
    growth: Growth

    @property
    def done(self) -> bool:
        """Whether it is grown."""
        return self.growth.done


def searches_of(layers: Sequence[FilterLayer], pictures: AtHand) -> tuple[Search, ...]:
    """Return the searches for some layers among some pictures."""
    return tuple(search(layer, pictures.per_picture) for layer in layers)


def search_key(network: NetworkFile, pictures: AtHand, searches: tuple[Search, ...]) -> Hashable:
    """Return what identifies a search."""
    return network.digest, pictures.key, searches


def begun(network: NetworkFile, pictures: AtHand, layers: Sequence[FilterLayer]) -> PictureSearch:
    """Return a search that has not looked at any picture yet."""
    return PictureSearch(network, pictures, searches_of(layers, pictures), 0, {}, {})


def growth_key(network: NetworkFile, layer: FilterLayer, filter_index: int, seed: int) -> Hashable:
    """Return what identifies a grown input."""
    return network.digest, layer.read, filter_index, seed


def noise(
    network: NetworkFile, described: Network, layer: FilterLayer, filter_index: int, seed: int
) -> GrowingInput:
    """Return the noise that an input grows from."""
    regularizers = usual_regularizers(layer, described.input_shape)
    growth = first_growth(described.input_shape, described.preparation, seed=seed, regularizers=regularizers)
    return GrowingInput(network, layer.read, filter_index, growth)


@once_per_process
def picture_searches() -> WatchedWork[PictureSearch, PictureSearch]:
    """Return the searches of this dashboard, shared by all visitors."""
    return WatchedWork(_look_on, _look_on, SEARCHES)


@once_per_process
def growing_inputs() -> WatchedWork[GrowingInput, GrowingInput]:
    """Return the growing inputs of this dashboard, shared by all visitors."""
    return WatchedWork(lambda given: given, _grow_on, GROWTHS)


_own: Answers[dict[str, Strongest]] = Answers()


def own_picture(
    network: NetworkFile, x: Array, layers: Sequence[FilterLayer], pictures: AtHand
) -> Question[dict[str, Strongest]]:
    """Return the question for how much the visitor's own picture excites the filters.

    Args:
        network: The network.
        x: (height, width, channels) as the network takes it.
        layers: The layers.
        pictures: The pictures that it comes to. Its number is the one after theirs.
    """
    wanted, number = searches_of(layers, pictures), pictures.n_pictures
    return Question(
        _own,
        (network.digest, input_digest(x), wanted, number),
        lambda: workers().strongest_pictures(network, x[np.newaxis], wanted, number),
    )


def _look_on(work: PictureSearch) -> PictureSearch:
    """Return a search some pictures later."""
    stop = min(work.n_seen + work.pictures.at_once, work.pictures.n_pictures)
    x = work.pictures.inputs(work.n_seen, stop)
    found = workers().strongest_pictures(work.network, x, work.searches, work.n_seen)
    known = {
        layer: merged([work.found[layer], one]) if layer in work.found else one
        for layer, one in found.items()
    }
    return replace(work, n_seen=stop, found=known, early=work.early if work.is_ranked else known)


def _grow_on(work: GrowingInput) -> GrowingInput:
    """Return a growing input some steps later."""
    growth = workers().grow(work.network, work.growth, work.layer, work.filter_index)
    return replace(work, growth=growth)
