"""Classic kernels as data, kernel families of any size and angle, and kernels typed in by a visitor."""

from cnnviz.kernels.classic import KERNELS, get
from cnnviz.kernels.families import FAMILIES, Family
from cnnviz.kernels.kernel import GROUPS, MAX_SIZE, MAX_WEIGHT, Group, Kernel
from cnnviz.kernels.text import MAX_LENGTH, parse, to_text

__all__ = [
    "FAMILIES",
    "GROUPS",
    "KERNELS",
    "MAX_LENGTH",
    "MAX_SIZE",
    "MAX_WEIGHT",
    "Family",
    "Group",
    "Kernel",
    "get",
    "parse",
    "to_text",
]
