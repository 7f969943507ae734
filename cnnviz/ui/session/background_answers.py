"""Questions to the workers that no page waits for: each is asked once, in the background, for all."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock, Semaphore, Thread
from typing import Generic, TypeVar

from cnnviz.errors import DataError, NetworkError, WorkerError

T = TypeVar("T")

#: Seconds for an answer that a page can do without at first.
PATIENCE = 0.5
#: Answers that are kept. A question that is open is kept besides, or those who wait would ask it anew.
KEPT = 64
#: So many are handed on to the worker at a time: between them it hears what other pages ask.
AT_ONCE = 2
LOST = "The process that runs the networks gave no answer. Please try again in a moment."


class Answers(Generic[T]):
    """Answers by their questions, of all visitors; the last ones stay. Safe from any thread."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._open: dict[Hashable, Future[T]] = {}
        self._given: OrderedDict[Hashable, Future[T]] = OrderedDict()
        self._turn = Semaphore(AT_ONCE)
        self._lock = Lock()

    def take(self, question: Hashable, give: Callable[[], T]) -> T | None:
        """Return the answer to a question, or None if it is not there yet.

        Args:
            question: the same for the same answer, and for no other.
            give: works the answer out, on a thread of its own, where nobody has asked yet.

        Raises:
            DataError: as `give`; so for a NetworkError.
            WorkerError: if no answer comes; the next question is a new one.
        """
        answer = self._asked(question, give)
        try:
            return answer.result(PATIENCE)
        except TimeoutError:
            return None
        except WorkerError:
            with self._lock:
                if self._given.get(question) is answer:
                    del self._given[question]
            raise

    def there(self, question: Hashable, give: Callable[[], T]) -> bool:
        """Return whether `take` has an answer, or an error, without waiting."""
        return self._asked(question, give).done()

    def _asked(self, question: Hashable, give: Callable[[], T]) -> Future[T]:
        with self._lock:
            if question in self._given:
                self._given.move_to_end(question)
                return self._given[question]
            if question not in self._open:
                answer: Future[T] = Future()
                Thread(target=self._answer, args=(question, give, answer), daemon=True, name="asks").start()
                self._open[question] = answer
            return self._open[question]

    def _answer(self, question: Hashable, give: Callable[[], T], answer: Future[T]) -> None:
        given, error = self._worked_out(give)
        with self._lock:
            self._given[question] = self._open.pop(question)
            while len(self._given) > self._kept:
                self._given.popitem(last=False)
        if error is None:
            answer.set_result(given)  # type: ignore[arg-type]
        else:
            answer.set_exception(error)

    def _worked_out(self, give: Callable[[], T]) -> tuple[T | None, Exception | None]:
        """Return the answer, or why there is none."""
        with self._turn:
            try:
                return give(), None
            except (DataError, NetworkError, WorkerError) as error:
                return None, error
            except Exception:  # noqa: BLE001 - whatever it was, the page says so, and may ask again
                return None, WorkerError(LOST)
