"""Sample images: five photos, the lecture's smiley, a test card, a phone number."""

import importlib.util
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ImageError
from cnnviz.images import phone_number
from cnnviz.images.reading import load_image
from cnnviz.images.testcard import draw

_SMILEY = """
0 0 0 0 0 0 0
0 1 0 0 0 1 0
0 0 0 0 0 0 0
0 0 0 1 0 0 0
0 1 0 0 0 1 0
0 0 1 1 1 0 0
0 0 0 0 0 0 0
"""


class Sample(NamedTuple):
    """A sample image: its name on the screen, and a function that makes its pixels."""

    label: str
    pixels: Callable[[], NDArray[np.float32]]


def samples() -> dict[str, Sample]:
    """Return the sample images by their names in a link, in display order."""
    return {
        "china": Sample("Temple", partial(_from_scikit_learn, "china.jpg")),
        "flower": Sample("Flower", partial(_from_scikit_learn, "flower.jpg")),
        "cat": Sample("Cat", partial(_photograph, "cat.png")),
        "cup": Sample("Cup of coffee", partial(_photograph, "cup.png")),
        "photographer": Sample("Photographer", partial(_photograph, "photographer.png")),
        "smiley": Sample("Smiley", _smiley),
        "test card": Sample("Test card", draw),
        "phone number": Sample("Phone number", phone_number.draw),
    }


def sample_images() -> dict[str, Callable[[], NDArray[np.float32]]]:
    """Return the name of each sample and a function that makes its pixels, in display order.

    Returns:
        Functions without arguments; each returns a new `(height, width, 3)` float32 array in [0, 1], each
        value a multiple of 1/255, like `load_image`.

    Source: Two photos are scikit-learn's, CC BY 2.0, attributed there to danielbuechele (china) and vultilion
    (flower) on Flickr. Three are scikit-image's chelsea, coffee and camera, CC0, by Stefan van der Walt,
    Rachel Michetti and Lav Varshney. The smiley is Kirill Eremenko's, Deep Learning A-Z. The phone number is
    written with digits of MNIST.

    >>> list(sample_images())
    ['china', 'flower', 'cat', 'cup', 'photographer', 'smiley', 'test card', 'phone number']
    """
    return {name: sample.pixels for name, sample in samples().items()}


def _photograph(file: str) -> NDArray[np.float32]:
    return load_image(files("cnnviz.images").joinpath("photographs", file).read_bytes())


def _from_scikit_learn(file: str) -> NDArray[np.float32]:
    """Return a photo from the scikit-learn package, located without importing it, which would take 1 s."""
    package = importlib.util.find_spec("sklearn")
    for folder in (package and package.submodule_search_locations) or ():
        path = Path(folder, "datasets", "images", file)
        if path.is_file():
            return load_image(path.read_bytes())
    raise ImageError(f"The sample {file} comes with scikit-learn. Install it: pip install scikit-learn")


def _smiley() -> NDArray[np.float32]:
    grey = np.array([row.split() for row in _SMILEY.split("\n") if row], dtype=np.float32)
    return np.repeat(grey[:, :, None], 3, axis=2)
