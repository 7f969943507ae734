"""The codes of LeNet-5's outputs: for each digit a small picture, of 12 rows with 7 pixels.

The paper shows such pictures of all printable characters. These are drawn anew, in the same size.

Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document Recognition",
Proceedings of the IEEE, 1998, figure 3.
"""

from __future__ import annotations

ROWS, COLUMNS = 12, 7
#: The pictures of 0 to 9, side by side. A pixel of ink, #, is 1 in the code; paper is -1.
PICTURES = """
..###.. ...##.. .#####. .#####. ....##. ####### ..####. ####### .#####. .#####.
.##.##. ..###.. ##...## ##...## ...###. ##..... .##.... .....## ##...## ##...##
##...## .####.. .....## .....## ..####. ##..... ##..... .....## ##...## ##...##
##...## ...##.. .....## .....## .##.##. ##..... ##..... ....##. ##...## ##...##
##...## ...##.. ....##. ..####. ##..##. ######. ######. ....##. .#####. .######
##...## ...##.. ...##.. .....## ##..##. .....## ##...## ...##.. ##...## .....##
##...## ...##.. ..##... .....## ####### .....## ##...## ...##.. ##...## .....##
##...## ...##.. .##.... .....## ....##. .....## ##...## ..##... ##...## .....##
.##.##. ...##.. ##..... ##...## ....##. ##...## ##...## ..##... ##...## ....##.
..###.. .###### ####### .#####. ....##. .#####. .#####. ..##... .#####. .####..
....... ....... ....... ....... ....... ....... ....... ....... ....... .......
....... ....... ....... ....... ....... ....... ....... ....... ....... .......
"""


def digit_codes() -> tuple[tuple[int, ...], ...]:
    """Return the places of 1 in the code of each digit, counted from 0, row by row.

    >>> len(digit_codes()), digit_codes()[1][:4]
    (10, (3, 4, 9, 10))
    """
    rows = [line.split() for line in PICTURES.split("\n") if line]
    pictures = ["".join(parts) for parts in zip(*rows, strict=True)]
    return tuple(tuple(n for n, pixel in enumerate(picture) if pixel == "#") for picture in pictures)
