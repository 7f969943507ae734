"""Images are numbers: the image as tables of numbers, in several ways."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import export, images, mnist
from cnnviz.figures import captions
from cnnviz.images.counting import N_LEVELS
from cnnviz.mnist import N_BUNDLED
from cnnviz.pipeline import bounds
from cnnviz.ui.chapters.numbers import image_planes, value_counts
from cnnviz.ui.chapters.numbers.image_planes import HIGHEST
from cnnviz.ui.components import stage
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current, field, fragment


@fragment
def page() -> None:
    controls = page_controls()
    with controls:
        show_view = view_switch("numbers", VIEWS, label="Shown as")
    chosen = image_in_use.chosen()
    show_view(chosen, controls)
    take_home.offer(export.numbers_code(current()), image_in_use.encoded(chosen.key, chosen.pixels))


def bits(_: ImageInUse, __: DeltaGenerator) -> None:
    smiley = images.sample_images()["smiley"]()
    cells = stage.Cells(
        label="Smiley",
        detail=captions.shape(smiley[..., 0]),
        values=smiley[..., 0],
        alt="The smiley as zeros and ones",
        digits=0,
        colours="pixels",
    )
    stage.show([cells], "numbers-bits", tallest="52vh")
    st.markdown("The simplest picture: a table of numbers, 0 for black and 1 for white.")


def grey(chosen: ImageInUse, _: DeltaGenerator) -> None:
    image_planes.show([image_planes.grey(chosen)], tallest="50vh")
    st.markdown(
        f"Grey takes one number a pixel, from 0 (black) to {HIGHEST} (white): "
        f"8 bits, and so 2⁸ = {N_LEVELS} values."
    )


def channels(chosen: ImageInUse, controls: DeltaGenerator) -> None:
    if chosen.pixels.ndim == 2:
        image_planes.show([image_planes.grey(chosen)], tallest="50vh")
        st.markdown("This image is grey: it has one channel, and not three.")
        return
    controls.toggle("Each channel in grey", **field("numbers", "plain"))
    image_planes.show(image_planes.channels(chosen, in_grey=current().numbers.plain), tallest="30vh")
    st.markdown(
        "A colour image is three tables of one size, for red, green and blue light: three numbers a pixel."
    )


def unit(chosen: ImageInUse, _: DeltaGenerator) -> None:
    image_planes.show([image_planes.grey(chosen), image_planes.scaled(chosen)], tallest="30vh")
    st.markdown(f"Networks take small numbers: each is divided by {HIGHEST}. The picture is the same.")


def digit(_: ImageInUse, controls: DeltaGenerator) -> None:
    controls.slider(
        f"Which of the {N_BUNDLED:,} bundled digits",
        *bounds("image", "number"),
        **field("image", "number", key="numbers-number"),
    )
    number = current().image.number
    digits, labels = mnist.bundled()
    pixels = digits[number].astype(np.float32) / np.float32(HIGHEST)
    plane = image_planes.plane(pixels, f"digit {number}", f"Digit {labels[number]}")
    image_planes.show([plane], side=None, tallest="30vh")


def histogram(chosen: ImageInUse, _: DeltaGenerator) -> None:
    value_counts.show_histogram(chosen)


def count(chosen: ImageInUse, _: DeltaGenerator) -> None:
    value_counts.show_sizes(chosen)


#: The name of each view, and the function that shows it; its own controls go into the page's container.
VIEWS = {
    "bits": ("0 and 1", bits),
    "grey": (f"0 … {HIGHEST}", grey),
    "channels": ("Channels", channels),
    "unit": ("0 … 1", unit),
    "histogram": ("Histogram", histogram),
    "digit": ("A digit", digit),
    "count": ("How many?", count),
}

navigation.run(page)
