"""How the receptive field grows from layer to layer, with the arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.errors import NetworkError
from cnnviz.layers import ReceptiveField, Window, receptive_field
from cnnviz.pipeline.settings import Pipeline
from cnnviz.pipeline.stack import StackLayer


@dataclass(frozen=True)
class GrowthStep:
    """The image or one layer: the size of its map, its receptive field and jump, and their arithmetic."""

    name: str
    shape: tuple[int, int]
    size: int
    jump: int
    size_sum: str
    jump_product: str


def short_name(layer: StackLayer) -> str:
    """Return a short name of a layer.

    >>> short_name(StackLayer("pool", 2, 2))
    'pool 2'
    """
    return f"{layer.kind} {layer.window}"


def name(layer: StackLayer) -> str:
    """Return a layer's description in words.

    >>> name(StackLayer("pool", 2, 2)), name(StackLayer("conv", 3, dilation_rate=2, padding="same"))
    ('Pooling 2 × 2, stride 2', 'Convolution 3 × 3, dilation 2, same')
    """
    parts = [f"{'Pooling' if layer.kind == 'pool' else 'Convolution'} {layer.window} × {layer.window}"]
    if layer.strides > 1 or layer.kind == "pool":
        parts.append(f"stride {layer.strides}")
    if layer.dilation_rate > 1:
        parts.append(f"dilation {layer.dilation_rate}")
    return ", ".join([*parts, *(["same"] if layer.padding == "same" else [])])


def steps(shape: tuple[int, int], stack: Sequence[StackLayer]) -> list[GrowthStep]:
    """Return the image and each layer, up to the first that does not fit an image of this size."""
    found = [GrowthStep("Image", shape, 1, 1, "1", "1")]
    for n, layer in enumerate(stack, start=1):
        try:
            rows, columns = (receptive_field(side, _along(stack[:n])) for side in shape)
        except NetworkError:
            break
        before = found[-1]
        size_sum = f"{before.size:,} + {_term(layer, before.jump)} = {rows.size:,}"
        jump_product = f"{before.jump:,}·{layer.strides} = {rows.jump:,}"
        sides = rows.n_units, columns.n_units
        found.append(GrowthStep(name(layer), sides, rows.size, rows.jump, size_sum, jump_product))
    return found


def look_back(shape: tuple[int, int], now: Pipeline) -> tuple[ReceptiveField, ReceptiveField]:
    """Return the rows and the columns that the chosen unit sees; a unit outside the map moves to its edge.

    Args:
        shape: height and width of the image.
        now: the settings; they give the stack and the unit.

    Raises:
        NetworkError: if a layer does not fit.
    """
    stack, unit = now.receptive_field.stack, now.receptive_field.unit
    rows, columns = (_seen_by(side, stack, unit[axis] if unit else None) for axis, side in enumerate(shape))
    return rows, columns


def _seen_by(side: int, stack: Sequence[StackLayer], unit: int | None) -> ReceptiveField:
    middle = receptive_field(side, _along(stack))
    return middle if unit is None else receptive_field(side, _along(stack), min(unit, middle.n_units - 1))


def closed_form(stack: Sequence[StackLayer]) -> str:
    """Return the size of the receptive field as one sum over the layers.

    >>> closed_form([StackLayer(), StackLayer("pool", 2, 2), StackLayer()])
    '1 + (3 − 1)·1·1 + (2 − 1)·1·1 + (3 − 1)·1·2 = 8'
    """
    jumps = [math.prod(layer.strides for layer in stack[:n]) for n in range(len(stack))]
    terms = [_term(layer, jump) for layer, jump in zip(stack, jumps, strict=True)]
    grown = (
        (layer.window - 1) * layer.dilation_rate * jump for layer, jump in zip(stack, jumps, strict=True)
    )
    return f"{' + '.join(['1', *terms])} = {1 + sum(grown):,}"


def _term(layer: StackLayer, jump: int) -> str:
    return f"({layer.window} − 1)·{layer.dilation_rate}·{jump:,}"


def _along(stack: Sequence[StackLayer]) -> list[Window]:
    return [layer.along for layer in stack]


def place(field: ReceptiveField) -> str:
    """Return where the field begins and ends, with the arithmetic.

    >>> place(receptive_field(28, [StackLayer(padding="same").along], 0))
    '0·1 − 1 = −1 … −1 + 3 − 1 = 1'
    """
    sign = "−" if field.start < 0 else "+"
    first = _number(field.first)
    return (
        f"{field.unit}·{field.jump:,} {sign} {abs(field.start):,} = {first} … "
        f"{first} + {field.size:,} − 1 = {_number(field.last)}"
    )


def _number(value: int) -> str:
    return f"{value:,}".replace("-", "−")


def remarks(rows: ReceptiveField, columns: ReceptiveField) -> list[str]:
    """Return remarks on the field: whether it extends beyond the image, and what it leaves out."""
    n_seen = len(rows.seen) * len(columns.seen)
    if not n_seen:
        return ["This unit sees nothing of the image, only padding."]
    return [sentence for sentence in (_beyond(rows, columns), _left_out(rows, columns, n_seen)) if sentence]


def _beyond(rows: ReceptiveField, columns: ReceptiveField) -> str:
    counts = zip(
        (*rows.beyond, *columns.beyond),
        ("row{} above", "row{} below", "column{} on the left", "column{} on the right"),
        strict=True,
    )
    parts = [f"{n:,} {where.format('' if n == 1 else 's')}" for n, where in counts if n]
    return f"It reaches into the padding: {', '.join(parts)}." if parts else ""


def _left_out(rows: ReceptiveField, columns: ReceptiveField, n_seen: int) -> str:
    height, width = (field.inside[1] - field.inside[0] + 1 for field in (rows, columns))
    if n_seen == height * width:
        whole = height == rows.input_size and width == columns.input_size
        return "It sees the whole image." if whole else ""
    return (
        f"It sees {len(rows.seen)} × {len(columns.seen)} = {n_seen:,} of the {height} × {width} = "
        f"{height * width:,} pixels in its field. Strides, dilation or padding skip the rest."
    )


def weights(stack: Sequence[StackLayer]) -> str:
    """Return the weights of the convolutions, beside those of a single one that sees as much.

    >>> weights([StackLayer()] * 3)
    '3·3 + 3·3 + 3·3 = 27 weights per input and output channel. One convolution with this field has 7·7 = 49.'
    """
    sides = [layer.window for layer in stack if layer.kind == "conv"]
    if not sides:
        return ""
    size = receptive_field(1, [layer.along._replace(padding="same") for layer in stack]).size
    total, single = sum(side * side for side in sides), size * size
    return (
        f"{' + '.join(f'{side}·{side}' for side in sides)} = {total:,} weights per input and output channel. "
        f"One convolution with this field has {size:,}·{size:,} = {single:,}."
    )
