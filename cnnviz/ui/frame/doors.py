"""The page that explains each kind of layer, and what it shows there in one sentence."""

from __future__ import annotations

from cnnviz.network import KINDS
from cnnviz.ui.components.live_network import Door

#: For each group of kinds: the page's address, and its sentence.
_GROUPS = {
    "convolution": Door("convolution", "A kernel slides over the picture and makes a feature map."),
    "activation": Door("relu", "ReLU sets every negative number to 0."),
    "pooling": Door("pooling", "Pooling keeps one number of each window, so maps become smaller."),
    "normalization": Door("build", "This layer scales its numbers, so that training goes faster."),
    "regularization": Door("build", "Dropout sets some numbers to 0 while the network trains."),
    "shape": Door("flatten", "Flatten writes all maps into one column of numbers."),
    "core": Door("flatten", "Each unit adds up all numbers, each times its own weight."),
    "merging": Door("build", "This layer joins several branches into one."),
}
#: For each kind of layer, and for the input.
DOORS = {name: _GROUPS[kind.group] for name, kind in KINDS.items()} | {
    "Input": Door("numbers", "A picture is a table of numbers."),
}
