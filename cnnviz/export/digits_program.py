"""The code that finds and reads the digits in a picture."""

from __future__ import annotations

from cnnviz.export.image_program import image_lines
from cnnviz.export.network_program import load_code
from cnnviz.pipeline import Pipeline


def digits_code(now: Pipeline, *, name: str = "") -> str:
    """Return a program that finds the digits in the image and reads them, as `found` and `probabilities`.

    Args:
        now: The settings, which say which image.
        name: The name of a network that ships with the package; "" stands for one from a file.
    """
    lines = [
        *image_lines(now, imports=["import numpy as np"], modules=["digits", "models"]),
        "found = digits.find(image)  # in reading order",
        "x = np.stack([one.prepared.digit for one in found])[..., np.newaxis]",
        f"probabilities = {load_code(name)}.predict(x, verbose=0)",
        "for one, shares in zip(found, probabilities):",
        '    print(one.box, shares.argmax(), f"{shares.max():.1%}")  # top, left, bottom, right',
    ]
    return "\n".join(lines)
