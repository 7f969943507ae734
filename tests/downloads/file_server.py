"""A server on this machine that sends a file, or fails to in one of many ways."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cnnviz.downloads import RemoteFile


class Server(ThreadingHTTPServer):
    """A host with one file, whose way to send it is the first part of the path.

    /slow stops half-way until `held` is set; /broken ends half-way, once; /rangeless sends all of it always.
    """

    daemon_threads = True

    def __init__(self, body: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body = body
        self.held = threading.Event()
        self.asked: list[str] = []
        """The path and range of each request."""
        self.address = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Say nothing: clients that hang up are what is tested."""

    def file(self, way: str = "whole", **changes: Any) -> RemoteFile:
        """Return what a visitor of the server knows of its file."""
        known: dict[str, Any] = {
            "title": "The file",
            "address": f"{self.address}/{way}/file.bin",
            "folder": "models",
            "n_bytes": len(self.body),
            "digest": hashlib.sha256(self.body).hexdigest(),
            "instead": "do without",
        }
        return RemoteFile(**known | changes)


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        way = self.path.split("/")[1]
        span = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        first = int(span[1]) if span else 0
        self.server.asked.append(f"{way} {first}")
        if way in {"404", "500"}:
            return self.send_error(int(way))
        if way == "moved":
            self.send_response(302)
            self.send_header("Location", f"{self.server.address}/whole/file.bin")
            return self.end_headers()
        if way == "html":
            return self._send(b"<html>Please log in.</html>", 200, {"Content-Type": "text/html"})
        body = self.server.body + (b"x" if way == "longer" else b"")
        if way == "other":
            body = body[::-1]
        if way == "rangeless" or not first:
            return self._send(body, 200, {})
        if first >= len(body):
            return self.send_error(416)
        shown = 0 if way == "otherrange" else first
        return self._send(body[first:], 206, {"Content-Range": f"bytes {shown}-{len(body) - 1}/{len(body)}"})

    def _send(self, body: bytes, code: int, headers: dict[str, str]) -> None:
        way = self.path.split("/")[1]
        length = {"nonsense": "many", "unsaid": None}.get(way, str(len(body)))
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", length)
        self.end_headers()
        half = len(body) // 2
        self.wfile.write(body[:half])
        if way in {"broken", "otherrange", "rangeless"} and code == 200 and len(self.server.asked) == 1:
            return
        if way == "slow":
            self.server.held.wait(30)
        self.wfile.write(body[half:])

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(body: bytes) -> Iterator[Server]:
    """Run a server that has this file."""
    with Server(body) as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.held.set()
        running.shutdown()


def wait(condition: Any, seconds: float = 30) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
