"""The colours, in one table: for Python's pictures and figures and, by name, for JavaScript.

Blue and orange differ under all common kinds of colour blindness, and both stand out on white and on black.
Zero is transparent: it shows the page's own background in both the light and the dark theme.
"""

from typing import TypeAlias

RGB: TypeAlias = tuple[int, int, int]

NEGATIVE: RGB = (31, 119, 196)
POSITIVE: RGB = (232, 106, 12)
NEUTRAL: RGB = (128, 128, 128)

#: The opacity of a cell with the largest value: its number stays legible.
OPACITY = 0.85
#: Where a cell's strength, from 0 to 1, is above this, black is legible on POSITIVE in both themes; elsewhere
#: the theme's own ink is.
BLACK_INK_ABOVE = 0.94
#: The relative luminance above which black is more legible than white, and the grey that has it (WCAG 2).
LIGHT_LUMINANCE = 0.179
LIGHT_ABOVE = 1.055 * LIGHT_LUMINANCE ** (1 / 2.4) - 0.055
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


def css(colour: RGB, alpha: float = 1.0) -> str:
    """Return the colour as CSS and Plotly write it.

    >>> css(POSITIVE, 0.5)
    'rgba(232, 106, 12, 0.5)'
    """
    return f"rgba({colour[0]}, {colour[1]}, {colour[2]}, {alpha:g})"
