"""What a visitor takes home of the page: what is on the stage as a picture and as numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError, WorkerError
from cnnviz.figures.layers import sheet
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.strips_picture import PicturedStrip, strips_picture
from cnnviz.network import by
from cnnviz.ui.chapters.photo_network import layer_view, whole_view
from cnnviz.ui.chapters.photo_network.inside_subject import InsideSubject
from cnnviz.ui.session.state import current

Arrays = Mapping[str, npt.NDArray[np.float32]]

#: The width of the sheet of maps over its height.
ASPECT = 2.0


def made(subject: InsideSubject) -> tuple[Encoded | None, Arrays]:
    """Return what is shown as a picture, and the maps by names that say their layer and channels."""
    is_whole = current().photo_network.view == "whole"
    asked = whole_view.question(subject) if is_whole else layer_view.question(subject)
    try:
        found = asked.answer()
    except (NetworkError, WorkerError):
        found = None  # the stage has said why
    if not found:
        return None, {}
    numbers: dict[str, npt.NDArray[np.float32]] = {"photo": subject.x}
    for maps in found:
        numbers[maps.asked.layer] = maps.values
        numbers[f"{maps.asked.layer}_channels"] = np.array(maps.channels, np.float32)
    if not is_whole:
        return sheet(found[0].values, ASPECT), numbers
    strips = [
        PicturedStrip(
            strip.values, by(strip.shape), [strip.label, f"× {strip.count}" if strip.count > 1 else ""]
        )
        for strip in whole_view.strips(subject, found)
        if strip.values is not None and strip.values.ndim == 3
    ]
    return strips_picture(subject.seen, strips, whole_view.guesses(subject, found)), numbers
