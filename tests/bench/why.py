"""The cost of explaining an answer, next to the same passes through the network, bare and compiled.

In a process of its own, as TensorFlow runs in the worker and not in the dashboard. Ours and bare take turns.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.table import Row, compared

#: The networks, and how often each pair is measured.
ROUNDS = {"lecture": 41, "pen": 41, "efficientnet-lite0": 9}
#: What is measured, what stands beside it, and the most that it may take of that.
LIMITS = {
    "saliency": ("one gradient", 1.3),
    "Grad-CAM": ("one gradient", 1.3),
    "integrated gradients": ("the gradients of the same batches", 1.2),
    "occlusion": ("the outputs of all positions", 1.5),
}
PROGRAM = """
import json, sys, time
import numpy as np, tensorflow as tf
from cnnviz import attribution, models
from cnnviz.with_keras.attribution.batches import batches
from cnnviz.with_keras.attribution.occlusion import starts

name, rounds = sys.argv[1], int(sys.argv[2])
model = models.load_pretrained(name)
shape = model.input_shape[1:]
x = np.random.default_rng(0).uniform(size=shape).astype(np.float32)
many = np.random.default_rng(1).uniform(size=(50, *shape)).astype(np.float32)
side = min(shape[:2]) // 7
places = [starts(length, side, side // 2) for length in shape[:2]]
n_places = len(places[0]) * len(places[1])
positions = np.random.default_rng(2).uniform(size=(n_places, *shape)).astype(np.float32)
any_batch = tf.TensorSpec((None, *shape), tf.float32)

@tf.function(input_signature=[any_batch])
def gradient(batch):
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(batch)
        y = model(batch, training=False)[:, 3]
    return tape.gradient(y, batch)

@tf.function(input_signature=[any_batch])
def forward(batch):
    return model(batch, training=False)

def cut(n):
    return list(batches(model, shape, n, with_gradients=True))

def one_gradient():
    return gradient(x[np.newaxis]).numpy()

PAIRS = {
    "saliency": (lambda: attribution.saliency(model, x, 3), one_gradient),
    "Grad-CAM": (lambda: attribution.grad_cam(model, x, 3), one_gradient),
    "integrated gradients": (
        lambda: attribution.integrated_gradients(model, x, 3),
        lambda: [gradient(many[part]).numpy() for part in cut(50)],
    ),
    "occlusion": (
        lambda: attribution.occlusion(model, x, 3),
        lambda: forward(positions).numpy(),
    ),
}

def timed(call):
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)

for ours, bare in PAIRS.values():
    ours(), bare()
found = {what: [[timed(ours), timed(bare)] for _ in range(rounds)] for what, (ours, bare) in PAIRS.items()}
print(json.dumps(found))
"""


def why() -> Iterator[Row]:
    """Yield a row for each network and method."""
    for name, rounds in ROUNDS.items():
        run = [sys.executable, "-c", PROGRAM, name, str(rounds)]
        done = subprocess.run(run, capture_output=True, text=True, check=True)
        for what, pairs in json.loads(done.stdout.splitlines()[-1]).items():
            ours, bare = zip(*pairs, strict=True)
            beside, at_most = LIMITS[what]
            yield compared(f"why: {what}, {name}", ours, beside, bare, at_most=at_most)
