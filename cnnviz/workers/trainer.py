"""The dashboard's side of training: start runs, control them, and store how they end.

A run waits in the queue, trains on a worker, and ends. A pause takes it from its worker: it is put aside in
this process. It goes on through the queue, on any worker; a stop ends it without a training worker.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from cnnviz.errors import WorkerError
from cnnviz.runs import PUT_ASIDE_BYTES, Command, PutAside, Run, RunSettings, most_bytes
from cnnviz.workers.errand import Errand
from cnnviz.workers.queue import Queue
from cnnviz.workers.reports import Reports
from cnnviz.workers.trouble import FULL, LACKING, NOT_TRAINING, SILENT, WORKER_LOST, trouble

if TYPE_CHECKING:
    from distributed import Client, Future

Probe = npt.NDArray[np.floating[Any]]


class Trainer:
    """Trains runs on the workers with the resource "trains", one at a time on each. Thread-safe.

    Args:
        connect: Returns a connected client, or raises a WorkerError.
        finish: Starts `running.finish`, which ends a run that is put aside, in a process that does not train,
            and returns its future; or raises a WorkerError.
    """

    def __init__(
        self,
        connect: Callable[[], Client],
        finish: Callable[[RunSettings, Probe | None, PutAside], Future],
    ) -> None:
        self._connect, self._finish_elsewhere = connect, finish
        self._errands: dict[str, Errand] = {}
        self._reports = Reports(connect, self._errands)
        self._queue = Queue(self._errands, self._reports, self._ended)

    def train(self, settings: RunSettings, probe: Probe | None = None) -> Run:
        """Start a run and return it at once."""
        run = Run(settings, probe)
        with trouble():
            self._reports.client()  # first, because a fresh start fails all runs in `_errands`
            self._errands[run.id] = Errand(run, self._queue.next_turn())
            try:
                self._queue.dispatch()
            except BaseException:
                self._errands.pop(run.id, None)
                raise
        return run

    def request(self, run: Run, command: Command) -> None:
        """Send a command to a run; one that has not begun obeys it when it begins.

        Raises:
            WorkerError: If the command does not reach the worker, or there is no room to pause the run. The
                run is then unchanged; try again.
        """
        errand, before, was_paused = self._errands.get(run.id), run.command, run.state == "paused"
        if errand is None:
            run.request(command)
            return
        self._check_room(errand, command)
        if errand.put_aside is not None and not errand.address and command in {"go", "batch"}:
            with trouble():
                self._reports.client()  # first, because a fresh start pauses all runs that are put aside
        with errand.lock:
            if not run.request(command):
                return
            address, session = errand.address, errand.session
        if command == "stop" and not run.begun and (errand.put_aside is None or run.forgotten):
            run.cancel()  # first: another thread would take the cancelled future for a failure
        try:
            if run.ended:
                self._leave(errand)
            elif address:
                self._send(errand, command, address, session)
            elif command == "stop":
                self._finish(errand)
            elif run.state == "waiting":
                errand.turn = self._queue.next_turn() if was_paused else errand.turn
                self._queue.dispatch()
        except WorkerError:
            run.restore(before)
            raise

    def switch_skips(self, run: Run, *, on: bool) -> None:
        """Switch the skips of a run on or off while it trains.

        Raises:
            WorkerError: If no worker trains the run, or it does not answer. The run is then unchanged.
        """
        from cnnviz.workers import running  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        errand = self._errands.get(run.id)
        if errand is None or not errand.address:
            raise WorkerError(NOT_TRAINING)
        address = errand.address
        with trouble():
            heard = self._connect().run(
                running.switch_skips, run.id, on, workers=[address], on_error="ignore"
            )
        if not heard.get(address):
            raise WorkerError(NOT_TRAINING)
        run.skips = on

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
        """Return how many runs must end or pause before this one begins or goes on."""
        errand = self._errands.get(run.id)
        return 0 if errand is None else self._queue.ahead_of(errand)

    def lose(self, error: str) -> None:
        """Fail all runs, because their processes are gone or out of reach. Those put aside are paused."""
        for errand in list(self._errands.values()):
            future = errand.future
            if errand.put_aside is not None:
                errand.leave()
            else:
                errand.run.fail(error)
                self._errands.pop(errand.run.id, None)
            if future is not None:
                self._reports.later(future.cancel)  # in case it still runs: nobody would see it or stop it

    def _check_room(self, errand: Errand, command: Command) -> None:
        """Raise a WorkerError if a command would put aside more than there is room for."""
        if command in {"go", "stop"} or (command == "pause" and not errand.address):
            return
        others = sum(one.n_bytes for one in list(self._errands.values()) if one is not errand)
        if others + most_bytes(errand.run.settings) > PUT_ASIDE_BYTES:
            raise WorkerError(FULL)

    def _send(self, errand: Errand, command: Command, address: str, session: int) -> None:
        """Send a command to the worker of a run."""
        from cnnviz.workers import running  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        run = errand.run
        with trouble():
            heard = self._connect().run(
                running.request, run.id, command, session=session, workers=[address], on_error="ignore"
            )
        if heard.get(address):
            self._send_again(errand, command, session)
        elif address not in heard and not run.ended:
            raise WorkerError(SILENT)

    def _send_again(self, errand: Errand, command: Command, session: int) -> None:
        """Have a command obeyed that came too late: the worker has put the run aside, or ended it."""
        with errand.lock:
            if errand.session == session and errand.address:  # it is not here yet
                errand.missed = errand.missed or command == "batch"  # the run itself knows all others
                return
        self.request(errand.run, command)

    def _finish(self, errand: Errand) -> None:
        """End a run that is put aside, unless that is being done already."""
        with errand.lock:
            if errand.future is not None or errand.put_aside is None:
                return
            run = errand.run
            errand.future = self._finish_elsewhere(run.settings, run.probe, errand.put_aside)
        errand.future.add_done_callback(lambda future: self._ended(errand, future))

    def _ended(self, errand: Errand, future: Future) -> None:
        """Store how a run has left its worker, and start the next one."""
        if errand.future is not future:
            return  # its worker was lost before the run had begun or reported anything
        run = errand.run
        try:
            with trouble():
                ended = future.result()
            run.remember(ended.start, ended.moments)
            if ended.put_aside is not None:
                self._keep(errand, ended.put_aside)
            elif ended.result is None:
                run.fail(ended.error)
            else:
                run.finish(ended.result)
        except ImportError:
            run.fail(LACKING)
        except Exception:  # noqa: BLE001 - whatever it was, the run has ended, or is put aside as before
            if errand.put_aside is None:
                run.fail(WORKER_LOST)
            else:
                errand.leave()
        finally:
            if run.ended:
                self._leave(errand)
            else:
                self._queue.go_on()

    def _keep(self, errand: Errand, put_aside: PutAside) -> None:
        """Put a run aside. A command that came too late for its worker is obeyed here."""
        errand.turn = self._queue.next_turn()
        errand.leave(put_aside)
        if errand.run.forgotten:
            errand.run.cancel()
        elif errand.run.command == "stop":
            self._finish(errand)

    def _leave(self, errand: Errand) -> None:
        """Remove a run that has ended, and start the next one."""
        self._errands.pop(errand.run.id, None)
        if errand.future is not None and not errand.future.done():
            self._reports.later(errand.future.cancel)
        self._queue.go_on()
