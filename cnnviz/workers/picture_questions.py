"""Questions about a network and one input, which a page waits for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.explanations import Explanation
from cnnviz.lessons.occlusion_patches import Patches
from cnnviz.lessons.shown_maps import MapsAsked, MapsPart, ShownMaps
from cnnviz.workers.asking import Asking
from cnnviz.workers.local import Local
from cnnviz.workers.network_file import NetworkFile

if TYPE_CHECKING:
    from distributed import Future

    from cnnviz.lessons.explanations import Asked, Quality
    from cnnviz.lessons.pushes import Push, PushAsked

Array = npt.NDArray[np.float32]

#: How many places occlusion hides in one question: half a second of a photo's three.
ROUND = 24


class PictureQuestions(Asking):
    """What a network makes of one input, and why."""

    def __init__(self, local: Local) -> None:
        super().__init__(local)
        self._compiling: dict[str, Future] = {}

    def layer_outputs(self, network: NetworkFile, x: Array) -> dict[str, Array]:
        """Return every layer's output for one input.

        Raises:
            NetworkError: If the network cannot take this input.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.layer_outputs, network, x)

    def prediction(self, network: NetworkFile, x: Array) -> Array:
        """Return the network's output for one input, (n_classes,).

        Raises:
            NetworkError: If the network cannot take this input.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.prediction, network, x)

    def maps(
        self,
        network: NetworkFile,
        x: Array,
        layer: str,
        channels: Sequence[int] | None = None,
        cells: tuple[Sequence[int], Sequence[int]] | None = None,
    ) -> Array:
        """Return one layer's output for one input.

        The worker computes all layers at once and keeps those of the last input, of which only what is asked
        for is sent: all layers of a photo are 80 to 320 MB.

        Args:
            network: The network.
            x: One input as the network takes it.
            layer: The layer's name.
            channels: The channels that are sent; None for all.
            cells: The rows and the columns that are sent; None for all.

        Raises:
            NetworkError: If the network cannot take this input, or has no such layer, channel, row or column.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.maps, network, x, MapsPart(layer, channels, *(cells or (None, None))))

    def shown_maps(self, network: NetworkFile, x: Array, asked: Sequence[MapsAsked]) -> list[ShownMaps]:
        """Return some maps of several layers for one input, such as those with the most contrast.

        The first answer comes without compiling; the network is compiled when no question waits.

        Raises:
            NetworkError: If the network cannot take this input, or has no such layer.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        found = self._ask_network(tasks.shown_maps, network, x, asked)
        if network.digest not in self._compiling:  # kept, as Dask drops a task that nobody waits for
            self._compiling[network.digest] = self._submit(
                "answers", tasks.compile_all, network.digest, network.data, priority=-1
            )
        return found

    def logits(self, network: NetworkFile, x: Array) -> Array:
        """Return the network's output before its final softmax for one input, (classes,).

        Raises:
            NetworkError: If the network cannot take this input, or does not end in a softmax.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.logits, network, x)

    def probabilities(self, network: NetworkFile, source: str) -> Array:
        """Return the network's output for all test pictures of a source, (n, n_classes).

        Raises:
            DataError: If the source holds no digits.
            NetworkError: If the network cannot take them.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.probabilities, network, source)

    def features(self, network: NetworkFile, x: Array) -> Array:
        """Return what the network's last layer takes for one input, (n_features,).

        Raises:
            NetworkError: If the network cannot take this input.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.features, network, x)

    def explanation(self, network: NetworkFile, x: Array, asked: Asked) -> Explanation:
        """Return the map that explains one class of a network's answer to one input.

        Occlusion takes seconds for a photo, so it is asked in rounds, and other questions come in between.

        Raises:
            NetworkError: If the method has no answer for this network, input or class.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        if asked.method != "occlusion":
            return self._ask_network(tasks.explanation, network, x, asked)
        patches = Patches.over(x.shape, asked.patch or None)
        found = [
            self._ask_network(tasks.hidden_probabilities, network, x, asked, part)
            for part in patches.rounds(ROUND)
        ]
        hidden = np.concatenate([one[1:] for one in found])
        return Explanation(patches.falls(float(found[0][0]), hidden))

    def quality(self, network: NetworkFile, x: Array, asked: Asked) -> Quality:
        """Return how good such a map is, by deletion and insertion.

        Raises:
            NetworkError: As for `explanation`.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.quality, network, x, asked)

    def push(self, network: NetworkFile, picture: Array, asked: PushAsked) -> Push:
        """Return pushes of one picture in [0, 1], and what the network says of each.

        Raises:
            NetworkError: If the picture or the class does not fit, or no push changes the answer.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.push, network, picture, asked)
