"""The dashboard's side of training: start runs, hear of them, steer them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from cnnviz.errors import WorkerError
from cnnviz.runs import Run, Settings, Wish
from cnnviz.workers.trouble import LACKING, SILENT, WORKER_LOST, trouble

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds between two looks for a worker while a run waits: when there is none yet, and for one more.
SOON, SELDOM = 0.25, 2.0


@dataclass
class Course:
    """A run that has not ended: on which worker, whether it has begun there, how many moments there are."""

    run: Run
    future: Any = None
    address: str = ""
    begun: bool = False
    n_moments: int = 0
    fetching: bool = False


class Trainer:
    """Runs on workers that have the resource "trains", one run on each at a time. Safe from any thread.

    Args:
        connect: returns a connected client, or raises a WorkerError.
    """

    def __init__(self, connect: Callable[[], Client]) -> None:
        self._connect = connect
        self._courses: dict[str, Course] = {}
        self._topic = f"cnnviz {uuid4().hex}"
        self._client: Client | None = None
        self._lock = threading.RLock()
        self._n_workers = 0
        self._looking: threading.Thread | None = None

    def train(self, settings: Settings, probe: npt.NDArray[np.floating[Any]] | None = None) -> Run:
        """Start a run and return it at once."""
        run = Run(settings, probe)
        with trouble():
            self._listening()  # first: a fresh start fails the runs that it finds
            self._courses[run.id] = Course(run)
            try:
                self._dispatch()
            except BaseException:
                self._courses.pop(run.id, None)
                raise
        return run

    def _waiting(self) -> list[Course]:
        """Return the runs that no worker has, the oldest first."""
        return [one for one in list(self._courses.values()) if one.future is None and not one.run.ended]

    def _look(self) -> None:
        """Hand on what waits as workers come, on a thread of its own for as long as something waits."""

        def look() -> None:
            while self._waiting():
                time.sleep(SELDOM if self._n_workers else SOON)
                self._go_on()

        if self._waiting() and not (self._looking and self._looking.is_alive()):
            self._looking = threading.Thread(target=look, daemon=True, name="runs wait")
            self._looking.start()

    def _dispatch(self) -> None:
        """Give each free worker a run; Dask might have one wait for a worker that has a paused one."""
        from cnnviz.workers import running  # noqa: PLC0415 - Dask, half a second that no first page waits for

        with self._lock:
            if not self._waiting():
                return  # without a question: when the workers are closed, none starts them again
            client, courses = self._listening(), list(self._courses.values())
            taken = {course.address for course in courses if course.future is not None}
            free = [address for address in self._workers() if address not in taken]
            for course, address in zip(self._waiting(), free, strict=False):
                course.address = address
                client.subscribe_topic(address, partial(self._hear_of_worker, address))
                course.future = client.submit(
                    running.train,
                    course.run.id,
                    self._topic,
                    course.run.settings,
                    course.run.probe,
                    course.run.wish,  # read after the address was set: any later one is sent there
                    workers=[address],
                    resources={"trains": 1},  # one at a time there, also of several dashboards
                    pure=False,
                )
                course.future.add_done_callback(partial(self._finish, course))
        self._look()

    def wish(self, run: Run, wish: Wish) -> None:
        """Have a run do what is wished; one that has not begun does so when it begins.

        Raises:
            WorkerError: if that does not reach the worker; all is then as it was, and may be wished again.
        """
        course, before = self._courses.get(run.id), run.wish
        if not run.request(wish) or course is None:
            return
        if wish == "stop" and not course.begun:
            run.cancel()  # first: the future's end, heard of on another thread, would be a failure
            if run.ended:
                self._leave(course)
        if course.address and not run.ended:
            try:
                self._send(course, wish)
            except WorkerError:
                run.take_back(before)
                raise

    def _send(self, course: Course, wish: Wish) -> None:
        """Tell the worker of a run what is wished of it."""
        from cnnviz.workers import running  # noqa: PLC0415 - as above

        with trouble():
            heard = self._connect().run(
                running.wish, course.run.id, wish, workers=[course.address], on_error="ignore"
            )
        if course.address not in heard and not course.run.ended:
            raise WorkerError(SILENT)

    def _leave(self, course: Course) -> None:
        """Let go of a run that has ended, and have the next one begin."""
        self._courses.pop(course.run.id, None)
        if course.future is not None and not course.future.done():
            self._later(course.future.cancel)
        self._go_on()

    def _go_on(self) -> None:
        """Have the next runs begin, or say why they cannot; those that go are left alone."""
        try:
            with trouble():
                self._dispatch()
        except WorkerError as error:
            for course in self._waiting():
                course.run.fail(str(error))
                self._courses.pop(course.run.id, None)

    def forget(self, run: Run) -> None:
        """Stop a run, if it still goes, and free its moments."""
        run.forget()
        try:
            self.wish(run, "stop")
        except WorkerError:
            course = self._courses.get(run.id)
            run.fail(WORKER_LOST)
            if course is not None:
                self._leave(course)

    def ahead_of(self, run: Run) -> int:
        """Return how many runs must end before this one begins."""
        courses = list(self._courses.values())
        if run.id not in self._courses or run.state != "waiting":
            return 0
        earlier = takewhile(lambda course: course.run is not run, courses)
        before = sum(not course.run.ended for course in earlier)
        return max(0, before - max(1, self._n_workers) + 1)

    def lose(self, error: str) -> None:
        """Fail all runs: the processes in which they went are gone, or not heard of any more."""
        for course in list(self._courses.values()):
            course.run.fail(error)
            self._courses.pop(course.run.id, None)
            if course.future is not None:
                self._later(course.future.cancel)  # should it go after all, nobody would see or stop it

    def _workers(self) -> list[str]:
        """Return the addresses of the workers that train, those with the least to do first."""
        known = self._connect().scheduler_info(n_workers=-1)["workers"]
        train = [address for address, about in known.items() if about["resources"].get("trains")]
        self._n_workers = len(train)
        return sorted(train, key=lambda address: known[address]["metrics"].get("executing", 0))

    def _listening(self) -> Client:
        """Return a client that hears of the runs."""
        client = self._connect()
        with self._lock:
            if client is not self._client:
                client.subscribe_topic(self._topic, self._hear)
                self._client = client
        return client

    def _hear(self, stamped: tuple[float, dict[str, Any]]) -> None:
        """Take in what a run tells; called on the client's own thread, as the next ones."""
        message = dict(stamped[1])
        course = self._courses.get(message.pop("run"))
        if course is None or course.run.ended:
            return
        if "begun" in message:
            course.begun = True
            course.run.begin()
        else:
            course.n_moments = message.pop("moments")
            del message["worker"]  # Dask's own
            course.run.record(message)  # type: ignore[arg-type]
            self._later(self._fetch, course)

    def _hear_of_worker(self, address: str, stamped: tuple[float, Any]) -> None:
        """Fail the run of a worker that is gone, or have it wait for another one if it had not begun."""
        message = stamped[1]
        if not isinstance(message, dict) or message.get("action") != "remove-worker":
            return
        for course in list(self._courses.values()):
            if course.address == address and course.future is not None:
                future = course.future
                if course.begun:
                    course.run.fail(WORKER_LOST)
                else:
                    course.future, course.address = None, ""
                self._later(future.cancel)
                self._look()

    def _later(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Have the client's own thread do something between two messages."""
        if self._client is not None:
            self._client.loop.add_callback(function, *arguments)

    async def _fetch(self, course: Course) -> None:
        """Bring the moments that the run has had meanwhile."""
        from cnnviz.workers import running  # noqa: PLC0415 - as above

        if course.fetching:
            return
        course.fetching = True
        try:
            while (known := len(course.run.moments)) < course.n_moments and not course.run.ended:
                part = await self._ask(running.moments, course, known)
                if part is None:
                    return
                course.run.remember(*part)
        finally:
            course.fetching = False

    async def _ask(self, function: Callable[..., Any], course: Course, *arguments: Any) -> Any:
        """Return what a function answers in a run's worker; None if that is gone: its end will tell."""
        try:
            answers = await self._client.run(  # type: ignore[union-attr]
                function, course.run.id, *arguments, workers=[course.address], on_error="ignore"
            )
        except (OSError, TimeoutError, RuntimeError):
            return None
        return answers.get(course.address)

    def _finish(self, course: Course, future: Future) -> None:
        if course.future is not future:
            return  # it was taken back before it had begun
        run = course.run
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
        except Exception:  # noqa: BLE001 - whatever it was, the visitor's run has ended and may be started again
            run.fail(WORKER_LOST)
        finally:
            self._leave(course)
