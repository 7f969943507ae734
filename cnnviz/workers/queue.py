"""The queue of the runs that wait for a worker."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from cnnviz.errors import WorkerError
from cnnviz.workers.errand import Errand
from cnnviz.workers.reports import Reports
from cnnviz.workers.trouble import WORKER_LOST, trouble

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds between two searches for a worker while a run waits: without any worker, and for another one.
SOON, SELDOM = 0.25, 2.0


class Queue:
    """Gives waiting runs to free workers, one at a time to each. Thread-safe.

    Args:
        errands: The active runs by their ids.
        reports: Connects to the workers, and hears what they report.
        ended: Called with a run and its task when that has ended, on a thread of its own.
    """

    def __init__(
        self, errands: dict[str, Errand], reports: Reports, ended: Callable[[Errand, Future], None]
    ) -> None:
        self._errands, self._reports, self._ended = errands, reports, ended
        self._turns = count()
        self._lock = threading.RLock()
        self._n_workers = 0
        self._looking: threading.Thread | None = None
        self._looks = threading.Lock()

    def next_turn(self) -> int:
        """Return the place behind all others."""
        return next(self._turns)

    def ahead_of(self, errand: Errand) -> int:
        """Return how many runs must end or pause before this one begins or goes on."""
        if errand.run.state != "waiting":
            return 0
        before = sum(
            one.turn < errand.turn if one.waits else bool(one.address)
            for one in list(self._errands.values())
            if one is not errand and not one.run.ended  # one of a lost worker stays here for a moment
        )
        return max(0, before - max(1, self._n_workers) + 1)

    def dispatch(self) -> None:
        """Give each free worker a run. Dask on its own might queue a run behind another one.

        Raises:
            WorkerError: If the workers cannot be reached.
        """
        with trouble(), self._lock:
            if not self._waiting():
                return  # before connecting, because that would start closed workers again
            client = self._reports.client()
            taken = {errand.address for errand in list(self._errands.values())}
            free = [address for address in self._workers(client) if address not in taken]
            for errand in self._waiting()[: len(free)]:
                address = errand.home if errand.home in free else free[0]  # it may still have the engine
                free.remove(address)
                self._submit(client, errand, address)
        self._look()

    def go_on(self) -> None:
        """Start the next runs, or fail them with the reason; active runs are not affected."""
        try:
            self.dispatch()
        except WorkerError as error:
            for errand in self._waiting():
                if errand.put_aside is not None:
                    errand.leave()
                else:
                    errand.run.fail(str(error))
                    self._errands.pop(errand.run.id, None)

    def _waiting(self) -> list[Errand]:
        """Return the runs that need a worker, in their order."""
        return sorted((one for one in list(self._errands.values()) if one.waits), key=lambda one: one.turn)

    def _workers(self, client: Client) -> list[str]:
        """Return the addresses of the training workers, the least busy first."""
        known = client.scheduler_info(n_workers=-1).get("workers", {})  # missing right after a close
        train = [address for address, about in known.items() if about["resources"].get("trains")]
        self._n_workers = len(train)
        return sorted(train, key=lambda address: known[address]["metrics"].get("executing", 0))

    def _submit(self, client: Client, errand: Errand, address: str) -> None:
        """Give a run to a worker."""
        from cnnviz.workers import running  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        client.subscribe_topic(address, partial(self._hear_of_worker, address))
        run, command = errand.run, errand.enter(address)
        try:
            errand.future = client.submit(
                running.train,
                run.id,
                self._reports.topic,
                run.settings,
                run.probe,
                command,
                put_aside=errand.put_aside,
                session=errand.session,
                workers=[address],
                resources={"trains": 1},  # one at a time on each worker, even from several dashboards
                pure=False,
            )
        except BaseException:
            errand.go_back()
            raise
        errand.future.add_done_callback(partial(self._ended, errand))
        if run.ended:  # stopped in the meantime: nobody would see it or stop it
            self._reports.later(errand.future.cancel)

    def _look(self) -> None:
        """Start waiting runs as workers become free, in a thread that lives while any run waits."""

        def look() -> None:
            while self._wait_on():
                time.sleep(SELDOM if self._n_workers else SOON)
                self.go_on()

        with self._looks:
            if self._waiting() and not (self._looking and self._looking.is_alive()):
                self._looking = threading.Thread(target=look, daemon=True, name="runs wait")
                self._looking.start()

    def _wait_on(self) -> bool:
        """Return whether any run still waits; if not, end the thread, and the next `_look` starts another."""
        with self._looks:
            if not self._waiting():
                self._looking = None
            return self._looking is not None

    def _hear_of_worker(self, address: str, stamped: tuple[float, Any]) -> None:
        """Fail the run of a lost worker, or let it wait for another worker if it had not begun.

        A run that has reported nothing since it was put aside is paused again, and has lost nothing. This is
        called on the client's own thread.
        """
        message = stamped[1]
        if not isinstance(message, dict) or message.get("action") != "remove-worker":
            return
        for errand in list(self._errands.values()):
            if errand.address == address and errand.future is not None:
                future = errand.future
                if not errand.run.begun:
                    errand.go_back()
                elif errand.put_aside is not None:
                    errand.leave()
                else:
                    errand.run.fail(WORKER_LOST)
                self._reports.later(future.cancel)
                self._look()
