"""The classic kernels, in the order in which a lecture would show them.

All are cross-correlated with the image, as in a CNN and in GIMP's convolution matrix: the top left weight
belongs to the top left pixel. Weights, divisors and offsets are those of the sources.
"""

from dataclasses import replace

from cnnviz.kernels.families import FAMILIES, instance
from cnnviz.kernels.kernel import Group, Kernel

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

_BASICS = (
    Kernel(
        "identity",
        ((0, 0, 0), (0, 1, 0), (0, 0, 0)),
        effect="Changes nothing. Every pixel keeps its value.",
        source=_WIKIPEDIA,
    ),
    Kernel(
        "shift right",
        ((0, 0, 0), (1, 0, 0), (0, 0, 0)),
        effect="Moves the picture right by one pixel. Flip the kernel, and it moves left.",
        source="A unit impulse beside the centre",
    ),
    Kernel(
        "negative",
        ((0, 0, 0), (0, -1, 0), (0, 0, 0)),
        offset=1,
        effect="Turns light into dark and dark into light, like a photo negative.",
        source="One weight and an offset",
    ),
)

_SHARPEN_AND_BLUR = (
    Kernel(
        "sharpen",
        ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
        effect="Sharpens. It raises the contrast between each pixel and its four neighbours.",
        source=_LECTURE_GIMP,
    ),
    Kernel(
        "sharpen more",
        ((-1, -1, -1), (-1, 9, -1), (-1, -1, -1)),
        effect="Sharpens strongly. It uses all eight neighbours, so noise grows too.",
        source=_GONZALEZ,
    ),
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
        effect="Sharpens. It doubles the picture and subtracts a blurred copy (gaussian blur 5 × 5).",
        source=_WIKIPEDIA,
    ),
    Kernel(
        "blur",
        ((1, 1, 1), (1, 1, 1), (1, 1, 1)),
        divisor=9,
        effect="Blurs. Each pixel becomes the mean of nine. The slide leaves out the division by 9.",
        source=_LECTURE_GIMP,
    ),
    *(FAMILIES["box blur"](size) for size in (3, 5, 7)),
    *(FAMILIES["gaussian blur"](size) for size in (3, 5, 7)),
)

_EDGES = (
    Kernel(
        "edge detect",
        ((0, 1, 0), (1, -4, 1), (0, 1, 0)),
        effect="Finds edges in all directions. Even areas become 0.",
        source=_LECTURE_GIMP,
    ),
    Kernel(
        "outline",
        ((-1, -1, -1), (-1, 8, -1), (-1, -1, -1)),
        effect="Draws bright outlines on black. It compares each pixel with its eight neighbours.",
        source=_SETOSA,
    ),
    Kernel(
        "edge enhance",
        ((0, 0, 0), (-1, 1, 0), (0, 0, 0)),
        effect="Finds vertical edges. It subtracts the left neighbour from each pixel.",
        source=_GIMP,
    ),
    Kernel(
        "gradient x",
        ((-1, 0, 1),),
        divisor=2,
        effect="Finds vertical edges. It takes half of the right neighbour minus the left one.",
        source="The central difference",
    ),
    Kernel(
        "gradient y",
        ((-1,), (0,), (1,)),
        divisor=2,
        effect="Finds horizontal edges. It takes half of the pixel below minus the one above.",
        source="The central difference",
    ),
    Kernel(
        "prewitt x",
        ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1)),
        effect="Finds vertical edges. It is positive where the picture gets brighter to the right.",
        source=_PREWITT,
    ),
    Kernel(
        "prewitt y",
        ((-1, -1, -1), (0, 0, 0), (1, 1, 1)),
        effect="Finds horizontal edges. It is positive where the picture gets brighter downwards.",
        source=_PREWITT,
    ),
    Kernel(
        "sobel x",
        ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)),
        effect="Finds vertical edges. Like Prewitt, but the middle row counts double, which reduces noise.",
        source=_SOBEL,
    ),
    Kernel(
        "sobel y",
        ((-1, -2, -1), (0, 0, 0), (1, 2, 1)),
        effect="Finds horizontal edges. Like Prewitt, but the middle column counts double.",
        source=_SOBEL,
    ),
    Kernel(
        "scharr x",
        ((-3, 0, 3), (-10, 0, 10), (-3, 0, 3)),
        effect="Finds vertical edges. With Scharr y it measures an edge's angle better than Sobel.",
        source=_SCHARR,
    ),
    Kernel(
        "scharr y",
        ((-3, -10, -3), (0, 0, 0), (3, 10, 3)),
        effect="Finds horizontal edges. With Scharr x it measures an edge's angle better than Sobel.",
        source=_SCHARR,
    ),
    Kernel(
        "roberts a",
        ((1, 0), (0, -1)),
        effect="Finds edges at 45° with four weights. It subtracts lower right from upper left.",
        source=_ROBERTS,
    ),
    Kernel(
        "roberts b",
        ((0, 1), (-1, 0)),
        effect="Finds edges at 135° with four weights. It subtracts lower left from upper right.",
        source=_ROBERTS,
    ),
)

_LINES_AND_CORNERS = (
    Kernel(
        "ridge",
        ((0, -1, 0), (-1, 4, -1), (0, -1, 0)),
        effect="Finds thin bright lines and points. It is edge detect with all signs reversed.",
        source=_WIKIPEDIA,
    ),
    Kernel(
        "line horizontal",
        ((-1, -1, -1), (2, 2, 2), (-1, -1, -1)),
        effect="Finds bright horizontal lines that are one pixel thick.",
        source=_GONZALEZ,
    ),
    Kernel(
        "line 45°",
        ((-1, -1, 2), (-1, 2, -1), (2, -1, -1)),
        effect="Finds bright lines from lower left to upper right, one pixel thick.",
        source=_GONZALEZ,
    ),
    Kernel(
        "line vertical",
        ((-1, 2, -1), (-1, 2, -1), (-1, 2, -1)),
        effect="Finds bright vertical lines that are one pixel thick.",
        source=_GONZALEZ,
    ),
    Kernel(
        "line 135°",
        ((2, -1, -1), (-1, 2, -1), (-1, -1, 2)),
        effect="Finds bright lines from upper left to lower right, one pixel thick.",
        source=_GONZALEZ,
    ),
    Kernel(
        "laplacian",
        ((0, 1, 0), (1, -4, 1), (0, 1, 0)),
        effect="Finds edges, lines and points. It has the same numbers as edge detect.",
        source=_GONZALEZ,
    ),
    Kernel(
        "laplacian with diagonals",
        ((1, 1, 1), (1, -8, 1), (1, 1, 1)),
        effect="Finds edges, lines and points. All eight neighbours count, also the diagonal ones.",
        source=_GONZALEZ,
    ),
    FAMILIES["laplacian of gaussian"](9),
)

_DIRECTIONS = (
    Kernel(
        "emboss",
        ((-2, -1, 0), (-1, 1, 1), (0, 1, 2)),
        effect="Looks like a relief. It adds the lower right and subtracts the upper left.",
        source=_LECTURE_GIMP,
    ),
    Kernel(
        "emboss on grey",
        ((-2, -1, 0), (-1, 0, 1), (0, 1, 2)),
        offset=128 / 255,
        effect="Shows only the relief. Even areas become grey, because the offset is 128.",
        source="Emboss without its centre, with GIMP's offset",
    ),
    Kernel(
        "kirsch north",
        ((5, 5, 5), (-3, 0, -3), (-3, -3, -3)),
        effect="Finds edges that are brighter above. Seven turned copies find the other directions.",
        source=_KIRSCH,
    ),
    *(FAMILIES["motion blur"](9, angle) for angle in (0, 45, 90, 135)),
    *(FAMILIES["gabor"](11, angle) for angle in (0, 45, 90, 135)),
)

_GROUPS: dict[Group, tuple[Kernel, ...]] = {
    "basics": _BASICS,
    "sharpen and blur": _SHARPEN_AND_BLUR,
    "edges": _EDGES,
    "lines and corners": _LINES_AND_CORNERS,
    "directions": _DIRECTIONS,
}

KERNELS: dict[str, Kernel] = {
    kernel.name: replace(kernel, group=group) for group, kernels in _GROUPS.items() for kernel in kernels
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
