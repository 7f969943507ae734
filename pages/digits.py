"""Digits in a picture: each one is found, prepared and read; a click shows how."""

from cnnviz import export
from cnnviz.figures.boxed_digits import boxed
from cnnviz.figures.pictures import Encoded
from cnnviz.ui.chapters import preparation_steps
from cnnviz.ui.chapters.digits import picture_controls, picture_readings
from cnnviz.ui.chapters.digits.picture_readings import ReadPicture
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import networks
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import fragment


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        picture_controls.show()
    image = picture_readings.picture()
    with page_stage():
        shown = picture_readings.show(image)
    if shown is not None:
        preparation_steps.show(shown.digits[shown.chosen].found.prepared, "digits-steps", expanded=True)
        glossary.expander("softmax")
    code = export.digits_code(picture_readings.settings(), name=networks.chosen().name)
    take_home.offer_and_show(code, taken_home(image, shown), "The same in Python")


def taken_home(image: ImageInUse, shown: ReadPicture | None) -> Encoded | None:
    """Return the picture with a box around each of its digits, if Take home is open."""
    if not take_home.is_open():
        return None
    digits = [] if shown is None else shown.digits
    return boxed(image.pixels, [one.found.box for one in digits], picture_readings.texts(digits))


navigation.run(page)
