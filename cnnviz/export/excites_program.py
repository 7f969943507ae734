"""The code that finds and grows what excites a filter."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.export.image_program import image_lines
from cnnviz.export.network_program import digit_code, load_code
from cnnviz.pipeline import Pipeline

_REST = """layer = next(one for one in exciting.filter_layers(network) if one.name == {layer!r})
found = exciting.strongest_pictures(model, x, (exciting.search(layer, {per_picture}),))[layer.read]
for n in range(len(found.values)):  # picture -1: there are fewer than nine
    field = exciting.field_box(layer, tuple(found.places[n, {index}]))
    print(found.pictures[n, {index}], field, found.values[n, {index}])

regularizers = exciting.usual_regularizers(layer, network.input_shape)
growth = exciting.first_growth(
    network.input_shape, network.preparation, seed={seed}, regularizers=regularizers
)
growth = exciting.grown(growth, exciting.excitation(model, layer.read, {index}), growth.n_steps)
print(growth.x.shape, growth.excitation)"""
_ALL = "x = mnist.encode(np.concatenate([data.x_train, data.x_test]))"
_SOURCES = {
    "test": "x = mnist.encode(mnist.load().x_test)",
    "bundled": "data = mnist.load()\n" + _ALL,
    "complete": 'data = mnist.load("download")\n' + _ALL,
}


def excites_code(
    now: Pipeline,
    layer: str,
    filter_index: int,
    *,
    name: str,
    photos: Sequence[str] = (),
    per_picture: int = 1,
    with_own: bool = False,
) -> str:
    """Return a program that finds the nine places that excite a filter most, and grows an input.

    Args:
        now: The settings, which say which pictures.
        layer: The layer's name.
        filter_index: The filter's number.
        name: The name of a trained network; "" stands for one from a file.
        photos: The names of the sample images that a network for photographs reads; none for digits.
        per_picture: The most places of one picture.
        with_own: Whether the visitor's own picture is among the pictures, as the last one.
    """
    modules = ["exciting", "models", "reading", *(["images", "photos"] if photos else ["mnist"])]
    first = ["import numpy as np", ""]
    if not name:
        first.insert(0, "from pathlib import Path\n")
    own = _own_lines(now, modules, is_photo=bool(photos)) if with_own else [_imports(modules)]
    file = 'reading.read(Path("network.keras").read_bytes())'
    return "\n".join(
        [
            *first,
            *own,
            f"network, _ = {f'reading.pretrained({name!r})' if name else file}",
            f"model = {load_code(name)}",
            *(_photo_lines(photos, with_own=with_own) if photos else _digit_lines(now, with_own=with_own)),
            "",
            _REST.format(layer=layer, index=filter_index, seed=now.excites.seed, per_picture=per_picture),
        ]
    )


def _imports(modules: Sequence[str]) -> str:
    return f"from cnnviz import {', '.join(sorted(set(modules)))}\n"


def _own_lines(now: Pipeline, modules: Sequence[str], *, is_photo: bool) -> list[str]:
    """Return lines that import the modules and load the visitor's own picture, as `image` or `digit`."""
    return image_lines(now, modules=modules) if is_photo else digit_code(now, *set(modules))


def _photo_lines(photos: Sequence[str], *, with_own: bool) -> list[str]:
    pictures = f"pictures = [images.sample_images()[name]() for name in {list(photos)!r}]"
    more = ["pictures.append(image)"] if with_own else []
    return [
        pictures,
        *more,
        "x = np.stack([photos.prepared(one, network.preparation).x for one in pictures])",
    ]


def _digit_lines(now: Pipeline, *, with_own: bool) -> list[str]:
    own = "x = np.concatenate([x, digit.digit[np.newaxis, ..., np.newaxis]])"
    return [_SOURCES[now.excites.source], *([own] if with_own else [])]
