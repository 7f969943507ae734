"""Evaluate: how well a network reads digits it has never seen, and what it gets wrong."""

from collections.abc import Callable

import streamlit as st

from cnnviz import export
from cnnviz.errors import DataError, NetworkError, WorkerError, sentence
from cnnviz.figures import captions, pictures
from cnnviz.figures.scores import classes, reliability
from cnnviz.lessons import evaluation
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.mnist import Digits
from cnnviz.ui.chapters.evaluate import (
    evaluation_answers,
    judged_digits,
    learning_curve_panel,
)
from cnnviz.ui.controls import data_picker, digit_source
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import data_in_use, networks
from cnnviz.ui.session.state import current, field, fragment

View = Callable[[Digits, Evaluation], pictures.Encoded | None]

QUIET = {"displayModeBar": False}


@fragment
def page() -> None:
    view, which, network = st.columns([6.4, 3, 2.4], vertical_alignment="bottom")
    view.segmented_control(
        "What to look at",
        VIEWS,
        format_func=lambda name: VIEWS[name][0],
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **field("evaluate", "view", key="evaluate-evaluate_view"),
    )
    with which:
        data_picker.selector("evaluate")
    with network:
        digit_source.network_choice("evaluate")
    if trouble := data_in_use.trouble():
        st.info(trouble)
    shipped = networks.chosen() == networks.SHIPPED
    shown = VIEWS[current().evaluate.view][1]
    if shown is None:
        learning_curve_panel.show(data_in_use.digits())
        most = learning_curve_panel.available(data_in_use.digits())
        code = export.amount_code(data_in_use.source(), most, shipped=shipped) if most else ""
        picture = None
    else:
        picture = judge(shown)
        code = export.evaluate_code(data_in_use.source(), shipped=shipped)
    take_home.offer_and_show(code, picture)


def judge(view: View) -> pictures.Encoded | None:
    """Show how well the network does, and a view of its answers; return the view's picture."""
    try:
        given = evaluation_answers.evaluation(networks.chosen(), data_in_use.source())
    except (DataError, NetworkError, WorkerError) as error:
        st.error(sentence(error))
        return None
    if given is None:
        st.info("The network is reading the test digits.")
        wait()
        return None
    share(given)
    return view(data_in_use.digits(), given)


@st.fragment(run_every=1)
def wait() -> None:
    """Show the page anew when the network has answered."""
    if evaluation_answers.answered(networks.chosen(), data_in_use.source()):
        st.rerun()


def share(given: Evaluation) -> None:
    """Show how many are read rightly, beside the lecture's share, and what that is worth."""
    right, lecture, wrong, words = st.columns([2.4, 1.6, 2.3, 4.6], vertical_alignment="center")
    right.metric("Read rightly", f"{100 * given.accuracy:.2f} % ± {100 * given.uncertainty:.2f}")
    lecture.metric("The lecture's", f"{100 * evaluation.LECTURE:.2f} %")
    wrong.metric("Wrong", f"{given.n_wrong:,} of {given.n:,}")
    words.markdown(evaluation_answers.worth(given))


def confusion(digits: Digits, given: Evaluation) -> pictures.Encoded | None:
    label, read = current().evaluate.confused or given.most_confused() or (0, 0)
    left, right = st.columns([5, 7])
    with left:
        judged_digits.matrix(given, (label, read))
    with right:
        places = given.confused(label, read)
        is_, as_ = given.class_names[label], given.class_names[read]
        st.markdown(f"**{len(places):,}** times a **{is_}** is read as **{as_}**; the surest first")
        return judged_digits.sheet(digits, given, places[:20], across=10, text=judged_digits.sure)


def mistakes(digits: Digits, given: Evaluation) -> pictures.Encoded | None:
    st.markdown(
        "**Is → read as.** The largest loss first: where the least is given to the true class."
        if given.n_wrong
        else "There are no mistakes."
    )
    return judged_digits.sheet(
        digits, given, given.worst(judged_digits.MOST), across=15, text=judged_digits.mistaken
    )


def doubtful(digits: Digits, given: Evaluation) -> pictures.Encoded | None:
    st.markdown(
        "**Margin**: the largest probability less the second largest. The smallest first, right or wrong."
    )
    return judged_digits.sheet(
        digits, given, given.doubtful(judged_digits.MOST), across=15, text=judged_digits.margin
    )


def each(_: Digits, given: Evaluation) -> None:
    st.plotly_chart(
        classes(given.per_class),
        key="evaluate-classes",
        config=QUIET,
        alt="Precision and recall of each class",
    )
    st.markdown(
        "**Recall** of the 4: of all that are a 4, so many are read as 4. **Precision** of the 4: of all "
        "that are read as 4, so many are one."
    )


def confidence(_: Digits, given: Evaluation) -> None:
    told = given.reliability()
    st.plotly_chart(
        reliability(told),
        key="evaluate-confidence",
        config=QUIET,
        alt="How often answers of a confidence are right",
    )
    st.markdown(
        "Of answers given with 90 %, nine in ten should be right. Above each bar: how many answers. Expected "
        f"calibration error, the mean gap: **{captions.share(told.error)}**. Bars of few answers are chance."
    )


#: The views with their names; what more data would bring is seen without the network's answers.
VIEWS: dict[str, tuple[str, View | None]] = {
    "confusion": ("Confusion", confusion),
    "mistakes": ("Mistakes", mistakes),
    "doubtful": ("Doubtful", doubtful),
    "classes": ("Each digit", each),
    "amount": ("More data", None),
    "confidence": ("Confidence", confidence),
}

navigation.run(page)
