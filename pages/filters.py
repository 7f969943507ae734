"""Filters: one kernel, or several, over the visitor's image."""

from dataclasses import replace

import numpy as np
import streamlit as st

from cnnviz import filters, formulas, pipeline
from cnnviz.errors import ImageError
from cnnviz.figures import captions, pictures
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.ui import frame, image, kernel_controls, stage
from cnnviz.ui.state import bind, change, current, field

VIEWS = {False: "Signed", True: "Clipped"}
#: A kernel with more columns than these is shown as a picture, without numbers.
MOST_COLUMNS = 9


@st.fragment
def page() -> None:
    choice, adjusted, border, view, flip = st.columns([3, 3, 2, 2, 2], vertical_alignment="bottom")
    with choice:
        kernel_controls.choose("filters", present, take)
    with adjusted:
        kernel_controls.adjust("filters", present, take)
    border.selectbox("Border", list(filters.BORDERS), **field("filters", "border"))
    view.segmented_control(
        "Result", list(VIEWS), format_func=VIEWS.__getitem__, required=True, **field("filters", "clipped")
    )
    flip.toggle("Flip the kernel", **field("filters", "flip"))
    kernel_controls.message()
    chosen = image.chosen()
    try:
        show(chosen)
        with st.expander("Edit the kernel, or paste one", key="filters-edit", on_change="rerun") as editing:
            if editing.open:
                kernel_controls.edit("filters", present, take)
        several(chosen)
    except ImageError as error:
        st.error(str(error))


def present() -> Kernel:
    return current().kernel


def take(kernel: Kernel) -> None:
    first, *rest = current().rounds
    change(rounds=(replace(first, kernel=kernel), *rest))


def show(chosen: image.Chosen) -> None:
    """Show the image, the kernel, and what comes out; one line of arithmetic below."""
    now = current()
    values = pipeline.feature_map(chosen.pixels, now)
    result = filtered(chosen, now.kernel, values)
    before = stage.Picture(
        label=chosen.label,
        detail=f"{captions.shape(chosen.pixels)}\n{captions.extent(chosen.pixels)}",
        encoded=image.encoded(chosen.key, chosen.pixels),
        alt=f"The image: {chosen.label}",
    )
    stage.show([before, kernel_item(now.kernel, now.flip), result], "filters-stage", on_edit=edited)
    if now.clipped and chosen.pixels.ndim == 3:
        st.markdown(now.kernel.effect)  # the lines below are about one map, not about three channels
        return
    st.markdown(f"{now.kernel.effect} {flipped(chosen, values)}")
    st.markdown(calculated(chosen, values))


def filtered(chosen: image.Chosen, kernel: Kernel, feature_map: np.ndarray | None = None) -> stage.Picture:
    """Return what the kernel makes of the image: cut to 8 bits as it looks, or signed in two colours."""
    now = current()
    if now.clipped:
        values = filters.apply(chosen.pixels, kernel, border=now.border, flip=now.flip)
        outside = captions.share(float(np.mean((values < 0) | (values > 1))))
        encoded, limit, said = pictures.pixels(values), None, f"{outside} clipped to 0 … 1"
    else:
        values = pipeline.feature_map(chosen.pixels, now, kernel) if feature_map is None else feature_map
        limit = pictures.reach(values)
        encoded, said = (
            pictures.signed(values, limit),
            "of the mean of R, G and B" * (chosen.pixels.ndim == 3),
        )
    detail = f"{captions.shape(values)}\n{captions.extent(values)}\n{said}".strip()
    return stage.Picture(
        label="feature map" if not now.clipped else "as an 8-bit image",
        detail=detail,
        operator="=",
        encoded=encoded,
        limit=limit,
        alt=f"{kernel.name} of the image, values {captions.extent(values)} {said}".strip(),
    )


def kernel_item(kernel: Kernel, flip: bool) -> stage.AnyItem:
    """Return the kernel as it meets the picture: cells to type into, or a picture of a large one."""
    array = kernel.array[::-1, ::-1] if flip else kernel.array
    parts = [f"{array.shape[0]} × {array.shape[1]}"]
    if kernel.divisor != 1:
        parts.append(f"÷ {captions.number(kernel.divisor)}")
    if kernel.offset:
        parts.append(f"+ {captions.number(kernel.offset * 255)} of 255")
    head = {
        "label": f"{kernel.name}{', flipped' if flip else ''}",
        "detail": " ".join(parts),
        "operator": "∗",
        "scale": 0.7,
    }
    if array.shape[1] > MOST_COLUMNS:
        return stage.Picture(encoded=pictures.signed(array), alt=f"The weights of {kernel.name}", **head)
    return stage.Cells(values=array, digits=3, editable=True, alt=f"The weights of {kernel.name}", **head)


def edited(rows: list[list[float]]) -> None:
    kernel_controls.edited(present, rows, current().flip, take)


def flipped(chosen: image.Chosen, values: np.ndarray) -> str:
    """Return what flipping the kernel changes in this picture."""
    weights = current().kernel.array
    if np.array_equal(weights, weights[::-1, ::-1]):
        return "Flipping it changes nothing: turned by 180° it is the same."
    other = pipeline.feature_map(chosen.pixels, replace(current(), flip=not current().flip))
    change = captions.number(float(np.abs(values - other).max()))
    return f"Flipping it changes values of this picture by up to {change}."


def calculated(chosen: image.Chosen, values: np.ndarray) -> str:
    """Return the arithmetic of the strongest response."""
    now = current()
    at = pipeline.strongest(values)
    grey = pipeline.grey(chosen.pixels)
    line = formulas.filtered(grey, now.kernel, at, now.border, now.flip, value=float(values[at]))
    return f"Strongest at row {at[0]}, column {at[1]}: {line}"


def several(chosen: image.Chosen) -> None:
    """Show the image through several kernels: one image, many feature maps."""
    st.multiselect(
        "One image, many feature maps: more kernels side by side",
        [name for name in KERNELS if name != "identity"],
        **bind("filters-beside", list(current().beside), lambda names: change(beside=tuple(names))),
    )
    names = current().beside
    for start in range(0, len(names), 4):
        row = [
            replace(filtered(chosen, KERNELS[name]), label=name, operator="")
            for name in names[start : start + 4]
        ]
        stage.show(row, f"filters-several-{start}", tallest="34vh")


frame.run(page)
