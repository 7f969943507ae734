"""Test digits with their predictions: some of them on a sheet, and one enlarged."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from cnnviz.data_sets import samples
from cnnviz.figures import captions, pictures
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.mnist import Digits
from cnnviz.ui.components import gallery, stage
from cnnviz.ui.components.gallery import GalleryCell, GalleryTable
from cnnviz.ui.session.state import change, current

#: The largest number of digits on a sheet, and the number of each class while the network reads.
MAX_DIGITS, N_UNREAD = 30, 6


def show(
    digits: Digits,
    evaluation: Evaluation,
    places: npt.NDArray[np.int64],
    *,
    n_columns: int,
    caption: Callable[[Evaluation, int], str],
) -> pictures.Encoded | None:
    """Show a sheet of test digits, and below it the chosen one with its probabilities.

    Args:
        digits: The digits in use.
        evaluation: The predictions for all test digits.
        places: The test digits to show, as indices into `digits.x_test`.
        n_columns: The number of digits in a row.
        caption: Returns the text below a digit, given the evaluation and the digit's index.

    Returns:
        The picture of the chosen digit, or None if there are no digits.
    """
    if not len(places):
        return None
    shown = [int(place) for place in places]
    wanted = current().evaluate.sample
    chosen = wanted if wanted in shown else shown[0]
    cells: list[GalleryCell | None] = [
        GalleryCell(
            name=f"x_test[{place}]: {_description(evaluation, place)}",
            picture=n,
            text=caption(evaluation, place),
        )
        for n, place in enumerate(shown)
    ]
    cells += [None] * (-len(cells) % n_columns)
    gallery.show(
        GalleryTable(
            name="Test digits",
            rows=[cells[n : n + n_columns] for n in range(0, len(cells), n_columns)],
            pictures=digits.x_test[shown],
        ),
        "evaluate-sheet",
        chosen=divmod(shown.index(chosen), n_columns),
        tallest="99vh",
        on_pick=lambda row, column: change(evaluate={"sample": shown[row * n_columns + column]}),
    )
    return _enlarged(digits, evaluation, chosen)


def show_unread(digits: Digits) -> None:
    """Show some test digits of each class, without predictions."""
    places = samples(digits.y_test, digits.n_classes, N_UNREAD, 0).T
    shown = [int(place) for place in places.ravel() if place >= 0]
    names = {place: GalleryCell(name=f"x_test[{place}]", picture=n) for n, place in enumerate(shown)}
    rows = [[names.get(int(place)) for place in row] for row in places]
    table = GalleryTable(name="Test digits", rows=rows, pictures=digits.x_test[shown])
    gallery.show(table, "evaluate-unread", tallest="48vh")


def _enlarged(digits: Digits, evaluation: Evaluation, place: int) -> pictures.Encoded:
    """Show a test digit with its probabilities; return its picture."""
    encoded = pictures.pixels(digits.x_test[place].astype(np.float32) / np.float32(255))
    description, loss = _description(evaluation, place), captions.number(float(evaluation.losses[place]))
    digit = stage.Picture(
        label=" read as ".join(_classes(evaluation, place)),
        detail=f"{confidence(evaluation, place)} sure\nloss {loss}\nx_test[{place}]",
        encoded=encoded,
        alt=f"A test digit: {description}",
    )
    probabilities = stage.Bars(
        label="answer",
        names=evaluation.class_names,
        values=evaluation.probabilities[place].tolist(),
        aspect=2,
    )
    stage.show([digit, probabilities], "evaluate-digit", tallest="clamp(200px, 28vh, 32vh)")
    return encoded


def confidence(evaluation: Evaluation, place: int) -> str:
    """Return the largest probability of a test digit, as a percentage."""
    probabilities = evaluation.probabilities[place]
    return captions.share_among(probabilities, int(probabilities.argmax()))


def mistake(evaluation: Evaluation, place: int) -> str:
    """Return the true class of a test digit and the predicted one, as "4 → 9"."""
    label, predicted = _classes(evaluation, place)
    return f"{label} → {predicted}"


def margin(evaluation: Evaluation, place: int) -> str:
    """Return the difference between the two largest probabilities of a test digit."""
    return captions.number(float(evaluation.margins[place]))


def _description(evaluation: Evaluation, place: int) -> str:
    label, predicted = _classes(evaluation, place)
    return f"a {label}, read as {predicted} with {confidence(evaluation, place)}"


def _classes(evaluation: Evaluation, place: int) -> tuple[str, str]:
    """Return the names of the true class of a test digit and of the predicted one."""
    names = evaluation.class_names
    return names[evaluation.labels[place]], names[evaluation.predicted[place]]
