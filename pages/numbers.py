"""Images are numbers: the image as tables of numbers, in several ways."""

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from cnnviz import export, mnist
from cnnviz.images.counting import N_LEVELS
from cnnviz.mnist import N_BUNDLED
from cnnviz.pipeline import bounds
from cnnviz.ui.chapters.numbers import image_planes, value_counts
from cnnviz.ui.chapters.numbers.image_planes import HIGHEST
from cnnviz.ui.controls.glossary import explained
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current, field, fragment


@fragment
def page() -> None:
    controls = page_controls(horizontal=True, vertical_alignment="bottom", gap="medium")
    with controls:
        show_view = view_switch("numbers", VIEWS, label="Shown as")
    now, chosen = current(), image_in_use.chosen()
    if now.numbers.view == "bits" and not image_in_use.is_chosen():
        now, chosen = now.replace(image={"name": "smiley"}), image_in_use.sample("smiley")
    with page_stage():
        show_view(chosen, controls)
    take_home.offer(export.numbers_code(now), image_in_use.encoded(chosen.key, chosen.pixels))


def bits(chosen: ImageInUse, _: DeltaGenerator) -> None:
    image_planes.show_one(image_planes.bits(chosen))
    sentence = "A picture is a table of numbers. Here 0 is black and 1 is white."
    if not np.isin(chosen.pixels, (0, 1)).all():
        sentence += " Pixels brighter than half became 1, the others 0."
    explained(sentence)


def grey(chosen: ImageInUse, _: DeltaGenerator) -> None:
    image_planes.show_one(image_planes.grey(chosen))
    explained(
        f"A grey picture has one number per pixel, from 0 (black) to {HIGHEST} (white). "
        f"Each number takes 8 bits, so there are 2⁸ = {N_LEVELS} values."
    )


def channels(chosen: ImageInUse, controls: DeltaGenerator) -> None:
    if chosen.pixels.ndim == 2:
        image_planes.show_one(image_planes.grey(chosen))
        explained("This picture is grey: it has one channel, not three.")
        return
    controls.toggle("Each channel in grey", **field("numbers", "plain"))
    planes = image_planes.channels(chosen, in_grey=current().numbers.plain)
    image_planes.show(planes, tallest="24vh", side=5)
    explained(
        "A colour picture has three channels: red, green and blue. Each pixel has three numbers, "
        "one per channel."
    )


def unit(chosen: ImageInUse, _: DeltaGenerator) -> None:
    image_planes.show([image_planes.grey(chosen), image_planes.scaled(chosen)], tallest="33vh")
    explained(
        f"Networks learn better from small numbers, so we divide by {HIGHEST}. The picture stays the same."
    )


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
    image_planes.show([plane], side=None, tallest="60vh")
    height, width = pixels.shape
    explained(f"A handwritten digit is a table of {height} × {width} = {pixels.size} numbers.")


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
