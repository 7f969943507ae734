"""The dashboard's interface to the workers: query networks, and start and control training runs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from cnnviz import reading
from cnnviz.lessons.explanations import Explanation
from cnnviz.lessons.occlusion_patches import Patches
from cnnviz.lessons.shown_maps import MapsAsked, MapsPart, ShownMaps
from cnnviz.runs import PutAside, Run, RunSettings
from cnnviz.workers.cluster import CLUSTER_LOST, Cluster
from cnnviz.workers.local import Local
from cnnviz.workers.trainer import Probe, Trainer
from cnnviz.workers.trouble import HOST_LOST, trouble

if TYPE_CHECKING:
    from distributed import Future

    from cnnviz.lessons.digit_map import Arrangement, DigitMap, OwnPlace
    from cnnviz.lessons.exciting import Growth, Search, Strongest
    from cnnviz.lessons.explanations import Asked, Quality
    from cnnviz.lessons.own_classes import OwnHead
    from cnnviz.lessons.pushes import Push, PushAsked
    from cnnviz.lessons.transfer import Trial
    from cnnviz.network import Network

Array = npt.NDArray[np.float32]
T = TypeVar("T")

#: Timeout of a query in seconds. The first query after a start waits for TensorFlow's import.
PATIENCE = 90
#: How many places occlusion hides in one question: half a second of a photo's three.
ROUND = 24
#: The environment variable with the address of a training cluster, tcp://host:port. Queries stay local.
SCHEDULER = "CNNVIZ_SCHEDULER"


@dataclass(frozen=True)
class NetworkFile:
    """A network with its weights: its .keras file, or the name of one that this program knows.

    Workers identify a file by its content, and read a shipped network by its name.

    Raises:
        ValueError: If there are both bytes and a name, or neither; or a file with random weights.
    """

    label: str
    data: bytes | None = None
    """The bytes of the file; None for a shipped network."""
    name: str = ""
    """The name of the shipped network, such as "lecture"; "" for a file."""
    untrained: bool = False
    """Whether its weights are random; its name is one of `reading.RUNNABLE`."""

    def __post_init__(self) -> None:
        if (self.data is None) != bool(self.name):
            raise ValueError(f"A network has either bytes or a name. Received: {self.label!r}")
        if self.untrained and not self.name:
            raise ValueError(f"A file has weights of its own. Received: {self.label!r}")

    @cached_property
    def digest(self) -> str:
        """What names the network with its weights, or a hash of the content."""
        if self.data is not None:
            return hashlib.blake2b(self.data, digest_size=16).hexdigest()
        return reading.untrained_digest(self.name) if self.untrained else self.name


class Workers:
    """The worker processes, started when first needed and restarted if they die. Thread-safe.

    Runs train on this machine, or on the cluster at the address in CNNVIZ_SCHEDULER.
    """

    def __init__(self) -> None:
        address = os.environ.get(SCHEDULER, "")
        names = ("answers",) if address else ("answers", "trains")
        self.local = Local(names, lambda: None if address else self.trainer.lose(HOST_LOST))
        self.cluster = Cluster(address, lambda: self.trainer.lose(CLUSTER_LOST)) if address else None
        self.trainer = Trainer((self.cluster or self.local).client, self._finish)
        self._compiling: dict[str, Future] = {}

    def warm_up(self) -> None:
        """Start the workers and import Keras in each, first in the one that answers.

        Raises:
            WorkerError: If they cannot be started, or are closed in the meantime.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        with trouble():
            for worker in self.local.names:
                self._submit(worker, tasks.warm_up).result(PATIENCE)

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
        for is sent: all layers of a photo are 80 MB.

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

    def push(self, network: NetworkFile, picture: Array, asked: PushAsked) -> Push:
        """Return pushes of one picture in [0, 1], and what the network says of each.

        Raises:
            NetworkError: If the picture or the class does not fit, or no push changes the answer.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.push, network, picture, asked)

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

    def features(self, network: NetworkFile, x: Array) -> Array:
        """Return what the network's last layer takes for one input, (n_features,).

        Raises:
            NetworkError: If the network cannot take this input.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask_network(tasks.features, network, x)

    def transfer_accuracy(self, trial: Trial) -> float:
        """Return the accuracy on new bundled digits after a short training. The pages' questions go first.

        Raises:
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.transfer_accuracy, trial, priority=-1)

    def save_own_classes(self, head: OwnHead) -> bytes:
        """Return a .keras file of the network for photographs with a visitor's own last layer.

        Raises:
            NetworkError: If the network's package is not installed.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.save_own_classes, head)

    def read_own_classes(self, data: bytes) -> OwnHead:
        """Return the visitor's last layer in such a file, read as data.

        Raises:
            NetworkError: If it is another file, or another network.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.read_own_classes, data)

    def read_network(self, data: bytes) -> tuple[Network, bytes]:
        """Return the network described by the bytes of a .keras file, and a new file with only that network.

        Raises:
            NetworkError: If it is not a .keras file, or holds something that is not supported.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.read_network, data)

    def train(self, settings: RunSettings, probe: Probe | None = None) -> Run:
        """Start a run and return it at once; events and, with a probe, moments are added as they arrive.

        Args:
            settings: What to train, and how.
            probe: The picture, in [0, 1], for which moments are recorded; None records none.

        Raises:
            WorkerError: If the workers cannot be reached.
        """
        return self.trainer.train(settings, probe)

    def stop(self, run: Run) -> None:
        """Stop a run after its current batch, or before it begins, and keep what it has learned.

        Raises:
            WorkerError: If the workers cannot be reached. `pause`, `resume` and `one_batch` raise it too.
        """
        self.trainer.request(run, "stop")

    def pause(self, run: Run) -> None:
        """Pause a run after its current batch, or before its first one. It then takes no worker."""
        self.trainer.request(run, "pause")

    def resume(self, run: Run) -> None:
        """Resume a paused run when it is its turn, on whichever worker is free."""
        self.trainer.request(run, "go")

    def one_batch(self, run: Run) -> None:
        """Train one batch, when it is the run's turn, and then pause."""
        self.trainer.request(run, "batch")

    def switch_skips(self, run: Run, *, on: bool) -> None:
        """Switch the additional inputs of a run's Add layers on or off while it trains.

        Raises:
            WorkerError: If no worker trains the run, or it does not answer.
        """
        self.trainer.switch_skips(run, on=on)

    def forget(self, run: Run) -> None:
        """Stop a run that is no longer shown, if it is still active, and free its moments."""
        self.trainer.forget(run)

    def ahead_of(self, run: Run) -> int:
        """Return how many runs of this dashboard must end or pause before this one begins or goes on."""
        return self.trainer.ahead_of(run)

    def close(self) -> None:
        """End this machine's worker processes; disconnect from a cluster."""
        if self.cluster is not None:
            self.cluster.close()
        self.local.close()

    def _ask(self, function: Callable[..., T], *arguments: Any, priority: int = 0) -> T:
        with trouble():
            future = self._submit("answers", function, *arguments, priority=priority)
            return future.result(PATIENCE)  # type: ignore[no-any-return]

    def _ask_network(
        self, function: Callable[..., T], network: NetworkFile, *arguments: Any, priority: int = 0
    ) -> T:
        """Send a query with the network's digest; repeat it with its bytes if the worker does not know it."""
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        try:
            return self._ask(function, network.digest, None, *arguments, priority=priority)
        except tasks.UnknownNetworkError:
            return self._ask(function, network.digest, network.data, *arguments, priority=priority)

    def _finish(self, settings: RunSettings, probe: Probe | None, put_aside: PutAside) -> Future:
        """End a run that is put aside. This needs no training worker; the pages' questions go first."""
        from cnnviz.workers import running  # noqa: PLC0415 - as above

        with trouble():
            return self._submit("answers", running.finish, settings, probe, put_aside, priority=-1)

    def _submit(
        self, worker: str, function: Callable[..., Any], *arguments: Any, priority: int = 0
    ) -> Future:
        return self.local.client().submit(
            function, *arguments, resources={worker: 1}, priority=priority, pure=False
        )
