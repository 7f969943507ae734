"""What is said of a descent: from what it learns, how far it can step, and what the image leaves open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from cnnviz.figures import captions
from cnnviz.lessons import descent
from cnnviz.lessons.descent import LONGEST, Descent, Freedom, Problem
from cnnviz.pipeline import choices
from cnnviz.ui.components import stage
from cnnviz.ui.session import image_in_use

#: Kernels of more rows have no numbers that could be read.
DIGITS = {3: 3, 5: 2, 7: 2}


def warned(runs: Sequence[Descent]) -> None:
    """Say why a run failed."""
    for run in runs:
        if run.remark:
            st.warning(run.remark)


def told(chosen: image_in_use.Chosen, given: Problem) -> None:
    """Say from what is learned, and which learning rates can work."""
    st.markdown(f"{_source(chosen, given)} {_bounds(given)}  \n{_rates(given)}")


def _source(chosen: image_in_use.Chosen, given: Problem) -> str:
    height, width = given.x.shape
    small = f", shrunk to {LONGEST} pixels a side at most" if max(chosen.pixels.shape[:2]) > LONGEST else ""
    return (
        f"Learned from {chosen.label} in 256 levels of grey, {height} × {width} pixels{small}: "
        f"**{given.n_patches:,}** windows of {given.size} × {given.size}."
    )


def _bounds(given: Problem) -> str:
    """Return what is special about the target, or ""."""
    if given.flat:
        return "The wanted picture is the same everywhere: without a spread, errors are in the image's units."
    if given.least > 0:
        rows, columns = given.kernel.shape
        best = captions.share(float(np.sqrt(given.least)))
        return (
            f"The wanted kernel has {rows} × {columns} weights, and does not fit into "
            f"{given.size} × {given.size}: the best there is has an error of **{best}**."
        )
    return ""


def _rates(given: Problem) -> str:
    steepest = captions.number(descent.largest_curvature(given))
    most = {name: captions.number(descent.rate_limit(given, name) or 0) for name in ("sgd", "momentum")}
    return (
        f"Along its steepest direction the loss bends by {steepest}: above a rate of 2 / {steepest} = "
        f"**{most['sgd']}** SGD overshoots further at each step; with momentum of {descent.MOMENTUM}, above "
        f"2·{1 + descent.MOMENTUM:g} / {steepest} = **{most['momentum']}**. Adam's steps are about as long "
        "as the rate, however steep it is."
    )


def left_open(given: Problem, seed: int) -> None:
    """Show whether the image determines the kernel; where it does not, two kernels that make one picture."""
    found = descent.freedom(given, seed)
    weights = given.size**2
    fixed = f"{weights} weights and a bias are {found.numbers} numbers"
    gram = "the Gram matrix of the patches (patch times patch, summed) has rank"
    if not found.open:
        st.markdown(
            f"**One kernel only.** {fixed}; {gram} **{found.rank}**: the image fixes them all. "
            f"{_larger(given)}"
        )
        return
    st.subheader("Two kernels, one picture", anchor=False)
    _kernels(found)
    st.markdown(
        f"{fixed}, but {gram} **{found.rank}**: the image fixes only so many. Along **{found.open}** "
        "directions the kernel changes and the picture does not: these two differ by "
        f"**{captions.number(found.difference)}** at most, which is rounding. No slope leads that way: "
        "descent leaves what the random start had there. Another start, another kernel."
    )


def _larger(given: Problem) -> str:
    """Return which larger kernel the image has too few windows for, or ""."""
    height, width = given.x.shape
    for size in choices("learn_kernel", "size"):
        windows = max(0, height - size + 1) * max(0, width - size + 1)
        if 0 < windows <= size**2:
            return (
                f"Of {size} × {size} it has only {windows} windows, for {size**2 + 1} numbers: there two "
                "kernels make one picture."
            )
    return ""


def _kernels(found: Freedom) -> None:
    """Show a kernel, what can be added to it, and the other kernel."""
    limit = float(np.abs([found.wanted, found.other]).max())
    size = len(found.wanted)
    items = [
        ("One kernel", "", found.wanted, ""),
        (
            "what the patches cannot see",
            "+",
            found.direction,
            f"bias {captions.number(found.added)}",
        ),
        ("another kernel", "=", found.other, "makes the same picture"),
    ]
    cells = [
        stage.Cells(
            label=label,
            operator=operator,
            values=values.astype(np.float32),
            detail=detail,
            digits=DIGITS[size],
            limit=limit,
            alt=label,
        )
        for label, operator, values, detail in items
    ]
    stage.show(cells, "learn-open", tallest="36vh")
