"""Small pictures of equal size that stand for the groups of chapters, on dark tiles in both themes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from cnnviz import images
from cnnviz.colours import LIGHT_LUMINANCE, NEGATIVE, POSITIVE, RGB, TILE, css
from cnnviz.figures import map_colours, pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.photos import CropBox

Array = npt.NDArray[np.float32]

#: In pixels. A narrow screen cuts off a little on the left and on the right.
WIDTH, HEIGHT = 400, 160
#: The width on the left and on the right that a narrow screen cuts off.
SAFE = 24
#: The side of a cell with its number in it.
CELL = 32
#: The room of an arrow between two kernels.
ARROW = 26
#: About how many rows of maps there are, and the gap between them.
MAP_ROWS, GAP = 3, 2
_INK = "#fff"
_GAP_COLOUR: RGB = (58, 66, 76)


def numbers(grey: Array) -> Encoded:
    """Return a grey picture as cells with their numbers from 0 to 255.

    Args:
        grey: (height, width) float32 in [0, 1], at least 5 rows and 13 columns; more are left out.
    """
    rows, columns = HEIGHT // CELL, -(-WIDTH // CELL)
    parts = []
    for row, column in np.ndindex(rows, columns):
        level = round(float(grey[row, column]) * 255)
        x, y = column * CELL, row * CELL
        ink = "#000" if (level / 255) ** 2.2 > LIGHT_LUMINANCE else _INK
        parts.append(
            f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="rgb({level},{level},{level})"/>'
            f'<text x="{x + CELL / 2}" y="{y + CELL / 2 + 5}" fill="{ink}">{level}</text>'
        )
    return _svg(parts)


def bands(images: Sequence[Array]) -> Encoded:
    """Return one scene in vertical bands, each from another picture of it.

    Args:
        images: Pictures of the whole scene, (HEIGHT, WIDTH, 3) float32 in [0, 1].
    """
    edges = np.linspace(0, WIDTH, len(images) + 1).astype(int)
    cut = [image[:, a:b] for image, a, b in zip(images, edges[:-1], edges[1:], strict=True)]
    return pictures.pixels(np.concatenate(cut, axis=1))


def bars(names: Sequence[str], shares: Sequence[float]) -> Encoded:
    """Return shares from 0 to 1 as bars side by side; the largest is orange."""
    step = (WIDTH - 2 * SAFE) / len(names)
    ground, most = HEIGHT - 30, max(shares)
    parts = []
    for n, (name, share) in enumerate(zip(names, shares, strict=True)):
        left, height = SAFE + n * step, max(2.0, share / most * (ground - 16))
        colour = css(POSITIVE) if share == most else "#8a939c"
        parts.append(
            f'<rect x="{left + 4:.1f}" y="{ground - height:.1f}" width="{step - 8:.1f}" '
            f'height="{height:.1f}" rx="2" fill="{colour}"/>'
            f'<text x="{left + step / 2:.1f}" y="{HEIGHT - 9}" fill="{_INK}" class="name">{name}</text>'
        )
    return _svg(parts)


def kernels(values: Sequence[npt.NDArray[np.floating]]) -> Encoded:
    """Return kernels (rows, columns) of equal shape side by side on one scale, with arrows between them."""
    limit = max(float(np.abs(one).max()) for one in values) or 1.0
    rows, columns = values[0].shape
    cell = (WIDTH - 2 * SAFE - ARROW * (len(values) - 1)) / (columns * len(values))
    top = (HEIGHT - cell * rows) / 2
    parts = []
    for n, one in enumerate(values):
        left = SAFE + n * (columns * cell + ARROW)
        for (row, column), weight in np.ndenumerate(one):
            parts.append(
                f'<rect x="{left + column * cell:.1f}" y="{top + row * cell:.1f}" width="{cell - 1:.1f}" '
                f'height="{cell - 1:.1f}" fill="{_weight_colour(float(weight) / limit)}"/>'
            )
        if n:
            middle = f'x="{left - ARROW / 2:.1f}" y="{HEIGHT / 2 + 7}"'
            parts.append(f'<text {middle} fill="{_INK}" class="arrow">→</text>')
    return _svg(parts)


def curves(lines: Sequence[tuple[Sequence[float], Sequence[float]]]) -> Encoded:
    """Return one or two curves over the same x, orange and blue, each on its own scale from 0.

    Args:
        lines: The x and the y of each curve's points.
    """
    far = max(max(x) for x, _ in lines)
    parts = [f'<path d="M{SAFE} 14V{HEIGHT - 18}H{WIDTH - SAFE}" stroke="#8a939c" fill="none"/>']
    for (xs, ys), colour in zip(lines, (POSITIVE, NEGATIVE), strict=False):
        most = max(ys)
        points = " ".join(
            f"{SAFE + x / far * (WIDTH - 2 * SAFE):.1f},{HEIGHT - 18 - y / most * (HEIGHT - 40):.1f}"
            for x, y in zip(xs, ys, strict=True)
        )
        light = css(_lighter(colour))
        parts.append(f'<polyline points="{points}" stroke="{light}" stroke-width="3" fill="none"/>')
    return _svg(parts)


def maps(values: Array) -> Encoded:
    """Return maps (height, width, n) of a layer, as many as fit and the first ones again, on one scale."""
    factor = max(1, round((HEIGHT / MAP_ROWS - GAP) / values.shape[0]))
    high, wide = (side * factor + GAP for side in values.shape[:2])
    down, across = -(-HEIGHT // high), -(-WIDTH // wide)
    sheet = np.full((down * high, across * wide, 3), _GAP_COLOUR, np.uint8)
    limit = map_colours.reach(values, "layer")
    for n in range(down * across):
        top, left = n // across * high, n % across * wide
        levels = map_colours.levels(values[..., n % values.shape[2]], limit)
        tile = np.kron(map_colours.table("layer")[levels], np.ones((factor, factor, 1), np.uint8))
        sheet[top : top + tile.shape[0], left : left + tile.shape[1]] = tile
    return pictures.tiles(sheet[np.newaxis, :HEIGHT, :WIDTH], columns=1)


def digits(images: Sequence[npt.NDArray[np.uint8]]) -> Encoded:
    """Return square pictures (side, side) uint8 side by side, as large as a whole factor allows."""
    side, room = images[0].shape[0], (WIDTH - 2 * SAFE) // len(images)
    factor = min(room, HEIGHT) // side
    sheet = np.zeros((HEIGHT, WIDTH), np.uint8)
    top = (HEIGHT - side * factor) // 2
    for n, image in enumerate(images):
        left = SAFE + n * room + (room - side * factor) // 2
        grown = np.kron(image, np.ones((factor, factor), np.uint8))
        sheet[top : top + side * factor, left : left + side * factor] = grown
    return pictures.tiles(sheet[np.newaxis], columns=1)


def cut_from(photo: Array, box: CropBox, seen: Array) -> Encoded:
    """Return a photo with a part of it framed and the rest darker, an arrow, and this part alone.

    Args:
        photo: (height, width, 3) float32 in [0, 1], not much wider than 3:2.
        box: The part, in the photo's pixels.
        seen: The part as a square, (side, side, 3) float32 in [0, 1].
    """
    darker = photo * np.float32(0.45)
    inside = (slice(box.top, box.bottom), slice(box.left, box.right))
    darker[inside] = photo[inside]
    room = WIDTH - 2 * SAFE - ARROW
    side = HEIGHT - 2 * SAFE
    left, right = (
        _picture(images.shrink(one, longest)) for one, longest in ((darker, room - side), (seen, side))
    )
    sheet = Image.new("RGB", (WIDTH, HEIGHT), TILE)
    sheet.paste(left, (SAFE, (HEIGHT - left.height) // 2))
    sheet.paste(right, (WIDTH - SAFE - right.width, (HEIGHT - right.height) // 2))
    pen, middle, tip = ImageDraw.Draw(sheet), HEIGHT // 2, WIDTH - SAFE - right.width - 6
    scale = left.width / photo.shape[1]
    top = (HEIGHT - left.height) // 2
    corners = (
        SAFE + box.left * scale,
        top + box.top * scale,
        SAFE + box.right * scale,
        top + box.bottom * scale,
    )
    pen.rectangle(corners, outline=_INK, width=2)
    pen.polygon([(tip - 12, middle - 8), (tip, middle), (tip - 12, middle + 8)], fill=_INK)
    return pictures.pixels(np.asarray(sheet, np.float32) / np.float32(255))


def _picture(image: Array) -> Image.Image:
    return Image.fromarray(np.rint(image * 255).astype(np.uint8))


def _weight_colour(share: float) -> str:
    """Return the colour of a weight from -1 to 1 on a dark tile."""
    ends = np.array([TILE, NEGATIVE if share < 0 else POSITIVE], float)
    strength = 0.1 + 0.9 * abs(share) ** 0.7
    red, green, blue = (ends[0] + (ends[1] - ends[0]) * strength).round().astype(int).tolist()
    return css((red, green, blue))


def _lighter(colour: RGB) -> RGB:
    """Return a colour a quarter of the way to white, which stands out on a dark tile."""
    red, green, blue = (round(one + (255 - one) * 0.25) for one in colour)
    return red, green, blue


def _svg(parts: Sequence[str]) -> Encoded:
    """Return an SVG picture on a dark ground."""
    style = "text{font:600 14px sans-serif;text-anchor:middle}.name{font-size:17px}.arrow{font-size:20px}"
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" preserveAspectRatio="xMidYMid slice"><style>{style}</style>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{css(TILE)}"/>{"".join(parts)}</svg>'
    )
    return Encoded(text.encode(), "image/svg+xml", WIDTH, HEIGHT)
