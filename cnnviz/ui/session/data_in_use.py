"""Which digits this visitor works on, and whether the complete MNIST is on this machine."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from cnnviz import mnist
from cnnviz.errors import DataError, sentence
from cnnviz.mnist import Digits, Download
from cnnviz.mnist.statistics import Array, mean_and_spread
from cnnviz.pipeline import N_BUNDLED
from cnnviz.ui.session import state
from cnnviz.ui.session.per_process import once

NAMES = {"bundled": f"Bundled: {N_BUNDLED:,}", "complete": "Complete MNIST"}
#: From these a visitor has reached the machine at which they sit.
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
#: A header of these tells of someone between here and the visitor, who then sits elsewhere.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")


@dataclass
class Shared:
    """What the visitors of this dashboard have got for all: a file by its path, a download."""

    named: Path | None = None
    download: Download | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


@once
def shared() -> Shared:
    """Return what has been got on this dashboard, the same for all visitors."""
    return Shared()


def at_the_machine() -> bool:
    """Whether this visitor sits at the machine itself, whose files are theirs to name.

    Streamlit gives no address for the loopback. A tunnel or a server in between comes from there as well, but
    with the name under which it was asked, or it says for whom it asks; or else the browser says on which
    page it is.
    """
    if st.context.ip_address is not None:
        return False
    headers = st.context.headers
    if any(headers.get(name) for name in FORWARDED):
        return False
    host, origin = headers.get("Host"), headers.get("Origin")
    return _is_local(f"//{host or LOCAL_HOSTS[0]}") and _is_local(origin or f"//{LOCAL_HOSTS[0]}")


def _is_local(address: str) -> bool:
    try:
        return urlsplit(address).hostname in LOCAL_HOSTS
    except ValueError:
        return False


def complete() -> Path | None:
    """Return the file of the complete MNIST, or None if there is none, or none any more."""
    named = shared().named
    return named if named is not None and named.is_file() else mnist.found()


def source() -> str:
    """Return what `mnist.load` takes for the digits in use; the bundled ones where others cannot be had."""
    path = complete() if state.current().data == "complete" else None
    return "bundled" if path is None or trouble() else str(path)


def trouble() -> str:
    """Return why the complete MNIST, which is wished for, cannot be used; "" if it can, or is not."""
    if state.current().data != "complete":
        return ""
    path = complete()
    if path is None:
        return "The complete MNIST is not on this machine yet. Until then, these are the bundled digits."
    try:
        loaded(str(path))
    except DataError as error:
        return f"{sentence(error)} Until then, these are the bundled digits."
    return ""


def digits() -> Digits:
    """Return the digits in use, which are only to be read."""
    return loaded(source())


def loaded(source: str) -> Digits:
    """Return the digits of a source; a file is read once, and again when it has changed.

    Raises:
        DataError: as `mnist.load`.
    """
    return _loaded(source, mnist.stamp(source))


@st.cache_resource(max_entries=2, show_spinner="Reading the digits")
def _loaded(source: str, stamp: tuple[int, int]) -> Digits:  # noqa: ARG001 - the key
    digits = mnist.load(source)
    for array in vars(digits).values():
        array.flags.writeable = False
    return digits


def mean_digits() -> tuple[Array, Array]:
    """Return mean and spread of the training digits in use, by class; computed once for each source."""
    return _mean_digits(source(), mnist.stamp(source()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _mean_digits(source: str, stamp: tuple[int, int]) -> tuple[Array, Array]:
    digits = _loaded(source, stamp)
    return mean_and_spread(digits.x_train, digits.y_train)


def use(path: str) -> None:
    """Have all visitors able to use the file of this path, and use it.

    Raises:
        DataError: if this visitor may not name one, or it is no MNIST file; what was there stays.
    """
    if not at_the_machine():
        raise DataError("Only a visitor at the machine that runs the dashboard can name a file on it.")
    named = _path(path)
    loaded(str(named))
    shared().named = named
    state.change(data="complete")


def _path(text: str) -> Path:
    clean = text.strip().strip("\"'")
    if not clean:
        raise DataError("A path is needed, as /home/me/mnist.npz.")
    try:
        return Path(clean).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise DataError(f"There is no such path. Received: {clean[:80]}") from error


def start_download() -> None:
    """Begin to get Keras's file, unless that goes on already or this visitor may not."""
    if not at_the_machine():
        return
    with shared().lock:
        present = shared().download
        if present is None or present.state != "running":
            shared().download = Download(mnist.cache_file())


def cancel_download() -> None:
    """Call the download off, if this visitor may."""
    present = shared().download
    if present is not None and at_the_machine():
        present.cancel()


def selector(page: str) -> None:
    """Show which digits are in use, to be changed there; where they cannot be had, why."""
    st.segmented_control(
        "Which digits",
        NAMES,
        format_func=NAMES.__getitem__,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **state.field(page, "data"),
    )
