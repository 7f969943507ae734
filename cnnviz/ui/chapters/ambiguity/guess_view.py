"""Which digit is it? The visitor guesses a digit that the network doubts, and then sees both answers."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz import export
from cnnviz.errors import DataError, NetworkError, WorkerError, sentence
from cnnviz.figures import captions, pictures
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.pipeline import bounds
from cnnviz.ui.chapters.ambiguity.asked_network import AskedNetwork
from cnnviz.ui.components import stage
from cnnviz.ui.session import data_in_use, network_evaluation
from cnnviz.ui.session.state import bind, change, current

#: The height of the picture: the guess and the answer stand beside it.
TALLEST = "58vh"


def controls() -> None:
    """Show no controls above the digit: the visitor answers beside it."""


def show(asked: AskedNetwork) -> pictures.Encoded | None:
    """Show a doubtful digit and ten answers to choose from; then the network's answer. Return the digit."""
    source = data_in_use.source()
    try:
        evaluation = network_evaluation.evaluation(asked.file, source)
    except (DataError, NetworkError, WorkerError) as error:
        st.error(sentence(error))
        return None
    if evaluation is None:
        st.info("The network is reading the test digits, to find those that it doubts most.")
        rerun_when_ready(asked, source)
        return None
    places = evaluation.doubtful(bounds("ambiguity", "guessed")[1] + 1)
    turn = current().ambiguity.guessed % len(places)
    place = int(places[turn])
    left, right = st.columns([5, 7], gap="large")
    digit = pictures.pixels(data_in_use.digits().x_test[place].astype(np.float32) / np.float32(255))
    with left:
        picture = stage.Picture(label="", encoded=digit, alt="A digit that the network doubts")
        stage.show([picture], "ambiguity-doubtful", tallest=TALLEST)
    with right:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("#### Which digit is it?", width="stretch")
            st.button("Next digit", icon=":material/arrow_forward:", on_click=_next, args=(turn, len(places)))
        st.markdown(f"Doubtful digit {turn + 1} of {len(places)}. Guess first.")
        guess = _guess(turn)
        if guess is not None:
            _answers(evaluation, place, guess)
    return digit


@st.fragment(run_every=1)
def rerun_when_ready(asked: AskedNetwork, source: str) -> None:
    """Run the page again once the network has read the test digits."""
    if network_evaluation.is_ready(asked.file, source):
        st.rerun()


def code(asked: AskedNetwork) -> str:
    """Return the program that finds the doubtful digits."""
    return export.evaluate_code(data_in_use.source(), name=asked.file.name)


def _guess(turn: int) -> int | None:
    """Show the ten answers, and return the one that the visitor has chosen."""
    least, most = bounds("ambiguity", "guess")
    guess: int | None = st.segmented_control(
        "Your guess",
        list(range(least, most + 1)),
        wrap=True,
        label_visibility="collapsed",
        **bind(
            f"ambiguity-guess-{turn}",
            current().ambiguity.guess,
            lambda guess: change(ambiguity={"guess": guess, "guessed": turn}),
        ),
    )
    return guess


def _answers(evaluation: Evaluation, place: int, guess: int) -> None:
    """Show the label, the guess and the network's probabilities."""
    probabilities, label = evaluation.probabilities[place], int(evaluation.labels[place])
    best = int(evaluation.predicted[place])
    st.markdown(
        f"You say **{guess}**. "
        f"The network says **{best}**, at {captions.share_among(probabilities, best)}. "
        f"MNIST's label says **{label}**."
    )
    bars = stage.Bars(label="", names=evaluation.class_names, values=probabilities.tolist(), aspect=1.8)
    stage.show([bars], "ambiguity-answer", tallest="30vh")


def _next(turn: int, count: int) -> None:
    change(ambiguity={"guessed": (turn + 1) % count, "guess": None})
