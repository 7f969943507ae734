"""The download of Keras's file from a server on this machine: complete with its hash, or not at all."""

import errno
import hashlib
import inspect
import io
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from cnnviz import mnist
from cnnviz.errors import DataError
from cnnviz.mnist import fetching
from cnnviz.mnist.fetching import Cancelled, Download, fetch


def file():
    buffer = io.BytesIO()
    rng = np.random.default_rng(1)
    parts = {
        name: rng.integers(0, 256, (n, 28, 28), np.uint8) for name, n in (("x_train", 300), ("x_test", 90))
    }
    labels = {name: rng.integers(0, 10, n, np.uint8) for name, n in (("y_train", 300), ("y_test", 90))}
    np.savez(buffer, allow_pickle=True, **parts, **labels)
    return buffer.getvalue()


FILE = file()
SHA256 = hashlib.sha256(FILE).hexdigest()


class Server(ThreadingHTTPServer):
    """A host whose "/slow" stops half-way until `held` is set."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.held = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self):
        if self.path == "/missing":
            self.send_error(404)
            return
        body = FILE + b"x" if self.path == "/other" else FILE
        self.send_response(200)
        if self.path == "/nonsense":
            self.send_header("Content-Length", "many")
        elif self.path != "/unsaid":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        half = len(body) // 2
        self.wfile.write(body[:half])
        if self.path == "/broken":
            return
        if self.path == "/slow":
            self.server.held.wait(30)
        self.wfile.write(body[half:])

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Server(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.held.set()
        running.shutdown()


def wait(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def left(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_address_and_hash_are_those_of_the_installed_keras():
    from keras.datasets import mnist as theirs

    source = inspect.getsource(theirs.load_data)
    folder, _, name = fetching.ADDRESS.rpartition("/")
    assert f'"{folder}/"' in source
    assert f"{{origin_folder}}{name}" in source
    assert f'"{fetching.SHA256}"' in source


@pytest.mark.parametrize("path", ["/whole", "/unsaid", "/nonsense"])
def test_the_file_comes_whole_and_its_course_is_told(server, tmp_path, path):
    told = []
    target = tmp_path / "datasets" / "mnist.npz"
    fetch(server.address + path, SHA256, target, progress=lambda *at: told.append(at))
    assert target.read_bytes() == FILE
    assert left(tmp_path) == ["mnist.npz"]
    assert target.stat().st_mode & 0o777 == 0o644
    assert mnist.read(target).x_train.shape == (300, 28, 28)
    received = [at for at, _ in told]
    assert (received[0], received[-1]) == (0, len(FILE))
    assert received == sorted(received)
    assert {size for _, size in told} == {len(FILE) if path == "/whole" else None}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/other", "not the one that Keras expects"),
        ("/missing", "does not answer"),
        ("/broken", "broke off"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_leaves_nothing(server, tmp_path, path, said):
    (tmp_path / "mnist.npz").write_bytes(b"what was there")
    with pytest.raises(DataError, match=said):
        fetch(server.address + path, SHA256, tmp_path / "mnist.npz")
    assert left(tmp_path) == ["mnist.npz"]
    assert (tmp_path / "mnist.npz").read_bytes() == b"what was there"


def test_without_a_network_and_from_a_silent_host_there_is_a_sentence(server, tmp_path):
    closed = server.address
    server.shutdown()
    server.server_close()
    with pytest.raises(DataError, match="Check the network"):
        fetch(closed, SHA256, tmp_path / "mnist.npz")
    with pytest.raises(DataError, match="Check the network"):
        fetch("http://no such host/", SHA256, tmp_path / "mnist.npz")
    assert left(tmp_path) == []


def test_a_host_that_falls_silent_is_given_up(server, tmp_path):
    with pytest.raises(DataError, match="broke off"):
        fetch(f"{server.address}/slow", SHA256, tmp_path / "mnist.npz", timeout=0.2)
    assert left(tmp_path) == []


def test_a_full_disk_and_a_folder_that_may_not_be_written_are_said(server, tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DataError, match="disk is full"):
            fetch(server.address, SHA256, tmp_path / "mnist.npz")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="could not be written"):
        fetch(server.address, SHA256, tmp_path / "file" / "mnist.npz")
    assert left(tmp_path) == ["file"]


def test_what_is_too_large_is_not_kept(server, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_BYTES", 1000)
    with pytest.raises(DataError, match="too large"):
        fetch(server.address, SHA256, tmp_path / "mnist.npz")
    assert left(tmp_path) == []


def test_called_off_it_leaves_nothing(server, tmp_path):
    with pytest.raises(Cancelled):
        fetch(server.address, SHA256, tmp_path / "mnist.npz", cancelled=lambda: True)
    assert left(tmp_path) == []


# --- in a thread


def test_a_download_is_watched_to_its_end(server, tmp_path):
    target = tmp_path / "mnist.npz"
    download = Download(target, address=f"{server.address}/slow", sha256=SHA256)
    wait(lambda: download.received > 0)
    assert download.state == "running"
    assert 0 < download.share < 1
    assert download.size == len(FILE)
    assert not target.exists()
    server.held.set()
    download.wait(30)
    assert (download.state, download.share, download.error) == ("done", 1.0, "")
    assert target.read_bytes() == FILE


def test_a_download_is_called_off_at_once_though_the_host_is_silent(server, tmp_path):
    download = Download(tmp_path / "mnist.npz", address=f"{server.address}/slow", sha256=SHA256)
    wait(lambda: download.received > 0)
    download.cancel()
    assert download.state == "cancelled"
    server.held.set()
    download.wait(30)
    assert (download.state, download.error) == ("cancelled", "")
    assert left(tmp_path) == []


def test_a_download_that_fails_says_why(server, tmp_path):
    download = Download(tmp_path / "mnist.npz", address=f"{server.address}/other", sha256=SHA256)
    download.wait(30)
    assert download.state == "failed"
    assert "not the one that Keras expects" in download.error
    download.cancel()
    assert download.state == "failed"


def test_load_download_gets_what_is_not_there(server, tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(fetching, "ADDRESS", server.address)
    monkeypatch.setattr(fetching, "SHA256", SHA256)
    assert mnist.load("download").x_train.shape == (300, 28, 28)
    assert left(tmp_path) == ["mnist.npz"]
