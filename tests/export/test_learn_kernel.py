"""The program that learns a kernel with Keras gives the page's numbers, step by step."""

from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
import pytest

from cnnviz import drawing, export, images
from cnnviz.drawing import Drawing
from cnnviz.kernels import Kernel
from cnnviz.lessons import descent
from cnnviz.pipeline import Pipeline, Round

HUGE = Kernel("custom", ((1, 2, 3, 4), (0, 1, 0, -1)), 5, 0.25)
CASES = {
    "as it comes": (Pipeline().replace(image={"crop": (100, 130, 100, 140)}), "momentum"),
    "even, too large, with an offset, Adam": (
        Pipeline().replace(
            image={"name": "smiley"}, walk={"rounds": (Round(HUGE),)}, learn_kernel={"seed": 7}
        ),
        "adam",
    ),
    "flipped, SGD, 5x5": (
        Pipeline().replace(
            image={"name": "smiley"}, filters={"flip": True}, learn_kernel={"size": 5, "seed": 3}
        ),
        "sgd",
    ),
    "constant": (
        Pipeline().replace(image={"name": "drawing", "drawing": Drawing(), "crop": (0, 9, 0, 9)}),
        "momentum",
    ),
}


@pytest.mark.keras
@pytest.mark.parametrize(("now", "optimizer"), CASES.values(), ids=CASES)
def test_keras_learns_the_same_kernel(now, optimizer):
    image = (
        drawing.render(now.image.drawing)
        if now.image.name == "drawing"
        else images.sample_images()[now.image.name]()
    )
    if now.image.crop:
        image = images.crop(image, now.image.crop[:2], now.image.crop[2:])
    weights = np.array(now.kernel.weights) / now.kernel.divisor
    wanted = weights[::-1, ::-1] if now.filters.flip else weights
    x = descent.picture(image)
    given = descent.problem(x, wanted, offset=now.kernel.offset, size=now.learn_kernel.size)
    run = descent.descend(
        given, optimizer, descent.suggested_rate(given, optimizer), seed=now.learn_kernel.seed
    )
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(export.learn_kernel_code(now, given, run), names)
    np.testing.assert_allclose(names["losses"], run.losses[:-1], rtol=1e-3, atol=1e-6)
    np.testing.assert_allclose(names["kernel"], run.kernels[-1], rtol=1e-3, atol=1e-3)
