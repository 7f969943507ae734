"""The colours of a feature map's values, as a table for pictures; `shared/map_colours.js` has the same."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cnnviz.colours import MAP_SCALES, MAP_STEPS, MapColours, MapView

Array = npt.NDArray[np.float32]

#: A smaller share of the full colour's value is rounding error.
ALMOST_NOTHING = 1e-5
#: About as many values of a large map decide what its full colour is.
SAMPLE = 50_000


@cache
def table(colours: MapColours) -> npt.NDArray[np.uint8]:
    """Return the colours of a scale from the most negative value to the most positive one.

    >>> table("toned")[[0, MAP_STEPS, 2 * MAP_STEPS]].tolist()
    [[0, 0, 0], [128, 128, 128], [255, 255, 255]]

    Args:
        colours: A key of `MAP_SCALES`.

    Returns:
        (2 * MAP_STEPS + 1, 3); the middle is the colour of 0.

    Raises:
        KeyError: If there is no such scale.
    """
    scale = MAP_SCALES[colours]
    shares = np.arange(-MAP_STEPS, MAP_STEPS + 1) / MAP_STEPS
    places = np.sign(shares) * np.abs(shares) ** scale.exponent
    at, rgb = [place for place, _ in scale.stops], np.array([colour for _, colour in scale.stops])
    mixed = np.column_stack([np.interp(places, at, channel) for channel in rgb.T])
    levels = np.floor(mixed + 0.5).astype(np.uint8)  # as JavaScript rounds
    levels.flags.writeable = False
    return levels


def levels(values: Array, limit: float) -> npt.NDArray[np.uint8]:
    """Return the index in `table` of each value: 0 for -limit, `MAP_STEPS` for 0, twice that for limit.

    >>> levels(np.array([-9, 0, 1], np.float32), 2).tolist()
    [0, 126, 189]
    """
    scaled = np.clip(values / np.float32(limit), -1, 1) * np.float32(MAP_STEPS)
    found: npt.NDArray[np.uint8] = (np.rint(scaled) + np.float32(MAP_STEPS)).astype(np.uint8)
    return found


def reach(values: Array, colours: MapColours = "signed") -> float:
    """Return the absolute value with the full colour: 99.5 % of the nonzero absolute values are smaller.

    The maximum would let a single extreme pixel leave the rest of a map pale. A large map is sampled.

    Args:
        values: Finite numbers.
        colours: A key of `MAP_SCALES`, which has the share.
    """
    some = np.abs(values.ravel()[:: max(1, values.size // SAMPLE)])
    some = some[some > ALMOST_NOTHING * some.max(initial=0)]
    return float(np.quantile(some, MAP_SCALES[colours].quantile)) if some.size else span(values)


def span(values: Array) -> float:
    """Return the largest absolute value, or 1 if all are zero, so that it can be a divisor.

    >>> span(np.array([[-2.0, 1.0]], np.float32))
    2.0
    """
    return float(max(values.max(initial=0), -values.min(initial=0))) or 1.0


def colours_of(view: MapView, values: Array) -> MapColours:
    """Return the colours in which a view shows a map; without negative values, "toned" begins at black.

    >>> colours_of("toned", np.array([0, 1], np.float32)), colours_of("toned", np.array([-1, 1], np.float32))
    ('grey', 'toned')
    """
    positive = float(values.min(initial=0)) >= -ALMOST_NOTHING * span(values)
    return "grey" if view == "toned" and positive else view
