"""What is it?: a network names what is in the visitor's photo, and the page says what it cannot know."""

from collections.abc import Sequence

from cnnviz import export
from cnnviz.figures.named_picture import named
from cnnviz.figures.pictures import Encoded
from cnnviz.photos import Guess
from cnnviz.ui.chapters.what import named_view, what_controls, what_notes
from cnnviz.ui.controls import glossary, photo_network_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import photo_answers, photo_in_use, photo_networks
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import fragment


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        what_controls.show()
    photo_network_picker.offer("what")
    image = photo_in_use.picture()
    with page_stage():
        guesses = named_view.show(image)
    what_notes.show()
    glossary.expander("softmax")
    take_home.offer_and_show(
        export.what_code(photo_in_use.settings(), photo_networks.in_use().name),
        taken_home(image, guesses),
    )


def taken_home(image: ImageInUse, guesses: Sequence[Guess]) -> Encoded | None:
    """Return the photo with its names, if Take home is open."""
    return (
        named(image.pixels, photo_answers.prepared(image, photo_networks.in_use()).box, guesses)
        if take_home.is_open()
        else None
    )


navigation.run(page)
