"""From a file to its digits: large pictures and crowded ones. Run by `python -m tests.bench finding`."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from cnnviz import digits, images
from cnnviz.errors import ImageError
from cnnviz.handwriting.printed import fonts
from tests.bench.table import Row, compared
from tests.photos import writing
from tests.photos.kinds import photo

ROUNDS = 5
#: The most milliseconds on two cores.
LIMIT = 2000
Grey = npt.NDArray[np.float32]


def photo_of_a_phone(width: int, height: int) -> bytes:
    """Return a generated photo of a phone as a JPEG of so many pixels."""
    picture = Image.fromarray((photo("phone", 1).picture * 255).astype(np.uint8))
    return _file(picture.resize((width, height), Image.Resampling.BICUBIC))


def many_digits(n: int = 500, columns: int = 25, height: int = 60) -> bytes:
    """Return rows of handwritten digits on grey paper."""
    random = np.random.default_rng(5)
    page = np.full((n // columns * 90 + 60, columns * 90 + 60), 0.9, np.float32)
    for k in range(n):
        ink = writing.mnist_digit(random, int(random.integers(10)), height)
        top, left = k // columns * 90 + 40, k % columns * 90 + 40
        part = page[top : top + ink.shape[0], left : left + ink.shape[1]]
        part -= 0.8 * ink[: part.shape[0], : part.shape[1]]
    return _file(_grainy(page, random))


def page_of_text() -> bytes:
    """Return a printed page of 300 dots per inch with a few numbers between the words."""
    random = np.random.default_rng(2)
    words = ("the", "quick", "brown", "fox", "jumps", "over", "a", "lazy", "dog", "and", "12", "more", "345")
    page = Image.new("L", (2480, 3508), 240)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(fonts()[0]), 40)
    for y in range(150, 3350, 60):
        line = " ".join(words[n] for n in random.integers(len(words), size=17))
        draw.text((200, y), line[:85], font=font, fill=20)
    return _file(_grainy(np.asarray(page, np.float32) / np.float32(255), random))


PICTURES: dict[str, Callable[[], bytes]] = {
    "digits in 12 megapixels": partial(photo_of_a_phone, 4032, 3024),
    "digits in 50 megapixels": partial(photo_of_a_phone, 8160, 6120),
    "500 digits": many_digits,
    "digits in a page of text": page_of_text,
}


def finding() -> Iterator[Row]:
    """Time each picture from its file to its digits, or the sentence that refuses it."""
    for name, make in PICTURES.items():
        data = make()
        loading, whole = [], []
        for n in range(ROUNDS + 1):
            started = time.perf_counter()
            picture = images.load_image(data)
            loaded = time.perf_counter()
            _found(picture)
            if n:  # the first one also loads the network
                loading.append(1000 * (loaded - started))
                whole.append(1000 * (time.perf_counter() - started))
        yield compared(name, whole, "its file decoded:", loading, milliseconds=LIMIT)


def _found(picture: npt.NDArray[Any]) -> None:
    try:
        digits.find(picture)
    except ImageError:
        return


def _grainy(page: Grey, random: np.random.Generator) -> Image.Image:
    return Image.fromarray(((page + random.normal(0, 0.01, page.shape)).clip(0, 1) * 255).astype(np.uint8))


def _file(picture: Image.Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=90)
    return stream.getvalue()
