"""From LeNet to DenseNet: the networks of the history, what each brought, its size and its errors."""

from collections.abc import Callable

import streamlit as st

from cnnviz import export
from cnnviz.lessons.architecture_history import published
from cnnviz.ui.chapters.architectures import architecture_words as words
from cnnviz.ui.chapters.architectures import compared_view, drawing_for, table_view, timeline_view
from cnnviz.ui.controls import glossary, run_on_photo
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import current, fragment

#: The name of each view and the function that shows it.
VIEWS: dict[str, tuple[str, Callable[[], None]]] = {
    "timeline": ("Over the years", timeline_view.show),
    "table": ("Table", table_view.show),
    "compared": ("Two side by side", compared_view.show),
}
WORDS = ("parameter", "receptive field", "top-5 error", "weight")


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        show_view = view_switch("architectures", VIEWS)
        if current().architectures.view == "compared":
            compared_view.choose()
    with page_stage():
        show_view()
    explain()
    picture = timeline_view.picture() if take_home.is_open() else None
    take_home.offer_and_show(export.architecture_code(current().architectures.chosen), picture)
    if take_home.is_open():
        take_home.add_table(export.history_csv())


def explain() -> None:
    chosen = current().architectures.chosen
    st.page_link(
        "pages/open_network.py",
        label=f"Open {published(chosen).title}: all its layers as a drawing",
        icon=":material/arrow_forward:",
    )
    drawing_for.offer(chosen)
    run_on_photo.link(chosen)
    glossary.explained(words.EXPLANATION)
    with st.expander("What the numbers mean"):
        st.markdown(words.MEANING)
    with st.expander("Questions"):
        st.markdown(words.QUESTIONS)
    glossary.expander(*WORDS)


navigation.run(page)
