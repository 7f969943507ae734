"""A notice outlives the callback that stores it, is shown as often as wanted, and belongs to one panel."""

import pytest
from streamlit.testing.v1 import AppTest

from cnnviz.errors import ImageError


def panels():
    """Show two panels; the buttons of the first raise errors in their callbacks."""
    import streamlit as st

    from cnnviz.errors import ImageError, WorkerError
    from cnnviz.ui.session.notice import Notice

    notice, other = Notice("first error"), Notice("second error")

    def fail(error):
        with notice.catch(ImageError, WorkerError):
            raise error

    st.button("image", on_click=fail, args=(ImageError("There is no image. Received: 7"),))
    st.button("worker", on_click=fail, args=(WorkerError("There is no answer."),))
    st.button("clear", on_click=notice.clear)
    st.button("nothing")
    once = st.toggle("once")
    st.markdown(str(notice.show_once() if once else notice.show()))
    st.markdown(str(other.show()))


def click(at, label):
    (button,) = [button for button in at.button if button.label == label]
    return button.click().run()


def shown(at):
    assert not at.exception
    return [error.value for error in at.error], [text.value for text in at.markdown]


@pytest.fixture
def at():
    return AppTest.from_function(panels, default_timeout=60).run()


def test_without_an_error_nothing_is_shown(at):
    assert shown(at) == ([], ["False", "False"])


def test_a_notice_is_shown_at_every_run_until_it_is_cleared(at):
    for _ in range(2):
        assert shown(click(at, "image")) == (["There is no image."], ["True", "False"])
    assert shown(click(at, "nothing")) == (["There is no image."], ["True", "False"])
    assert shown(click(at, "clear")) == ([], ["False", "False"])
    assert shown(click(at, "clear")) == ([], ["False", "False"])


def test_a_later_error_takes_the_place_of_the_one_before(at):
    click(at, "image")
    assert shown(click(at, "worker"))[0] == ["There is no answer."]


def test_a_notice_can_be_shown_once(at):
    at.toggle[0].set_value(True).run()
    assert shown(click(at, "image")) == (["There is no image."], ["True", "False"])
    assert shown(click(at, "nothing")) == ([], ["False", "False"])


def test_errors_of_other_classes_are_raised():
    from cnnviz.ui.session.notice import Notice

    with pytest.raises(ZeroDivisionError), Notice("first error").catch(ImageError):
        _ = 1 / 0
