"""ReLU: what becomes of each number of a feature map, and why a network cannot do without."""

import streamlit as st

from cnnviz import export, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.figures.activations import curve
from cnnviz.kernels import get
from cnnviz.layers import ACTIVATIONS
from cnnviz.pipeline import SECONDS, Collapse
from cnnviz.ui import frame, handed, maps, stage, stepper
from cnnviz.ui.handed import Handed
from cnnviz.ui.state import change, current, field, fragment

#: A kernel of more rows or columns is told, and not drawn.
MOST_CELLS = 9
WORDS = """
- **Activation**: a function that each number of a feature map goes through by itself.
- **ReLU** (rectified linear unit): the activation max(0, x). What is negative becomes 0, the rest stays.
- **Derivative**: how steep the function is. In training, an error goes back through a number times the
  derivative there: where it is 0, nothing is learned.
"""


@fragment
def page() -> None:
    given = handed.on()
    if given is None:
        return
    controls()
    step(given)
    whole(given)
    slope(given)
    necessary(given)
    with st.expander("The words"):
        st.markdown(WORDS)
    with st.expander("The same in Keras"):
        st.code(export.activation_code(given.cutout.pixels, given.done, current()), language="python")


def controls() -> None:
    names, tones = st.columns([3, 2], vertical_alignment="bottom")
    names.selectbox(
        "Activation",
        list(ACTIVATIONS),
        format_func=lambda name: f"{name}: {ACTIVATIONS[name].formula}",
        **field("act", "activation"),
    )
    tones.toggle("Black, grey, white", **field("act", "toned"))


def step(given: Handed) -> None:
    """Show the activation cell by cell, and how many zeros there are before and after."""
    before, name = given.done.output, current().activation
    stepper.show(
        stepper.Activation(before, name),
        "act-stepper",
        position=place(given),
        on_position=lambda row, column: change(position=(row, column)),
    )
    after = pipeline.activated(before, current())
    st.markdown(
        f"{handed.told(given)}  \nZeros: **{captions.zeros(before)}** before {name}, "
        f"**{captions.zeros(after)}** after it."
    )


def place(given: Handed) -> tuple[int, int]:
    """Return the cell that is looked at: the one of the page Convolution."""
    height, width = given.done.output.shape[:2]
    row, column = current().position or pipeline.strongest(given.done.output[..., 0])
    return min(row, height - 1), min(column, width - 1)


def whole(given: Handed) -> None:
    st.subheader("On the whole picture", anchor=False)
    before, after = maps.activated(given.chosen.key, given.chosen.pixels, current())
    pictured = [maps.picture(before, "Feature map"), maps.picture(after, current().activation, "→")]
    stage.show(pictured, "act-stage", tallest="46vh")
    if current().toned:
        st.markdown("Black is negative, grey is 0, white is positive: after ReLU no black is left.")


def slope(given: Handed) -> None:
    """Show the function and its derivative, and both for the cell that is looked at."""
    name = current().activation
    st.subheader("The function and its derivative", anchor=False)
    st.plotly_chart(curve(name), key="act-curve", alt=f"{name} and its derivative, from −4 to 4")
    x = given.done.output[place(given)][0]
    value, steepness = (float(function(x)) for function in ACTIVATIONS[name][1:])
    row, column = place(given)
    st.markdown(
        f"At row {row}, column {column}: x = {captions.number(float(x))}, "
        f"{name}(x) = **{captions.number(value)}**, derivative **{captions.number(steepness)}**."
    )


def necessary(given: Handed) -> None:
    """Show that two kernels are one kernel, unless an activation stands between them."""
    st.subheader("Why not leave it out?", anchor=False)
    st.segmented_control(
        "A second kernel after the first",
        SECONDS,
        required=True,
        format_func=str.capitalize,
        **field("act", "second"),
    )
    try:
        found = pipeline.collapse(given.cutout.pixels, given.done, current())
    except NetworkError as error:
        st.info(sentence(error))
        return
    composed(given, found)
    without, between = st.columns(2)
    without.metric("Two kernels less the one, at most", captions.number(found.rounding), border=True)
    between.metric(
        f"With {current().activation} between, at most", captions.number(found.difference), border=True
    )
    st.markdown(concluded(found))


def composed(given: Handed, found: Collapse) -> None:
    """Show both kernels, and the one that they make together."""
    first, second = current().kernel, get(current().second)
    if max(found.weights.shape) > MOST_CELLS:
        return
    tables = [
        (first.name, "", given.done.weights[:, :, 0, 0], first.divisor),
        (second.name, "then", second.array, second.divisor),
        ("both in one", "=", found.weights, found.divisor),
    ]
    cells = [
        stage.Cells(
            label=name,
            operator=operator,
            values=values,
            alt=f"The kernel {name}",
            detail=f"{values.shape[0]} × {values.shape[1]}, divided by {captions.number(divisor)}",
            scale=values.shape[0] / found.weights.shape[0],
        )
        for name, operator, values, divisor in tables
    ]
    stage.show(cells, "act-kernels", tallest="32vh")


def concluded(found: Collapse) -> str:
    """Return what the two differences say."""
    rows, columns = found.weights.shape
    largest = captions.extent(found.two)
    same = (
        f"On the cut-out, two convolutions one after the other are one, with a kernel of {rows} × {columns}: "
        f"of values from {largest} they differ by rounding alone. However many there are, "
        "without an activation they see no more than one."
    )
    if found.unchanged:
        return f"{same} Here {current().activation} changes no number, and so nothing comes of it."
    return f"{same} With {current().activation} between, that kernel no longer gives the same."


frame.run(page)
