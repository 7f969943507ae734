"""Images are numbers: one image, shown as the numbers that it is, in one way after the other."""

from typing import Any

import numpy as np
import streamlit as st

from cnnviz import export, images, mnist
from cnnviz.figures import captions
from cnnviz.figures.histogram import histogram
from cnnviz.images import counting
from cnnviz.images.counting import N_LEVELS, PHOTO, Count
from cnnviz.mnist import N_BUNDLED
from cnnviz.pipeline import bounds
from cnnviz.ui.components import magnifier, stage
from cnnviz.ui.components.magnifier import Plane
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import Chosen
from cnnviz.ui.session.state import change, current, field, fragment

CHANNELS = ("red", "green", "blue")
HIGHEST = N_LEVELS - 1


@fragment
def page() -> None:
    st.segmented_control(
        "Shown as",
        list(VIEWS),
        format_func=lambda view: VIEWS[view][0],
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **field("numbers", "view"),
    )
    chosen = image_in_use.chosen()
    VIEWS[current().numbers.view][1](chosen)
    take_home.offer(export.numbers_code(current()), image_in_use.encoded(chosen.key, chosen.pixels))


def bits(_: Chosen) -> None:
    smiley = images.sample_images()["smiley"]()
    cells = stage.Cells(
        label="Smiley",
        detail=captions.shape(smiley[..., 0]),
        values=smiley[..., 0],
        alt="The smiley as zeros and ones",
        digits=0,
        pixels=True,
    )
    stage.show([cells], "numbers-bits", tallest="52vh")
    st.markdown("The simplest picture: a table of numbers, 0 for black and 1 for white.")


def grey(chosen: Chosen) -> None:
    magnify([grey_plane(chosen)], tallest="50vh")
    st.markdown(
        f"Grey takes one number a pixel, from 0 (black) to {HIGHEST} (white): "
        f"8 bits, and so 2⁸ = {N_LEVELS} values."
    )


def channels(chosen: Chosen) -> None:
    if chosen.pixels.ndim == 2:
        magnify([grey_plane(chosen)], tallest="50vh")
        st.markdown("This image is grey: it has one channel, and not three.")
        return
    st.toggle("Each channel in grey", **field("numbers", "plain"))
    together = plane(chosen.pixels, chosen.key, "all three", operator="→")
    magnify([*(channel_plane(chosen, n) for n in range(3)), together], tallest="30vh")
    st.markdown(
        "A colour image is three tables of one size, for red, green and blue light: three numbers a pixel."
    )


def unit(chosen: Chosen) -> None:
    whole = grey_plane(chosen)
    pixels = images.to_grey(chosen.pixels)
    divided = plane(pixels, f"{chosen.key} as grey", "0 … 1", kind="pixels", operator=f"÷ {HIGHEST} =")
    magnify([whole, divided], tallest="30vh")
    st.markdown(f"Networks take small numbers: each is divided by {HIGHEST}. The picture is the same.")


def occurrences(chosen: Chosen) -> None:
    counts = counting.histogram(chosen.pixels)
    what = "each channel" if len(counts) > 1 else "grey"
    st.plotly_chart(
        histogram(counts),
        key="numbers-histogram",
        alt=f"How many pixels have each of {N_LEVELS} values, {what}",
    )
    height, width = chosen.pixels.shape[:2]
    st.markdown(
        f"How often each of the {N_LEVELS} values occurs among {Count((height, width)).product} pixels."
    )


def digit(_: Chosen) -> None:
    st.slider(
        f"Which of the {N_BUNDLED:,} bundled digits",
        *bounds("image", "number"),
        **field("image", "number", key="numbers-number"),
    )
    number = current().image.number
    digits, labels = mnist.bundled()
    pixels = digits[number].astype(np.float32) / np.float32(HIGHEST)
    magnify([plane(pixels, f"digit {number}", f"Digit {labels[number]}")], side=None, tallest="30vh")


def count(chosen: Chosen) -> None:
    digits = mnist.bundled()[0]
    counts = {
        "A digit": Count(digits.shape[1:]),
        chosen.label: Count(chosen.pixels.shape),
        "A 12-megapixel photo": PHOTO,
    }
    for column, (name, one) in zip(st.columns(len(counts)), counts.items(), strict=True):
        with column.container(border=True):
            st.metric(name, f"{one.numbers:,}")
            st.markdown(
                f"{one.product}  \nshape {one.shape}  \n{one.bytes('uint8'):,} bytes as uint8  \n"
                f"{one.bytes('float32'):,} bytes as float32"
            )
    st.markdown("A shape names height, width and channels, in this order; a grey image has no third number.")


def magnify(planes: list[Plane], *, tallest: str, side: int | None = 7) -> None:
    magnifier.show(
        planes,
        f"numbers-{current().numbers.view}",
        side=side,
        at=current().numbers.place,
        on_pick=keep,
        tallest=tallest,
    )


def keep(row: int, column: int) -> None:
    """Keep the place that was clicked: it stands in the link."""
    change(numbers={"place": (row, column)})


def grey_plane(chosen: Chosen) -> Plane:
    return plane(images.to_grey(chosen.pixels), f"{chosen.key} as grey", f"{chosen.label}, grey")


def channel_plane(chosen: Chosen, n: int) -> Plane:
    """Return one channel alone, in its own colour or in grey."""
    values = chosen.pixels[..., n]
    if current().numbers.plain:
        return plane(values, f"{chosen.key} channel {n}", CHANNELS[n])
    light = np.zeros_like(chosen.pixels)
    light[..., n] = values
    encoded = image_in_use.encoded(f"{chosen.key} light {n}", light)
    return plane(values, f"{chosen.key} channel {n}", CHANNELS[n], encoded=encoded, tint=CHANNELS[n])


def plane(values: np.ndarray, key: str, label: str, **more: Any) -> Plane:
    """Return pixels as the magnifier takes them, written as 0 … 255 unless it is said otherwise."""
    rest: dict[str, Any] = {
        "kind": "pixels255",
        "encoded": image_in_use.encoded(key, values),
        "alt": f"The image: {label}",
    } | more
    return Plane(label=label, detail=captions.shape(values), values=values, key=key, **rest)


VIEWS = {
    "bits": ("0 and 1", bits),
    "grey": (f"0 … {HIGHEST}", grey),
    "channels": ("Channels", channels),
    "unit": ("0 … 1", unit),
    "histogram": ("Histogram", occurrences),
    "digit": ("A digit", digit),
    "count": ("How many?", count),
}

navigation.run(page)
