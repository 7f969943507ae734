"""The colours, in one table: for Python's pictures and figures and, by name, for JavaScript.

Blue and orange differ under all common kinds of colour blindness, and both stand out on white and on black.
Of weights and gradients, zero is transparent: it shows the page's own background in the light and the dark
theme. Feature maps stand on near-black tiles in both themes.
"""

from typing import Literal, NamedTuple, TypeAlias

RGB: TypeAlias = tuple[int, int, int]
#: How a feature map is shown: with its sign, as its absolute value, or from black over grey to white.
MapView: TypeAlias = Literal["signed", "strength", "toned"]
#: The colours of a feature map. "layer" is "signed" for the many maps of a layer, and "grey" is "toned" for a
#: map without negative values.
MapColours: TypeAlias = Literal["signed", "layer", "strength", "toned", "grey"]
#: The colours of any values: those of an image, of weights, or of a feature map.
Colours: TypeAlias = Literal["pixels", "weights", "signed", "layer", "strength", "toned", "grey"]


class MapScale(NamedTuple):
    """The colours of a feature map's values.

    Attributes:
        stops: Places from -1 to 1 and their colours; between two places, colours are mixed in equal steps.
        exponent: A value of `share` times the full colour's value stands at the place |share| ** exponent,
            with its sign. Below 1, it makes small values visible.
    quantile: The share of a map's nonzero absolute values that are below the value of the full colour.
    """

    stops: tuple[tuple[float, RGB], ...]
    exponent: float
    quantile: float = 0.995


NEGATIVE: RGB = (31, 119, 196)
POSITIVE: RGB = (232, 106, 12)
NEUTRAL: RGB = (128, 128, 128)

#: A feature map's 0.
TILE: RGB = (11, 15, 20)
_SIGNED_STOPS: tuple[tuple[float, RGB], ...] = (
    (-1.0, (130, 240, 255)),
    (-0.4, (50, 146, 240)),
    (0.0, TILE),
    (0.4, (235, 110, 15)),
    (1.0, (255, 234, 120)),
)
#: Both branches of signed maps are equally light at equal strength, so that a grey print shows the strength.
#: The exponents were chosen by looking: 0.8 keeps the noise of a photograph's sky dark; a layer's maps share
#: one scale, on which many are faint, and need the square root. From black to white, the ends are nearer to
#: 0, or an embossed photograph would be grey all over.
MAP_SCALES: dict[MapColours, MapScale] = {
    "signed": MapScale(_SIGNED_STOPS, exponent=0.8),
    "layer": MapScale(_SIGNED_STOPS, exponent=0.5),
    "strength": MapScale(((-1.0, (255, 255, 255)), (0.0, TILE), (1.0, (255, 255, 255))), exponent=0.8),
    "toned": MapScale(((-1.0, (0, 0, 0)), (1.0, (255, 255, 255))), exponent=1.0, quantile=0.92),
    "grey": MapScale(((0.0, (0, 0, 0)), (1.0, (255, 255, 255))), exponent=1.0),
}
#: Colours on either side of 0: they fit into a byte, with room for the lines between maps.
MAP_STEPS = 126

#: The opacity of a cell with the largest value: its number stays legible.
OPACITY = 0.85
#: Where a cell's strength, from 0 to 1, is above this, black is legible on POSITIVE in both themes; elsewhere
#: the theme's own ink is.
BLACK_INK_ABOVE = 0.94
#: The relative luminance above which black is more legible than white (WCAG 2).
LIGHT_LUMINANCE = 0.179
#: The opacity of text that is less important.
QUIET = 0.75
#: The channels of an image, visible on white and on black.
CHANNELS: dict[str, RGB] = {"red": (214, 60, 60), "green": (46, 150, 70), "blue": (64, 110, 230)}
#: Text, background and warnings of the light theme, for pictures that leave the page.
INK, GROUND, WARNING = "#1b232c", "#ffffff", "#c62828"

#: Colours of overlapping lines, one for each training run. They differ under all common kinds of colour
#: blindness and are visible on white and on black. After Okabe and Ito, Color Universal Design, 2008.
SEQUENCE: tuple[RGB, ...] = (
    (0, 130, 200),
    (230, 140, 0),
    (0, 158, 115),
    (204, 90, 150),
    (86, 180, 233),
    (178, 70, 0),
)

#: The colours of the ten digits' classes, visible on white and on black. They were found by a search: any two
#: differ as much as possible for eyes with and without colour blindness, above all those of digits that look
#: alike. No colour stands alone: the digit itself is drawn in it.
CLASSES: tuple[RGB, ...] = (
    (120, 120, 255),
    (150, 90, 75),
    (90, 105, 135),
    (225, 120, 0),
    (195, 120, 195),
    (180, 30, 180),
    (135, 150, 75),
    (150, 0, 255),
    (0, 165, 135),
    (210, 0, 15),
)


def css(colour: RGB, alpha: float = 1.0) -> str:
    """Return the colour as CSS and Plotly write it.

    >>> css(POSITIVE, 0.5)
    'rgba(232, 106, 12, 0.5)'
    """
    return f"rgba({colour[0]}, {colour[1]}, {colour[2]}, {alpha:g})"
