"""The dashboard's side of training: start runs, receive their messages, control them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from cnnviz.errors import WorkerError
from cnnviz.runs import Command, Run, RunSettings
from cnnviz.workers.trouble import LACKING, SILENT, WORKER_LOST, trouble

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds between two searches for a worker while a run waits: without any worker, and for another one.
SOON, SELDOM = 0.25, 2.0
#: Seconds a run may be paused while others wait for its worker; then it is resumed.
MAX_PAUSE = 180.0


@dataclass
class Errand:
    """A run that has not ended, its worker, and the number of moments recorded so far."""

    run: Run
    future: Any = None
    address: str = ""
    n_moments: int = 0
    fetching: bool = False


class Trainer:
    """Trains runs on the workers with the resource "trains", one at a time on each. Thread-safe.

    Args:
        connect: Returns a connected client, or raises a WorkerError.
    """

    def __init__(self, connect: Callable[[], Client]) -> None:
        self._connect = connect
        self._errands: dict[str, Errand] = {}
        self._topic = f"cnnviz {uuid4().hex}"
        self._client: Client | None = None
        self._lock = threading.RLock()
        self._n_workers = 0
        self._looking: threading.Thread | None = None
        self._looks = threading.Lock()

    def train(self, settings: RunSettings, probe: npt.NDArray[np.floating[Any]] | None = None) -> Run:
        """Start a run and return it at once."""
        run = Run(settings, probe)
        with trouble():
            self._listening()  # first, because a fresh start fails all runs in `_errands`
            self._errands[run.id] = Errand(run)
            try:
                self._dispatch()
            except BaseException:
                self._errands.pop(run.id, None)
                raise
        return run

    def _waiting(self) -> list[Errand]:
        """Return the runs that need a worker, oldest first; a run paused before its turn needs none."""
        return [
            one for one in list(self._errands.values()) if one.future is None and one.run.state == "waiting"
        ]

    def _look(self) -> None:
        """Start waiting runs as workers become free, in a thread that lives while any run waits."""

        def look() -> None:
            paused: dict[str, float] = {}
            while self._wait_on():
                time.sleep(SELDOM if self._n_workers else SOON)
                self._go_on()
                self._hurry(paused)

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

    def _hurry(self, paused: dict[str, float]) -> None:
        """Resume runs paused for too long while others wait; `paused` holds when each was noticed."""
        now = time.monotonic()
        held = [one for one in list(self._errands.values()) if one.future and one.run.state == "paused"]
        for gone in paused.keys() - {one.run.id for one in held}:
            del paused[gone]
        for errand in held if self._waiting() else []:
            if now - paused.setdefault(errand.run.id, now) >= MAX_PAUSE:
                with suppress(WorkerError):  # the next look tries again
                    self.request(errand.run, "go")
                    errand.run.auto_resumed = True

    def _dispatch(self) -> None:
        """Give each free worker a run. Dask on its own might queue a run behind a paused one."""
        from cnnviz.workers import running  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        with self._lock:
            if not self._waiting():
                return  # before connecting, because that would start closed workers again
            client, errands = self._listening(), list(self._errands.values())
            taken = {errand.address for errand in errands if errand.future is not None}
            free = [address for address in self._workers() if address not in taken]
            for errand, address in zip(self._waiting(), free, strict=False):
                errand.address = address
                client.subscribe_topic(address, partial(self._hear_of_worker, address))
                errand.future = client.submit(
                    running.train,
                    errand.run.id,
                    self._topic,
                    errand.run.settings,
                    errand.run.probe,
                    errand.run.command,  # read after the address is set: any later command is sent there
                    workers=[address],
                    resources={"trains": 1},  # one at a time on each worker, even from several dashboards
                    pure=False,
                )
                errand.future.add_done_callback(partial(self._finish, errand))
                if errand.run.ended:  # stopped in the meantime: nobody would see it or stop it
                    self._later(errand.future.cancel)
        self._look()

    def request(self, run: Run, command: Command) -> None:
        """Send a command to a run; one that has not begun obeys it when it begins.

        Raises:
            WorkerError: If the command does not reach the worker. The run is then unchanged; try again.
        """
        errand, before = self._errands.get(run.id), run.command
        if not run.request(command) or errand is None:
            return
        if command == "stop" and not run.begun:
            run.cancel()  # first: another thread would take the cancelled future for a failure
            if run.ended:
                self._leave(errand)
        if errand.address and not run.ended:
            try:
                self._send(errand, command)
            except WorkerError:
                run.restore(before)
                raise
        elif run.state == "waiting":
            self._go_on()

    def _send(self, errand: Errand, command: Command) -> None:
        """Send a command to the worker of a run."""
        from cnnviz.workers import running  # noqa: PLC0415 - as above

        with trouble():
            heard = self._connect().run(
                running.request, errand.run.id, command, workers=[errand.address], on_error="ignore"
            )
        if errand.address not in heard and not errand.run.ended:
            raise WorkerError(SILENT)

    def _leave(self, errand: Errand) -> None:
        """Remove a run that has ended, and start the next one."""
        self._errands.pop(errand.run.id, None)
        if errand.future is not None and not errand.future.done():
            self._later(errand.future.cancel)
        self._go_on()

    def _go_on(self) -> None:
        """Start the next runs, or fail them with the reason; active runs are not affected."""
        try:
            with trouble():
                self._dispatch()
        except WorkerError as error:
            for errand in self._waiting():
                errand.run.fail(str(error))
                self._errands.pop(errand.run.id, None)

    def forget(self, run: Run) -> None:
        """Stop a run, if it is still active, and free its moments."""
        run.forget()
        try:
            self.request(run, "stop")
        except WorkerError:
            errand = self._errands.get(run.id)
            run.fail(WORKER_LOST)
            if errand is not None:
                self._leave(errand)

    def ahead_of(self, run: Run) -> int:
        """Return how many runs must end before this one begins."""
        errands = list(self._errands.values())
        if run.id not in self._errands or run.state != "waiting":
            return 0
        earlier = takewhile(lambda errand: errand.run is not run, errands)
        before = sum(errand.future is not None or errand.run.state == "waiting" for errand in earlier)
        return max(0, before - max(1, self._n_workers) + 1)

    def lose(self, error: str) -> None:
        """Fail all runs, because their processes are gone or out of reach."""
        for errand in list(self._errands.values()):
            errand.run.fail(error)
            self._errands.pop(errand.run.id, None)
            if errand.future is not None:
                self._later(errand.future.cancel)  # in case it still runs: nobody would see it or stop it

    def _workers(self) -> list[str]:
        """Return the addresses of the training workers, the least busy first."""
        known = self._connect().scheduler_info(n_workers=-1).get("workers", {})  # missing right after a close
        train = [address for address, about in known.items() if about["resources"].get("trains")]
        self._n_workers = len(train)
        return sorted(train, key=lambda address: known[address]["metrics"].get("executing", 0))

    def _listening(self) -> Client:
        """Return a client that is subscribed to the messages of the runs."""
        client = self._connect()
        with self._lock:
            if client is not self._client:
                client.subscribe_topic(self._topic, self._hear)
                self._client = client
        return client

    def _hear(self, stamped: tuple[float, dict[str, Any]]) -> None:
        """Process a message from a run. Like the next methods, it is called on the client's own thread."""
        message = dict(stamped[1])
        errand = self._errands.get(message.pop("run"))
        if errand is None or errand.run.ended:
            return
        if "begun" in message:
            errand.run.begin()
        else:
            errand.n_moments = message.pop("moments")
            del message["worker"]  # added by Dask
            errand.run.record(message)  # type: ignore[arg-type]
            self._later(self._fetch, errand)

    def _hear_of_worker(self, address: str, stamped: tuple[float, Any]) -> None:
        """Fail the run of a lost worker, or let it wait for another worker if it had not begun."""
        message = stamped[1]
        if not isinstance(message, dict) or message.get("action") != "remove-worker":
            return
        for errand in list(self._errands.values()):
            if errand.address == address and errand.future is not None:
                future = errand.future
                if errand.run.begun:
                    errand.run.fail(WORKER_LOST)
                else:
                    errand.future, errand.address = None, ""
                self._later(future.cancel)
                self._look()

    def _later(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Call a function on the client's own thread, between two messages."""
        if self._client is not None:
            self._client.loop.add_callback(function, *arguments)

    async def _fetch(self, errand: Errand) -> None:
        """Fetch the moments that the run has recorded since the last fetch."""
        from cnnviz.workers import running  # noqa: PLC0415 - as above

        if errand.fetching:
            return
        errand.fetching = True
        try:
            run = errand.run
            while (known := len(run.moments)) < errand.n_moments and not (run.ended or run.forgotten):
                part = await self._ask(running.moments, errand, known)
                if part is None:
                    return
                run.remember(*part)
        finally:
            errand.fetching = False

    async def _ask(self, function: Callable[..., Any], errand: Errand, *arguments: Any) -> Any:
        """Call a function in a run's worker; return None if that is gone, which ends the run anyway."""
        try:
            answers = await self._client.run(  # type: ignore[union-attr]
                function, errand.run.id, *arguments, workers=[errand.address], on_error="ignore"
            )
        except (OSError, TimeoutError, RuntimeError):
            return None
        return answers.get(errand.address)

    def _finish(self, errand: Errand, future: Future) -> None:
        if errand.future is not future:
            return  # its worker was lost before the run began
        run = errand.run
        try:
            with trouble():
                ended = future.result()
            run.remember(ended.start, ended.moments)
            if ended.result is None:
                run.fail(ended.error)
            else:
                run.finish(ended.result)
        except ImportError:
            run.fail(LACKING)
        except Exception:  # noqa: BLE001 - whatever it was, the run has ended and can be started again
            run.fail(WORKER_LOST)
        finally:
            self._leave(errand)
