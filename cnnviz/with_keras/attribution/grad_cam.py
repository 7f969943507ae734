"""Grad-CAM: where the feature maps that speak for a class are active."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz.errors import NetworkError
from cnnviz.layers.bilinear import enlarged
from cnnviz.with_keras.attribution.compiled import KEPT, Answers, compiled
from cnnviz.with_keras.attribution.ending import classifier
from cnnviz.with_keras.attribution.inputs import checked_class, picture
from cnnviz.with_keras.attribution.last_convolution import last_maps
from cnnviz.with_keras.attribution.steps import Step, graph

Array = npt.NDArray[np.float32]


def grad_cam(model: keras.Model, x: npt.ArrayLike, class_index: int, layer: str | None = None) -> Array:
    """Return the sum of a layer's maps, each times its mean gradient, after a ReLU, enlarged to the picture.

    Args:
        model: A network, as for `saliency`.
        x: (height, width, channels) as the model takes it.
        class_index: The class; of one sigmoid output, 1 is yes and 0 is no.
        layer: The name of the layer whose output is taken, such as "conv2d" or, in a model inside the model,
            "backbone/conv2d". None is the last convolution, as `grad_cam_layer` finds it.

    Returns:
        (height, width) float32, at least 0, not scaled. Where nothing speaks for the class it is all 0, as
        `without_evidence` tells. It is enlarged bilinearly with half-pixel centres, as images are.

    Raises:
        NetworkError: If the network has no convolution, or the layer gives no maps.

    Source: R. Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based
    Localization", 2017, equations 1 and 2.
    """
    values, index = picture(model, x), checked_class(model, class_index)
    name = grad_cam_layer(model) if layer is None else layer
    maps, gradients = _maps_and_gradients(model, name)(values[np.newaxis], index)
    weights = gradients.numpy()[0].mean(axis=(0, 1))
    return enlarged(np.maximum(maps.numpy()[0] @ weights, 0), values.shape[:2])


def grad_cam_layer(model: keras.Model) -> str:
    """Return the name of the layer that `grad_cam` takes by default.

    Raises:
        NetworkError: If the network has no convolution with a map of several places.
    """
    return last_maps(graph(model)).name


def without_evidence(attribution_map: Array) -> bool:
    """Return whether a map says nothing: it is 0 everywhere."""
    return not np.any(attribution_map)


@lru_cache(maxsize=KEPT)
def _maps_and_gradients(model: keras.Model, layer: str) -> Answers:
    """Return the compiled function x, class -> a layer's maps and the logit's gradients, (1, h, w, maps)."""
    network = classifier(model)
    wanted = network.graph.step(layer)
    if len(wanted.shape) != 3:
        sentence = "Grad-CAM needs a layer with feature maps (height, width, maps)."
        raise NetworkError(f"{sentence} Received: {layer!r} of shape {wanted.shape}")

    def compute(x: Any, class_index: Any) -> Any:
        maps = []
        with tf.GradientTape(watch_accessed_variables=False) as tape:

            def see(step: Step, output: Any) -> None:
                if step is wanted:
                    tape.watch(output)
                    maps.append(output)

            logit = tf.gather(network.logits(x, see=see), class_index, axis=1)
        return maps[0], tape.gradient(logit, maps[0], unconnected_gradients="zero")

    return compiled(compute, model)
