"""Why a network answers as it does: which pixels speak for a class. Imports Keras.

from cnnviz import attribution, models

model = models.load_pretrained()
attribution.grad_cam(model, digit, 7)  # (28, 28) float32
"""

from cnnviz.with_keras.attribution import (
    completeness,
    deletion,
    grad_cam,
    grad_cam_layer,
    guided_backprop,
    insertion,
    integrated_gradients,
    occlusion,
    random_order,
    saliency,
    smooth_grad,
    with_random_weights,
    without_evidence,
)

__all__ = [
    "completeness",
    "deletion",
    "grad_cam",
    "grad_cam_layer",
    "guided_backprop",
    "insertion",
    "integrated_gradients",
    "occlusion",
    "random_order",
    "saliency",
    "smooth_grad",
    "with_random_weights",
    "without_evidence",
]
