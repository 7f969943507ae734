"""What a server answers when it is asked for a file, or for its rest; every refusal is a sentence."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from cnnviz.downloads.remote_file import RemoteFile
from cnnviz.errors import DownloadError

#: The number of bytes that are read at a time.
CHUNK = 2**16
_PARTIAL, _NOT_THAT_RANGE = 206, 416


class BrokenOffError(Exception):
    """The connection was lost, or the server fell silent, before the file was complete."""


class CannotGoOnError(DownloadError):
    """The server does not send a file from the wanted place on."""


@dataclass(frozen=True)
class ServerAnswer:
    """A server's answer, of which only the headers have been read."""

    stream: Any
    start: int
    """The place in the file of the first byte that it sends."""
    size: int | None
    """The size of the whole file; None if the server does not say."""

    def chunks(self) -> Iterator[bytes]:
        """Yield what the server sends.

        Raises:
            BrokenOffError: If the connection is lost, or the server falls silent.
        """
        received = self.start
        try:
            while chunk := self.stream.read1(CHUNK):
                received += len(chunk)
                yield chunk
        except (OSError, HTTPException) as error:
            raise BrokenOffError from error
        if self.size is not None and received < self.size:
            raise BrokenOffError


@contextmanager
def ask(file: RemoteFile, start: int, timeout: float) -> Iterator[ServerAnswer]:
    """Ask a server for a file.

    Args:
        file: The file.
        start: The place of the first byte that is wanted; 0 for the whole file.
        timeout: Seconds without a byte until the server is given up.

    Raises:
        DownloadError: If the server cannot be reached, or sends something else.
        CannotGoOnError: If it does not send the file from `start`.
    """
    request = Request(file.fetched_from, headers={"Range": f"bytes={start}-"} if start else {})  # noqa: S310 - a constant, or the mirror that the environment names
    try:
        stream = urlopen(request, timeout=timeout)  # noqa: S310 - as above
    except HTTPError as error:
        error.close()
        if error.code == _NOT_THAT_RANGE:
            raise CannotGoOnError(_refused(file, error.code)) from error
        raise DownloadError(_refused(file, error.code)) from error
    except (OSError, HTTPException, ValueError) as error:
        raise DownloadError(_unreachable(file, error)) from error
    with stream:
        yield _checked(file, stream, start)


def _checked(file: RemoteFile, stream: Any, start: int) -> ServerAnswer:
    """Return the answer after a look at its headers."""
    headers = stream.headers
    if headers.get_content_type() == "text/html":
        raise DownloadError(
            "The network sent a web page instead of the file. " + file.advice("Log in to the network")
        )
    if file.fetched_from.startswith("https:") and not stream.url.startswith("https:"):
        raise DownloadError(f"The server passed us on to an unsafe address. {file.advice('Try again later')}")
    length = _number(headers.get("Content-Length"))
    if stream.status != _PARTIAL:
        return _sized(file, ServerAnswer(stream, 0, length))
    span = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", headers.get("Content-Range", ""), re.ASCII)
    if span is None or int(span[1]) != start:
        raise CannotGoOnError(_refused(file, stream.status))
    return _sized(file, ServerAnswer(stream, start, int(span[2])))


def _sized(file: RemoteFile, answer: ServerAnswer) -> ServerAnswer:
    """Return the answer, if the file can have this size."""
    if answer.size is not None and not file.has_size(answer.size):
        raise DownloadError(wrong_size(file, answer.size))
    return answer


def wrong_size(file: RemoteFile, n_bytes: int) -> str:
    """Return that the server's file has the wrong size."""
    return (
        f"The server's file is not {file.title}: its size is wrong. "
        f"{file.advice('Try again later')} Received: {n_bytes:,} bytes"
    )


def _number(header: str | None) -> int | None:
    """Return the size that the server reports, if it is valid."""
    return int(header) if header and header.isascii() and header.isdigit() and int(header) > 0 else None


def _refused(file: RemoteFile, code: int) -> str:
    if code in {404, 410}:
        return f"The server does not have {file.title} any more. {file.advice()}".strip()
    return f"The server refused to send {file.title} (error {code}). {file.advice('Try again later')}"


def _unreachable(file: RemoteFile, error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLError):
        return "The connection to the server is not safe: its certificate is not valid. " + file.advice(
            "Check this computer's clock and the network"
        )
    return f"{file.title} could not be downloaded: the server does not answer. " + file.advice(
        "Check the network connection"
    )
