"""Whether a visitor sits at the machine that runs the dashboard."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

#: From these a visitor has reached the machine at which they sit.
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
#: A header of these tells of someone between here and the visitor, who then sits elsewhere.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")


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
