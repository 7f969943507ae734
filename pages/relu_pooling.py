"""ReLU and pooling: one feature map, step by step, as often as there is something left to pool."""

from functools import partial
from typing import Any

import streamlit as st

from cnnviz import export, pipeline
from cnnviz.figures import captions, pictures
from cnnviz.pipeline import Round, Stage
from cnnviz.pipeline.rounds import MAX_ROUNDS, POOL_SIZES, STRIDES
from cnnviz.ui.components import stage
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import bind, change, current, field, fragment

POOLINGS = {"max": "Max", "average": "Average"}
ZOOM = 6


@fragment
def page() -> None:
    place = min(current().walk.stage, 3 * len(current().walk.rounds))
    chosen = image_in_use.chosen()
    stages, end = pipeline.walk(chosen.pixels, current())
    place = min(place, len(stages) - 1)
    n = stages[place].round
    settings(n)
    kernel_picker.message()
    steps(place, stages, end)
    last = pictured(place, stages, chosen)
    take_home.offer(export.walk_code(current()), last)
    if end:
        st.info(end)
    st.toggle("Zoom in to the numbers", **field("walk", "numbers", key="relu-numbers"))
    if current().walk.numbers:
        numbers(place, stages)
    with st.expander("Edit the kernel, or paste one", key="relu-edit", on_change="rerun") as editing:
        if editing.open:
            kernel_picker.edit(f"relu-{n}", *kernel_of(n))


def settings(n: int) -> None:
    """Show what round n does: its kernel, its pooling."""
    one = current().walk.rounds[n]

    take = partial(take_round, n)
    kernel, kind, window, strides = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
    with kernel:
        kernel_picker.choose(f"relu-{n}", *kernel_of(n))
        kernel_picker.adjust(f"relu-{n}", *kernel_of(n))
    kind.segmented_control(
        "Pooling",
        POOLINGS,
        format_func=POOLINGS.__getitem__,
        required=True,
        wrap=True,
        help=glossary.POOLING,
        **bind(f"relu-pooling-{n}", one.pooling, lambda value: take(pooling=value)),
    )
    window.slider(
        "Window",
        *POOL_SIZES,
        help=glossary.WINDOW,
        **bind(f"relu-window-{n}", one.pool_size, lambda value: take(pool_size=value)),
    )
    strides.slider(
        "Stride",
        *STRIDES,
        help=glossary.STRIDE,
        **bind(f"relu-stride-{n}", one.strides, lambda value: take(strides=value)),
    )


def take_round(n: int, **changed: Any) -> None:
    """Set something of round n as the rounds are by now: changes that arrive together all count."""
    rounds = current().walk.rounds
    if n < len(rounds):
        change(walk={"rounds": current().walk.rounds_with(n, **changed)})


def kernel_of(n: int) -> tuple[kernel_picker.Present, kernel_picker.Take]:
    """Return how the kernel of round n is read and set."""
    return lambda: current().walk.rounds[n].kernel, lambda kernel: take_round(n, kernel=kernel)


def steps(place: int, stages: list[Stage], end: str) -> None:
    """Show the ways through the stages: back, on, and once more from the convolution on."""
    rounds = current().walk.rounds
    last = len(stages) - 1
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Previous",
            disabled=place == 0,
            shortcut="left",
            on_click=step,
            args=(-1, len(stages) - 1),
        )
        st.button(
            "Next",
            disabled=place >= last,
            type="primary",
            shortcut="right",
            on_click=step,
            args=(1, len(stages) - 1),
        )
        st.markdown(
            f"**Step {place} of {last}: {stages[place].name}** · "
            f"round {stages[place].round + 1} of {len(rounds)}"
        )
        st.button(
            "Repeat",
            icon=":material/repeat:",
            disabled=place < last or bool(end) or len(rounds) >= MAX_ROUNDS,
            on_click=change,
            kwargs={"walk": {"rounds": (*rounds, Round(rounds[-1].kernel)), "stage": place + 1}},
        )
        st.button(
            "Remove the round",
            icon=":material/remove:",
            disabled=len(rounds) == 1,
            on_click=change,
            kwargs={"walk": {"rounds": rounds[:-1], "stage": min(place, 3 * (len(rounds) - 1))}},
        )


def step(by: int, last: int) -> None:
    """Go on or back from wherever the visitor is by now: presses that arrive together all count."""
    change(walk={"stage": max(0, min(min(current().walk.stage, last) + by, last))})


def pictured(place: int, stages: list[Stage], chosen: image_in_use.Chosen) -> pictures.Encoded:
    """Show the present round, its input and each stage up to the present one; return the last picture."""
    first = 3 * (max(0, place - 1) // 3)
    items: list[stage.AnyItem] = []
    for n in range(first, first + 4):
        if n >= len(stages):
            break
        one = stages[n]
        height, width = one.values.shape[:2]
        head: Any = {"label": one.name, "operator": "→" if n > first else ""}
        if n > place:
            items.append(stage.Empty(aspect=width / height, detail=one.operation, **head))
            continue
        encoded = (
            image_in_use.encoded(chosen.key, one.values)
            if n == 0
            else pictures.signed(one.values, limit(stages, n))
        )
        extent, zeros = captions.extent(one.values), captions.zeros(one.values)
        detail = f"{one.operation}\n{captions.shape(one.values)}\n{extent} · zeros {zeros}"
        items.append(
            stage.Picture(
                encoded=encoded,
                limit=limit(stages, n) if n > first else None,
                detail=detail.strip(),
                alt=f"{one.name}: {detail}".replace("\n", ", "),
                mark=marked(stages, n, first) if current().walk.numbers else None,
                **head,
            )
        )
    stage.show(items, "relu-stage")
    return [one.encoded for one in items if isinstance(one, stage.Picture)][-1]


def limit(stages: list[Stage], n: int) -> float:
    """Return the scale of a stage: its round's convolution's, so that equal colours are equal values."""
    return pictures.reach(stages[3 * ((n - 1) // 3) + 1].values)


def corner(stages: list[Stage], first: int) -> tuple[int, int]:
    """Return where the zoom into the round's convolution begins: as set, else at its strongest response."""
    values = stages[first + 1].values
    row, column = current().walk.region or (position - ZOOM // 2 for position in pipeline.strongest(values))
    return max(0, min(row, values.shape[0] - ZOOM)), max(0, min(column, values.shape[1] - ZOOM))


def marked(stages: list[Stage], n: int, first: int) -> tuple[int, int, int, int]:
    """Return the part of a stage that the zoom shows: top, left, height, width."""
    row, column = corner(stages, first)
    if n < first + 3:
        height, width = stages[n].values.shape[:2]
        return row, column, min(ZOOM, height), min(ZOOM, width)
    one = current().walk.rounds[stages[n].round]
    inside = [
        pooled_inside(start, one, side)
        for start, side in zip((row, column), stages[n].values.shape, strict=True)
    ]
    return inside[0][0], inside[1][0], inside[0][1], inside[1][1]


def pooled_inside(start: int, one: Round, side: int) -> tuple[int, int]:
    """Return the first pooled cell whose window lies in the zoom, and how many do; at least one."""
    first = min(-(-start // one.strides), side - 1)
    count = (start + ZOOM - one.pool_size - first * one.strides) // one.strides + 1
    return first, max(1, min(count, side - first))


def numbers(place: int, stages: list[Stage]) -> None:
    """Show the numbers of a small part of each stage, and the arithmetic of one cell of each."""
    first = 3 * (max(0, place - 1) // 3)
    if first + 1 >= len(stages):
        return
    row, column = corner(stages, first)
    height, width = stages[first + 1].values.shape
    left, right = st.columns(2)
    if height > ZOOM:
        left.slider(
            "Row",
            0,
            height - ZOOM,
            **bind("relu-row", row, lambda value: change(walk={"region": (value, column)})),
        )
    if width > ZOOM:
        right.slider(
            "Column",
            0,
            width - ZOOM,
            **bind("relu-column", column, lambda value: change(walk={"region": (row, value)})),
        )
    items: list[stage.AnyItem] = []
    for n in range(first, min(len(stages), first + 4)):
        one = stages[n]
        top, left_edge, tall, wide = marked(stages, n, first)
        head: Any = {"label": one.name, "operator": "→" if n > first else "", "scale": tall / ZOOM}
        if n > place:
            items.append(stage.Empty(aspect=wide / tall, **head))
            continue
        values = one.values.mean(axis=-1) if one.values.ndim == 3 else one.values
        part = values[top : top + tall, left_edge : left_edge + wide]
        bottom, right_edge = top + part.shape[0] - 1, left_edge + part.shape[1] - 1
        scale: Any = {"pixels": True, "limit": 1.0} if n == 0 else {"limit": limit(stages, n)}
        items.append(
            stage.Cells(
                values=part,
                detail=f"rows {top} … {bottom}, columns {left_edge} … {right_edge}",
                alt=f"The numbers of {one.name}",
                **head,
                **scale,
            )
        )
    stage.show(items, "relu-cells", tallest="46vh")
    pooled = current().walk.rounds[first // 3]
    cell = [
        pooled_inside(start, pooled, max(1, (side - pooled.pool_size) // pooled.strides + 1))[0]
        for start, side in ((row, height), (column, width))
    ]
    st.markdown("  \n".join(pipeline.arithmetic(stages, current(), place, (cell[0], cell[1]))))


navigation.run(page)
