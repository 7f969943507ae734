"""The code of operations on the whole image."""

from __future__ import annotations

from cnnviz.pipeline import Pipeline


def image_code(now: Pipeline, *, filtered: bool = False) -> str:
    """Return lines that load the visitor's image with this package. An upload is read from a file.

    They define `now`, the visitor's settings of the image, and `image`, the image that the pages work on.

    Args:
        now: The visitor's settings.
        filtered: Whether `now` also includes the rounds, the border and the flip.
    """
    kept = Pipeline(image=now.image)
    if filtered:
        rules = {"border": now.filters.border, "flip": now.filters.flip}
        kept = kept.replace(walk={"rounds": now.walk.rounds}, filters=rules)
    brighten = ", brighten=True" if now.image.bright else ""
    get = {
        "digit": 'mnist.bundled()[0][now.image.number].astype("float32") / np.float32(255)',
        "drawing": "drawing.render(now.image.drawing)",
        "upload": f'images.load_image(Path("photo.jpg").read_bytes(){brighten})  # your own file',
    }.get(now.image.name, "images.sample_images()[now.image.name]()")
    needed = {"digit": "images, mnist, pipeline", "drawing": "drawing, images, pipeline"}
    lines = [
        *(
            {"digit": ["import numpy as np", ""], "upload": ["from pathlib import Path", ""]}.get(
                now.image.name, []
            )
        ),
        f"from cnnviz import {needed.get(now.image.name, 'images, pipeline')}",
        "",
        f"now = pipeline.Pipeline.from_link({kept.to_link()!r})",
        f"image = {get}",
    ]
    if now.image.crop is not None:
        top, bottom, left, right = now.image.crop
        lines.append(f"image = images.crop(image, ({top}, {bottom}), ({left}, {right}))")
    if now.image.grey:
        lines.append("image = images.to_grey(image)")
    return "\n".join(lines)


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
