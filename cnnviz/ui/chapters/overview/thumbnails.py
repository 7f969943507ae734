"""The pictures of the tiles, computed from samples by what the chapters themselves show."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz import filters, images, kernels, layers, mnist, network
from cnnviz.architectures import TIMELINE
from cnnviz.figures import chapter_pictures, map_colours
from cnnviz.figures.chapter_pictures import HEIGHT, WIDTH
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons import ambiguity, descent
from cnnviz.lessons.architecture_history import single_error
from cnnviz.lessons.preset_logits import preset
from cnnviz.pipeline import Pipeline
from cnnviz.runs import recorded
from cnnviz.ui.session import network_answers, networks, photo_answers, photo_in_use

Array = npt.NDArray[np.float32]

#: A sample photograph, and the row and the column of a part in which much happens.
PHOTO, CORNER = "china", (132, 96)
#: The side of the pooling's window.
WINDOW = 8
#: A bundled digit, a 3.
DIGIT = 3 * mnist.BUNDLED_PER_CLASS + 7
#: The steps after which the kernel that is learned is shown.
STEPS = (0, 4, 16, descent.STEPS)


class Thumbnail(NamedTuple):
    """A picture, and what it shows."""

    picture: Encoded
    alt: str


def see() -> Thumbnail:
    """Return a part of a photograph as numbers."""
    top, left = CORNER
    part = images.to_grey(_photo())[top:, left:]
    return Thumbnail(chapter_pictures.numbers(part), "A part of a photo, with its number on each pixel")


def convolve() -> Thumbnail:
    """Return a photograph, its feature map under a kernel, and the map after ReLU and pooling."""
    scene = _scene()
    values = filters.apply(images.channel_mean(scene), kernels.get("sobel x"))
    pooled = layers.max_pool2d(layers.relu(values)[..., np.newaxis], WINDOW)[..., 0]
    blocks = np.kron(pooled, np.ones((WINDOW, WINDOW), np.float32))
    shown = [scene, *(_coloured(one) for one in (values, blocks))]
    return Thumbnail(
        chapter_pictures.bands(shown), "A photo, its feature map under Sobel x, and the map after pooling"
    )


def decide() -> Thumbnail:
    """Return the probabilities of a doubtful answer."""
    logits = preset("doubtful", _values()[network_names()[-1]].tolist(), DIGIT // mnist.BUNDLED_PER_CLASS)
    shares = layers.softmax(logits).tolist()
    return Thumbnail(
        chapter_pictures.bars(mnist.CLASS_NAMES, shares),
        "Ten probabilities as bars, the largest only a little ahead",
    )


def doubt() -> Thumbnail:
    """Return one digit that becomes another."""
    given = Pipeline().ambiguity
    ends = ((given.first, given.first_sample), (given.second, given.second_sample))
    first, second = (mnist.bundled()[0][int(name) * mnist.BUNDLED_PER_CLASS + place] for name, place in ends)
    shown = [ambiguity.morph(first, second, share * ambiguity.STEPS // 2) for share in range(3)]
    return Thumbnail(
        chapter_pictures.digits(shown), f"A {given.first}, a picture between, and a {given.second}"
    )


def learn() -> Thumbnail:
    """Return a kernel at some steps of its descent."""
    picture = descent.picture(_photo())
    posed = descent.problem(picture, kernels.get("sobel x").array.astype(float), offset=0.0, size=3)
    run = descent.descend(posed, "momentum", descent.suggested_rate(posed, "momentum"), steps=STEPS[-1])
    shown = [run.kernels[min(step, run.n_steps)] for step in STEPS]
    return Thumbnail(chapter_pictures.kernels(shown), "A random kernel becomes Sobel x, step by step")


def train() -> Thumbnail:
    """Return the loss and the accuracy of the recorded example run."""
    events = [event for event in recorded.example().events if event["kind"] == "batch"]
    times = [event["epoch"] + event["batch"] / event["n_batches"] for event in events]
    loss, accuracy = ([event[name] for event in events] for name in ("batch_loss", "accuracy"))
    return Thumbnail(
        chapter_pictures.curves([(times, _smooth(loss)), (times, _smooth(accuracy))]),
        "The loss falls and the accuracy rises over a training run",
    )


def look_inside() -> Thumbnail:
    """Return maps that the lecture network makes of a digit."""
    values = _values()[network_names()[0]]
    return Thumbnail(chapter_pictures.maps(values), "Feature maps of a handwritten 3 in the lecture network")


def name_a_photo() -> Thumbnail:
    """Return a photograph, and the part of it that the network for photographs sees."""
    image = photo_in_use.example()
    prepared = photo_answers.prepared(image)
    return Thumbnail(
        chapter_pictures.cut_from(image.pixels, prepared.box, prepared.seen),
        "A photo of a cat, and the square from its middle that a network sees",
    )


def architectures() -> Thumbnail:
    """Return the errors of the published networks, over the years."""
    errors = [error.percent for error in map(single_error, TIMELINE) if error]
    return Thumbnail(
        chapter_pictures.bars([""] * len(errors), [error / max(errors) for error in errors]),
        "The errors of famous networks as bars, each year shorter",
    )


#: The picture of each group of chapters.
THUMBNAILS: dict[str, Callable[[], Thumbnail]] = {
    "See": see,
    "Convolve": convolve,
    "Decide": decide,
    "Doubt": doubt,
    "Learn": learn,
    "Train": train,
    "Inside": look_inside,
    "Photos": name_a_photo,
    "Architectures": architectures,
}


@cache
def thumbnail(group: str) -> Thumbnail:
    """Return the picture of a group of chapters; it is computed once for all visitors."""
    return THUMBNAILS[group]()


def _photo() -> Array:
    photo: Array = images.sample_images()[PHOTO]()
    return photo


def _scene() -> Array:
    """Return the middle of the photograph in the size of a thumbnail, (HEIGHT, WIDTH, 3)."""
    photo = _photo()
    height, width = photo.shape[:2]
    tall = round(width * HEIGHT / WIDTH)
    top = (height - tall) // 2
    return images.shrink(photo[top : top + tall], WIDTH)[:HEIGHT]


def _coloured(values: Array) -> Array:
    """Return a feature map in its colours, (height, width, 3) in [0, 1]."""
    levels = map_colours.levels(values, map_colours.reach(values))
    return map_colours.table("signed")[levels].astype(np.float32) / np.float32(255)


def network_names() -> tuple[str, ...]:
    """Return the names of the lecture network's layers."""
    return network_answers.parts(networks.SHIPPED["lecture"])[0].names


@cache
def _values() -> dict[str, Array]:
    """Return what each layer of the lecture network makes of the digit."""
    built_in, weights = network_answers.parts(networks.SHIPPED["lecture"])
    x = mnist.bundled()[0][DIGIT].astype(np.float32) / np.float32(255)
    return network.forward(built_in, weights, x[..., np.newaxis])


def _smooth(values: list[float]) -> list[float]:
    """Return running means, so that the curve's course shows."""
    width = max(1, len(values) // 40)
    padded = np.pad(np.asarray(values, float), (width // 2, width - 1 - width // 2), mode="edge")
    means: list[float] = np.convolve(padded, np.full(width, 1 / width), "valid").tolist()
    return means
