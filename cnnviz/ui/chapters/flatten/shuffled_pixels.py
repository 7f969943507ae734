"""Why neighbours matter to a CNN: it and a dense network, trained on digits and on shuffled digits."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz import export, mnist
from cnnviz.errors import ImageError, NetworkError, sentence
from cnnviz.figures import captions, pictures
from cnnviz.figures.accuracy_comparison import accuracy_curves
from cnnviz.lessons import shuffling
from cnnviz.runs import Run
from cnnviz.ui.chapters.runs_together import RunsTogether, failure, progress, status
from cnnviz.ui.components import stage
from cnnviz.ui.controls import digit_source
from cnnviz.ui.frame import take_home
from cnnviz.ui.frame.page_controls import page_stage
from cnnviz.ui.session import visitor_runs

TOGETHER = RunsTogether(
    visitor_runs.SHUFFLED_PIXELS,
    "Train all four",
    lambda: [entry.settings for entry in shuffling.entries()],
)


def show() -> None:
    """Show a digit before and after the shuffle, and train four networks."""
    with page_stage():
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            shuffled = _show_digit()
        with right:
            _show_buttons()
    TOGETHER.watch(_show_progress)
    code = export.shuffle_code()
    take_home.offer_and_show(code, shuffled)


def _show_buttons() -> None:
    st.markdown(
        "The same shuffle moves the pixels of every digit. "
        f"A dense network ({shuffling.DENSE.n_weights:,} weights) and a convolutional network, "
        f"a CNN ({shuffling.CNN.n_weights:,} weights), learn to read. "
        "Each trains once in order and once shuffled."
    )
    TOGETHER.buttons(*st.columns(2, vertical_alignment="bottom"))
    TOGETHER.message()


def _show_digit() -> pictures.Encoded:
    """Show the digit before and after the shuffle; return the shuffled picture."""
    try:
        digit = digit_source.prepared_digit().digit
    except (ImageError, NetworkError) as error:
        st.info(sentence(error))
        digit = mnist.bundled()[0][0].astype(np.float32) / np.float32(255)
    shuffled = pictures.pixels(shuffling.shuffled(digit).astype(np.float32))
    stage.show(
        [
            stage.Picture(label="In order", encoded=pictures.pixels(digit), alt="The digit"),
            stage.Picture(
                label="Shuffled",
                detail=f"the same {digit.size} numbers",
                operator="→",
                encoded=shuffled,
                alt="The same digit with its pixels shuffled",
            ),
        ],
        "contest-digit",
        tallest="34vh",
    )
    return shuffled


def _runs() -> dict[str, Run]:
    """Return the visitor's runs by the names of their entries; those not started are missing."""
    by_settings = {run.settings: run for run in TOGETHER.runs}
    entries = [entry for entry in shuffling.entries() if entry.settings in by_settings]
    return {entry.name: by_settings[entry.settings] for entry in entries}


def _show_progress() -> None:
    """Show the progress of the runs, and their accuracy after each epoch."""
    runs = _runs()
    if error := failure(list(runs.values())):
        st.error(error)
    if runs:
        names = {run.id: name for name, run in runs.items()}
        line = status(list(runs.values()), lambda run: names[run.id])
        st.progress(progress(list(runs.values())), text=line)
    else:
        st.markdown(
            f"4,000 training digits, 1,000 test digits, {shuffling.EPOCHS} epochs. It takes about a minute. "
            "You can keep using the other pages."
        )
    if runs:
        _show_accuracies(runs)
        courses = [
            (entry.name, entry.kind, entry.shuffled, accuracies(runs.get(entry.name)))
            for entry in shuffling.entries()
        ]
        st.plotly_chart(
            accuracy_curves(courses, shuffling.EPOCHS),
            key="contest-curves",
            config={"displayModeBar": False},
            alt="Accuracy on the test digits after each epoch, of all four runs",
        )


def accuracies(run: Run | None) -> list[float]:
    """Return the accuracy on the test digits after each epoch, as far as the run has come."""
    events = list(run.events) if run else []
    return [event["val_accuracy"] or 0.0 for event in events if event["kind"] == "epoch"]


def _show_accuracies(runs: dict[str, Run]) -> None:
    """Show the latest accuracy of each run and, once all have finished, what the shuffle cost."""
    names = [entry.name for entry in shuffling.entries()]
    for place, name in zip(st.columns(len(names)), names, strict=True):
        run = runs.get(name)
        course = accuracies(run)
        value = run.result.accuracy if run and run.result else course[-1] if course else None
        place.metric(name, "–" if value is None else captions.share(value))
    results = [run.result.accuracy for run in runs.values() if run.result and not run.result.stopped]
    if len(results) == len(names):
        (dense, dense_mixed, cnn, cnn_mixed), error = results, _chance(results)
        st.markdown(
            f"After the shuffle, the dense network reads **{_points(dense_mixed - dense)}** of the digits. "
            f"The CNN reads **{_points(cnn_mixed - cnn)}**. With 1,000 test digits, the margin of error is "
            f"{error:.0f} points. A dense network does not care where a pixel is. A convolution looks for "
            "patterns among neighbours, and the shuffle destroys them."
        )


def _points(difference: float) -> str:
    more = "more" if difference >= 0 else "fewer"
    return f"{abs(100 * difference):.1f} points {more}"


def _chance(results: list[float]) -> float:
    """Return two standard errors of the difference between two accuracies on 1,000 digits, in points."""
    share = float(np.mean(results))
    return 200 * float(np.sqrt(2 * share * (1 - share) / 1000))
