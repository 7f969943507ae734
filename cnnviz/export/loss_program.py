"""The code of a loss and its gradients."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_LOSSES = """
p = keras.ops.one_hot(true_class, 10, dtype="float64")
losses = {
    "cross-entropy": keras.losses.categorical_crossentropy,
    "mean squared error": keras.losses.mean_squared_error,
}
values, gradients = {}, {}
for name, loss in losses.items():
    z = tf.Variable(logits)
    with tf.GradientTape() as tape:
        q = keras.ops.softmax(z / temperature)
        values[name] = loss(p, q)  # of a softmax, Keras takes the logits: there is no log 0
    gradients[name] = tape.gradient(values[name], z)
    print(name, float(values[name]), np.array(gradients[name]))
print("q", np.array(q), "q - p", np.array(q - p))
print("classification error", int(np.argmax(q) != true_class))
bare = losses["cross-entropy"](np.array(p), np.array(q))
print("cross-entropy of bare probabilities, kept in [1e-7, 1 - 1e-7]", float(bare))"""

_DESCENT = '''
if q[true_class] > 0.5:  # no mistake: take a confident one
    others = np.where(np.arange(10) == true_class, -np.inf, logits)
    logits, temperature = np.where(np.arange(10) == np.argmax(others), 8.0, 0.0), 1.0


def steps(loss, learning_rate):
    """Return after how many steps of gradient descent the true class has more than half, or None."""
    z = tf.Variable(logits)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            value = loss(p, keras.ops.softmax(z / temperature))
        z.assign_sub(learning_rate * tape.gradient(value, z))

    for n in range(10_001):
        if keras.ops.softmax(z / temperature)[true_class] > 0.5:
            return n
        step()
    return None


needed = {name: steps(loss, learning_rate=1) for name, loss in losses.items()}
print("steps", needed)'''


def loss_code(logits: Sequence[float], temperature: float, true_class: int, *, descent: bool = False) -> str:
    """Return a program that computes probabilities, losses and gradients with Keras.

    Args:
        logits: ten numbers, one for each class.
        temperature: the number that the logits are divided by, above 0.
        true_class: from 0 to 9.
        descent: whether to count the steps that each loss needs to correct the mistake.
    """
    # As a network's logits are float32, the shortest texts that restore the same float32 numbers.
    numbers = ", ".join(str(np.float32(one)) for one in logits)
    lines = [
        "import keras",
        "import numpy as np",
        "import tensorflow as tf",
        "",
        f"logits = np.array([{numbers}])",
        f"temperature = {float(temperature)!r}",
        f"true_class = {true_class}",
    ]
    return "\n".join(lines) + "\n" + _LOSSES + ("\n" + _DESCENT if descent else "")
