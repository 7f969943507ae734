"""Digits in a picture: each one is found, prepared and read; a click shows how."""

import streamlit as st

from cnnviz import export
from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.ui.chapters import preparation_steps
from cnnviz.ui.chapters.digits import picture_controls, picture_readings
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import image_in_use, networks
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        picture_controls.show()
    image = picture_readings.picture()
    try:
        with page_stage():
            chosen = picture_readings.show(image)
    except (NetworkError, WorkerError) as error:
        st.error(sentence(error))
        return
    if chosen is None:
        return
    preparation_steps.show(chosen.prepared, "digits-steps", expanded=True)
    glossary.expander("softmax")
    now = (
        current() if image_in_use.is_chosen() else current().replace(image={"name": picture_readings.EXAMPLE})
    )
    code = export.digits_code(now, name=networks.chosen().name)
    take_home.offer_and_show(code, image_in_use.encoded(image.key, image.pixels), "The same in Python")


navigation.run(page)
