"""A training run: settings in, events and moments out. Independent of pages and workers."""

from cnnviz.with_keras.training.command import main
from cnnviz.with_keras.training.engine import accuracy, train

__all__ = ["accuracy", "main", "train"]
