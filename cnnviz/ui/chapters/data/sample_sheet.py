"""Digits of each class on one sheet, and one of them enlarged with its numbers."""

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

#: So many of each class are shown at once.
PER_CLASS = 10
TALLEST = "clamp(40vh, 100vh - 19.5rem, 58vh)"

Image = npt.NDArray[np.uint8]


def show(digits: Digits) -> pictures.Encoded:
    """Show the sheet and beside it the digit that is picked; return this one's picture."""
    places = samples(digits.y_train, digits.n_classes, PER_CLASS, current().data.sheet)
    chosen = picked(digits, places)
    left, right = st.columns([5, 6])
    with left:
        _sheet(digits, places, chosen)
        st.button("Other samples", icon=":material/refresh:", on_click=_turn, key="data-others")
    with right:
        return enlarged(
            digits.x_train[chosen],
            f"x_train[{chosen}]",
            f"y_train[{chosen}] is {digits.y_train[chosen]}",
            "data-digit",
        )


def picked(digits: Digits, places: npt.NDArray[np.int64]) -> int:
    """Return which training digit is enlarged: the one that was picked, or the first that is shown."""
    wanted = current().data.sample
    if wanted is not None and wanted < len(digits.x_train):
        return wanted
    return int(places[places >= 0][0])


def enlarged(image: Image, name: str, detail: str, key: str, *, tallest: str = TALLEST) -> pictures.Encoded:
    """Show one digit as the table of its numbers; return its picture."""
    table = stage.Cells(
        label=name,
        detail=f"{detail} · {captions.shape(image)} {image.dtype}, {image.min()} … {image.max()}",
        values=image.astype(np.float32),
        limit=255,
        digits=0,
        pixels=True,
        alt=f"{name}, {detail}: its {image.size} numbers",
    )
    stage.show([table], key, tallest=tallest)
    return pictures.pixels(image.astype(np.float32) / np.float32(255))


def _sheet(digits: Digits, places: npt.NDArray[np.int64], chosen: int) -> None:
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


def _turn() -> None:
    change(data={"sheet": (current().data.sheet + 1) % MAX_SHEETS, "sample": None})
