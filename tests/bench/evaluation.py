"""The cost of evaluating 10,000 digits: confusion matrix and worst mistakes, next to the forward pass."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.table import Row, compared

#: Many rounds, as one takes half a second and other work on the machine adds more noise than that.
ROUNDS = 31
AT_MOST = 1.3
#: In its own process, because TensorFlow does not run in the dashboard's either.
PROGRAM = f"""
import json, time
import numpy as np
from cnnviz import mnist, models
from cnnviz.evaluation import Evaluation

images, labels = mnist.bundled()
images, labels = np.concatenate([images] * 2), np.concatenate([labels] * 2)  # as many as MNIST judges by
x, model = mnist.encode(images), models.load_pretrained()

def bare():
    return model.predict(x, batch_size=500, verbose=0)

def judged():
    given = Evaluation(labels, bare())
    return given.confusion, given.worst(30)

def timed(call):
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)

bare(), judged()
print(json.dumps([(timed(bare), timed(judged)) for _ in range({ROUNDS})]))
"""


def rows() -> Iterator[Row]:
    """Yield one row: the whole evaluation and the forward pass alone, in turns."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    bare, judged = zip(*json.loads(done.stdout.splitlines()[-1]), strict=True)
    yield compared(
        "confusion matrix and worst mistakes, 10,000 digits", judged, "forward pass", bare, at_most=AT_MOST
    )
