"""Tell whether a JPEG file has all the data of its picture."""

from __future__ import annotations

import re

import simplejpeg  # type: ignore[import-untyped]

#: What libjpeg says where it has to make pixels up.
_MISSING = re.compile(r"premature end|bad Huffman code|instead of RST|before marker 0x(?!d9)")


def lacks_data(data: bytes) -> bool:
    """Return whether parts of the picture are made up, because their data are missing or damaged.

    Pillow decodes such a file without a word; what is missing is grey.

    Args:
        data: A complete JPEG file that can be decoded.
    """
    try:
        simplejpeg.decode_jpeg(data, "GRAY", min_height=1, min_width=1, min_factor=8, strict=True)
    except ValueError as error:
        return bool(_MISSING.search(str(error)))
    return False
