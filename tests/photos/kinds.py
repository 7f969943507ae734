"""The kinds of photographs: each a function from a random generator to a Photo."""

from __future__ import annotations

import numpy as np
from PIL import Image
from scipy import ndimage

from tests.photos import scenes, writing
from tests.photos.scenes import Photo, Sheet

PENS = [
    (0.1, 0.1, 0.15),
    (0.1, 0.15, 0.6),
    (0.75, 0.1, 0.12),
    (0.05, 0.45, 0.2),
    (0.45, 0.1, 0.5),
    (0.9, 0.45, 0.05),
]
HANDS = (writing.mnist_digit, writing.drawn_digit)


def _labels(random, n):
    return [int(label) for label in random.integers(0, 10, n)]


def _hand(random):
    return HANDS[random.integers(2)]


def _camera(random):
    return {
        "blur": random.uniform(0.4, 1.6),
        "noise": random.uniform(0, 0.02),
        "jpeg": int(random.integers(60, 96)),
    }


def _rows(sheet, write, n_rows, n, height, **spacing):
    for row in range(n_rows):
        top = sheet.shape[0] * (row + 0.5) / n_rows - height / 2
        labels = _labels(sheet.random, n)
        sheet.row(write, labels, height, top=top, left=height * sheet.random.uniform(0.5, 1), **spacing)


def _sheet(random, n, height, n_rows=1, **how):
    return Sheet(random, int(height * (0.9 + 1.3 * n_rows)), int(height * (1.2 + 1.35 * n)), **how)


def _that_fits(random, write, label, height, widest):
    """Return a digit of this label, or a 1 if it is too wide."""
    alpha = write(random, label, height)
    return (label, alpha) if alpha.shape[1] <= widest else (1, write(random, 1, height))


def white_paper(random):
    height, n, n_rows = int(random.integers(40, 160)), int(random.integers(2, 6)), int(random.integers(1, 4))
    sheet = _sheet(random, n, height, n_rows)
    _rows(sheet, _hand(random), n_rows, n, height)
    return sheet.photo(
        "white paper",
        PENS[random.integers(6)],
        light=scenes.any_light(random, *sheet.shape),
        **_camera(random),
    )


def lined_paper(random):
    height, n = int(random.integers(50, 110)), int(random.integers(2, 6))
    sheet = _sheet(random, n, height, 2)
    scenes.ruled(
        sheet,
        int(height * random.uniform(0.5, 1.5)),
        thick=int(random.integers(1, 4)),
        offset=int(random.integers(30)),
    )
    if random.random() < 0.5:
        sheet.colours[:, int(height * 0.3) : int(height * 0.3) + 2] = (0.9, 0.5, 0.5)
    _rows(sheet, _hand(random), 2, n, height)
    return sheet.photo(
        "lined paper",
        PENS[random.integers(6)],
        turn=random.uniform(-6, 6),
        light=scenes.any_light(random, *sheet.shape),
        **_camera(random),
    )


def checked_paper(random):
    height, n = int(random.integers(50, 110)), int(random.integers(2, 6))
    sheet = _sheet(random, n, height, 2)
    scenes.checked(sheet, int(height * random.uniform(0.35, 0.9)), thick=int(random.integers(1, 3)))
    _rows(sheet, _hand(random), 2, n, height)
    return sheet.photo(
        "checked paper",
        PENS[random.integers(4)],
        turn=random.uniform(-6, 6),
        light=scenes.any_light(random, *sheet.shape),
        **_camera(random),
    )


def pencil(random):
    height, n = int(random.integers(50, 130)), int(random.integers(2, 6))
    sheet = _sheet(random, n, height)
    _rows(sheet, lambda r, d, h: writing.drawn_digit(r, d, h, pen=r.uniform(0.03, 0.07)), 1, n, height)
    sheet.ink *= (0.75 + 0.25 * scenes.grain(random, sheet.shape)).clip(0.1, 1)
    colour = np.array((0.9, 0.9, 0.88)) * random.uniform(0.5, 0.75)
    return sheet.photo(
        "pencil",
        colour,
        light=scenes.any_light(random, *sheet.shape),
        blur=random.uniform(0.4, 1),
        noise=random.uniform(0, 0.012),
        jpeg=85,
    )


def whiteboard(random):
    height, n = int(random.integers(60, 160)), int(random.integers(2, 6))
    sheet = _sheet(random, n, height, 2, colour=(0.86, 0.88, 0.9))
    _rows(sheet, lambda r, d, h: writing.drawn_digit(r, d, h, pen=r.uniform(0.05, 0.09)), 2, n, height)
    light = scenes.slanting(random, *sheet.shape)
    glare = np.zeros(sheet.shape, np.float32)
    glare[sheet.shape[0] // 3, sheet.shape[1] // 2] = 1
    glare = ndimage.gaussian_filter(glare, height)
    return sheet.photo(
        "whiteboard", PENS[random.integers(4)], light=light + 0.4 * glare / glare.max(), **_camera(random)
    )


def blackboard(random):
    height, n = int(random.integers(60, 160)), int(random.integers(2, 6))
    board = ((0.12, 0.22, 0.17), (0.1, 0.1, 0.11), (0.15, 0.2, 0.25))[random.integers(3)]
    sheet = _sheet(random, n, height, 2, colour=board)
    sheet.colours += 0.03 * scenes.grain(random, sheet.shape, 12)[..., None]
    _rows(sheet, lambda r, d, h: writing.drawn_digit(r, d, h, pen=r.uniform(0.06, 0.11)), 2, n, height)
    sheet.ink *= (0.85 + 0.25 * scenes.grain(random, sheet.shape)).clip(0.2, 1)
    chalk = ((0.9, 0.9, 0.87), (0.9, 0.85, 0.4), (0.9, 0.6, 0.65))[random.integers(3)]
    return sheet.photo(
        "blackboard",
        chalk,
        turn=random.uniform(-5, 5),
        light=scenes.any_light(random, *sheet.shape),
        **_camera(random),
    )


def display(random):
    height, n = int(random.integers(40, 160)), int(random.integers(2, 7))
    look = (random.uniform(0.09, 0.16), random.uniform(0.1, 0.45), random.uniform(0, 0.15))
    paper, ink = (
        ((0.62, 0.68, 0.58), (0.12, 0.14, 0.12)),
        ((0.05, 0.05, 0.05), (0.95, 0.15, 0.1)),
        ((0.03, 0.05, 0.1), (0.3, 0.95, 0.9)),
    )[random.integers(3)]
    sheet = _sheet(random, n, height, colour=paper)
    _rows(
        sheet,
        lambda r, d, h: writing.display_digit(r, d, h, look=look),
        1,
        n,
        height,
        wobble=0,
        gap=(0.25, 0.26),
    )
    return sheet.photo("display", ink, light=scenes.slanting(random, *sheet.shape), **_camera(random))


def printed(random):
    height, n, n_rows = int(random.integers(18, 90)), int(random.integers(3, 8)), int(random.integers(1, 4))
    sheet = _sheet(random, n, height, n_rows)
    font = writing.FONTS[random.integers(len(writing.FONTS))]
    _rows(
        sheet,
        lambda r, d, h: writing.printed_digit(r, d, h, font=font),
        n_rows,
        n,
        height,
        wobble=0,
        gap=(0.15, 0.4),
    )
    return sheet.photo(
        "printed",
        (0.1, 0.1, 0.1),
        light=scenes.any_light(random, *sheet.shape),
        blur=random.uniform(0.3, 0.9),
        noise=0.01,
        jpeg=85,
    )


def form(random):
    """A row of boxes with a digit in each; some touch the frame."""
    height, n = int(random.integers(40, 110)), int(random.integers(2, 8))
    side = int(height * random.uniform(1.15, 1.7))
    wide = int(side * random.uniform(0.85, 1))
    sheet = Sheet(random, side * 3, wide * n + side * 2)
    apart = int(random.choice([0, side // 5]))
    places = [
        (
            side,
            side + k * (wide + (apart if n < 5 else 0)),
            2 * side,
            side + k * (wide + (apart if n < 5 else 0)) + wide,
        )
        for k in range(n)
    ]
    colour = ((0.1, 0.1, 0.1), (0.4, 0.5, 0.75), (0.85, 0.4, 0.35))[random.integers(3)]
    scenes.boxes(sheet, places, colour=colour, thick=int(random.integers(1, 5)))
    write = _hand(random)
    for number, (top, left, _bottom, _right) in zip(_labels(random, n), places, strict=True):
        label, alpha = _that_fits(random, write, number, height, wide * 0.85)
        slack_y, slack_x = (side - alpha.shape[0]) / 2, (wide - alpha.shape[1]) / 2
        sheet.put(
            label,
            alpha,
            top + slack_y * (1 + random.uniform(-0.8, 0.8)),
            left + slack_x * (1 + random.uniform(-0.8, 0.8)),
        )
    return sheet.photo(
        "form",
        PENS[random.integers(3)],
        turn=random.uniform(-5, 5),
        light=scenes.any_light(random, *sheet.shape),
        **_camera(random),
    )


def comb(random):
    """A form's comb: a base line with teeth between the digits."""
    height, n = int(random.integers(40, 110)), int(random.integers(3, 8))
    wide = int(height * random.uniform(1, 1.3))
    sheet = Sheet(random, height * 3, wide * n + height * 2)
    base, thick = 2 * height + height // 5, int(random.integers(1, 4))
    sheet.colours[base : base + thick, height : height + wide * n] = 0.2
    for k in range(n + 1):
        sheet.colours[base - int(height * 0.4) : base, height + k * wide : height + k * wide + thick] = 0.2
    write = _hand(random)
    for k, number in enumerate(_labels(random, n)):
        label, alpha = _that_fits(random, write, number, height, wide * 0.85)
        sheet.put(label, alpha, height, height + k * wide + (wide - alpha.shape[1]) / 2)
    return sheet.photo(
        "comb",
        PENS[random.integers(3)],
        turn=random.uniform(-3, 3),
        light=scenes.any_light(random, *sheet.shape),
        **_camera(random),
    )


def one_box(random):
    """One digit inside a drawn box."""
    height = int(random.integers(60, 200))
    side = int(height * random.uniform(1.15, 1.8))
    sheet = Sheet(random, side * 2, side * 2)
    scenes.boxes(
        sheet, [(side // 2, side // 2, side // 2 + side, side // 2 + side)], thick=int(random.integers(2, 9))
    )
    label = _labels(random, 1)[0]
    alpha = _hand(random)(random, label, height)
    sheet.put(label, alpha, side - alpha.shape[0] / 2, side - alpha.shape[1] / 2)
    return sheet.photo(
        "one box",
        PENS[random.integers(3)],
        turn=random.uniform(-8, 8),
        light=scenes.any_light(random, *sheet.shape),
        **_camera(random),
    )


def screenshot(random):
    """A window with a rim, a bar at the top and digits on its page."""
    height, n = int(random.integers(24, 90)), int(random.integers(2, 6))
    dark = random.random() < 0.5
    sheet = _sheet(random, n, height, 2, colour=(0.12, 0.12, 0.13) if dark else (1, 1, 1))
    _rows(sheet, (_hand(random), writing.printed_digit)[random.integers(2)], 2, n, height)
    rim = int(random.integers(1, 14))
    all_around = random.random() < 0.5
    sheet.in_window(rim, int(height * 0.2), colour=(0.3, 0.4, 0.6), all_around=all_around)
    return sheet.photo("screenshot", (0.95, 0.95, 0.95) if dark else (0.05, 0.05, 0.05))


def _tiles(random, name, page, tile, ink):
    height, n = int(random.integers(30, 120)), int(random.integers(1, 6))
    side = int(height * random.uniform(1.15, 1.6))
    sheet = Sheet(random, side * 2, int(side * (n * 1.3 + 0.8)), colour=page)
    write = _hand(random)
    for k, label in enumerate(_labels(random, n)):
        left = int(side * (0.5 + 1.3 * k))
        sheet.colours[side // 2 : side // 2 + side, left : left + side] = tile
        # White on white, what sticks out of a tile is seen by nobody.
        fitting, alpha = _that_fits(random, write, label, height, side * 0.9)
        sheet.put(fitting, alpha, side - alpha.shape[0] / 2, left + (side - alpha.shape[1]) / 2)
    return sheet.photo(name, ink, jpeg=int(random.integers(70, 96)), blur=random.uniform(0, 1))


def dark_tiles(random):
    return _tiles(random, "dark tiles", (1, 1, 1), (0.05, 0.05, 0.1), (0.95, 0.95, 0.95))


def white_tiles(random):
    return _tiles(random, "white tiles", (0.08, 0.1, 0.12), (0.97, 0.97, 0.97), (0.1, 0.1, 0.3))


def coloured(random):
    """Coloured ink on coloured paper, some of the same brightness."""
    height, n = int(random.integers(50, 140)), int(random.integers(2, 6))
    paper, ink = (
        ((0.45, 0.75, 0.45), (0.95, 0.3, 0.3)),
        ((0.95, 0.85, 0.3), (0.3, 0.45, 0.95)),
        ((0.9, 0.6, 0.7), (0.15, 0.3, 0.6)),
        ((0.95, 0.95, 0.92), (0.95, 0.85, 0.1)),
    )[random.integers(4)]
    sheet = _sheet(random, n, height, colour=paper)
    _rows(sheet, _hand(random), 1, n, height)
    return sheet.photo("coloured", ink, light=scenes.any_light(random, *sheet.shape), **_camera(random))


def no_margin(random):
    """One digit, cut to its edges."""
    height = int(random.integers(28, 300))
    label = _labels(random, 1)[0]
    alpha = _hand(random)(random, label, height)
    sheet = Sheet(random, *alpha.shape)
    sheet.put(label, alpha, 0, 0)
    return sheet.photo(
        "no margin",
        PENS[random.integers(3)],
        light=scenes.slanting(random, *sheet.shape),
        noise=0.01,
        jpeg=90,
    )


def turned(random):
    height, n = int(random.integers(50, 140)), int(random.integers(2, 6))
    sheet = _sheet(random, n, height, 2 + n // 2)
    _rows(sheet, _hand(random), 1, n, height)
    return sheet.photo(
        "turned",
        PENS[random.integers(4)],
        turn=random.uniform(-15, 15),
        light=scenes.any_light(random, *sheet.shape),
        **_camera(random),
    )


def hard_shadow(random):
    height, n = int(random.integers(50, 140)), int(random.integers(2, 6))
    sheet = _sheet(random, n, height, 2)
    _rows(sheet, _hand(random), 2, n, height)
    light = scenes.shadow(random, *sheet.shape, edge=random.uniform(0.3, 2))
    return sheet.photo("hard shadow", PENS[random.integers(4)], light=light, **_camera(random))


def phone(random):
    """Twelve megapixels, the digits small in them or large."""
    small = white_or_lined(random)
    picture = np.asarray(
        Image.fromarray((small.picture * 255 + 0.5).astype(np.uint8)).resize(
            (4032, 3024), Image.Resampling.BICUBIC
        )
    )
    scale = np.array([3024 / small.picture.shape[0], 4032 / small.picture.shape[1]] * 2)
    noisy = picture.astype(np.float32) / 255 + random.normal(0, 0.02, (3024, 4032, 1)).astype(np.float32)
    boxes = [tuple(np.round(np.array(box) * scale).astype(int).tolist()) for box in small.boxes]
    return Photo("phone", noisy.clip(0, 1).astype(np.float32), small.labels, boxes)


def white_or_lined(random):
    height = int(random.integers(40, 160))
    sheet = Sheet(random, 756, 1008)
    if random.random() < 0.5:
        scenes.ruled(sheet, int(height * random.uniform(0.7, 1.4)))
    n, n_rows = min(int(1008 / height / 1.6), 5), min(int(756 / height / 1.5), 4)
    _rows(sheet, _hand(random), n_rows, n, height)
    return sheet.photo("", PENS[random.integers(4)], light=scenes.any_light(random, *sheet.shape), blur=0.7)


KINDS = (
    white_paper,
    lined_paper,
    checked_paper,
    pencil,
    whiteboard,
    blackboard,
    display,
    printed,
    form,
    comb,
    one_box,
    screenshot,
    dark_tiles,
    white_tiles,
    coloured,
    no_margin,
    turned,
    hard_shadow,
    phone,
)


def photo(kind, seed):
    """Return the photo of a kind, by its name or function, and a seed."""
    make = kind if callable(kind) else {one.__name__: one for one in KINDS}[kind]
    return make(np.random.default_rng([seed, KINDS.index(make)]))
