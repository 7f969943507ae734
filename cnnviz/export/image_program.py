"""The code of operations on the whole image."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.drawing import to_text
from cnnviz.pipeline import Pipeline


def image_code(now: Pipeline, *, filtered: bool = False) -> str:
    """Return lines that load the visitor's image with this package as `image`.

    Args:
        now: The visitor's settings.
        filtered: Whether the lines also define `now`, the settings of the image, the rounds, the border and
            the flip.
    """
    if not filtered:
        return "\n".join(image_lines(now))
    rules = {"border": now.filters.border, "flip": now.filters.flip}
    kept = Pipeline(image=now.image).replace(walk={"rounds": now.walk.rounds}, filters=rules)
    settings = f"now = pipeline.Pipeline.from_link({kept.to_link()!r})"
    return "\n".join([*image_lines(now, modules=["pipeline"]), settings])


def image_lines(
    now: Pipeline, *, imports: Sequence[str] = (), modules: Sequence[str] = (), more: Sequence[str] = ()
) -> list[str]:
    """Return lines that load the visitor's image as `image`. An upload is read from a file.

    Args:
        now: The visitor's settings.
        imports: Import statements of other packages that the program needs as well.
        modules: Modules of this package that the program needs as well.
        more: Import statements that stand last.
    """
    name, number = now.image.name, now.image.number
    brighten = ", brighten=True" if now.image.bright else ""
    loaded = {
        "digit": f'mnist.bundled()[0][{number}].astype("float32") / np.float32(255)',
        "drawing": f'drawing.render(drawing.parse("{to_text(now.image.drawing)}"))',
        "upload": f'images.load_image(Path("photo.jpg").read_bytes(){brighten})  # your own file',
    }
    own = {"digit": "import numpy as np", "upload": "from pathlib import Path"}.get(name)
    needed = {*modules, {"digit": "mnist", "drawing": "drawing"}.get(name, "images")}
    sample = f'images.sample_images()["{name}"]()'
    lines = [f"image = {loaded.get(name, sample)}"]
    if now.image.crop is not None:
        top, bottom, left, right = now.image.crop
        lines.append(f"image = images.crop(image, ({top}, {bottom}), ({left}, {right}))")
        needed.add("images")
    if now.image.grey:
        lines.append("image = images.to_grey(image)")
        needed.add("images")
    first = sorted({*imports, *([own] if own else [])})
    return [
        *first,
        *([""] if first else []),
        f"from cnnviz import {', '.join(sorted(needed))}",
        *more,
        "",
        *lines,
    ]


def numbers_code(now: Pipeline) -> str:
    """Return a program that prints the visitor's image as numbers, 0 to 255."""
    lines = ["print(image.shape)  # height, width, channels", "print((image * 255).round().astype(int))"]
    return "\n".join([image_code(now), *lines])


def filter_code(now: Pipeline) -> str:
    """Return a program that filters the visitor's image like the Filters page and stores it in `result`."""
    lines = [image_code(now, filtered=True)]
    if now.filters.clipped:
        lines += [
            "from cnnviz import filters",
            "",
            "border, flip = now.filters.border, now.filters.flip",
            "result = filters.apply(image, now.kernel, border=border, flip=flip).clip(0, 1)",
        ]
    else:
        lines.append("result = pipeline.feature_map(image, now)")
    return "\n".join([*lines, "print(result.shape, result.min(), result.max())"])


def walk_code(now: Pipeline) -> str:
    """Return a program that runs convolution, ReLU and pooling and keeps every result in `stages`."""
    lines = [
        image_code(now, filtered=True),
        "stages, end = pipeline.walk(image, now)",
        "for stage in stages:",
        "    print(stage.name, stage.values.shape, stage.values.min(), stage.values.max())",
    ]
    return "\n".join(lines)
