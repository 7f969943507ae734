"""Inside the photo network: the visitor's photo on its way through all blocks, and every layer's maps."""

from cnnviz import export
from cnnviz.ui.chapters.photo_network import (
    inside_controls,
    inside_notes,
    inside_subject,
    layer_view,
    taken_home,
    whole_view,
)
from cnnviz.ui.chapters.photo_network.inside_subject import InsideSubject
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import photo_in_use
from cnnviz.ui.session.open_questions import rerun_when_ready
from cnnviz.ui.session.state import current, fragment

WORDS = ("feature map", "channel", "batch normalization", "ReLU", "standard deviation")


@fragment
def page() -> None:
    subject = inside_subject.subject()
    is_whole = current().photo_network.view == "whole"
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        inside_controls.choose_network()
        inside_controls.choose_view()
        if is_whole:
            inside_controls.choose_photo()
        else:
            inside_controls.choose_maps(subject)
    inside_controls.choose_weights(subject)
    inside_controls.offer_weights()
    with page_stage():
        awaited = whole_view.show(subject) if is_whole else layer_view.show(subject)
    inside_notes.show(subject)
    glossary.expander(*WORDS)
    offer(subject)
    rerun_when_ready(awaited)


def offer(subject: InsideSubject) -> None:
    """Offer what is on the stage as a picture and as numbers, and the code that computes it."""
    layer = "" if current().photo_network.view == "whole" else inside_subject.chosen_layer(subject)
    code = export.photo_network_code(
        photo_in_use.settings(), subject.file.name, layer=layer, untrained=subject.file.untrained
    )
    picture, numbers = taken_home.made(subject) if take_home.is_open() else (None, {})
    take_home.offer_and_show(code, picture, numbers=numbers)


navigation.run(page)
