"""Questions about many pictures, or with many steps. The pages' other questions go before most of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cnnviz.runs import RunSettings
from cnnviz.workers.asking import Asking
from cnnviz.workers.network_file import NetworkFile

if TYPE_CHECKING:
    from cnnviz.lessons.digit_map import Arrangement, DigitMap, OwnPlace
    from cnnviz.lessons.exciting import Growth, Search, Strongest
    from cnnviz.lessons.transfer import Trial
    from cnnviz.network import Network

Array = npt.NDArray[np.float32]


class LongerQuestions(Asking):
    """Maps of many digits, searches, inputs that grow, and measurements."""

    def digit_map(self, network: NetworkFile, layer: str) -> DigitMap:
        """Return the map of the bundled test digits by a layer's outputs; by their pixels for "input".

        Raises:
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.digit_map, network, layer)

    def own_place(self, network: NetworkFile, layer: str, digit: Array) -> OwnPlace:
        """Return where a digit (28, 28) stands on the map by a layer's outputs.

        Raises:
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.own_place, network, (layer, digit))

    def begin_arranging(self, digit_map: DigitMap) -> Arrangement:
        """Return the start of t-SNE for a map. The pages' questions go first.

        Raises:
            WorkerError: If the worker does not answer.
        """
        from cnnviz.lessons.digit_map import first_arrangement  # noqa: PLC0415 - SciPy, which few pages need

        return self._ask(first_arrangement, digit_map, priority=-1)

    def go_on_arranging(self, arrangement: Arrangement) -> Arrangement:
        """Return t-SNE's arrangement one stretch later. The pages' questions go first.

        Raises:
            WorkerError: If the worker does not answer.
        """
        from cnnviz.lessons.digit_map import next_arrangement  # noqa: PLC0415 - as above

        return self._ask(next_arrangement, arrangement, priority=-1)

    def strongest_pictures(
        self, network: NetworkFile, x: Array, searches: tuple[Search, ...], first: int = 0
    ) -> dict[str, Strongest]:
        """Return the strongest outputs of each filter of some layers. The pages' other questions go first.

        Args:
            network: The network.
            x: (n, height, width, channels): so few pictures that others need not wait for long.
            searches: The layers, and where to look.
            first: The number of the first picture.

        Raises:
            NetworkError: If the network cannot take these pictures, or has no such layer.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.strongest_pictures, network, x, searches, first, priority=-1)

    def grow(self, network: NetworkFile, growth: Growth, layer: str, filter_index: int) -> Growth:
        """Return an input that excites a filter, some steps later. The pages' other questions go first.

        Raises:
            NetworkError: If the network has no such layer or filter.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.grow, network, growth, layer, filter_index, priority=-1)

    def first_gradients(self, settings: RunSettings) -> dict[str, float]:
        """Return the size of each layer's gradient before a run's first batch, by the layer's name.

        Raises:
            NetworkError: If the network does not fit the data set.
            DataError: If the data set cannot be read.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.first_gradients, settings, priority=-1)

    def pass_seconds(self, networks: Sequence[Network]) -> list[float]:
        """Return how long each network takes for a batch of pictures on this machine, in seconds.

        Raises:
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.pass_seconds, networks, priority=-1)

    def transfer_accuracy(self, trial: Trial) -> float:
        """Return the accuracy on new bundled digits after a short training. The pages' questions go first.

        Raises:
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.transfer_accuracy, trial, priority=-1)
