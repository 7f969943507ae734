"""The stage of the page Filters: the image, the kernel and the result, or the results of several kernels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cnnviz import pipeline
from cnnviz.figures import captions
from cnnviz.kernels import Kernel
from cnnviz.ui.chapters.filters import camera_stage, filtered_image, live_stage
from cnnviz.ui.chapters.filters.filtered_image import Filtered, ResultView
from cnnviz.ui.components import stage
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current

#: How many results stand side by side.
PER_ROW = 4
#: The key of the stage with one kernel.
STAGE = "filters-stage"


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
    kernel = current().kernel
    after = _picture(result, kernel, label=result_name(), operator="=")
    live_stage.show(chosen, [_image(chosen), _kernel(kernel), after], STAGE, kernel_at=1)


def show_camera(chosen: ImageInUse, kernel: Kernel) -> None:
    """Show the camera's picture, the kernel and the result from left to right."""
    camera_stage.show(chosen, _kernel(kernel), STAGE, result=result_name())


def show_several(chosen: ImageInUse, kernels: Sequence[Kernel]) -> None:
    """Show the image and its results under several kernels, as a convolutional layer makes them."""
    results = [
        _picture(filtered(chosen, kernel), kernel, label=f"{n}: {kernel.name}")
        for n, kernel in enumerate(kernels, start=1)
    ]
    results[0] = replace(results[0], operator="→")
    first, *rest = (results[start : start + PER_ROW] for start in range(0, len(results), PER_ROW))
    if current().filters.magnified:
        stage.show([_image(chosen), *first], "filters-several", tallest=live_stage.TALLEST)
    else:
        live_stage.show(chosen, [_image(chosen), *first], "filters-several", kernel_at=None)
    for n, row in enumerate(rest, start=1):
        stage.show(row, f"filters-several-{n}", tallest=live_stage.TALLEST)


def layer_sentence(chosen: ImageInUse, n_kernels: int) -> str:
    """Return what a convolutional layer makes with this number of filters."""
    shape = (*chosen.pixels.shape[:2], n_kernels)
    return (
        f"A convolutional layer with {n_kernels} filters makes {n_kernels} feature maps. "
        f"Its output has the shape {shape}."
    )


def result_name() -> str:
    """Return what the result is called under its picture."""
    return "as an 8-bit image" if current().filters.clipped else "feature map"


def _image(chosen: ImageInUse) -> stage.Picture:
    """Return the image as it stands on the stage."""
    return stage.Picture(
        label=chosen.label,
        detail=f"{captions.shape(chosen.pixels)} · {captions.extent(chosen.pixels)}",
        encoded=image_in_use.encoded(chosen.key, chosen.pixels),
        alt=f"The image: {chosen.label}",
    )


def _picture(result: Filtered, kernel: Kernel, *, label: str, operator: str = "") -> stage.Picture:
    """Return a result as it stands on the stage."""
    return stage.Picture(
        label=label,
        operator=operator,
        detail=f"{result.shape} · {result.extent}\n{result.note}".strip(),
        encoded=result.encoded,
        limit=result.limit,
        colours=result.colours,
        alt=f"{kernel.name} of the image, values {result.extent} {result.note}".strip(),
    )


def _kernel(kernel: Kernel) -> stage.Cells:
    """Return the kernel as it meets the image."""
    flip = current().filters.flip
    return stage.Cells(
        values=kernel.array[::-1, ::-1] if flip else kernel.array,
        label=f"{kernel.name}{', flipped' if flip else ''}",
        detail=_size(kernel),
        operator="∗",
        scale=0.6,
        alt=f"The weights of {kernel.name}",
    )


def _size(kernel: Kernel) -> str:
    """Return the kernel's rows and columns, and its divisor and offset where it has them."""
    parts = [f"{kernel.shape[0]} × {kernel.shape[1]}"]
    if kernel.divisor != 1:
        parts.append(f"÷ {captions.number(kernel.divisor)}")
    if kernel.offset:
        parts.append(f"+ {captions.number(kernel.offset * 255)} of 255")
    return " ".join(parts)
