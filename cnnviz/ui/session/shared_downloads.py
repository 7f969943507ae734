"""The downloads of this dashboard: one for each file, seen by all visitors."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from cnnviz.downloads import Download, RemoteFile
from cnnviz.ui.session import visitor_place
from cnnviz.ui.session.per_process import once_per_process


@dataclass
class SharedDownloads:
    """The last download of each file, by its address."""

    by_address: dict[str, Download] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


@once_per_process
def downloads() -> SharedDownloads:
    """Return all downloads, the same for all visitors."""
    return SharedDownloads()


def last(file: RemoteFile) -> Download | None:
    """Return the last download of a file; None if nobody has asked for it."""
    return downloads().by_address.get(file.address)


def is_running(file: RemoteFile) -> bool:
    """Return whether a file is being downloaded."""
    present = last(file)
    return present is not None and present.state == "running"


def start(file: RemoteFile) -> None:
    """Start the download of a file, unless it is running or this visitor may not."""
    if not visitor_place.at_the_machine():
        return
    with downloads().lock:
        if not is_running(file):
            downloads().by_address[file.address] = Download(file)


def cancel(file: RemoteFile) -> None:
    """Cancel the download of a file, if this visitor may."""
    present = last(file)
    if present is not None and visitor_place.at_the_machine():
        present.cancel()
