"""The code that learns a kernel by gradient descent."""

from __future__ import annotations

import numpy as np

from cnnviz.export.array_literal import kernel_array
from cnnviz.export.image_program import image_lines
from cnnviz.lessons.descent import STEPS, Descent, Problem
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.pipeline import Pipeline


def learn_kernel_code(now: Pipeline, given: Problem, run: Descent) -> str:
    """Return a program that learns the kernel with Keras: `kernel` is the result, `losses` one per step.

    Args:
        now: the visitor's image and the seed of the initial kernel.
        given: the problem to solve.
        run: the run whose optimizer and learning rate are used.
    """
    size = given.size
    optimizer = OPTIMIZERS[run.optimizer].keras_code(run.rate)
    wanted = kernel_array(given.kernel, now.kernel.name)
    lines = [
        *image_lines(
            now,
            imports=["import keras", "import numpy as np"],
            modules=["kernels"] if "kernels.get(" in wanted else [],
            more=["from cnnviz.lessons import descent"],
        ),
        "x = descent.picture(image)  # grey and small",
        f"wanted = {wanted}",
        f"y = {_cut(given, given.kernel.shape, given.kernel_corner)}",
        'y = keras.ops.conv(y[np.newaxis, ..., np.newaxis], wanted[..., np.newaxis, np.newaxis], 1, "valid")',
        f"y = keras.ops.convert_to_numpy(y)[0, ..., 0] + {given.offset!r}  # the target feature map",
        f"x_spread = {'1  # it is the same everywhere' if np.ptp(given.x) == 0 else 'x.std()'}",
        f"y_spread = {'1  # it is the same everywhere' if given.flat else 'y.std()'}",
        "x, y = (x - x.mean()) / x_spread, (y - y.mean()) / y_spread",
        f"x = {_cut(given, (size, size), given.corner)}",
        f"layer = keras.layers.Conv2D(filters=1, kernel_size={size})",
        "model = keras.Sequential([keras.Input(shape=(*x.shape, 1)), layer])",
        f"most = (6 / (2 * {size}**2)) ** 0.5",
        f"random = np.random.default_rng({now.learn_kernel.seed})",
        f"start = random.uniform(-most, most, ({size}, {size}, 1, 1))",
        "layer.set_weights([start, np.zeros(1)])",
        f'model.compile(optimizer={optimizer}, loss="mean_squared_error")',
        "batch = x[np.newaxis, ..., np.newaxis], y[np.newaxis, ..., np.newaxis]",
        f"losses = [float(model.train_on_batch(*batch)) for _ in range({STEPS})]  # each before its step",
        "kernel = layer.get_weights()[0][..., 0, 0] * y_spread / x_spread",
        "print(losses[0], losses[-1])",
        "print(kernel.round(3))",
    ]
    return "\n".join(lines)


def _cut(given: Problem, shape: tuple[int, ...], corner: tuple[int, int]) -> str:
    """Return the source of the part of `x` that the windows of a kernel of `shape` cover."""
    ends = [first + n + cells - 1 for first, n, cells in zip(corner, given.target.shape, shape, strict=True)]
    if corner == (0, 0) and ends == list(given.x.shape):
        return "x"
    return f"x[{corner[0]}:{ends[0]}, {corner[1]}:{ends[1]}]"
