"""Filters: one kernel, or several, over the visitor's image."""

import streamlit as st

from cnnviz import export
from cnnviz.errors import ImageError
from cnnviz.kernels import Kernel
from cnnviz.ui.chapters.filters import filter_controls, filter_magnifier, filter_stage
from cnnviz.ui.controls import kernel_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import current, fragment
from cnnviz.ui.session.walk_rounds import kernel_of_round


@fragment
def page() -> None:
    with page_controls():
        filter_controls.show()
    above_more = st.container()
    title = "More: other kernels beside this one, the border, the kernel's own numbers"
    with st.expander(title, key="filters-more", on_change="rerun") as more:
        if more.open:
            filter_controls.show_more()
    try:
        with above_more:
            one_kernel(current().kernel, bool(more.open))
        filter_stage.show_beside(image_in_use.chosen())
    except ImageError as error:
        st.error(str(error))


@fragment
def one_kernel(in_controls: Kernel, edited_in_more: bool) -> None:
    """Show the image under the kernel: what a slider changes, and nothing else, so that it comes quickly.

    Args:
        in_controls: The kernel that the controls around this fragment show. The whole page runs again if they
            no longer fit the kernel.
        edited_in_more: Whether the controls show all the kernel's numbers, and not only its name.
    """
    kernel = current().kernel
    other_kind = kernel_picker.kind_of(kernel) != kernel_picker.kind_of(in_controls)
    if other_kind or (edited_in_more and kernel != in_controls):
        st.rerun()
    filter_magnifier.go_to_picked_place()
    chosen = image_in_use.chosen()
    # Before all elements: the browser then draws them at once, and does not wait for the result in between.
    result = filter_stage.filtered(chosen, kernel, words=True)
    kernel_picker.adjust("filters", *kernel_of_round(0))
    kernel_picker.message()
    if current().filters.magnified:
        filter_magnifier.show(chosen, result)
    else:
        filter_stage.show(chosen, result)
    st.markdown(f"{kernel.effect} {result.words}")
    take_home.offer(export.filter_code(current()), result.encoded)


navigation.run(page)
