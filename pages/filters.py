"""Filters: one kernel, or several, over the visitor's image."""

from typing import Any

import streamlit as st

from cnnviz import export, filters, pipeline
from cnnviz.errors import ImageError
from cnnviz.figures import captions, pictures
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.ui.chapters.filters import filtered_image
from cnnviz.ui.chapters.filters.filtered_image import Filtered
from cnnviz.ui.components import magnifier, stage
from cnnviz.ui.components.magnifier.packed import Kind
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import bind, change, current, field, fragment, put

VIEWS = {False: "Signed", True: "Clipped"}
#: A kernel with more columns than these is shown as a picture, without numbers.
MOST_COLUMNS = 9
PICKED = "place picked"
MORE = "More: other kernels beside this one, the border, the kernel's own numbers"


@fragment
def page() -> None:
    choice, view, flip, closer = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
    with choice:
        kernel_picker.choose("filters", present, take)
    view.segmented_control(
        "Result",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        wrap=True,
        help=glossary.RESULT,
        **field("filters", "clipped"),
    )
    flip.toggle("Flip the kernel", help=glossary.FLIP, **field("filters", "flip"))
    closer.toggle("Magnifier", **field("filters", "magnified"))
    stand = st.container()
    with st.expander(MORE, key="filters-more", on_change="rerun") as more:
        if more.open:
            rarer()
    try:
        with stand:
            one_kernel(current().kernel, bool(more.open))
        several(image_in_use.chosen())
    except ImageError as error:
        st.error(str(error))


def rarer() -> None:
    """Show what is set less often: more kernels beside this one, the border, and the kernel's own numbers."""
    beside, border = st.columns([3, 1], vertical_alignment="bottom")
    beside.multiselect(
        "One image, many feature maps: more kernels side by side",
        [name for name in KERNELS if name != "identity"],
        **bind(
            "filters-beside",
            list(current().filters.beside),
            lambda names: change(filters={"beside": tuple(names)}),
        ),
    )
    border.selectbox("Border", list(filters.BORDERS), help=glossary.BORDER, **field("filters", "border"))
    kernel_picker.edit("filters", present, take)


@fragment
def one_kernel(around: Kernel, editing: bool) -> None:
    """Show what a hand on the slider changes, and nothing else: each element more delays the picture.

    Args:
        around: the kernel that stands in the controls around this; all is shown anew when they no longer fit.
        editing: whether they hold all of the kernel, and not just its kind.
    """
    now = current().kernel
    if kernel_picker.kind_of(now) != kernel_picker.kind_of(around) or (editing and now != around):
        st.rerun()
    if st.session_state.pop(PICKED, False):
        st.switch_page("pages/convolution.py")
    chosen = image_in_use.chosen()
    # Before all elements: the browser then draws them at once, and not while this is worked out.
    result = filtered(chosen, now, words=True)
    kernel_picker.adjust("filters", present, take)
    kernel_picker.message()
    show(result, chosen)
    take_home.offer(export.filter_code(current()), result.encoded)


def present() -> Kernel:
    return current().kernel


def take(kernel: Kernel) -> None:
    change(walk={"rounds": current().walk.rounds_with(0, kernel=kernel)})


def show(result: Filtered, chosen: image_in_use.Chosen) -> None:
    """Show the image, the kernel, and what comes out; what is to be said of it below."""
    now = current()
    before = stage.Picture(
        label=chosen.label,
        detail=f"{captions.shape(chosen.pixels)}\n{captions.extent(chosen.pixels)}",
        encoded=image_in_use.encoded(chosen.key, chosen.pixels),
        alt=f"The image: {chosen.label}",
    )
    kernel = kernel_item(now.kernel, now.filters.flip)
    if now.filters.magnified:
        magnify(result, chosen)
    else:
        stage.show([before, kernel, after(result, now.kernel)], "filters-stage", on_edit=edited)
    st.markdown(f"{now.kernel.effect} {result.words}")


def filtered(chosen: image_in_use.Chosen, kernel: Kernel, *, words: bool = False) -> Filtered:
    """Return what a kernel makes of the image, with border and view as they are set."""
    now = current()
    return filtered_image.filtered(
        chosen.key,
        chosen.pixels,
        kernel,
        border=now.filters.border,
        flip=now.filters.flip,
        clipped=now.filters.clipped,
        words=words,
    )


def after(result: Filtered, kernel: Kernel, **head: Any) -> stage.Picture:
    """Return the picture that comes out: cut to 8 bits as it looks, or signed in two colours."""
    label = "feature map" if not current().filters.clipped else "as an 8-bit image"
    return stage.Picture(
        **{"label": label, "operator": "="} | head,
        detail=f"{result.shape}\n{result.extent}\n{result.note}".strip(),
        encoded=result.encoded,
        limit=result.limit,
        alt=f"{kernel.name} of the image, values {result.extent} {result.note}".strip(),
    )


def kernel_item(kernel: Kernel, flip: bool) -> stage.AnyItem:
    """Return the kernel as it meets the picture: cells to type into, or a picture of a large one."""
    array = kernel.array[::-1, ::-1] if flip else kernel.array
    parts = [f"{array.shape[0]} × {array.shape[1]}"]
    if kernel.divisor != 1:
        parts.append(f"÷ {captions.number(kernel.divisor)}")
    if kernel.offset:
        parts.append(f"+ {captions.number(kernel.offset * 255)} of 255")
    head: Any = {
        "label": f"{kernel.name}{', flipped' if flip else ''}",
        "detail": " ".join(parts),
        "operator": "∗",
        "scale": 0.7,
    }
    if array.shape[1] > MOST_COLUMNS:
        return stage.Picture(encoded=pictures.signed(array), alt=f"The weights of {kernel.name}", **head)
    return stage.Cells(values=array, digits=3, editable=True, alt=f"The weights of {kernel.name}", **head)


def magnify(result: Filtered, chosen: image_in_use.Chosen) -> None:
    """Show the image and its twin under one magnifier; a click steps through what happens there."""
    now = current()
    values, twin = filtered_image.planes(chosen.pixels, now)
    kind: Kind = "pixels" if now.filters.clipped else "signed"
    label = "feature map" if not now.filters.clipped else "as an 8-bit image"
    encoded = image_in_use.encoded(chosen.key, chosen.pixels)
    planes = [
        magnifier.Plane(
            label=chosen.label,
            detail="the mean of R, G and B" if values.ndim < chosen.pixels.ndim else "",
            values=values,
            kind="pixels",
            encoded=encoded,
            alt=f"The image: {chosen.label}",
        ),
        magnifier.Plane(
            label=label,
            detail=result.extent,
            values=twin,
            kind=kind,
            encoded=result.encoded,
            alt=f"{now.kernel.name} of the image",
            operator="→",
            limit=result.limit,
        ),
    ]
    magnifier.show(
        planes, "filters-magnifier", side=side(now.kernel), at=now.numbers.place, on_pick=step_through
    )
    st.caption("Click a place to see how its number comes about, product by product.")


def side(kernel: Kernel) -> int:
    """Return how many rows and columns the magnifier shows: the kernel's, as far as they can be read."""
    return max(5, min(9, max(kernel.shape) // 2 * 2 + 1))


def step_through(row: int, column: int) -> None:
    """Take the place that was clicked to the Convolution page."""
    there = pipeline.around(
        (row, column), image_in_use.chosen().pixels, current().replace(numbers={"place": (row, column)})
    )
    put(there)
    st.session_state[PICKED] = True


def edited(rows: list[list[float]]) -> None:
    kernel_picker.set_weights(present, take, rows, flipped=current().filters.flip)


def several(chosen: image_in_use.Chosen) -> None:
    """Show the image through several kernels: one image, many feature maps."""
    names = current().filters.beside
    for start in range(0, len(names), 4):
        row = [
            after(filtered(chosen, KERNELS[name]), KERNELS[name], label=name, operator="")
            for name in names[start : start + 4]
        ]
        stage.show(row, f"filters-several-{start}", tallest="34vh")


navigation.run(page)
