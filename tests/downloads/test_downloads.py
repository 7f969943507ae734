"""Downloads from a server on this machine: complete and checked, or not at all, and a sentence why."""

import hashlib
import os
import shutil
import threading
from collections import namedtuple
from urllib.request import urlopen

import numpy as np
import pytest

from cnnviz.downloads import Cancelled, Download, RemoteFile, fetch, server_answer
from cnnviz.errors import DownloadError
from tests.downloads.file_server import serving, wait

BODY = np.random.default_rng(1).bytes(300_000)


@pytest.fixture
def server():
    with serving(BODY) as running:
        yield running


@pytest.fixture
def target(tmp_path):
    return tmp_path / "models" / "file.bin"


def left(folder):
    """Return what is left, apart from the empty file of the lock."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")


# --- complete


@pytest.mark.parametrize("way", ["whole", "unsaid", "nonsense", "moved"])
def test_the_file_comes_whole_and_its_course_is_told(server, target, way):
    told = []
    assert fetch(server.file(way), target, progress=lambda *at: told.append(at)) == target
    assert target.read_bytes() == BODY
    assert left(target.parent) == ["file.bin"]
    assert target.stat().st_mode & 0o777 == 0o644
    received = [at for at, _ in told]
    assert (received[0], received[-1]) == (0, len(BODY))
    assert received == sorted(received)
    assert {size for _, size in told} == {len(BODY) if way in {"whole", "moved"} else None}


@pytest.mark.parametrize(
    "known",
    [
        {"digest": hashlib.md5(BODY).hexdigest(), "algorithm": "md5"},
        {"digest": ""},
        {"n_bytes": len(BODY) + 5},  # with a digest, the size is only how much is shown and reserved
    ],
)
def test_a_file_is_checked_by_what_is_known_of_it(server, target, known):
    file = server.file(**known)
    fetch(file, target)
    assert file.is_whole(target)
    target.write_bytes(BODY[:-1] + b"?" if file.digest else BODY[:-1])
    assert not file.is_whole(target)
    assert not file.is_whole(target.parent)
    assert not file.is_whole(target.parent / "nowhere")


def test_a_file_goes_to_kerass_folder_and_is_not_fetched_twice(server, tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    file = server.file()
    assert not file.is_here()
    assert fetch(file) == tmp_path / "models" / "file.bin" == file.place
    assert file.is_here()
    fetch(file)
    assert server.asked == ["whole 0"]


def test_a_checked_file_is_not_read_again_and_a_changed_one_is(server, target, monkeypatch):
    file, read = server.file(), []
    fetch(file, target)
    digest = hashlib.file_digest

    def noted(opened, algorithm):
        read.append(opened.name)
        return digest(opened, algorithm)

    monkeypatch.setattr(hashlib, "file_digest", noted)
    assert file.is_whole(target)
    assert read == []
    target.write_bytes(BODY[::-1])
    os.utime(target, ns=(1, 1))
    assert not file.is_whole(target)
    assert read == [str(target)]


def test_a_damaged_file_is_replaced(server, target):
    target.parent.mkdir()
    target.write_bytes(BODY[:-1] + b"?")
    fetch(server.file(), target)
    assert target.read_bytes() == BODY


def test_a_mirror_takes_the_place_of_the_host(server, target, monkeypatch):
    monkeypatch.setenv("CNNVIZ_MIRROR", f"{server.address}/")
    file = server.file(address="https://unreachable.example/whole/file.bin")
    assert file.fetched_from == f"{server.address}/whole/file.bin"
    assert fetch(file, target).read_bytes() == BODY


@pytest.mark.parametrize(
    ("n_bytes", "said"), [(11_490_434, "11.5 MB"), (999_999, "1.0 MB"), (553_467_096, "553 MB")]
)
def test_a_size_is_said_in_megabytes(n_bytes, said):
    assert RemoteFile("", "http://host/x", "models", n_bytes).megabytes == said


# --- or not at all


@pytest.mark.parametrize(
    ("way", "known", "said"),
    [
        ("other", {}, "not the one that Keras expects: its SHA256 differs"),
        ("longer", {}, "not the one that Keras expects"),
        ("longer", {"digest": ""}, "size is wrong"),
        ("whole", {"n_bytes": 2_000_000}, "size is wrong"),
        ("unsaid", {"digest": "", "n_bytes": 5}, "size is wrong"),
        ("404", {}, "does not have The file any more"),
        ("500", {}, r"refused to send The file \(error 500\)"),
        ("html", {}, "a web page instead of the file. Log in to the network"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_leaves_nothing(server, target, way, known, said):
    target.parent.mkdir()
    target.write_bytes(b"what was there")
    with pytest.raises(DownloadError, match=f"{said}.*[Dd]o without"):
        fetch(server.file(way, **known), target)
    assert left(target.parent) == ["file.bin"]
    assert target.read_bytes() == b"what was there"


def test_what_never_ends_is_given_up(server, target):
    server.body = bytes(3_000_000)
    with pytest.raises(DownloadError, match="size is wrong"):
        fetch(server.file("unsaid", n_bytes=len(BODY)), target)
    assert left(target.parent) == []


def test_without_a_network_there_is_a_sentence(server, target):
    file = server.file()
    server.shutdown()
    server.server_close()
    with pytest.raises(DownloadError, match=r"does not answer\. Check the network connection, or do"):
        fetch(file, target)
    with pytest.raises(DownloadError, match="Check the network"):
        fetch(server.file(address="http://no such host/file.bin"), target)
    assert left(target.parent) == []


def test_an_address_that_is_not_safe_any_more_is_refused(server, target, monkeypatch):
    def passed_on(_request, timeout):
        return urlopen(f"{server.address}/whole/file.bin", timeout=timeout)

    monkeypatch.setattr(server_answer, "urlopen", passed_on)
    with pytest.raises(DownloadError, match="unsafe address"):
        fetch(server.file(address="https://host/file.bin"), target)


@pytest.mark.parametrize("free", [0, len(BODY)])
def test_a_full_disk_is_seen_before_anything_is_asked_for(server, target, monkeypatch, free):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, free))
    with pytest.raises(DownloadError, match=r"disk is full: The file needs 0.3 MB"):
        fetch(server.file(), target)
    assert server.asked == []
    assert left(target.parent) == []


def test_a_disk_that_fills_up_is_said(server, target, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DownloadError, match="disk is full"):
        fetch(server.file(), target)
    assert left(target.parent) == []


def test_a_folder_that_may_not_be_written_is_said(server, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DownloadError, match="could not be written"):
        fetch(server.file(), tmp_path / "file" / "file.bin")
    assert left(tmp_path) == ["file"]


# --- broken off, and gone on with


@pytest.mark.parametrize(
    ("way", "then"),
    [
        ("broken", ["broken 150000"]),
        ("rangeless", ["rangeless 150000"]),  # sends all of it again, from the start
        ("otherrange", ["otherrange 150000", "otherrange 0"]),  # sends a part that was not asked for
    ],
)
def test_what_broke_off_goes_on_or_begins_again(server, target, way, then):
    file = server.file(way)
    with pytest.raises(DownloadError, match=r"broke off\. Start it again: it goes on where it stopped"):
        fetch(file, target)
    assert left(target.parent) == [".file.bin.part"]
    told = []
    fetch(file, target, progress=lambda *at: told.append(at))
    assert server.asked[1:] == then
    assert told[0] == (150_000 if way == "broken" else 0, len(BODY))
    assert target.read_bytes() == BODY
    assert left(target.parent) == ["file.bin"]


@pytest.mark.parametrize("part", [BODY, BODY[:-1] + b"?", BODY + b"?", b""])
def test_a_part_with_nothing_missing_makes_way_for_the_file(server, target, part):
    target.parent.mkdir()
    (target.parent / ".file.bin.part").write_bytes(part)
    fetch(server.file(), target)
    assert server.asked[-1] == "whole 0"
    assert target.read_bytes() == BODY


def test_a_part_of_another_file_is_found_out_and_deleted(server, target):
    target.parent.mkdir()
    (target.parent / ".file.bin.part").write_bytes(b"?" * 10)
    with pytest.raises(DownloadError, match="It was deleted"):
        fetch(server.file(), target)
    assert server.asked == ["whole 10"]
    assert left(target.parent) == []


def test_without_a_digest_nothing_is_kept(server, target):
    with pytest.raises(DownloadError, match=r"broke off. Start it again.$"):
        fetch(server.file("broken", digest=""), target)
    assert left(target.parent) == []
    fetch(server.file("broken", digest=""), target)
    assert server.asked == ["broken 0", "broken 0"]


def test_a_host_that_falls_silent_is_given_up(server, target):
    with pytest.raises(DownloadError, match="broke off"):
        fetch(server.file("slow"), target, timeout=0.2)
    assert not target.exists()


def test_cancelled_it_leaves_nothing(server, target):
    with pytest.raises(Cancelled):
        fetch(server.file(), target, cancelled=lambda: True)
    assert left(target.parent) == []


# --- in a thread


def test_a_download_is_watched_to_its_end(server, target):
    download = Download(server.file("slow"), target)
    wait(lambda: download.received > 0)
    assert download.state == "running"
    assert 0 < download.share < 1
    assert download.size == len(BODY)
    assert not target.exists()
    server.held.set()
    download.wait(30)
    assert (download.state, download.share, download.error) == ("done", 1.0, "")
    assert target.read_bytes() == BODY


def test_a_download_is_cancelled_at_once_though_the_host_is_silent(server, target):
    download = Download(server.file("slow"), target, timeout=1)
    wait(lambda: download.received > 0)
    download.cancel()
    assert download.state == "cancelled"
    download.wait(30)
    assert (download.state, download.error) == ("cancelled", "")
    assert left(target.parent) == []


def test_a_download_that_fails_says_why(server, target):
    download = Download(server.file("longer", digest=""), target)
    download.wait(30)
    assert (download.state, download.error) == (
        "failed",
        "The server's file is not The file: its size is wrong. Try again later, or do without.",
    )
    download.cancel()
    assert download.state == "failed"


def test_two_at_once_fetch_it_once(server, target):
    file = server.file("slow")
    first = Download(file, target)
    wait(lambda: first.received > 0)
    second = Download(file, target)
    third = Download(file, target)
    third.cancel()
    third.wait(30)
    assert third.state == "cancelled"
    server.held.set()
    first.wait(30)
    second.wait(30)
    assert (first.state, second.state) == ("done", "done")
    assert server.asked == ["slow 0"]
    assert target.read_bytes() == BODY
    assert threading.active_count() < 50
