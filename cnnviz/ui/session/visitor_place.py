"""Whether a visitor sits at the machine that runs the dashboard."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

#: Names of the machine itself, in the address of the page.
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
#: Headers that a proxy adds: the visitor then sits elsewhere.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")


def at_the_machine() -> bool:
    """Return whether this visitor sits at the machine itself, and may name files on it.

    Streamlit gives no address for the loopback. A tunnel or a proxy connects from the loopback, too, but it
    passes on the host's public name or adds a header; and the browser sends the origin of the page.
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
