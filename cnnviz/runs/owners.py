"""Whose runs are whose: kept under a hash of what one browser alone knows, bounded, and freed in the end.

    a session's own key --(its browser tells the secret)--> the secret's hash: all sessions of that browser

Nothing is kept for a visitor without a run, so that made-up secrets fill nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import RLock

from cnnviz.errors import NetworkError, WorkerError
from cnnviz.runs import Result, Run
from cnnviz.workers import NetworkFile

_log = logging.getLogger(__name__)

#: Seconds without its visitor after which a run is stopped; its result is kept as long again.
GRACE = 300.0
#: Runs that are kept for a visitor, and how many of them may go or wait; how many may be started together.
MAX_KEPT = 12
MAX_GOING = 4
MAX_TOGETHER = 8
#: Runs of all visitors that may go or wait, and the bytes of all that have ended.
MAX_ALL_GOING = 64
MAX_BYTES = 2**30
#: About what an event takes in memory.
EVENT_BYTES = 700
#: 128 random bits, as the browser writes them.
SECRET = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Kept:
    """A visitor's run with its number, which it keeps."""

    run: Run
    number: int
    group: str = ""
    """Runs that were started together have one; they stand in no list."""

    @property
    def network(self) -> NetworkFile | None:
        """The trained network, once there is one."""
        return None if self.run.result is None else self._made(self.run.result)

    def _made(self, result: Result) -> NetworkFile:
        """Return the network, made once, so that its digest is worked out once."""
        made: NetworkFile = self.__dict__.setdefault(
            "_network", NetworkFile(f"Your run {self.number}", result.network)
        )
        return made


@dataclass
class _Visitor:
    """One visitor: the runs, who of the sessions is there, and when one last was."""

    seen: float
    kept: list[Kept] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    used: str = ""
    going_seen: frozenset[str] = frozenset()
    count: int = 0
    left: int = 0

    def going(self, group: str) -> int:
        """Return how many of a group have not ended."""
        return sum(one.group == group and not one.run.ended for one in self.kept)


class Visitors:
    """The runs of all visitors. Safe from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._salt = secrets.token_bytes(32)
        self._lock = RLock()
        self._visitors: dict[str, _Visitor] = {}

    def key_of(self, secret: object) -> str | None:
        """Return under what the runs of a browser are kept; None if this is no secret of a browser.

        What is kept does not give the secret away, and another start of the program has other keys.
        """
        if not isinstance(secret, str) or not SECRET.fullmatch(secret):
            return None
        return hmac.new(self._salt, secret.encode(), hashlib.sha256).hexdigest()

    def kept(self, key: str, group: str = "") -> list[Kept]:
        """Return the runs of a visitor, newest last."""
        with self._lock:
            mine = self._visitors.get(key)
            return [one for one in mine.kept if one.group == group] if mine else []

    def left(self, key: str) -> int:
        """Return how many of a visitor's runs have left the list for want of room."""
        with self._lock:
            mine = self._visitors.get(key)
            return mine.left if mine else 0

    def check(self, key: str, more: int = 1, group: str = "") -> None:
        """Raise a NetworkError if so many more runs of a visitor may not begin."""
        with self._lock:
            mine = self._visitors.get(key)
            most = MAX_TOGETHER if group else MAX_GOING
            if (mine.going(group) if mine else 0) + more > most:
                raise NetworkError(
                    f"Already {most} of your runs go or wait, the most. Stop one, or let it end."
                )
            if sum(not one.run.ended for each in self._visitors.values() for one in each.kept) + more > (
                MAX_ALL_GOING
            ):
                raise NetworkError("Too many runs wait at present. Please try again in a few minutes.")

    def add(self, key: str, session: str, run: Run, group: str = "") -> Kept:
        """Keep a run for a visitor; the oldest that has ended may leave for it."""
        with self._lock:
            mine = self._visitors.setdefault(key, _Visitor(self._clock()))
            mine.sessions.add(session)
            mine.seen = self._clock()
            mine.count += not group
            kept = Kept(run, mine.count, group)
            mine.kept.append(kept)
            mine.left += _make_room(mine)
            self._bound()
            return kept

    def note(self, key: str, used: str, going: Iterable[str]) -> None:
        """Keep, by their ids, the run whose network a visitor uses ("" is another) and those seen to go."""
        with self._lock:
            mine = self._visitors.get(key)
            if mine is not None:
                mine.used, mine.going_seen = used, frozenset(going)

    def noted(self, key: str) -> tuple[str, frozenset[str]]:
        """Return what was noted last of a visitor."""
        with self._lock:
            mine = self._visitors.get(key)
            return (mine.used, mine.going_seen) if mine else ("", frozenset())

    def forget(self, key: str, run: Run) -> None:
        """Let go of a run."""
        with self._lock:
            mine = self._visitors.get(key)
            if mine is not None:
                mine.kept = [one for one in mine.kept if one.run is not run]

    def seen(self, key: str, session: str) -> None:
        """Take notice that a session of a visitor is there."""
        with self._lock:
            mine = self._visitors.get(key)
            if mine is not None:
                mine.sessions.add(session)
                mine.seen = self._clock()

    def join(self, old: str, new: str) -> None:
        """Hand what is kept under one key on to another; what comes gets the numbers after those there.

        Of runs that were started together one set stays: the one there if it goes, else the one that comes.
        The other is left to `tidy`, which stops it the next time.
        """
        with self._lock:
            leaving = self._visitors.pop(old, None) if old != new else None
            if leaving is None:
                return
            mine = self._visitors.setdefault(new, _Visitor(self._clock()))
            if surplus := _take_out(mine, leaving):
                self._visitors[old] = _Visitor(self._clock() - GRACE, surplus)
            for one in leaving.kept:
                mine.count += not one.group
                mine.kept.append(Kept(one.run, mine.count, one.group))
            mine.sessions |= leaving.sessions
            mine.seen = self._clock()
            mine.left += leaving.left + _make_room(mine)

    def tidy(self, active: Callable[[str], bool], stop: Callable[[Run], None]) -> None:
        """Stop the runs whose visitor has gone for the grace, and free those that ended after twice as long.

        Args:
            active: whether a session of this id is connected.
            stop: stops a run; is asked again each time until the run has ended, for it may not have heard.
        """
        with self._lock:
            now = self._clock()
            for key, mine in list(self._visitors.items()):
                mine.sessions = {session for session in mine.sessions if active(session)}
                if mine.sessions:
                    mine.seen = now
                elif not mine.kept or (
                    now - mine.seen >= 2 * GRACE and all(one.run.ended for one in mine.kept)
                ):
                    del self._visitors[key]
            gone = [one for one in self._visitors.values() if now - one.seen >= GRACE]
            going = [one.run for mine in gone for one in mine.kept if not one.run.ended]
        for run in reversed(going):  # those that wait before the one that goes: none begins meanwhile
            try:
                stop(run)
            except WorkerError:
                continue
            except Exception:  # noqa: BLE001 - whatever it is, the others are to be stopped all the same
                _log.exception("A run whose visitor has gone was not stopped.")

    def _bound(self) -> None:
        """Free the oldest ended runs until all together have room, those of gone visitors first."""
        ended = [
            (bool(mine.sessions), mine.seen, one.number, mine, one)
            for mine in self._visitors.values()
            for one in mine.kept
            if one.run.ended
        ]
        ended.sort(key=lambda entry: entry[:3])
        total = sum(size(one.run) for *_, one in ended)
        for *_, mine, one in ended:
            if total <= MAX_BYTES:
                return
            total -= size(one.run)
            mine.kept.remove(one)
            mine.left += not one.group


def _take_out(mine: _Visitor, leaving: _Visitor) -> list[Kept]:
    """Leave of each group that both have one set; return what goes of the others."""
    surplus: list[Kept] = []
    for group in {one.group for one in leaving.kept if one.group} & {one.group for one in mine.kept}:
        other = leaving if mine.going(group) else mine
        surplus += [one for one in other.kept if one.group == group and not one.run.ended]
        other.kept = [one for one in other.kept if one.group != group]
    return surplus


def _make_room(mine: _Visitor) -> int:
    """Let the oldest runs that have ended leave until the rest has room; return how many of the list left.

    Of those that were started together, the last ones stay.
    """
    before = sum(not one.group for one in mine.kept)
    for group in {one.group for one in mine.kept}:
        most = MAX_TOGETHER if group else MAX_KEPT
        surplus = sum(one.group == group for one in mine.kept) - most
        ended = [one for one in mine.kept if one.group == group and one.run.ended]
        leaving = {one.run.id for one in ended[: max(0, surplus)]}
        mine.kept = [one for one in mine.kept if one.run.id not in leaving]
    return before - sum(not one.group for one in mine.kept)


def size(run: Run) -> int:
    """Return about how many bytes a run keeps: its network, its moments and its events."""
    network = len(run.result.network) if run.result else 0
    arrays = [
        array
        for moment in list(run.moments)
        for array in (moment.kernels, moment.maps, moment.probabilities, *moment.dropped.values())
        if array is not None
    ]
    return network + sum(array.nbytes for array in arrays) + EVENT_BYTES * len(run.events)
