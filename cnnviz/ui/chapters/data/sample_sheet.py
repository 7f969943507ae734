"""A sheet with digits of each class, and one of them enlarged with its numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.data_sets import samples
from cnnviz.figures import captions, pictures
from cnnviz.mnist import Digits
from cnnviz.pipeline.settings.network_settings import MAX_SHEETS
from cnnviz.ui.components import gallery, stage
from cnnviz.ui.components.gallery import GalleryCell, GalleryTable
from cnnviz.ui.session.state import change, current

#: The number of digits of each class on the sheet.
PER_CLASS = 10
#: Of the sheet, and of the chosen digit, whose caption needs two lines.
TALLEST, DIGIT_TALLEST = "clamp(40vh, 100vh - 13.6rem, 72vh)", "clamp(36vh, 100vh - 14.5rem, 68vh)"

Image = npt.NDArray[np.uint8]


def show(digits: Digits) -> pictures.Encoded:
    """Show the sheet, and beside it the chosen digit; return the chosen digit's picture."""
    chosen = chosen_digit(digits)
    left, right = st.columns(2)
    with left:
        _show_sheet(digits, chosen)
        st.markdown("Each picture has a label. Click a digit to see its numbers.")
    with right:
        return show_numbers(
            digits.x_train[chosen],
            f"x_train[{chosen}]",
            f"label y_train[{chosen}] = {digits.y_train[chosen]}",
            "data-digit",
        )


def offer_others() -> None:
    """Show the button for the next samples of each digit."""
    st.button("Other samples", icon=":material/refresh:", on_click=_next_sheet, key="data-others")


def chosen_digit(digits: Digits) -> int:
    """Return the index of the chosen training digit; by default the first one on the sheet."""
    wanted = current().data.sample
    if wanted is not None and wanted < len(digits.x_train):
        return wanted
    places = _places(digits)
    return int(places[places >= 0][0])


def _places(digits: Digits) -> npt.NDArray[np.int64]:
    """Return the indices of the digits on the sheet, (n_classes, PER_CLASS); -1 is an empty place."""
    return samples(digits.y_train, digits.n_classes, PER_CLASS, current().data.sheet)


def show_numbers(
    image: Image, name: str, detail: str, key: str, *, tallest: str = DIGIT_TALLEST
) -> pictures.Encoded:
    """Show a digit (28, 28) as a table of its numbers; return its picture."""
    table = stage.Cells(
        label=name,
        detail=f"{detail} · {captions.shape(image)} {image.dtype}, {image.min()} … {image.max()}",
        values=image.astype(np.float32),
        limit=255,
        digits=0,
        colours="pixels",
        alt=f"{name}, {detail}: its {image.size} numbers",
    )
    stage.show([table], key, tallest=tallest)
    return pictures.pixels(image.astype(np.float32) / np.float32(255))


def _show_sheet(digits: Digits, chosen: int) -> None:
    places = _places(digits)
    shown = places[places >= 0]
    order = {int(place): n for n, place in enumerate(shown)}
    rows = [
        [
            GalleryCell(name=f"A {name}: x_train[{place}]", picture=order[int(place)]) if place >= 0 else None
            for place in row
        ]
        for name, row in zip(digits.class_names, places, strict=True)
    ]
    marked = np.argwhere(places == chosen)
    gallery.show(
        GalleryTable(
            name="Samples of each digit",
            rows=rows,
            pictures=digits.x_train[shown],
            row_names=digits.class_names,
        ),
        "data-samples",
        chosen=(int(marked[0][0]), int(marked[0][1])) if len(marked) else None,
        tallest=TALLEST,
        on_pick=lambda row, column: change(data={"sample": int(places[row, column])}),
    )


def _next_sheet() -> None:
    change(data={"sheet": (current().data.sheet + 1) % MAX_SHEETS, "sample": None})
