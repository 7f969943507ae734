"""The code that computes the maps of the network for photographs."""

from __future__ import annotations

from cnnviz.export.image_program import image_lines
from cnnviz.export.photo_network_lines import download_lines, download_modules
from cnnviz.pipeline import Pipeline
from cnnviz.reading import PHOTOS


def photo_network_code(now: Pipeline, name: str = PHOTOS, *, layer: str = "", untrained: bool = False) -> str:
    """Return a program that computes one layer's `maps` for the image; or each block's, in `outputs`.

    Args:
        now: The settings, which say which image.
        name: The network, one of `reading.RUNNABLE`; one of `reading.PHOTO_NETWORKS` if it is trained.
        layer: The layer's name; "" for the last layer of each block.
        untrained: Whether its weights are random.
    """
    blocks = [] if layer else ["from cnnviz.network.repeated_blocks import repeated_blocks"]
    modules = [*([] if untrained else download_modules(name)), "models", "photos", "reading"]
    lines = [
        *image_lines(now, imports=["import keras"], modules=modules, more=blocks),
        "",
        *(_random(name) if untrained else _trained(name)),
        "photo = photos.prepared(image, network.preparation)",
    ]
    return "\n".join([*lines, *(_one_layer(layer) if layer else _all_blocks())])


def _trained(name: str) -> list[str]:
    return [
        *download_lines(name),
        f'network, _ = reading.pretrained("{name}")',
        f'model = models.load_pretrained("{name}")',
    ]


def _random(name: str) -> list[str]:
    return [
        f'network, weights = reading.untrained("{name}")  # random ones, each time the same',
        "model = models.build(network, weights)",
    ]


def _one_layer(layer: str) -> list[str]:
    return [
        f'part = keras.Model(model.inputs, model.get_layer("{layer}").output)',
        "maps = part.predict(photo.x[None], verbose=0)[0]",
        "print(maps.shape, maps.min(), maps.max())",
        "most_contrast = maps.std(axis=(0, 1)).argsort()[::-1]",
        "print(most_contrast[:20])",
    ]


def _all_blocks() -> list[str]:
    return [
        "blocks = repeated_blocks(network)",
        "ends = [model.get_layer(block.output).output for block in blocks]",
        "found = keras.Model(model.inputs, ends).predict(photo.x[None], verbose=0)",
        "outputs = {block.output: output[0] for block, output in zip(blocks, found)}",
        "for block in blocks:",
        '    print(f"{block.count} x {block.output}", outputs[block.output].shape)',
    ]
