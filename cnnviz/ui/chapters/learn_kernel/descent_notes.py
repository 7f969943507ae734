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
    small = " It was scaled down for this page." if max(chosen.pixels.shape[:2]) > LONGEST else ""
    return (
        f"The network learns from {chosen.label} in grey, {height} × {width} pixels.{small} "
        f"That gives **{problem.n_patches:,}** windows of {problem.size} × {problem.size} pixels. "
        "It adjusts the kernel until both feature maps agree. "
    )


def _best_error(problem: Problem) -> str:
    """Return why the error cannot become 0 or is in other units; "" where neither is the case."""
    if problem.flat:
        return "The target's feature map is the same everywhere. So the error is given in the image's units."
    if problem.least > 0:
        rows, columns = problem.kernel.shape
        best = captions.share(float(np.sqrt(problem.least)))
        return (
            f"The target kernel has {rows} × {columns} weights and does not fit into "
            f"{problem.size} × {problem.size}. The smallest possible error is **{best}**."
        )
    return "An even grey map would have an error of 100 %."


def _rates(problem: Problem) -> str:
    steepest = captions.number(descent.largest_curvature(problem))
    most = {name: captions.number(descent.rate_limit(problem, name) or 0) for name in ("sgd", "momentum")}
    return (
        "Too large a learning rate overshoots: the loss rises instead of falling. "
        f"The loss is a valley. Where it is narrowest, its slope changes by {steepest} per unit. "
        f"So the limit for SGD is 2 / {steepest} = **{most['sgd']}**. "
        f"With momentum {MOMENTUM:g} the limit is 2·{1 + MOMENTUM:g} / {steepest} = **{most['momentum']}**. "
        "Adam has no such limit: its steps are about as long as the learning rate."
    )


def show_uniqueness(problem: Problem, seed: int) -> None:
    """Show whether the image determines the kernel; if not, show two kernels that give the same picture."""
    freedom = descent.freedom(problem, seed)
    weights = problem.size**2
    sought = f"The network looks for {weights} weights and a bias, {freedom.numbers} numbers."
    if not freedom.open:
        st.markdown(
            f"**Only one kernel fits.** {sought} The windows of this image determine all "
            f"**{freedom.rank}**. {_too_large_size(problem)}"
        )
        return
    st.subheader("Two kernels, one feature map", anchor=False)
    _show_kernels(freedom)
    st.markdown(
        f"{sought} The windows of this image determine only **{freedom.rank}** of them. "
        f"The kernel can change in **{freedom.open}** ways without changing the feature map. "
        f"These two maps differ by at most **{captions.number(freedom.difference)}**, by rounding. "
        "The loss does not notice them, so training keeps what the random start had. "
        "Another start gives another kernel."
    )


def _too_large_size(problem: Problem) -> str:
    """Return which kernel size has more numbers than the image has windows, or ""."""
    height, width = problem.x.shape
    for size in choices("learn_kernel", "size"):
        windows = max(0, height - size + 1) * max(0, width - size + 1)
        if 0 < windows <= size**2:
            return (
                f"For {size} × {size} it has only {windows} windows and needs {size**2 + 1} numbers. "
                "There, two kernels make the same feature map."
            )
    return ""


def _show_kernels(freedom: Freedom) -> None:
    """Show a kernel, what can be added to it without a change of the picture, and their sum."""
    limit = float(np.abs([freedom.wanted, freedom.other]).max())
    size = len(freedom.wanted)
    items = [
        ("One kernel", "", freedom.wanted, ""),
        (
            "invisible in this image",
            "+",
            freedom.direction,
            f"bias {captions.number(freedom.added)}",
        ),
        ("another kernel", "=", freedom.other, "makes the same map"),
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
