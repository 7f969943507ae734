"""Runnable Python code, with Keras or with this package, for what is on the screen."""

from cnnviz.export.ambiguity_program import morph_code, none_code
from cnnviz.export.architecture_program import architecture_code, history_csv, variant_code
from cnnviz.export.cells_program import cells_code
from cnnviz.export.cut_out_program import activation_code, convolution_code, pooling_code
from cnnviz.export.data_program import data_code
from cnnviz.export.digit_map_program import digit_map_code
from cnnviz.export.digits_program import digits_code
from cnnviz.export.evaluate_program import amount_code, evaluate_code
from cnnviz.export.excites_program import excites_code
from cnnviz.export.flatten_program import boat_code, flatten_code, shuffle_code, votes_code
from cnnviz.export.history import run_csv
from cnnviz.export.ideas_program import ideas_code
from cnnviz.export.image_program import filter_code, image_code, numbers_code, walk_code
from cnnviz.export.invariance_program import average_code, invariance_code
from cnnviz.export.learn_kernel_program import learn_kernel_code
from cnnviz.export.loss_program import loss_code
from cnnviz.export.network_program import flattened_code, network_code
from cnnviz.export.notebook import notebook, notebook_code
from cnnviz.export.photo_network_program import photo_network_code
from cnnviz.export.push_program import push_code
from cnnviz.export.receptive_field_program import receptive_field_code
from cnnviz.export.training_step_program import training_step_code
from cnnviz.export.what_program import what_code
from cnnviz.export.why_program import why_code

__all__ = [
    "activation_code",
    "amount_code",
    "architecture_code",
    "average_code",
    "boat_code",
    "cells_code",
    "convolution_code",
    "data_code",
    "digit_map_code",
    "digits_code",
    "evaluate_code",
    "excites_code",
    "filter_code",
    "flatten_code",
    "flattened_code",
    "history_csv",
    "ideas_code",
    "image_code",
    "invariance_code",
    "learn_kernel_code",
    "loss_code",
    "morph_code",
    "network_code",
    "none_code",
    "notebook",
    "notebook_code",
    "numbers_code",
    "photo_network_code",
    "pooling_code",
    "push_code",
    "receptive_field_code",
    "run_csv",
    "shuffle_code",
    "training_step_code",
    "variant_code",
    "votes_code",
    "walk_code",
    "what_code",
    "why_code",
]
