"""A finished run in a file: its events and some of its moments, without the trained network."""

from __future__ import annotations

import json
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np

from cnnviz.network import lecture_network
from cnnviz.runs.events import Event, Moment
from cnnviz.runs.run import Run
from cnnviz.runs.run_settings import RunSettings

#: The number of moments that a file keeps: close together at first, while much changes.
N_MOMENTS = 12
_EXAMPLE = "example_run.npz"


def example_settings() -> RunSettings:
    """Return the settings of the recorded example: those that the page Train begins with."""
    return RunSettings(lecture_network())


def example() -> Run:
    """Return the recorded example, a run of the lecture's network on the bundled digits.

    It was made by `python -m cnnviz.workers.record_example`.
    """
    return loaded(files("cnnviz.assets").joinpath(_EXAMPLE).read_bytes(), example_settings())


def saved(run: Run) -> bytes:
    """Return a finished run as the content of an .npz file."""
    kept = sorted({round(place) for place in np.geomspace(1, len(run.moments), N_MOMENTS)})
    moments = [run.moments[place - 1] for place in kept]
    arrays: dict[str, Any] = {
        "events": np.array(json.dumps(run.events)),
        "probe": np.asarray(run.probe, np.float32),
        "steps": np.array([moment.step for moment in moments]),
    }
    for n, moment in enumerate(moments):
        arrays |= {f"kernels {n}": moment.kernels, f"maps {n}": moment.maps}
        arrays |= {f"probabilities {n}": moment.probabilities}
        arrays |= {f"dropped {n} {name}": cells for name, cells in moment.dropped.items()}
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def loaded(data: bytes, settings: RunSettings) -> Run:
    """Return the run in a file of `saved`, which was made with these settings. It has no result."""
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        events: list[Event] = json.loads(str(arrays["events"]))
        steps = arrays["steps"].tolist()
        moments = [_moment(arrays, n, step) for n, step in enumerate(steps)]
        run = Run(settings, probe=arrays["probe"], id="example")
    run.events, run.moments, run.state = events, moments, "finished"
    return run


def _moment(arrays: Any, n: int, step: int) -> Moment:
    start = f"dropped {n} "
    dropped = {name.removeprefix(start): arrays[name] for name in arrays.files if name.startswith(start)}
    return Moment(step, arrays[f"kernels {n}"], arrays[f"maps {n}"], arrays[f"probabilities {n}"], dropped)
