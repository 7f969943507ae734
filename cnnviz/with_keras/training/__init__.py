"""A training run: settings in, events and moments out. Independent of pages and workers."""

from cnnviz.with_keras.training.command import main
from cnnviz.with_keras.training.engine import Engine, accuracy
from cnnviz.with_keras.training.gradient_sizes import at_the_start
from cnnviz.with_keras.training.training_run import train
from cnnviz.with_keras.training.watch import Link

__all__ = ["Engine", "Link", "accuracy", "at_the_start", "main", "train"]
