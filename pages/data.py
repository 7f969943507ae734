"""The data: the digits, how they are split, and how they are encoded for a network."""

import streamlit as st

from cnnviz import export
from cnnviz.figures import captions
from cnnviz.mnist import Digits
from cnnviz.ui.chapters.data import class_statistics, encoding_steps, mnist_source, sample_sheet
from cnnviz.ui.controls import data_picker
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import data_in_use
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="center"):
        show_view = view_switch("data", VIEWS, key="data-data_view")
        st.space("stretch")
        if current().data.view == "samples":
            sample_sheet.offer_others()
        data_picker.choose("data")
    data_picker.show_message()
    digits = data_in_use.digits()
    with page_stage():
        picture = show_view(digits)
    show_shapes(digits)
    take_home.offer_and_show(export.data_code(data_in_use.source()), picture)


def show_shapes(digits: Digits) -> None:
    st.markdown(
        "x holds the pictures, y their labels: "
        + " · ".join(
            f"`{name}` **{captions.shape(array)}** {array.dtype}" for name, array in digits.arrays.items()
        )
    )


def encoding(digits: Digits) -> None:
    encoding_steps.show(digits, sample_sheet.chosen_digit(digits))


def source(_: Digits) -> None:
    mnist_source.show()


#: The name of each view, and the function that shows it and returns its picture, if any.
VIEWS = {
    "samples": ("Samples", sample_sheet.show),
    "mean": ("Average", class_statistics.show_means),
    "split": ("Train and test", class_statistics.show_split),
    "network": ("Encoding", encoding),
    "source": ("Get MNIST", source),
}

navigation.run(page)
