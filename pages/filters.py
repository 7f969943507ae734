"""Filters: one kernel, or several, over the visitor's image."""

import streamlit as st

from cnnviz import export
from cnnviz.errors import ImageError
from cnnviz.kernels import Kernel
from cnnviz.ui.chapters.filters import camera_stage, filter_controls, filter_stage, live_stage
from cnnviz.ui.chapters.filters.filtered_image import Filtered
from cnnviz.ui.controls import glossary, kernel_picker, kernel_tiles
from cnnviz.ui.controls.glossary import explained
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage, stage_controls
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current, fragment

WORDS = ("kernel", "feature map", "filter", "border")


@fragment
def page() -> None:
    strip = page_controls()
    pictures = page_stage()
    with st.expander(
        "More: flip, border, the kernel's numbers", key="filters-more", on_change="rerun"
    ) as more:
        if more.open:
            filter_controls.show_more()
    with st.expander("The colours"):
        st.markdown(glossary.RESULT)
    glossary.expander(*WORDS)
    with pictures:
        result(filter_controls.kernels(), bool(more.open))
    with strip:  # after the result, which must not wait for it
        filter_controls.show_kernels()


@fragment
def result(in_controls: list[Kernel], edited_in_more: bool) -> None:
    """Show the image under the kernels: what a slider changes, and nothing else, so that it comes quickly.

    Args:
        in_controls: The kernels that the controls around this fragment show. The whole page runs again if
            they are others by now.
        edited_in_more: Whether the controls show all the kernel's numbers, and not only its tile.
    """
    kernels = filter_controls.kernels()
    other_tile = list(map(kernel_tiles.tile_of, kernels)) != list(map(kernel_tiles.tile_of, in_controls))
    if other_tile or (edited_in_more and kernels != in_controls):
        st.rerun()
    live_stage.go_to_picked_place()
    camera_stage.rerun_if_frozen()
    chosen = image_in_use.chosen()
    if camera_stage.is_on():
        show_camera(chosen, kernels[0])
        return
    try:
        # Before all elements: the browser then draws them at once, without waiting for the result in between.
        first = filter_stage.filtered(chosen, kernels[0], words=True)
        show(chosen, kernels, first)
    except ImageError as error:
        st.error(str(error))


def show_camera(chosen: ImageInUse, kernel: Kernel) -> None:
    """Show the camera's picture under the first kernel."""
    show_controls()
    filter_stage.show_camera(chosen, kernel)
    explained(kernel.effect)


def show_controls() -> None:
    with stage_controls(horizontal=True, vertical_alignment="center", gap="medium"):
        filter_controls.show_views()
    kernel_picker.message()


def show(chosen: ImageInUse, kernels: list[Kernel], first: Filtered) -> None:
    show_controls()
    if current().filters.magnified or len(kernels) == 1:
        filter_stage.show(chosen, first)
    if len(kernels) > 1:
        filter_stage.show_several(chosen, kernels)
        explained(filter_stage.layer_sentence(chosen, len(kernels)))
    with st.container(key="filters-effect"):
        explained(kernels[0].effect)
    st.markdown(first.words)
    take_home.offer(export.filter_code(current()), first.encoded)


navigation.run(page)
