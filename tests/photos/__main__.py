"""Judge the finder on many generated photos: `python -m tests.photos [--n 10] [--sheet FILE] [kinds ...]`."""

from __future__ import annotations

import argparse
import time

import numpy as np
from PIL import Image, ImageDraw

from cnnviz import digits
from cnnviz.errors import ImageError
from tests.photos.judging import judge, read
from tests.photos.kinds import KINDS, photo

TILE = 480


def shown(one, found, texts):
    """Return the photo with true boxes in green and found ones in red with what was read."""
    image = Image.fromarray((one.picture * 255 + 0.5).astype(np.uint8)).convert("RGB")
    scale = TILE / max(image.size)
    image = image.resize([max(1, round(n * scale)) for n in image.size])
    paint = ImageDraw.Draw(image)
    for top, left, bottom, right in one.boxes:
        paint.rectangle([scale * v for v in (left, top, right, bottom)], outline=(0, 200, 0))
    for digit in found:
        top, left, bottom, right = (scale * v for v in digit.box)
        paint.rectangle((left - 1, top - 1, right + 1, bottom + 1), outline=(255, 0, 0))
        paint.text(
            (left, top - 11), f"{read(digit.prepared.digit)} {digit.probability:.2f}", fill=(255, 0, 0)
        )
    tile = Image.new("RGB", (TILE, TILE + 14), (128, 128, 128))
    tile.paste(image, (0, 0))
    ImageDraw.Draw(tile).text((2, TILE + 2), f"{one.name}: {texts}"[:90])
    return tile


def shares(counts):
    """Return what became of a number of digits, as text."""
    n, n_found, right, extra = counts
    return f"found {n_found / n:6.1%}, right {right / n:6.1%}, too many {extra / n:6.1%}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=[kind.__name__ for kind in KINDS])
    parser.add_argument("--n", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--sheet", help="a PNG of the photos with mistakes")
    parser.add_argument("--all", action="store_true", help="also those without mistakes")
    options = parser.parse_args()
    tiles, total = [], np.zeros(4)
    for kind in options.kinds:
        counts, unordered, spent = np.zeros(4), 0, 0.0
        for seed in range(options.seed, options.seed + options.n):
            one = photo(kind, seed)
            start = time.perf_counter()
            try:
                found = digits.find(one.picture)
            except ImageError as error:
                print(kind, seed, error)
                found = []
            spent += time.perf_counter() - start
            verdict = judge(one, found)
            counts += (verdict.n, verdict.found, verdict.right, verdict.extra)
            unordered += not verdict.ordered
            if options.all or verdict.right < verdict.n or verdict.extra:
                tiles.append(shown(one, found, f"{seed} " + ", ".join(verdict.texts) + f" +{verdict.extra}"))
        late = f"unordered {unordered}, {1000 * spent / options.n:.0f} ms each"
        print(f"{kind:14} {shares(counts)}, {late}", flush=True)
        total += counts
    print(f"{'all':14} {shares(total)}")
    if options.sheet and tiles:
        columns = 4
        tiles = tiles[: 4 * 7]
        rows = -(-len(tiles) // columns)
        sheet = Image.new("RGB", (columns * TILE, rows * (TILE + 14)))
        for place, tile in enumerate(tiles):
            sheet.paste(tile, (place % columns * TILE, place // columns * (TILE + 14)))
        sheet.save(options.sheet)


main()
