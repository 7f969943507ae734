"""A training run: settings in, events and moments out. Knows nothing about pages or workers."""

from cnnviz.with_keras.training.command import main
from cnnviz.with_keras.training.engine import accuracy, train

__all__ = ["accuracy", "main", "train"]
