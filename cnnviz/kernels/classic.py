"""The classic kernels, in the order in which a lecture would show them.

All are cross-correlated with the image, as in a CNN and in GIMP's convolution matrix: the top left weight
belongs to the top left pixel. Weights, divisors and offsets are those of the sources.
"""

from cnnviz.kernels.families import FAMILIES, instance
from cnnviz.kernels.kernel import Kernel

_LECTURE = "The lecture"
_GIMP = "GIMP, Convolution Matrix: docs.gimp.org/2.10/en/gimp-filter-convolution-matrix.html"
_LECTURE_GIMP = f"{_LECTURE}; {_GIMP}"
_WIKIPEDIA = "Wikipedia, Kernel (image processing)"
_SETOSA = "Powell, Image Kernels, setosa.io/ev/image-kernels"
_PREWITT = "Prewitt, Object enhancement and extraction, 1970"
_SOBEL = "Sobel and Feldman, 1968"
_SCHARR = "Scharr, Optimale Operatoren in der digitalen Bildverarbeitung, 2000"
_ROBERTS = "Roberts, Machine perception of three-dimensional solids, 1963"
_KIRSCH = "Kirsch, Computer determination of the constituent structure of biological images, 1971"
_GONZALEZ = "Gonzalez and Woods, Digital Image Processing"

_FIRST = (
    Kernel(
        "identity",
        ((0, 0, 0), (0, 1, 0), (0, 0, 0)),
        effect="Changes nothing: each pixel is taken once, and none of its neighbours.",
        source=_WIKIPEDIA,
    ),
    Kernel(
        "shift right",
        ((0, 0, 0), (1, 0, 0), (0, 0, 0)),
        effect="Takes each pixel's left neighbour: the picture moves right by one, flipped it moves left.",
        source="A unit impulse beside the centre",
    ),
    Kernel(
        "negative",
        ((0, 0, 0), (0, -1, 0), (0, 0, 0)),
        offset=1,
        effect="Turns light into dark: the offset of 255, less the pixel.",
        source="One weight and an offset",
    ),
    Kernel(
        "sharpen",
        ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
        effect="Adds to each pixel what sets it apart from its four neighbours, so edges stand out.",
        source=_LECTURE_GIMP,
    ),
    Kernel(
        "sharpen more",
        ((-1, -1, -1), (-1, 9, -1), (-1, -1, -1)),
        effect="Sharpens against all eight neighbours, and noise with them.",
        source=_GONZALEZ,
    ),
    Kernel(
        "blur",
        ((1, 1, 1), (1, 1, 1), (1, 1, 1)),
        divisor=9,
        effect="Averages nine pixels; the slide shows no divisor, but the ones must be divided by 9.",
        source=_LECTURE_GIMP,
    ),
    Kernel(
        "edge detect",
        ((0, 1, 0), (1, -4, 1), (0, 1, 0)),
        effect="Compares each pixel with its four neighbours: 0 where all is flat, large at edges.",
        source=_LECTURE_GIMP,
    ),
    Kernel(
        "edge enhance",
        ((0, 0, 0), (-1, 1, 0), (0, 0, 0)),
        effect="Takes each pixel less its left neighbour: the smallest detector of vertical edges.",
        source=_GIMP,
    ),
    Kernel(
        "emboss",
        ((-2, -1, 0), (-1, 1, 1), (0, 1, 2)),
        effect="Subtracts the top left and adds the bottom right: a relief that is lit from one side.",
        source=_LECTURE_GIMP,
    ),
    Kernel(
        "emboss on grey",
        ((-2, -1, 0), (-1, 0, 1), (0, 1, 2)),
        offset=128 / 255,
        effect="Shows only the relief, on a middle grey: the weights sum to 0, and the offset is 128.",
        source="Emboss without its centre, with GIMP's offset",
    ),
    Kernel(
        "outline",
        ((-1, -1, -1), (-1, 8, -1), (-1, -1, -1)),
        effect="Takes eight times the pixel less its eight neighbours: bright outlines on black.",
        source=_SETOSA,
    ),
)

_SMOOTH = (
    *(FAMILIES["box blur"](size) for size in (3, 5, 7)),
    *(FAMILIES["gaussian blur"](size) for size in (3, 5, 7)),
    Kernel(
        "unsharp mask",
        (
            (-1, -4, -6, -4, -1),
            (-4, -16, -24, -16, -4),
            (-6, -24, 476, -24, -6),
            (-4, -16, -24, -16, -4),
            (-1, -4, -6, -4, -1),
        ),
        divisor=256,
        effect="Sharpens by subtracting a blurred copy: twice the picture, less its gaussian blur 5x5.",
        source=_WIKIPEDIA,
    ),
)

_GRADIENTS = (
    Kernel(
        "gradient x",
        ((-1, 0, 1),),
        divisor=2,
        effect="Takes the pixel on the right less the one on the left: how fast it gets brighter.",
        source="The central difference",
    ),
    Kernel(
        "gradient y",
        ((-1,), (0,), (1,)),
        divisor=2,
        effect="Takes the pixel below less the one above: how fast it gets brighter downwards.",
        source="The central difference",
    ),
    Kernel(
        "roberts a",
        ((1, 0), (0, -1)),
        effect="Compares a pixel with the one diagonally below on the right: edges at 45°, in a 2x2 kernel.",
        source=_ROBERTS,
    ),
    Kernel(
        "roberts b",
        ((0, 1), (-1, 0)),
        effect="Compares along the other diagonal: edges at 135°, in a 2x2 kernel.",
        source=_ROBERTS,
    ),
    Kernel(
        "prewitt x",
        ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1)),
        effect="Finds vertical edges: positive where it gets brighter to the right.",
        source=_PREWITT,
    ),
    Kernel(
        "prewitt y",
        ((-1, -1, -1), (0, 0, 0), (1, 1, 1)),
        effect="Finds horizontal edges: positive where it gets brighter downwards.",
        source=_PREWITT,
    ),
    Kernel(
        "sobel x",
        ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)),
        effect="Finds vertical edges: Prewitt's, with the middle row counted twice, so with less noise.",
        source=_SOBEL,
    ),
    Kernel(
        "sobel y",
        ((-1, -2, -1), (0, 0, 0), (1, 2, 1)),
        effect="Finds horizontal edges: positive where it gets brighter downwards.",
        source=_SOBEL,
    ),
    Kernel(
        "scharr x",
        ((-3, 0, 3), (-10, 0, 10), (-3, 0, 3)),
        effect="Finds vertical edges; with Scharr y it gives an edge's angle more exactly than Sobel's do.",
        source=_SCHARR,
    ),
    Kernel(
        "scharr y",
        ((-3, -10, -3), (0, 0, 0), (3, 10, 3)),
        effect="Finds horizontal edges; with Scharr x it gives an edge's angle more exactly than Sobel's do.",
        source=_SCHARR,
    ),
    Kernel(
        "kirsch north",
        ((5, 5, 5), (-3, 0, -3), (-3, -3, -3)),
        effect="Finds edges with the bright side up; its eight rotations together are a compass.",
        source=_KIRSCH,
    ),
)

_SECOND = (
    Kernel(
        "laplacian",
        ((0, 1, 0), (1, -4, 1), (0, 1, 0)),
        effect="Adds up the curvature in x and y; the same numbers as edge detect, by their usual name.",
        source=_GONZALEZ,
    ),
    Kernel(
        "laplacian with diagonals",
        ((1, 1, 1), (1, -8, 1), (1, 1, 1)),
        effect="Counts the four diagonal neighbours too, so edges of all directions answer alike.",
        source=_GONZALEZ,
    ),
    FAMILIES["laplacian of gaussian"](9),
    Kernel(
        "ridge",
        ((0, -1, 0), (-1, 4, -1), (0, -1, 0)),
        effect="Finds thin bright ridges and points: edge detect with its sign turned.",
        source=_WIKIPEDIA,
    ),
    Kernel(
        "line horizontal",
        ((-1, -1, -1), (2, 2, 2), (-1, -1, -1)),
        effect="Answers to bright horizontal lines one pixel thick.",
        source=_GONZALEZ,
    ),
    Kernel(
        "line 45°",
        ((-1, -1, 2), (-1, 2, -1), (2, -1, -1)),
        effect="Answers to bright lines one pixel thick from bottom left to top right.",
        source=_GONZALEZ,
    ),
    Kernel(
        "line vertical",
        ((-1, 2, -1), (-1, 2, -1), (-1, 2, -1)),
        effect="Answers to bright vertical lines one pixel thick.",
        source=_GONZALEZ,
    ),
    Kernel(
        "line 135°",
        ((2, -1, -1), (-1, 2, -1), (-1, -1, 2)),
        effect="Answers to bright lines one pixel thick from top left to bottom right.",
        source=_GONZALEZ,
    ),
)

_ANGLED = (
    *(FAMILIES["motion blur"](9, angle) for angle in (0, 45, 90, 135)),
    *(FAMILIES["gabor"](11, angle) for angle in (0, 45, 90, 135)),
)

KERNELS: dict[str, Kernel] = {
    kernel.name: kernel for kernel in (*_FIRST, *_SMOOTH, *_GRADIENTS, *_SECOND, *_ANGLED)
}
"""Maps the name of each kernel, in lower case, to the kernel."""


def get(name: str) -> Kernel:
    """Return the kernel with this name: a key of `KERNELS`, or a family's kernel such as "gaussian blur 9x9".

    Raises:
        KernelError: If there is no such kernel.

    >>> get("motion blur 9x9 45°").shape
    (9, 9)
    """
    return KERNELS[name] if name in KERNELS else instance(name)
