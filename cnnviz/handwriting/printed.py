"""Printed digits, in the fonts that come with matplotlib."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from cnnviz.errors import DataError

#: Authors and licences.
CREDIT = (
    "printed digits in the fonts DejaVu, STIX and Computer Modern, installed with matplotlib (free licences)"
)
#: The fonts by the beginnings of their files' names; others there have no digits, or only signs.
FAMILIES = ("DejaVuSans", "DejaVuSerif", "STIXGeneral", "cmr10", "cmss10", "cmtt10", "cmb10")
#: The height of a letter in pixels.
HEIGHT = 48


@cache
def fonts() -> tuple[Path, ...]:
    """Return the files of the fonts.

    Raises:
        DataError: If matplotlib is not installed.
    """
    spec = find_spec("matplotlib")  # found, not imported: its import takes a second
    if spec is None or not spec.submodule_search_locations:
        raise DataError("The fonts come with the package matplotlib, which is not installed. Run: make run")
    folder = Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    files = sorted(path for path in folder.glob("*.ttf") if path.name.startswith(FAMILIES))
    return tuple(path for path in files if "Display" not in path.name)


@cache
def printed(label: int, font: Path) -> npt.NDArray[np.float32]:
    """Return a printed digit as ink (height, width) float32 in [0, 1]."""
    face = ImageFont.truetype(str(font), HEIGHT)
    left, top, right, bottom = (round(edge) for edge in face.getbbox(str(label)))
    page = Image.new("L", (right - left + 4, bottom - top + 4))
    ImageDraw.Draw(page).text((2 - left, 2 - top), str(label), font=face, fill=255)
    return np.asarray(page, np.float32) / np.float32(255)
