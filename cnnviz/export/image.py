"""The code of what is done to the whole image."""

from __future__ import annotations

from cnnviz.pipeline import Pipeline

#: What makes the image.
_OF_THE_IMAGE = ("image", "number", "drawing", "grey", "crop")
_OF_A_FILTER = ("rounds", "border", "flip")


def image_code(now: Pipeline, *fields: str) -> str:
    """Return lines that get the visitor's image by this package; an upload is read from a file.

    `now` is then the visitor's settings of the image and of `fields`, and `image` what the pages work on.
    """
    link = {name: text for name, text in now.to_link().items() if name in (*_OF_THE_IMAGE, *fields)}
    get = {
        "digit": 'mnist.bundled()[0][now.number].astype("float32") / np.float32(255)',
        "drawing": "drawing.render(now.drawing)",
        "upload": 'images.load_image(Path("photo.jpg").read_bytes())  # your own file',
    }.get(now.image, "images.sample_images()[now.image]()")
    needed = {"digit": "images, mnist, pipeline", "drawing": "drawing, images, pipeline"}
    lines = [
        *(
            {"digit": ["import numpy as np", ""], "upload": ["from pathlib import Path", ""]}.get(
                now.image, []
            )
        ),
        f"from cnnviz import {needed.get(now.image, 'images, pipeline')}",
        "",
        f"now = pipeline.Pipeline.from_link({link!r})",
        f"image = {get}",
    ]
    if now.crop is not None:
        top, bottom, left, right = now.crop
        lines.append(f"image = images.crop(image, ({top}, {bottom}), ({left}, {right}))")
    if now.grey:
        lines.append("image = images.to_grey(image)")
    return "\n".join(lines)


def numbers_code(now: Pipeline) -> str:
    """Return a program that prints the visitor's image as numbers, 0 to 255."""
    lines = ["print(image.shape)  # height, width, channels", "print((image * 255).round().astype(int))"]
    return "\n".join([image_code(now), *lines])


def filter_code(now: Pipeline) -> str:
    """Return a program that filters the visitor's image as the Filters page does, into `result`."""
    lines = [image_code(now, *_OF_A_FILTER)]
    if now.clipped:
        lines += [
            "from cnnviz import filters",
            "",
            "result = filters.apply(image, now.kernel, border=now.border, flip=now.flip).clip(0, 1)",
        ]
    else:
        lines.append("result = pipeline.feature_map(image, now)")
    return "\n".join([*lines, "print(result.shape, result.min(), result.max())"])


def walk_code(now: Pipeline) -> str:
    """Return a program that steps through convolution, ReLU and pooling; `stages` hold every result."""
    lines = [
        image_code(now, *_OF_A_FILTER),
        "stages, end = pipeline.walk(image, now)",
        "for stage in stages:",
        "    print(stage.name, stage.values.shape, stage.values.min(), stage.values.max())",
    ]
    return "\n".join(lines)
