"""None of the ten: what networks say about a thing that is no digit, and when they may be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from cnnviz import digits, export, mnist
from cnnviz.digits import doubt
from cnnviz.errors import DataError, ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures import captions, pictures
from cnnviz.figures.scores import reliability
from cnnviz.lessons import none_of_the_ten
from cnnviz.lessons.none_of_the_ten import Seen, Trust
from cnnviz.pipeline import bounds, choices
from cnnviz.ui.chapters.ambiguity.asked_network import AskedNetwork, others, probabilities
from cnnviz.ui.chapters.ambiguity.guess_view import rerun_when_ready
from cnnviz.ui.components import stage
from cnnviz.ui.controls.pad import pad
from cnnviz.ui.session import data_in_use, image_in_use, network_evaluation
from cnnviz.ui.session.state import change, current, field
from cnnviz.workers import NetworkFile

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: What the network reads: its name in the switch, and in a sentence.
THINGS = {
    "face": ("Face", "a face"),
    "letter": ("Letter", "a letter"),
    "smiley": ("Smiley", "a smiley"),
    "noise": ("Noise", "noise"),
    "nothing": ("Nothing", "an empty picture"),
    "image": ("My image", "your image"),
    "drawing": ("My drawing", "your drawing"),
}
#: The height of the pictures, and of the chart below them in pixels.
TALLEST, CHART_HEIGHT = "31vh", 190
#: The operator between the answers of two networks: room, and no sign.
BLANK = "\u2003"
POINT = "A high probability is not knowledge."
#: What the visitor brings, which may be a digit.
OWN = ("image", "drawing")


def controls() -> None:
    """Show the choice of the thing, and what belongs to it."""
    st.segmented_control(
        "What the network reads",
        choices("ambiguity", "thing"),
        format_func=lambda name: THINGS[name][0],
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **field("ambiguity", "thing"),
    )
    thing = current().ambiguity.thing
    if thing == "letter":
        letters = choices("ambiguity", "letter")
        st.selectbox(
            "Letter", letters, label_visibility="collapsed", width=90, **field("ambiguity", "letter")
        )
    if thing == "noise":
        st.button("New noise", icon=":material/casino:", on_click=_new_noise)
    if thing == "drawing":
        with st.popover("Draw", icon=":material/draw:", key="ambiguity-draw"):
            pad("ambiguity")


def show(asked: AskedNetwork) -> pictures.Encoded | None:
    """Show the thing, what the networks see and say, and how often they are right on digits."""
    try:
        thing = seen()
    except ImageError as error:
        st.info(sentence(error))
        return None
    answer = probabilities(asked.file, thing.digit)
    best = int(answer.argmax())
    sure = captions.share_among(answer, best)
    name = THINGS[current().ambiguity.thing][1]
    read_as = captions.with_article(mnist.CLASS_NAMES[best])
    st.markdown(f"#### {asked.file.label} reads {name} as {read_as}, at {sure}. {POINT}")
    shown = pictures.pixels(thing.digit)
    whole = stage.Picture(
        label=THINGS[current().ambiguity.thing][0], encoded=pictures.pixels(thing.picture), alt=name
    )
    small = stage.Picture(
        label="What a network sees",
        detail="28 × 28 pixels",
        operator="→",
        encoded=shown,
        alt=f"{name} in 28 × 28 pixels",
    )
    files = (asked.file, *others(asked.file)[:1])
    answers = [_bars(file, thing, sign) for file, sign in zip(files, ("→", BLANK), strict=False)]
    stage.show([whole, small, *answers], "ambiguity-none", tallest=TALLEST)
    _trust(asked, thing, float(answer.max()))
    return shown


def seen() -> Seen:
    """Return what the visitor has chosen, and what a network sees of it.

    Raises:
        ImageError: If the drawing is empty, or the portrait is not installed.
    """
    settings = current().ambiguity
    if settings.thing == "image":
        pixels = image_in_use.chosen().pixels
        return Seen(pixels, none_of_the_ten.shrunk(pixels))
    if settings.thing == "drawing":
        if not current().image.drawing.strokes:
            raise ImageError("Press Draw, and draw a thing that is no digit.")
        prepared = digits.from_drawing(current().image.drawing)
        return Seen(prepared.steps[0].picture, prepared.digit)
    return none_of_the_ten.seen(settings.thing, letter=settings.letter, seed=settings.noise_seed)


def code(asked: AskedNetwork) -> str:
    """Return the program that asks the networks."""
    return export.none_code(current(), name=asked.file.name)


def _bars(file: NetworkFile, thing: Seen, operator: str) -> stage.Bars:
    answer = probabilities(file, thing.digit).tolist()
    return stage.Bars(
        label=file.label, names=mnist.CLASS_NAMES, values=answer, aspect=0.95, operator=operator
    )


def _trust(asked: AskedNetwork, thing: Seen, confidence: float) -> None:
    """Show how often the network is right on digits when it is as sure as this, and whether this is one."""
    source = data_in_use.source()
    try:
        evaluation = network_evaluation.evaluation(asked.file, source)
    except (DataError, NetworkError, WorkerError) as error:
        st.error(sentence(error))
        return
    if evaluation is None:
        st.info("The network is reading the test digits.")
        rerun_when_ready(asked, source)
        return
    left, right = st.columns([5, 6], gap="medium", vertical_alignment="center")
    with left:
        st.markdown(_said(asked.file.label, none_of_the_ten.trust(evaluation, confidence)))
        likely = doubt.percent(doubt.probability(thing.digit))
        st.markdown(f"Is it a digit at all? A second network says: **{likely}**.")
    with right:
        st.plotly_chart(
            _small(reliability(evaluation.reliability(), stands_out=confidence)),
            key="ambiguity-reliability",
            config={"displayModeBar": False},
            alt="Accuracy on test digits at each level of confidence",
        )


def _said(network: str, trust: Trust | None) -> str:
    """Return how often a network was right on digits when it was at least as sure as of this picture."""
    if trust is None:
        return f"{network} was never this sure of a test digit."
    is_none = "" if current().ambiguity.thing in OWN else " This picture is no digit."
    return (
        f"{network} was at least this sure of **{trust.n:,} test digits**.  \n"
        f"**{captions.share(trust.share)}** of these answers were right.  \n"
        f"That holds for digits only.{is_none}"
    )


def _small(figure: Figure) -> Figure:
    """Return the reliability as a low chart; the bar of answers as sure as this one stands out."""
    figure.update_layout(height=CHART_HEIGHT, showlegend=False)
    figure.update_xaxes(title={"text": "confidence (strong bar: as sure as here)"}, dtick=0.2)
    figure.update_yaxes(title={"text": "right"}, tickvals=[0, 0.5, 1])
    return figure


def _new_noise() -> None:
    most = bounds("ambiguity", "noise_seed")[1]
    change(ambiguity={"noise_seed": (current().ambiguity.noise_seed + 1) % (most + 1)})
