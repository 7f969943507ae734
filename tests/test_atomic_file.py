"""A file is complete, or as it was before."""

import os
from pathlib import Path

import pytest

from cnnviz import atomic_file


def test_a_file_is_replaced_and_can_be_read_by_others(tmp_path):
    target = tmp_path / "file"
    atomic_file.write(b"old", target)
    atomic_file.write(b"new", target)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_where_there_is_no_room_the_old_one_stays_and_nothing_else(tmp_path, monkeypatch, step):
    target = tmp_path / "file"
    atomic_file.write(b"old", target)

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(OSError, match="No space"):
        atomic_file.write(b"new", target)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert target.read_bytes() == b"old"


def test_after_an_exception_halfway_the_old_one_stays(tmp_path):
    target = tmp_path / "file"
    atomic_file.write(b"old", target)
    with pytest.raises(KeyboardInterrupt), atomic_file.file(target) as begun:  # noqa: PT012 - what is halfway
        begun.write(b"ne")
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert target.read_bytes() == b"old"
