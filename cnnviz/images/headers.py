"""Check a file's headers before decoding any of it.

A few bytes can claim to be an image that fills the memory or keeps a core busy for minutes.
"""

import re
from typing import Literal

from cnnviz.errors import ImageError

MAX_BYTES = 100_000_000
MAX_PIXELS = 50_000_000
MAX_SIDE = 65_535  # the limit of JPEG
MAX_PARTS = 100_000  # chunks, strips or tiles: Pillow creates an object for each
MAX_SCANS = 100  # a progressive JPEG has about 10, and each one visits every pixel

#: The usual name of each format that is read, by Pillow's name of it.
FORMATS = {
    "PNG": "PNG",
    "JPEG": "JPEG",
    "WEBP": "WebP",
    "GIF": "GIF",
    "BMP": "BMP",
    "TIFF": "TIFF",
    "HEIF": "HEIC",
    "AVIF": "AVIF",
}
#: The formats, as they stand in a sentence.
READABLE = " or ".join((", ".join([*FORMATS.values()][:-1]), [*FORMATS.values()][-1]))

_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"II+\0": "TIFF",  # BigTIFF; Pillow misreads the big-endian one, which _FOREIGN names
}
_HEIF_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
)
_FOREIGN = {
    rb"%PDF": "a PDF document",
    rb"%!PS": "a PostScript document",
    rb"8BPS": "a Photoshop document",
    rb"PK\x03\x04": "a ZIP archive or an office document",
    rb"....ftyp": "a video",
    rb"\x00\x00\x00\x0cjP  ": "a JPEG 2000 picture",
    rb"\xff\x0a|\x00\x00\x00\x0cJXL ": "a JPEG XL picture",
    rb"MM\x00\+": "a BigTIFF picture with reversed byte order",
    rb"\x76\x2f\x31\x01": "an OpenEXR picture",
    rb".{128}DICM": "a DICOM picture",
    rb"\x00\x00\x01\x00": "an icon",
    rb"\s*(<\?xml.*)?<svg": "an SVG drawing",
    rb"\s*<(!doctype )?html": "a web page",
}
_JPEG_MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd8\xff])")
_ISO_HEAD = 1 << 16
_JPEG_KINDS = dict.fromkeys((0xC3, 0xC7, 0xCB, 0xCF), "lossless JPEG") | {0xF7: "JPEG-LS"}
_JPEG_FRAMES = frozenset((0xC0, 0xC1, 0xC2, 0xC9, 0xCA))
_PARTS_TAGS = frozenset((273, 279, 324, 325))  # offsets and byte counts of strips and tiles


def format_of(data: bytes) -> str:
    """Return Pillow's name of the file's format.

    Args:
        data: A complete file.

    Returns:
        "PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "HEIF" or "AVIF".

    Raises:
        ImageError: If the file is empty, too large, or not an image in one of these formats.

    >>> format_of(b"GIF89a...")
    'GIF'
    """
    if not data:
        raise ImageError("The file is empty. Choose another one.")
    if len(data) > MAX_BYTES:
        raise ImageError(
            f"The file is too large. At most {MAX_BYTES // 10**6} MB can be read. "
            "Save the picture smaller, for example as a JPEG."
        )
    if name := _signed(data):
        return name
    raise ImageError(f"This file is {_foreign(data)}. It cannot be read here. Use {READABLE}.")


def check_size(size: tuple[int, int]) -> None:
    """Check that an image of size `(width, height)` can be decoded in a reasonable time.

    Raises:
        ImageError: If it has too many pixels.
    """
    width, height = size
    if max(size) > MAX_SIDE or width * height > MAX_PIXELS:
        raise too_large(f"{width:,} × {height:,} pixels")


def unread(what: str) -> ImageError:
    """Return the error for a sound file of a kind that is not read; `what` says what it is, as a sentence."""
    return ImageError(f"{what}. It cannot be read here. Save it as PNG first.")


def too_many_parts() -> ImageError:
    """Return the error for a file whose reading would take very long."""
    return ImageError("The picture is cut into too many parts. Save it again in an image program.")


def too_large(claim: str) -> ImageError:
    """Return the error for an image whose header claims `claim`."""
    return ImageError(
        f"The picture is too large: {claim}. "
        f"At most {MAX_PIXELS // 10**6} million pixels can be read. Make it smaller first."
    )


def webp_size(data: bytes) -> tuple[int, int]:
    """Return the size (width, height) in the header of a WebP file.

    Raises:
        ValueError: If there is none.

    Source: Google, WebP Container Specification; RFC 6386 and RFC 9649.
    """
    kind, head = data[12:16], data[20:30]
    if kind == b"VP8X" and len(head) == 10:
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if kind == b"VP8L" and len(head) == 10:
        packed = int.from_bytes(head[1:5], "little")
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and len(head) == 10:
        return (
            int.from_bytes(head[6:8], "little") & 0x3FFF,
            int.from_bytes(head[8:10], "little") & 0x3FFF,
        )
    raise ValueError("a WebP file without a size")


def iso_size(data: bytes) -> tuple[int, int]:
    """Return the largest size (width, height) that the head of an AVIF or HEIC file claims; 0 if none.

    Source: ISO/IEC 23008-12, ImageSpatialExtentsProperty.
    """
    places = (found.end() + 4 for found in re.finditer(b"ispe", data[:_ISO_HEAD]))
    sizes = ((int.from_bytes(data[at : at + 4]), int.from_bytes(data[at + 4 : at + 8])) for at in places)
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))


def check_parts(data: bytes, name: str) -> None:
    """Check that the file does not have too many internal parts.

    Args:
        data: A complete file.
        name: Its format, as returned by `format_of`.

    Raises:
        ImageError: If it has so many parts that reading them would take minutes, or its end is missing.
    """
    counts = {"JPEG": _jpeg_scans, "PNG": _png_chunks, "TIFF": _tiff_parts}
    if name in counts and counts[name](data) > (MAX_SCANS if name == "JPEG" else MAX_PARTS):
        raise too_many_parts()


def _signed(data: bytes) -> str | None:
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        brands = data[8 : min(int.from_bytes(data[:4]), 256)]  # the major one and the compatible ones
        if data[8:12] in (b"avif", b"avis") or (data[8:12] in _HEIF_BRANDS and b"avif" in brands):
            return "AVIF"
        return "HEIF" if data[8:12] in _HEIF_BRANDS else None
    return None


def _foreign(data: bytes) -> str:
    head = data[:1024].removeprefix(b"\xef\xbb\xbf")
    names = (name for start, name in _FOREIGN.items() if re.match(start, head, re.DOTALL | re.IGNORECASE))
    return next(names, "not a picture in a known format")


def _png_chunks(data: bytes) -> int:
    position, chunks = 8, 0
    while position < len(data) and chunks <= MAX_PARTS:
        position += 12 + int.from_bytes(data[position : position + 4])
        chunks += 1
    return chunks


def _jpeg_scans(data: bytes) -> int:
    """Return the number of scans up to the end marker, without which part of the image would be grey."""
    position, scans = 2, 0
    while found := _JPEG_MARKER.search(data, position):
        marker = found[1][0]
        if marker == 0xD9:
            return scans
        if marker in _JPEG_KINDS:
            raise unread(f"This is a {_JPEG_KINDS[marker]} file")
        if marker in _JPEG_FRAMES and data[found.end() + 2 : found.end() + 3] == b"\x0c":
            raise unread("This JPEG file has 12 bits per value")
        scans += marker == 0xDA
        position = found.end() + int.from_bytes(data[found.end() : found.end() + 2])
    raise ImageError("The end of the JPEG file is missing. Download or save it again.")


def _tiff_parts(data: bytes) -> int:
    """Return the largest number of entries, strips or tiles that the first directory claims."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"

    def number(position: int, width: int) -> int:
        return int.from_bytes(data[position : position + width], order)

    is_big = number(2, 2) == 43
    word, count, step = (8, 8, 20) if is_big else (4, 2, 12)
    start = number(word, word)
    n_entries = number(start, count)
    start += count
    entries = range(start, min(start + n_entries * step, len(data)), step)[:MAX_PARTS]
    return max(
        [n_entries, *(number(entry + 4, word) for entry in entries if number(entry, 2) in _PARTS_TAGS)]
    )
