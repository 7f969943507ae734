"""The confusion matrix, of which a cell can be chosen."""

from __future__ import annotations

import numpy as np

from cnnviz.lessons.evaluation import Evaluation
from cnnviz.ui.components import gallery
from cnnviz.ui.components.gallery import GalleryCell, GalleryTable
from cnnviz.ui.session.state import change


def show(evaluation: Evaluation, chosen: tuple[int, int]) -> None:
    """Show how many digits of each class are read as each class.

    Args:
        evaluation: The predictions.
        chosen: The marked cell: the true and the predicted class.
    """
    names = evaluation.class_names
    gallery.show(
        GalleryTable(
            name="Confusion matrix",
            rows=_rows(evaluation),
            row_names=names,
            column_names=names,
            down="true",
            across="read as",
        ),
        "evaluate-matrix",
        chosen=chosen,
        tallest="clamp(40vh, 100vh - 15.5rem, 72vh)",
        on_pick=lambda row, column: change(evaluate={"confused": (row, column), "sample": None}),
    )


def _rows(evaluation: Evaluation) -> list[list[GalleryCell]]:
    """Return the cells. Only mistakes are coloured: the diagonal would outshine them."""
    counts, names = evaluation.confusion, evaluation.class_names
    mistakes = counts - np.diag(np.diag(counts))
    most = int(mistakes.max()) or 1
    return [
        [
            GalleryCell(
                name=f"{count:,} of the {names[label]}s were read as {names[predicted]}",
                text=str(count),
                strength=float(np.sqrt(mistakes[label, predicted] / most)),
                plain=label == predicted,
            )
            for predicted, count in enumerate(row)
        ]
        for label, row in enumerate(counts)
    ]
