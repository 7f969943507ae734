"""How feature maps are shown: as the visitor has chosen, or as suits the kernel."""

from __future__ import annotations

from cnnviz.colours import MapView
from cnnviz.kernels import Kernel
from cnnviz.pipeline.settings import Pipeline


def map_view(now: Pipeline, kernel: Kernel | None = None) -> MapView:
    """Return how a kernel's feature map is shown.

    Unless the visitor has chosen, a balanced kernel's map is "signed". The map of any other kernel, such as
    emboss, has no middle at 0: it is "toned", from black over grey to white.

    >>> from cnnviz.kernels import KERNELS
    >>> map_view(Pipeline(), KERNELS["sobel x"]), map_view(Pipeline(), KERNELS["emboss"])
    ('signed', 'toned')

    Args:
        now: The visitor's settings.
        kernel: The kernel that made the map; by default that of the first round.
    """
    match now.filters.map_view:
        case "signed" | "strength" | "toned" as chosen:
            return chosen
        case "by kernel":
            return "signed" if (kernel or now.kernel).balanced else "toned"
        case unknown:
            raise ValueError(f"A feature map has no such view. Received: {unknown!r}")
