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
from cnnviz.workers.trouble import LACKING, WORKER_LOST, trouble

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds for which the number of workers is believed.
COUNTED_FOR = 2.0


@dataclass
class Course:
    """A run that has not ended, where it goes, and how many moments there are of it."""

    run: Run
    future: Future | None = None
    address: str | None = None
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
        self._counted, self._n_workers = 0.0, 1

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

    def _dispatch(self) -> None:
        """Hand on as many runs as there are free workers; Dask would have them wait behind a paused one."""
        from cnnviz.workers import running  # noqa: PLC0415 - Dask, half a second that no first page waits for

        with self._lock:
            courses = [course for course in list(self._courses.values()) if not course.run.ended]
            if all(course.future for course in courses):
                return  # without a question: when the workers are closed, none starts them again
            client, free = self._listening(), self._count()
            for course in courses[:free]:
                if course.future is None:
                    course.future = client.submit(
                        running.train,
                        course.run.id,
                        self._topic,
                        course.run.settings,
                        course.run.probe,
                        resources={"trains": 1},
                        pure=False,
                        fifo_timeout="0s",  # of what comes at one time, too, the first goes first
                    )
                    course.future.add_done_callback(partial(self._finish, course))

    def wish(self, run: Run, wish: Wish) -> None:
        """Have a run do what is wished; one that has not begun is told when it begins."""
        from cnnviz.workers import running  # noqa: PLC0415 - as above

        course = self._courses.get(run.id)
        if not run.request(wish) or course is None:
            return
        if course.address is not None:
            with trouble():
                self._connect().run(running.wish, run.id, wish, workers=[course.address], on_error="ignore")
        elif wish == "stop":
            run.cancel()  # first: the future's end, heard of on another thread, would be a failure
            if run.ended:
                self._leave(course)

    def _leave(self, course: Course) -> None:
        """Let go of a run that has ended, and have the next one begin."""
        self._courses.pop(course.run.id, None)
        try:
            with trouble():
                if course.future is not None and not course.future.done():
                    course.future.cancel()
                self._dispatch()
        except WorkerError as error:
            self.lose(str(error))

    def forget(self, run: Run) -> None:
        """Stop a run, if it still goes, and free its moments."""
        run.forget()
        try:
            self.wish(run, "stop")
        except WorkerError:
            run.fail(WORKER_LOST)

    def ahead_of(self, run: Run) -> int:
        """Return how many runs must end before this one begins."""
        courses = list(self._courses.values())
        if run.id not in self._courses or run.state != "waiting":
            return 0
        earlier = takewhile(lambda course: course.run is not run, courses)
        before = sum(not course.run.ended for course in earlier)
        try:
            with trouble():
                self._dispatch()  # workers may have come
        except WorkerError:
            return before
        return max(0, before - self._n_workers + 1)

    def lose(self, error: str) -> None:
        """Fail all runs: the processes in which they went are gone."""
        for course in list(self._courses.values()):
            course.run.fail(error)
        self._courses.clear()

    def _count(self) -> int:
        """Return how many workers train, at least one: where there is none, one is to come."""
        if time.monotonic() > self._counted + COUNTED_FOR:
            known = self._connect().scheduler_info(n_workers=-1)["workers"].values()
            self._n_workers = max(1, sum("trains" in one["resources"] for one in known))
            self._counted = time.monotonic()
        return self._n_workers

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
            self._begin(course, message["begun"])
        else:
            course.n_moments = message.pop("moments")
            del message["worker"]  # Dask's own
            course.run.record(message)  # type: ignore[arg-type]
            self._later(self._fetch, course)

    def _hear_of_worker(self, address: str, stamped: tuple[float, Any]) -> None:
        """Fail the run of a worker that is gone; a cluster might begin it once more on another one."""
        message = stamped[1]
        if isinstance(message, dict) and message.get("action") == "remove-worker":
            for course in list(self._courses.values()):
                if course.address == address:
                    self._abandon(course)

    def _begin(self, course: Course, address: str) -> None:
        """Take in where a run goes, and tell that worker what has been wished of it while it waited."""
        if course.address is not None:
            self._abandon(course)
            return
        course.address = address
        self._client.subscribe_topic(address, partial(self._hear_of_worker, address))  # type: ignore[union-attr]
        course.run.begin()
        if course.run.wish != "go":
            self._later(self._tell, course)

    def _abandon(self, course: Course) -> None:
        course.run.fail(WORKER_LOST)
        if course.future is not None:
            self._later(course.future.cancel)  # at which it is let go of

    def _later(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Have the client's own thread do something between two messages."""
        if self._client is not None:
            self._client.loop.add_callback(function, *arguments)

    async def _tell(self, course: Course) -> None:
        from cnnviz.workers import running  # noqa: PLC0415 - as above

        await self._ask(running.wish, course, course.run.wish)

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
