"""Simple and complex cells: a bar turns and shifts, and Gabor filters respond to it."""

from cnnviz import export
from cnnviz.figures import pictures
from cnnviz.lessons.cells import bar
from cnnviz.pipeline import Pipeline
from cnnviz.ui.chapters.cells import cell_controls, cell_notes
from cnnviz.ui.components import cells
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import change, current, fragment

WORDS = ("simple cell", "complex cell", "Gabor kernel", "kernel", "ReLU", "max pooling", "receptive field")


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="center"):
        cell_controls.show()
    settings = current().cells
    with page_stage():
        cells.show(
            "cells-stage",
            angle=settings.angle,
            shift=settings.shift,
            dark=settings.dark,
            pool_size=settings.pool_size,
            turns=settings == Pipeline().cells,
            on_settled=lambda angle, shift: change(cells={"angle": angle, "shift": shift}),
        )
    cell_notes.show()
    glossary.expander(*WORDS)
    picture = pictures.pixels(bar(settings.angle, settings.shift, dark=settings.dark))
    code = export.cells_code(settings.angle, settings.shift, settings.pool_size, dark=settings.dark)
    take_home.offer_and_show(code, picture)


navigation.run(page)
