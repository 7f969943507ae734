"""The text below a descent: what it learns from, which rates work, and whether the kernel is unique."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from cnnviz.figures import captions
from cnnviz.lessons import descent
from cnnviz.lessons.descent import LONGEST, Descent, Freedom, Problem
from cnnviz.optimizers import MOMENTUM
from cnnviz.pipeline import choices
from cnnviz.ui.components import stage
from cnnviz.ui.session.image_in_use import ImageInUse

#: Digits after the decimal point, by the kernel's number of rows.
DECIMALS = {3: 3, 5: 2, 7: 2}


def show_warnings(runs: Sequence[Descent]) -> None:
    """Show why a descent was cut short or its loss rose."""
    for run in runs:
        if run.remark:
            st.warning(run.remark)


def explain(chosen: ImageInUse, problem: Problem) -> None:
    """Say which windows the kernel is learned from, and which learning rates converge."""
    st.markdown(f"{_source(chosen, problem)} {_best_error(problem)}  \n{_rates(problem)}")


def _source(chosen: ImageInUse, problem: Problem) -> str:
    height, width = problem.x.shape
    small = f", shrunk to {LONGEST} pixels a side at most" if max(chosen.pixels.shape[:2]) > LONGEST else ""
    return (
        f"Learned from {chosen.label} in 256 levels of grey, {height} × {width} pixels{small}: "
        f"**{problem.n_patches:,}** windows of {problem.size} × {problem.size}."
    )


def _best_error(problem: Problem) -> str:
    """Return why the error cannot become 0 or is in other units; "" where neither is the case."""
    if problem.flat:
        return "The wanted picture is the same everywhere: without a spread, errors are in the image's units."
    if problem.least > 0:
        rows, columns = problem.kernel.shape
        best = captions.share(float(np.sqrt(problem.least)))
        return (
            f"The wanted kernel has {rows} × {columns} weights, and does not fit into "
            f"{problem.size} × {problem.size}: the best there is has an error of **{best}**."
        )
    return ""


def _rates(problem: Problem) -> str:
    steepest = captions.number(descent.largest_curvature(problem))
    most = {name: captions.number(descent.rate_limit(problem, name) or 0) for name in ("sgd", "momentum")}
    return (
        f"Along its steepest direction the loss bends by {steepest}: above a rate of 2 / {steepest} = "
        f"**{most['sgd']}** SGD overshoots further at each step; with momentum of {MOMENTUM}, above "
        f"2·{1 + MOMENTUM:g} / {steepest} = **{most['momentum']}**. Adam's steps are about as long "
        "as the rate, however steep it is."
    )


def show_uniqueness(problem: Problem, seed: int) -> None:
    """Show whether the image determines the kernel; if not, show two kernels that give the same picture."""
    freedom = descent.freedom(problem, seed)
    weights = problem.size**2
    fixed = f"{weights} weights and a bias are {freedom.numbers} numbers"
    gram = "the Gram matrix of the patches (patch times patch, summed) has rank"
    if not freedom.open:
        st.markdown(
            f"**One kernel only.** {fixed}; {gram} **{freedom.rank}**: the image fixes them all. "
            f"{_too_large_size(problem)}"
        )
        return
    st.subheader("Two kernels, one picture", anchor=False)
    _show_kernels(freedom)
    st.markdown(
        f"{fixed}, but {gram} **{freedom.rank}**: the image fixes only so many. Along **{freedom.open}** "
        "directions the kernel changes and the picture does not: these two differ by "
        f"**{captions.number(freedom.difference)}** at most, which is rounding. No slope leads that way: "
        "descent leaves what the random start had there. Another start, another kernel."
    )


def _too_large_size(problem: Problem) -> str:
    """Return which kernel size has more numbers than the image has windows, or ""."""
    height, width = problem.x.shape
    for size in choices("learn_kernel", "size"):
        windows = max(0, height - size + 1) * max(0, width - size + 1)
        if 0 < windows <= size**2:
            return (
                f"Of {size} × {size} it has only {windows} windows, for {size**2 + 1} numbers: there two "
                "kernels make one picture."
            )
    return ""


def _show_kernels(freedom: Freedom) -> None:
    """Show a kernel, what can be added to it without a change of the picture, and their sum."""
    limit = float(np.abs([freedom.wanted, freedom.other]).max())
    size = len(freedom.wanted)
    items = [
        ("One kernel", "", freedom.wanted, ""),
        (
            "what the patches cannot see",
            "+",
            freedom.direction,
            f"bias {captions.number(freedom.added)}",
        ),
        ("another kernel", "=", freedom.other, "makes the same picture"),
    ]
    cells = [
        stage.Cells(
            label=label,
            operator=operator,
            values=values.astype(np.float32),
            detail=detail,
            digits=DECIMALS[size],
            limit=limit,
            alt=label,
        )
        for label, operator, values, detail in items
    ]
    stage.show(cells, "learn-open", tallest="36vh")
