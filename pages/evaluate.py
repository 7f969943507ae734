"""Evaluate: how well a network reads digits it has never seen, and what it gets wrong."""

from collections.abc import Callable

import streamlit as st

from cnnviz import export
from cnnviz.errors import DataError, NetworkError, WorkerError, sentence
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.mnist import Digits
from cnnviz.ui.chapters.evaluate import (
    accuracy_panel,
    evaluation_views,
    learning_curve_panel,
    predicted_digits,
)
from cnnviz.ui.controls import data_picker, digit_source, network_facts
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import data_in_use, network_evaluation, networks
from cnnviz.ui.session.state import fragment

EvaluationView = Callable[[Digits, Evaluation], Encoded | None]

#: The name of each view and the function that shows it; the learning curve needs no evaluation.
VIEWS: dict[str, tuple[str, EvaluationView | None]] = {
    "confusion": ("Confusion", evaluation_views.confusion),
    "mistakes": ("Mistakes", evaluation_views.mistakes),
    "doubtful": ("Doubtful", evaluation_views.doubtful),
    "classes": ("Each digit", evaluation_views.scores),
    "amount": ("More data", None),
    "confidence": ("Confidence", evaluation_views.confidence),
}


@fragment
def page() -> None:
    show_view = controls()
    data_picker.show_message()
    with page_stage():
        if show_view is None:
            show_learning_curve()
        else:
            show_evaluation(show_view)


def controls() -> EvaluationView | None:
    """Show the page's controls; return what shows the chosen view."""
    with page_controls(horizontal=True, vertical_alignment="center", gap="small"):
        show_view = view_switch("evaluate", VIEWS, key="evaluate-evaluate_view")
        with st.popover("Network and digits", key="evaluate-subject"):
            digit_source.network_choice("evaluate", "explains")
            data_picker.choose("evaluate")
    return show_view


def show_evaluation(show_view: EvaluationView) -> None:
    """Show the accuracy of the chosen network, and a view of its predictions."""
    source = data_in_use.source()
    picture = None
    try:
        evaluation = network_evaluation.evaluation(networks.chosen("explains"), source)
    except (DataError, NetworkError, WorkerError) as error:
        st.error(sentence(error))
    else:
        if evaluation is None:
            reading(data_in_use.digits())
        else:
            accuracy_panel.show(evaluation)
            picture = show_view(data_in_use.digits(), evaluation)
            accuracy_panel.explain(evaluation)
    code = export.evaluate_code(source, name=networks.chosen("explains").name)
    network_facts.show_all()
    take_home.offer_and_show(code, picture)


def reading(digits: Digits) -> None:
    """Show the test digits while the network reads them."""
    st.info(f"The network is reading {len(digits.x_test):,} test digits. Here are some of them.")
    predicted_digits.show_unread(digits)
    rerun_when_ready()


@st.fragment(run_every=1)
def rerun_when_ready() -> None:
    if network_evaluation.is_ready(networks.chosen("explains"), data_in_use.source()):
        st.rerun()


def show_learning_curve() -> None:
    """Show the accuracy over the number of training digits."""
    digits, name = data_in_use.digits(), networks.chosen("explains").name
    learning_curve_panel.show(digits)
    most = learning_curve_panel.n_available(digits)
    code = export.amount_code(data_in_use.source(), most, name=name) if most else ""
    take_home.offer_and_show(code)


navigation.run(page)
