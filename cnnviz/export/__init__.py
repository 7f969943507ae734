"""Runnable Python code, with Keras or with this package, for what is on the screen."""

from cnnviz.export.cut_out import activation_code, convolution_code, pooling_code
from cnnviz.export.data import data_code
from cnnviz.export.evaluate import amount_code, evaluate_code
from cnnviz.export.flatten import boat_code, flatten_code, shuffle_code, votes_code
from cnnviz.export.history import run_csv
from cnnviz.export.image import filter_code, image_code, numbers_code, walk_code
from cnnviz.export.learn_kernel import learn_kernel_code
from cnnviz.export.loss import loss_code
from cnnviz.export.network import network_code
from cnnviz.export.notebook import notebook, notebook_code
from cnnviz.export.receptive_field import receptive_field_code
from cnnviz.export.training_step import training_step_code

__all__ = [
    "activation_code",
    "amount_code",
    "boat_code",
    "convolution_code",
    "data_code",
    "evaluate_code",
    "filter_code",
    "flatten_code",
    "image_code",
    "learn_kernel_code",
    "loss_code",
    "network_code",
    "notebook",
    "notebook_code",
    "numbers_code",
    "pooling_code",
    "receptive_field_code",
    "run_csv",
    "shuffle_code",
    "training_step_code",
    "votes_code",
    "walk_code",
]
