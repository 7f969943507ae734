"""Bytes that the browser fetches by their address, with a digest before them."""

from __future__ import annotations

import hashlib

#: The length of the digest before the first byte; `shared/packed_numbers.js` skips it.
HEAD = 16
#: Their MIME type.
NUMBERS = "application/octet-stream"


def headed(data: bytes) -> bytes:
    """Return the digest of the bytes, then the bytes.

    Streamlit identifies files of more than a megabyte by some parts only, including the beginning. The digest
    makes the beginning differ whenever anything does.
    """
    return hashlib.blake2b(data, digest_size=HEAD).digest() + data
