"""The stage of the page Filters: the image, the kernel and the result, and the results of further kernels."""

from __future__ import annotations

from typing import Any

from cnnviz import pipeline
from cnnviz.figures import captions, pictures
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.ui.chapters.filters import filtered_image
from cnnviz.ui.chapters.filters.filtered_image import Filtered, ResultView
from cnnviz.ui.components import stage
from cnnviz.ui.controls import kernel_picker
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current
from cnnviz.ui.session.walk_rounds import kernel_of_round

#: A kernel with more columns is shown as a picture, without numbers.
MOST_COLUMNS = 9
#: How many results stand side by side.
PER_ROW = 4


def filtered(chosen: ImageInUse, kernel: Kernel, *, words: bool = False) -> Filtered:
    """Return the image under a kernel, with border, flip and view as the visitor has set them.

    Args:
        chosen: The image.
        kernel: The kernel applied to it.
        words: Whether `Filtered.words` are wanted.

    Raises:
        ImageError: If the image's numbers are too large.
    """
    now = current().filters
    return filtered_image.filtered(
        chosen.key,
        chosen.pixels,
        kernel,
        border=now.border,
        flip=now.flip,
        view=result_view(kernel),
        words=words,
    )


def result_view(kernel: Kernel) -> ResultView:
    """Return how the image under a kernel is shown: as an 8-bit image, or as a feature map."""
    return "clipped" if current().filters.clipped else pipeline.map_view(current(), kernel)


def show(chosen: ImageInUse, result: Filtered) -> None:
    """Show the image, the kernel and the result from left to right."""
    before = stage.Picture(
        label=chosen.label,
        detail=f"{captions.shape(chosen.pixels)}\n{captions.extent(chosen.pixels)}",
        encoded=image_in_use.encoded(chosen.key, chosen.pixels),
        alt=f"The image: {chosen.label}",
    )
    kernel = current().kernel
    after = _picture(result, kernel, label=result_name(), operator="=")
    stage.show([before, _kernel(kernel), after], "filters-stage", tallest="50vh", on_edit=_set_weights)


def result_name() -> str:
    """Return what the result is called under its picture."""
    return "as an 8-bit image" if current().filters.clipped else "feature map"


def show_beside(chosen: ImageInUse) -> None:
    """Show the image under each further kernel: one image, many feature maps."""
    names = current().filters.beside
    for start in range(0, len(names), PER_ROW):
        row = [
            _picture(filtered(chosen, KERNELS[name]), KERNELS[name], label=name)
            for name in names[start : start + PER_ROW]
        ]
        stage.show(row, f"filters-several-{start}", tallest="34vh")


def _picture(result: Filtered, kernel: Kernel, *, label: str, operator: str = "") -> stage.Picture:
    """Return a result as it stands on the stage."""
    return stage.Picture(
        label=label,
        operator=operator,
        detail=f"{result.shape}\n{result.extent}\n{result.note}".strip(),
        encoded=result.encoded,
        limit=result.limit,
        colours=result.colours,
        alt=f"{kernel.name} of the image, values {result.extent} {result.note}".strip(),
    )


def _kernel(kernel: Kernel) -> stage.AnyItem:
    """Return the kernel as it meets the image: cells that can be edited, or a picture of a large kernel."""
    flip = current().filters.flip
    array = kernel.array[::-1, ::-1] if flip else kernel.array
    head: Any = {
        "label": f"{kernel.name}{', flipped' if flip else ''}",
        "detail": _size(kernel),
        "operator": "∗",
        "scale": 0.7,
        "alt": f"The weights of {kernel.name}",
    }
    if array.shape[1] > MOST_COLUMNS:
        return stage.Picture(encoded=pictures.weights(array), **head)
    return stage.Cells(values=array, digits=3, editable=True, **head)


def _size(kernel: Kernel) -> str:
    """Return the kernel's rows and columns, and its divisor and offset where it has them."""
    parts = [f"{kernel.shape[0]} × {kernel.shape[1]}"]
    if kernel.divisor != 1:
        parts.append(f"÷ {captions.number(kernel.divisor)}")
    if kernel.offset:
        parts.append(f"+ {captions.number(kernel.offset * 255)} of 255")
    return " ".join(parts)


def _set_weights(rows: list[list[float]]) -> None:
    """Set the weights that a visitor has typed into the kernel's cells."""
    kernel_picker.set_weights(*kernel_of_round(0), rows, flipped=current().filters.flip)
