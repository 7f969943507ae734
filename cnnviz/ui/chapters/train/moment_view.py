"""The network at one moment of its run: kernels, maps, cells that dropout switched off, probabilities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz import mnist
from cnnviz.colours import Colours
from cnnviz.figures import captions, pictures
from cnnviz.figures.layers import off, sheet
from cnnviz.network import readable_names
from cnnviz.runs import Moment, Run
from cnnviz.ui.chapters.train import run_selection
from cnnviz.ui.components import stage

Array = npt.NDArray[np.float32]

ASPECT = 1.9
#: Pixels of a weight's side, and clear pixels around each kernel.
CELL, MARGIN = 4, 2
BARS = 1.0
#: The largest number of kernels or maps on a sheet.
MAX_MAPS = 64
TALLEST = "clamp(110px, 20vh, 26vh)"


def show(run: Run, moments: Sequence[Moment]) -> None:
    """Show the selected one of a run's moments; empty places if there are none."""
    if not moments:
        stage.show(_empty_places(), "train-moment", tallest=TALLEST, within=True)
        return
    index = run_selection.moment()
    moment = moments[-1 if index is None else min(index, len(moments) - 1)]
    items = [*_pictures(run, moment, moments[-1]), _probabilities(moment)]
    stage.show(items, "train-moment", tallest=TALLEST, within=True)


def _empty_places() -> list[stage.AnyItem]:
    """Return empty items of the later sizes, so that nothing moves when the run starts."""
    return [
        stage.Empty(label="digit", aspect=1.0, scale=0.6),
        stage.Empty(label="kernels", operator="→", aspect=2.0),
        stage.Empty(label="feature maps", operator="→", aspect=2.0),
        stage.Empty(label="off in this batch", operator="→", aspect=2.0),
        stage.Empty(label="answer", operator="→", aspect=BARS),
    ]


def _pictures(run: Run, moment: Moment, newest: Moment) -> list[stage.AnyItem]:
    """Return digit, kernels, maps and switched-off cells; the newest moment gives the scale of colours."""
    items: list[stage.AnyItem] = []
    if run.probe is not None:
        probe = np.asarray(run.probe, np.float32)
        items.append(
            stage.Picture(
                label="digit",
                detail=captions.shape(probe),
                encoded=pictures.pixels(probe),
                alt="The watched digit",
                scale=0.6,
            )
        )
    if moment.kernels is not None and newest.kernels is not None:
        now, last = _kernels(moment.kernels), _kernels(newest.kernels)
        items.append(_sheet("kernels", now, last, "weights", _enlarged(now)))
    if moment.maps is not None and newest.maps is not None:
        items.append(_sheet("feature maps", _maps(moment.maps), _maps(newest.maps), "layer"))
    off_cells = newest.dropped or moment.dropped
    titles = readable_names([*run.settings.network.names, *off_cells])
    for name, cells in off_cells.items():
        items.append(_dropped(titles[name], moment.dropped.get(name), cells.shape))
    return items


def _sheet(
    label: str, values: Array, newest: Array, colours: Colours, pictured: Array | None = None
) -> stage.Picture:
    """Return maps on one sheet.

    Args:
        label: What they are.
        values: The maps (height, width, n).
        newest: Those of the newest moment, which give the scale of colours.
        colours: "weights" for kernels, "layer" for feature maps.
        pictured: The maps as they are drawn, if not as they are.
    """
    limit = pictures.reach(newest)
    return stage.Picture(
        label=label,
        detail=f"{captions.shape(values)}\n{captions.extent(values)}",
        operator="→",
        encoded=sheet(values if pictured is None else pictured, ASPECT, limit, colours),
        alt=f"{label}, values {captions.extent(values)}",
        limit=limit,
        colours=colours,
    )


def _kernels(kernels: npt.NDArray[np.floating]) -> Array:
    """Return kernels (height, width, in_channels, filters) as maps (height, width, n)."""
    height, width = kernels.shape[:2]
    return kernels.reshape(height, width, -1)[..., :MAX_MAPS].astype(np.float32)


def _enlarged(kernels: Array) -> Array:
    """Return kernels enlarged, with a margin around each; they are too small to be told apart by a line."""
    enlarged = kernels.repeat(CELL, axis=0).repeat(CELL, axis=1)
    return np.pad(enlarged, ((MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)))


def _maps(maps: npt.NDArray[np.floating]) -> Array:
    return maps[..., :MAX_MAPS].astype(np.float32)


def _dropped(title: str, cells: npt.NDArray[np.bool_] | None, shape: tuple[int, ...]) -> stage.AnyItem:
    """Return a sheet of the cells that a dropout layer has switched off; they are dark."""
    label = f"{title}: off in this batch"
    if cells is None:
        wide = off(np.zeros(shape, np.bool_), ASPECT)
        return stage.Empty(label=label, detail="none yet", operator="→", aspect=wide.width / wide.height)
    detail = f"{captions.shape(cells)}\n{int(cells.sum()):,} of {cells.size:,} off for the first digit"
    return stage.Picture(
        label=label, detail=detail, operator="→", encoded=off(cells, ASPECT), alt=f"{label}. {detail}"
    )


def _probabilities(moment: Moment) -> stage.Bars:
    return stage.Bars(
        label="answer",
        operator="→",
        aspect=BARS,
        names=mnist.CLASS_NAMES,
        values=[float(value) for value in moment.probabilities],
    )
