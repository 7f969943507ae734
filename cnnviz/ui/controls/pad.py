"""The pad to draw on. A drawing is kept as strokes; all pages and the link share it."""

from __future__ import annotations

from cnnviz.drawing import Drawing
from cnnviz.ui.components import drawing_pad
from cnnviz.ui.session.state import change, current


def pad(page: str) -> None:
    """Show the pad with the visitor's drawing on it, and keep what they draw.

    Args:
        page: How the key of the pad begins; a page has one pad.
    """
    drawing_pad.show(current().image.drawing, f"{page}-pad", on_drawn=_keep)


def _keep(drawn: Drawing) -> None:
    change(image={"drawing": drawn})
