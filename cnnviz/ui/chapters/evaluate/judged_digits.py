"""Test digits with what a network reads in them: a sheet of some, and one of them enlarged."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from cnnviz.figures import captions, pictures
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.mnist import Digits
from cnnviz.ui.components import gallery, stage
from cnnviz.ui.components.gallery import GalleryCell, GalleryTable
from cnnviz.ui.session.state import change, current

#: The most digits on one sheet.
MOST = 30


def matrix(given: Evaluation, place: tuple[int, int]) -> None:
    """Show how many digits of each class are read as each; a cell can be picked."""
    counted = given.confusion
    mistakes = counted - np.diag(np.diag(counted))
    most = int(mistakes.max()) or 1
    names = given.class_names
    rows = [
        [
            GalleryCell(
                name=f"{count:,} times a {names[label]} is read as a {names[read]}",
                text=str(count),
                strength=float(np.sqrt(mistakes[label, read] / most)),
                plain=label == read,
            )
            for read, count in enumerate(row)
        ]
        for label, row in enumerate(counted)
    ]
    table = GalleryTable(
        name="Confusion matrix",
        rows=rows,
        row_names=names,
        column_names=names,
        down="is",
        across="read as",
    )
    gallery.show(
        table,
        "evaluate-matrix",
        chosen=place,
        tallest="clamp(40vh, 100vh - 21rem, 58vh)",
        on_pick=lambda row, column: change(evaluate={"confused": (row, column), "judged": None}),
    )


def sheet(
    digits: Digits,
    given: Evaluation,
    places: npt.NDArray[np.int64],
    *,
    across: int,
    text: Callable[[Evaluation, int], str],
) -> pictures.Encoded | None:
    """Show some test digits, each with a text, and below the one that is picked with its probabilities.

    Args:
        digits: all there are.
        given: what the network reads in them.
        places: which test digits.
        across: so many stand in a row.
        text: what is written below a digit.

    Returns:
        The picture of the one that is picked; None if there are none.
    """
    if not len(places):
        return None
    shown = [int(place) for place in places]
    chosen = wanted if (wanted := current().evaluate.judged) in shown else shown[0]
    cells: list[GalleryCell | None] = [
        GalleryCell(name=f"x_test[{place}]: {_said(given, place)}", picture=n, text=text(given, place))
        for n, place in enumerate(shown)
    ]
    cells += [None] * (-len(cells) % across)
    gallery.show(
        GalleryTable(
            name="Test digits",
            rows=[cells[n : n + across] for n in range(0, len(cells), across)],
            pictures=digits.x_test[shown],
        ),
        "evaluate-sheet",
        chosen=divmod(shown.index(chosen), across),
        tallest="99vh",
        on_pick=lambda row, column: change(evaluate={"judged": shown[row * across + column]}),
    )
    return _enlarged(digits, given, chosen)


def _enlarged(digits: Digits, given: Evaluation, place: int) -> pictures.Encoded:
    """Show one test digit with its probabilities; return its picture."""
    encoded = pictures.pixels(digits.x_test[place].astype(np.float32) / np.float32(255))
    stage.show(
        [
            stage.Picture(
                label=_said(given, place),
                detail=f"x_test[{place}], loss {captions.number(float(given.losses[place]))}",
                encoded=encoded,
                alt=f"A test digit: {_said(given, place)}",
            ),
            stage.Bars(
                label="probabilities",
                names=given.class_names,
                values=given.probabilities[place].tolist(),
                aspect=2,
            ),
        ],
        "evaluate-digit",
        tallest="22vh",
    )
    return encoded


def sure(given: Evaluation, place: int) -> str:
    """Return how sure the network is."""
    return captions.share(float(given.probabilities[place].max()))


def mistaken(given: Evaluation, place: int) -> str:
    """Return what a digit is, and what it is read as."""
    label, read = _classes(given, place)
    return f"{label} → {read}"


def margin(given: Evaluation, place: int) -> str:
    """Return how far the two largest probabilities are apart."""
    return captions.number(float(given.margins[place]))


def _said(given: Evaluation, place: int) -> str:
    label, read = _classes(given, place)
    return f"a {label}, read as {read} with {sure(given, place)}"


def _classes(given: Evaluation, place: int) -> tuple[str, str]:
    """Return the names of the class of a digit and of the class that it is read as."""
    return given.class_names[given.labels[place]], given.class_names[given.predicted[place]]
