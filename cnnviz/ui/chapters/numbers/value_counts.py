"""How often each value occurs in the image, and how many numbers and bytes images have."""

from __future__ import annotations

import streamlit as st

from cnnviz import mnist
from cnnviz.figures.histogram import histogram
from cnnviz.images import counting
from cnnviz.images.counting import N_LEVELS, PHOTO, Count
from cnnviz.ui.controls.glossary import explained
from cnnviz.ui.session.image_in_use import ImageInUse


def show_histogram(chosen: ImageInUse) -> None:
    """Show how many pixels have each value, for each channel."""
    counts = counting.histogram(chosen.pixels)
    channels = "each channel" if len(counts) > 1 else "grey"
    st.plotly_chart(
        histogram(counts),
        key="numbers-histogram",
        alt=f"How many pixels have each of {N_LEVELS} values, {channels}",
    )
    height, width = chosen.pixels.shape[:2]
    explained(
        f"The histogram counts the pixels of each value, from 0 to {N_LEVELS - 1}. "
        f"All together: {Count((height, width)).product} pixels."
    )


def show_sizes(chosen: ImageInUse) -> None:
    """Show the numbers and bytes of a digit, of the image and of a photo."""
    counts = {
        "A digit": Count(mnist.bundled()[0].shape[1:]),
        chosen.label: Count(chosen.pixels.shape),
        "A 12-megapixel photo": PHOTO,
    }
    for column, (name, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        with column.container(border=True):
            st.metric(name, f"{count.numbers:,}")
            st.markdown(
                f"{count.product}  \nshape {count.shape}  \n"
                f"{count.bytes('uint8'):,} bytes as uint8 (1 byte each)  \n"
                f"{count.bytes('float32'):,} bytes as float32 (4 bytes each)"
            )
    explained(
        "A shape lists height, width and channels, in this order. A grey picture needs only the first two."
    )
