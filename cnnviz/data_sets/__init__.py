"""Data sets of labelled pictures: their statistics, and random subsets of them."""

from cnnviz.data_sets.data_set import DataSet, Labels, Pictures, encode
from cnnviz.data_sets.sampling import fewer
from cnnviz.data_sets.statistics import counts, mean_and_spread, samples, spaced_labels

__all__ = [
    "DataSet",
    "Labels",
    "Pictures",
    "counts",
    "encode",
    "fewer",
    "mean_and_spread",
    "samples",
    "spaced_labels",
]
