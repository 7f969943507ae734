"""Which runs belong to which visitor, with limits on their number and memory.

    a session's own key --(its browser sends its secret)--> the secret's hash: all sessions of that browser

A visitor without runs takes no memory, so invented secrets cannot fill it.
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

#: A run is stopped when its visitor has been away for this many seconds; its result is kept as long again.
GRACE = 300.0
#: Limits for one visitor: runs kept, runs active or waiting, and runs started as one group.
MAX_KEPT = 12
MAX_ACTIVE = 4
MAX_TOGETHER = 8
#: Limits for all visitors: runs active or waiting, and bytes of all ended runs.
MAX_ALL_ACTIVE = 64
MAX_BYTES = 2**30
#: Approximate memory of one event, in bytes.
EVENT_BYTES = 700
#: 128 random bits in hexadecimal, as the browser writes them.
#: 128 random bits, as the browser writes them.
SECRET = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class KeptRun:
    """A visitor's run and its number, which never changes."""

    run: Run
    number: int
    group: str = ""
    """The name of the group that the run was started with. Grouped runs appear in no list."""

    @property
    def network(self) -> NetworkFile | None:
        """The trained network, or None if the run has no result."""
        return None if self.run.result is None else self._made(self.run.result)

    def _made(self, result: Result) -> NetworkFile:
        """Return the network, created only once so that its digest is computed only once."""
        made: NetworkFile = self.__dict__.setdefault(
            "_network", NetworkFile(f"Your run {self.number}", result.network)
        )
        return made


@dataclass
class _Owner:
    """One visitor: their runs, their connected sessions, and when one was last connected."""

    last_seen: float
    kept: list[KeptRun] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    used: str = ""
    seen_active: frozenset[str] = frozenset()
    count: int = 0
    n_removed: int = 0

    def n_active(self, group: str) -> int:
        """Return how many runs of a group have not ended."""
        return sum(one.group == group and not one.run.ended for one in self.kept)


class RunOwners:
    """The runs of all visitors. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._salt = secrets.token_bytes(32)
        self._lock = RLock()
        self._owners: dict[str, _Owner] = {}

    def key_of(self, secret: object) -> str | None:
        """Return the key for a browser's secret, or None if it is not a valid secret.

        The key does not reveal the secret, and it changes each time the program starts.
        """
        if not isinstance(secret, str) or not SECRET.fullmatch(secret):
            return None
        return hmac.new(self._salt, secret.encode(), hashlib.sha256).hexdigest()

    def keys(self) -> list[str]:
        """Return the keys of all visitors with runs."""
        with self._lock:
            return list(self._owners)

    def runs_of(self, key: str, group: str = "") -> list[KeptRun]:
        """Return a visitor's runs, newest last."""
        with self._lock:
            mine = self._owners.get(key)
            return [one for one in mine.kept if one.group == group] if mine else []

    def n_removed(self, key: str) -> int:
        """Return how many of a visitor's runs were removed from the list to make room."""
        with self._lock:
            mine = self._owners.get(key)
            return mine.n_removed if mine else 0

    def check(self, key: str, more: int = 1, group: str = "") -> None:
        """Raise a NetworkError if a visitor may not start this many more runs."""
        with self._lock:
            mine = self._owners.get(key)
            most = MAX_TOGETHER if group else MAX_ACTIVE
            if (mine.n_active(group) if mine else 0) + more > most:
                raise NetworkError(
                    f"You already have {most} runs active or waiting. Stop one, or wait for one to end."
                )
            if sum(not one.run.ended for each in self._owners.values() for one in each.kept) + more > (
                MAX_ALL_ACTIVE
            ):
                raise NetworkError("Too many runs are waiting. Please try again in a few minutes.")

    def add(self, key: str, session: str, run: Run, group: str = "") -> KeptRun:
        """Keep a run for a visitor. The oldest ended run is removed if there are too many."""
        with self._lock:
            mine = self._owners.setdefault(key, _Owner(self._clock()))
            mine.sessions.add(session)
            mine.last_seen = self._clock()
            mine.count += not group
            kept = KeptRun(run, mine.count, group)
            mine.kept.append(kept)
            mine.n_removed += _make_room(mine)
            self._bound()
            return kept

    def store_view(self, key: str, used: str, active: Iterable[str]) -> None:
        """Store, by id, the run whose network a visitor uses ("" for none) and the runs last seen active."""
        with self._lock:
            mine = self._owners.get(key)
            if mine is not None:
                mine.used, mine.seen_active = used, frozenset(active)

    def stored_view(self, key: str) -> tuple[str, frozenset[str]]:
        """Return what `store_view` last stored for a visitor."""
        with self._lock:
            mine = self._owners.get(key)
            return (mine.used, mine.seen_active) if mine else ("", frozenset())

    def forget(self, key: str, run: Run) -> None:
        """Remove a run."""
        with self._lock:
            mine = self._owners.get(key)
            if mine is not None:
                mine.kept = [one for one in mine.kept if one.run is not run]

    def connected(self, key: str, session: str) -> None:
        """Record that a session of a visitor is connected."""
        with self._lock:
            mine = self._owners.get(key)
            if mine is not None:
                mine.sessions.add(session)
                mine.last_seen = self._clock()

    def merge(self, old: str, new: str) -> None:
        """Move the runs from one key to another; the moved runs are numbered after those already there.

        If both have runs of the same group, one set is kept: the existing one if it is still active, else the
        moved one. The next call of `stop_abandoned` stops the other set.
        """
        with self._lock:
            leaving = self._owners.pop(old, None) if old != new else None
            if leaving is None:
                return
            mine = self._owners.setdefault(new, _Owner(self._clock()))
            if surplus := _take_out(mine, leaving):
                self._owners[old] = _Owner(self._clock() - GRACE, surplus)
            for one in leaving.kept:
                mine.count += not one.group
                mine.kept.append(KeptRun(one.run, mine.count, one.group))
            mine.sessions |= leaving.sessions
            mine.last_seen = self._clock()
            mine.n_removed += leaving.n_removed + _make_room(mine)

    def stop_abandoned(self, active: Callable[[str], bool], stop: Callable[[Run], None]) -> None:
        """Stop the runs of visitors who have been away for GRACE, and free ended runs after twice that time.

        Args:
            active: Returns whether a session id is connected.
            stop: Stops a run. It is called each time until the run has ended, since it may not get through.
        """
        with self._lock:
            now = self._clock()
            for key, mine in list(self._owners.items()):
                mine.sessions = {session for session in mine.sessions if active(session)}
                if mine.sessions:
                    mine.last_seen = now
                elif not mine.kept or (
                    now - mine.last_seen >= 2 * GRACE and all(one.run.ended for one in mine.kept)
                ):
                    del self._owners[key]
            gone = [one for one in self._owners.values() if now - one.last_seen >= GRACE]
            unfinished = [one.run for mine in gone for one in mine.kept if not one.run.ended]
        for run in reversed(unfinished):  # waiting runs before the active one, so that none starts in between
            try:
                stop(run)
            except WorkerError:
                continue
            except Exception:  # noqa: BLE001 - the other runs must be stopped whatever happens
                _log.exception("The run of a visitor who left was not stopped.")

    def _bound(self) -> None:
        """Free the oldest ended runs, those of absent visitors first, until the rest fits into MAX_BYTES."""
        ended = [
            (bool(mine.sessions), mine.last_seen, one.number, mine, one)
            for mine in self._owners.values()
            for one in mine.kept
            if one.run.ended
        ]
        ended.sort(key=lambda entry: entry[:3])
        total = sum(n_bytes(one.run) for *_, one in ended)
        for *_, mine, one in ended:
            if total <= MAX_BYTES:
                return
            total -= n_bytes(one.run)
            mine.kept.remove(one)
            mine.n_removed += not one.group


def _take_out(mine: _Owner, leaving: _Owner) -> list[KeptRun]:
    """Keep one set of each group that both visitors have; return the active runs of the other sets."""
    surplus: list[KeptRun] = []
    for group in {one.group for one in leaving.kept if one.group} & {one.group for one in mine.kept}:
        other = leaving if mine.n_active(group) else mine
        surplus += [one for one in other.kept if one.group == group and not one.run.ended]
        other.kept = [one for one in other.kept if one.group != group]
    return surplus


def _make_room(mine: _Owner) -> int:
    """Remove the oldest ended runs beyond the limit; return how many ungrouped runs were removed.

    Grouped runs have a limit of their own; their newest ones stay.
    """
    before = sum(not one.group for one in mine.kept)
    for group in {one.group for one in mine.kept}:
        most = MAX_TOGETHER if group else MAX_KEPT
        surplus = sum(one.group == group for one in mine.kept) - most
        ended = [one for one in mine.kept if one.group == group and one.run.ended]
        leaving = {one.run.id for one in ended[: max(0, surplus)]}
        mine.kept = [one for one in mine.kept if one.run.id not in leaving]
    return before - sum(not one.group for one in mine.kept)


def n_bytes(run: Run) -> int:
    """Return the approximate size of a run in bytes: network, moments and events."""
    network = len(run.result.network) if run.result else 0
    arrays = [
        array
        for moment in list(run.moments)
        for array in (moment.kernels, moment.maps, moment.probabilities, *moment.dropped.values())
        if array is not None
    ]
    return network + sum(array.nbytes for array in arrays) + EVENT_BYTES * len(run.events)
