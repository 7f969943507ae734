"""The shipped network's accuracy on real pen strokes: simply shrunk, and prepared like MNIST in two ways.

    python -m tests.bench.digits PATH_TO_PEN_STROKES

The file is JSON, gzipped: [{"label": 0-9, "strokes": [[[x, y], ...], ...]}, ...], y points up: UCI's
"Pen-Based Recognition of Handwritten Digits" (Alpaydin, Alimoglu; CC BY 4.0) brought into that form.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from cnnviz import digits, drawing, mnist, models
from cnnviz.drawing import BOARD, Drawing

#: The board's free cells beyond a digit's longer side, as people leave them; of how many samples one is used.
MARGINS = {40: 1, 10: 5, 75: 5}


def on_board(strokes: list[list[list[float]]], margin: int) -> Drawing:
    """Return a sample in the middle of the board."""
    points = np.array([point for stroke in strokes for point in stroke], dtype=float)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (BOARD - 2 * margin) / max(1, *(high - low))
    placed = [(np.array(one) - (low + high) / 2) * [scale, -scale] + BOARD / 2 for one in strokes if one]
    return Drawing(tuple(tuple((int(x), int(y)) for x, y in one) for one in placed))


def simply_shrunk(picture: np.ndarray) -> np.ndarray:
    """Return the whole board as 28 x 28 pixels, bright on dark."""
    return 1 - np.asarray(Image.fromarray(picture).resize((28, 28), Image.Resampling.BOX))


def main(strokes_path: str | Path) -> None:
    """Print the accuracies."""
    samples = json.loads(gzip.decompress(Path(strokes_path).read_bytes()))
    labels = np.array([sample["label"] for sample in samples])
    model = models.load_pretrained()

    def accuracy(pictures: list[np.ndarray], expected: np.ndarray) -> float:
        predicted = model.predict(np.array(pictures)[..., np.newaxis], batch_size=512, verbose=0)
        return float(np.mean(predicted.argmax(axis=1) == expected))

    images, bundled = mnist.bundled()
    raw = list(mnist.encode(images)[..., 0])
    again = [digits.from_picture(image).digit for image in raw]
    as_is, prepared = accuracy(raw, bundled), accuracy(again, bundled)
    print(f"{len(raw)} bundled digits: as they are {as_is:.4f}, prepared {prepared:.4f}")
    for margin, every in MARGINS.items():
        drawings = [on_board(sample["strokes"], margin) for sample in samples[::every]]
        pictures = [drawing.render(one) for one in drawings]
        shrunk = accuracy([simply_shrunk(picture) for picture in pictures], labels[::every])
        pixels = accuracy([digits.from_picture(picture).digit for picture in pictures], labels[::every])
        strokes = accuracy([digits.from_drawing(one).digit for one in drawings], labels[::every])
        letters = np.median([len(drawing.to_text(one)) for one in drawings])
        print(
            f"{len(drawings)} digits by pen, margin {margin}: simply shrunk {shrunk:.4f}, "
            f"prepared from pixels {pixels:.4f}, from strokes {strokes:.4f}; {letters:.0f} letters in a link"
        )


if __name__ == "__main__":
    main(sys.argv[1])
