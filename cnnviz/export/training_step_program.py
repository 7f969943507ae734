"""The code of one training step."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.export.array_literal import array
from cnnviz.lessons.backprop import POOL_SIZE, TrainingStep

Array = npt.NDArray[np.float32]


def training_step_code(step: TrainingStep, classes: tuple[str, ...]) -> str:
    """Return a program that computes and prints the same training step with Keras and a GradientTape.

    Args:
        step: the result of `backprop.training_step`.
        classes: the name of each class.
    """
    old = step.old
    rows, columns, _, filters = old.kernel.shape
    label = int(step.before.target.argmax())
    lines = [
        "import keras",
        "import numpy as np",
        "import tensorflow as tf",
        "",
        f"x = {_channels_last(step.before.x)}  # height, width, channels",
        f"target = {array(np.asarray(step.before.target))}  # {classes[label]}",
        f"kernel = {_channels_last(old.kernel)}  # rows, columns, channels, filters",
        f"kernel_bias = {array(old.kernel_bias)}",
        f"weights = {array(old.weights)}  # inputs, classes",
        f"bias = {array(old.bias)}",
        "",
        "model = keras.Sequential([",
        f"    keras.Input(shape={step.before.x.shape}),",
        f'    keras.layers.Conv2D({filters}, ({rows}, {columns}), activation="relu"),',
        f"    keras.layers.MaxPooling2D({POOL_SIZE}),",
        "    keras.layers.Flatten(),",
        f"    keras.layers.Dense({old.bias.size}),  # logits",
        "])",
        "model.set_weights([kernel, kernel_bias, weights, bias])",
        "loss_of = keras.losses.CategoricalCrossentropy(from_logits=True)",
        "",
        "with tf.GradientTape() as tape:",
        "    loss_before = loss_of(target[np.newaxis], model(x[np.newaxis]))",
        "gradients = tape.gradient(loss_before, model.trainable_variables)",
        f"keras.optimizers.SGD({step.learning_rate!r}).apply(gradients, model.trainable_variables)",
        "loss_after = loss_of(target[np.newaxis], model(x[np.newaxis]))",
        "",
        "for variable, gradient in zip(model.trainable_variables, gradients):",
        "    print(variable.path, gradient.numpy().tolist(), variable.numpy().tolist())",
        "print(float(loss_before), float(loss_after))",
    ]
    return "\n".join(lines)


def _channels_last(values: Array) -> str:
    """Return the source of an array; one with a single channel and filter is written as a matrix."""
    further = values.ndim - 2
    if any(side != 1 for side in values.shape[2:]):
        return array(values)
    matrix = values.reshape(values.shape[:2])
    return f"{array(matrix)}[{', '.join(['...', *['np.newaxis'] * further])}]"
