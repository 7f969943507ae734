"""Answers of the workers that are computed in the background, once for all visitors."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock, Semaphore, Thread
from time import monotonic
from typing import Generic, TypeVar

from cnnviz.errors import DataError, NetworkError, WorkerError

T = TypeVar("T")

#: Seconds that a page waits for an answer before it is shown without.
PATIENCE = 0.5
#: The number of answers that are kept. Open questions are kept as well, so that none is asked twice.
KEPT = 64
#: The number of questions that are asked at a time, so that the worker has time for other pages.
AT_ONCE = 2
#: Seconds after the last look at a question in which it may wait for its turn. A page that waits looks twice
#: a second, so later nobody waits for it any more.
LEFT_AFTER = 5
LOST = "The process that runs the networks gave no answer. Please try again in a moment."


class Answers(Generic[T]):
    """The latest answers by their questions, for all visitors. Thread-safe."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._open: dict[Hashable, Future[T]] = {}
        self._wanted_until: dict[Hashable, float] = {}
        self._done: OrderedDict[Hashable, Future[T]] = OrderedDict()
        self._slots = Semaphore(AT_ONCE)
        self._lock = Lock()

    def answer(self, question: Hashable, compute: Callable[[], T]) -> T | None:
        """Return the answer to a question, or None if it is not ready within `PATIENCE`.

        Args:
            question: Identifies the answer: equal for equal answers only.
            compute: Returns the answer. It is called on a thread of its own, unless it was called before.

        Raises:
            DataError: If `compute` raises it. It is kept like an answer, as is a NetworkError.
            NetworkError: If `compute` raises it.
            WorkerError: If the worker does not answer; the next call asks again.
        """
        future = self._future(question, compute)
        try:
            return future.result(PATIENCE)
        except TimeoutError:
            return None
        except WorkerError:
            with self._lock:
                if self._done.get(question) is future:
                    del self._done[question]
            raise

    def is_ready(self, question: Hashable, compute: Callable[[], T]) -> bool:
        """Return whether `answer` would return or raise without waiting."""
        return self._future(question, compute).done()

    def _future(self, question: Hashable, compute: Callable[[], T]) -> Future[T]:
        with self._lock:
            if question in self._done:
                self._done.move_to_end(question)
                return self._done[question]
            self._wanted_until[question] = monotonic() + PATIENCE + LEFT_AFTER
            if question not in self._open:
                future: Future[T] = Future()
                args = (question, compute, future)
                Thread(target=self._resolve, args=args, daemon=True, name="background answer").start()
                self._open[question] = future
            return self._open[question]

    def _resolve(self, question: Hashable, compute: Callable[[], T], future: Future[T]) -> None:
        with self._slots:
            if self._is_left(question):
                return
            result, error = self._result(compute)
        with self._lock:
            self._done[question] = self._open.pop(question)
            del self._wanted_until[question]
            while len(self._done) > self._kept:
                self._done.popitem(last=False)
        if error is None:
            future.set_result(result)  # type: ignore[arg-type]
        else:
            future.set_exception(error)

    def _is_left(self, question: Hashable) -> bool:
        """Return whether nobody waits for a question any more; then it is closed, and may be asked again."""
        with self._lock:
            left = monotonic() > self._wanted_until[question]
            if left:
                del self._open[question], self._wanted_until[question]
            return left

    def _result(self, compute: Callable[[], T]) -> tuple[T | None, Exception | None]:
        """Return the answer and None, or None and the error."""
        try:
            return compute(), None
        except (DataError, NetworkError, WorkerError) as error:
            return None, error
        except Exception:  # noqa: BLE001 - the page shows a sentence, and may ask again
            return None, WorkerError(LOST)
