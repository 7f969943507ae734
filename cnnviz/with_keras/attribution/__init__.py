"""Which pixels speak for a class: one method a file, each a map (height, width) of one picture."""

from cnnviz.with_keras.attribution.deletion import deletion, insertion, random_order
from cnnviz.with_keras.attribution.grad_cam import grad_cam, grad_cam_layer, without_evidence
from cnnviz.with_keras.attribution.guided_backprop import guided_backprop
from cnnviz.with_keras.attribution.integrated_gradients import completeness, integrated_gradients
from cnnviz.with_keras.attribution.occlusion import hidden_probabilities, occlusion
from cnnviz.with_keras.attribution.random_weights import with_random_weights
from cnnviz.with_keras.attribution.saliency import saliency
from cnnviz.with_keras.attribution.smooth_grad import smooth_grad

__all__ = [
    "completeness",
    "deletion",
    "grad_cam",
    "grad_cam_layer",
    "guided_backprop",
    "hidden_probabilities",
    "insertion",
    "integrated_gradients",
    "occlusion",
    "random_order",
    "saliency",
    "smooth_grad",
    "with_random_weights",
    "without_evidence",
]
