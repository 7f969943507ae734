"""A picture of logits, probabilities and the gradient, to download."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from cnnviz import layers
from cnnviz.colours import NEGATIVE, POSITIVE
from cnnviz.figures import captions
from cnnviz.figures.pictures import Encoded

WIDTH, TOP, ROW, BOTTOM = 1000, 60, 44, 70
#: The left edges of the columns: class, logit, bar of q, q, p, bar of q − p, q − p.
COLUMNS = (20, 70, 220, 430, 560, 640, 880)
BAR = 200
INK, PAPER, LINE = (27, 35, 44), (255, 255, 255), (205, 205, 205)


def weighed(logits: Sequence[float], temperature: float, true_class: int) -> Encoded:
    """Return a table of logits, probabilities q, the one-hot p and q − p, with bars and the losses below."""
    scaled = np.asarray(logits, np.float64) / temperature
    target = np.eye(scaled.size, dtype=np.float32)[true_class]
    shares = layers.softmax(scaled)
    differences = layers.softmax_crossentropy_backward(target, shares)
    picture = Image.new("RGB", (WIDTH, TOP + ROW * scaled.size + BOTTOM), PAPER)
    drawing = ImageDraw.Draw(picture)
    heads = ("", "logit z", f"q = softmax(z / {captions.number(temperature)})", "", "p", "q − p", "")
    for x, head in zip(COLUMNS, heads, strict=True):
        _write(drawing, x, 18, head)
    for n, (logit, q, p, difference) in enumerate(zip(logits, shares, target, differences, strict=True)):
        _row(drawing, TOP + ROW * n, (str(n), float(logit), float(q), int(p), float(difference)))
    losses = (
        f"cross-entropy {captions.number(float(layers.softmax_crossentropy(target, scaled)))}"
        f"     mean squared error {captions.number(float(layers.mean_squared_error(target, shares)))}"
        f"     classification error {int(shares.argmax() != true_class)}"
    )
    _write(drawing, COLUMNS[0], TOP + ROW * scaled.size + 22, losses)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return Encoded(buffer.getvalue(), "image/png", *picture.size)


def _row(drawing: ImageDraw.ImageDraw, y: int, values: tuple[str, float, float, int, float]) -> None:
    name, logit, q, p, difference = values
    drawing.line((COLUMNS[0], y - 6, WIDTH - COLUMNS[0], y - 6), LINE)
    texts = (name, captions.number(logit), "", captions.number(q), str(p), "", captions.number(difference))
    for x, text in zip(COLUMNS, texts, strict=True):
        _write(drawing, x, y, text)
    _bar(drawing, COLUMNS[2], y, q * BAR)
    _bar(drawing, COLUMNS[5] + BAR // 2, y, difference * BAR / 2)


def _bar(drawing: ImageDraw.ImageDraw, x: float, y: int, length: float) -> None:
    """Draw a bar from x to the right, or to the left if it is negative."""
    left, right = sorted((x, x + length))
    drawing.rectangle((left, y + 2, right, y + 26), POSITIVE if length >= 0 else NEGATIVE)


@cache
def _font() -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    return ImageFont.load_default(24)


def _write(drawing: ImageDraw.ImageDraw, x: int, y: int, text: str) -> None:
    # Pillow's own font has no minus sign.
    drawing.text((x, y), text.replace("−", "-"), INK, font=_font())
