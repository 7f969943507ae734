"""The speed of the network for photographs, next to bare compiled forward passes. No browser.

Answers come from a worker process, as on a page: a photo is prepared here, its numbers travel there, and the
probabilities travel back. The bare passes run here. They take turns, each time with another photo.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz import images, layer_outputs, models, photos, reading
from cnnviz.lessons.shown_maps import MapsAsked, ShownMaps
from cnnviz.network.repeated_blocks import repeated_blocks
from cnnviz.workers import NetworkFile, Workers
from tests.bench.table import Row, compared

ROUNDS, STARTS = 41, 3
FIRST_MILLISECONDS, FIRST_MAPS, ANSWER_AT_MOST, LAYERS_AT_MOST = 3000, 1500, 3, 1.2
NETWORK = NetworkFile("photos", name=reading.PHOTOS)
DESCRIBED = reading.pretrained(NETWORK.name)[0]
#: What Inside the photo network asks first: five maps of each block.
BLOCKS = [MapsAsked(block.output, 5) for block in repeated_blocks(DESCRIBED)]
Array = npt.NDArray[np.float32]


def milliseconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)


def photo_network() -> Iterator[Row]:
    """Yield the first answer, later answers, and all layers' outputs of one photo."""
    photo = images.sample_images()["cup"]()
    model = models.load_pretrained(NETWORK.name)
    everything = keras.Model(model.inputs[0], [layer.output for layer in model.layers[1:]])
    bare, bare_layers = compiled(model), compiled(everything)
    first: list[float] = []
    first_maps: list[float] = []
    for _ in range(STARTS):
        workers = Workers()
        workers.warm_up()
        first.append(milliseconds(lambda: names(workers, photo)))  # noqa: B023 - it is called here
        first_maps.append(milliseconds(lambda: maps(workers, photo)))  # noqa: B023 - as above
        if len(first) < STARTS:
            workers.close()
    shifted = [np.roll(photo, 7 * n, axis=1) for n in range(ROUNDS)]
    inputs = [photos.prepared(one, DESCRIBED.preparation).x for one in shifted]
    bare(inputs[0])
    answers, passes = by_turns(lambda n: names(workers, shifted[n]), lambda n: bare(inputs[n]))
    later_maps, all_layers = by_turns(lambda n: maps(workers, shifted[n]), lambda n: bare_layers(inputs[n]))
    workers.close()
    yield compared(
        "photo: the first maps of all blocks, after the names",
        first_maps,
        "later maps",
        later_maps,
        milliseconds=FIRST_MAPS,
    )
    yield compared(
        "photo: maps of all blocks for another photo", later_maps, "forward pass", all_layers, at_most=3
    )
    yield compared(
        "photo: the first names after the worker is warm",
        first,
        "later names",
        answers,
        milliseconds=FIRST_MILLISECONDS,
    )
    yield compared(
        "photo: five names for another photo", answers, "forward pass", passes, at_most=ANSWER_AT_MOST
    )
    layer_outputs.of(model, inputs[0])
    bare_layers(inputs[0])
    ours, theirs = by_turns(lambda n: layer_outputs.of(model, inputs[n]), lambda n: bare_layers(inputs[n]))
    yield compared(
        "photo: every layer's output, in the worker", ours, "forward pass", theirs, at_most=LAYERS_AT_MOST
    )


def names(workers: Workers, photo: Array) -> list[photos.Guess]:
    """Return the five best names of a photo, from its pixels on."""
    x = photos.prepared(photo, DESCRIBED.preparation).x
    return photos.best(workers.prediction(NETWORK, x), DESCRIBED.classes)


def maps(workers: Workers, photo: Array) -> list[ShownMaps]:
    """Return the maps of most contrast of each block for a photo, from its pixels on."""
    return workers.shown_maps(NETWORK, photos.prepared(photo, DESCRIBED.preparation).x, BLOCKS)


def compiled(model: keras.Model) -> Callable[[Array], object]:
    """Return a compiled forward pass for one input, whose results are NumPy's."""
    run = tf.function(lambda x: model(x, training=False))
    return lambda x: tf.nest.map_structure(lambda one: one.numpy(), run(tf.constant(x[np.newaxis])))


def by_turns(
    one: Callable[[int], object], other: Callable[[int], object], rounds: int = ROUNDS
) -> tuple[list[float], list[float]]:
    """Return the times of two ways for each round; they take turns at going first."""
    times: tuple[list[float], list[float]] = ([], [])
    for n in range(rounds):
        for way in (0, 1) if n % 2 else (1, 0):
            call = (one, other)[way]
            times[way].append(milliseconds(lambda: call(n)))  # noqa: B023 - it is called here
    return times
