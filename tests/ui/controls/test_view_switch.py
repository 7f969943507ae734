"""The switch between a page's views: its options, and what it returns."""

from streamlit.testing.v1 import AppTest

from cnnviz.pipeline import choices


def app(missing: str = "") -> None:
    """Run a page with the views of Pooling, of which one may be missing; AppTest runs it by itself."""
    import streamlit as st

    from cnnviz.ui.controls.view_switch import view_switch

    views = {name: (name.upper(), f"view {name}") for name in ("moved", "cells", "picture")}
    views.pop(missing, None)
    try:
        st.text(view_switch("pooling", views, key="switch"))
    except KeyError as error:
        st.text(f"KeyError {error}")


def test_the_options_are_the_settings_choices_in_their_order():
    at = AppTest.from_function(app, default_timeout=60).run()
    assert at.segmented_control(key="switch").options == [name.upper() for name in choices("pooling", "view")]


def test_what_belongs_to_the_chosen_view_is_returned():
    at = AppTest.from_function(app, default_timeout=60).run()
    assert at.text[0].value == "view cells"
    at.segmented_control(key="switch").set_value("picture").run()
    assert at.text[0].value == "view picture"


def test_a_choice_without_a_view_is_an_error():
    at = AppTest.from_function(app, kwargs={"missing": "moved"}).run()
    assert [text.value for text in at.text] == ["KeyError 'moved'"]
