"""One server is started for all, and stopped after the last of them has gone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tests.browser.sharing import shared


class Server:
    """Notes when it is started and stopped, and how many use it then."""

    def __init__(self):
        self.users, self.told = 0, []

    @contextmanager
    def serving(self):
        self.told.append(("started", self.users))
        yield f"address {len(self.told)}"
        self.told.append(("stopped", self.users))


def test_the_first_starts_it_and_stops_it_after_the_last(tmp_path):
    server, lock = Server(), threading.Lock()
    together = threading.Barrier(3)

    def use(n):
        with shared(tmp_path / "server", server.serving) as address:
            with lock:
                server.users += 1
            together.wait(60)  # all use it at the same time
            with lock:
                server.users -= 1
            return address

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(use, range(3))) == ["address 1"] * 3
    assert server.told == [("started", 0), ("stopped", 0)]


def test_who_comes_later_starts_another(tmp_path):
    server = Server()
    for address in ("address 1", "address 3"):
        with shared(tmp_path / "server", server.serving) as given:
            assert given == address
    assert [what for what, _ in server.told] == ["started", "stopped"] * 2
