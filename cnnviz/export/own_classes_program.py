"""The code that teaches the network for photographs classes of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.lessons.own_classes import LEARNING_RATE, STEPS
from cnnviz.reading import PHOTOS

_BEGINNING = """\
from pathlib import Path

import keras
import numpy as np

from cnnviz import images, layer_outputs, models, photos, reading

names = {names!r}  # each is a folder with photos of one class
network, _ = reading.pretrained("{photos}")
x, y = [], []
for label, name in enumerate(names):
    for file in sorted(Path(name).iterdir()):
        photo = images.load_image(file.read_bytes())
        x.append(photos.prepared(photo, network.preparation).x)
        y.append(label)
x, y = np.stack(x), np.array(y)

model = models.load_pretrained("{photos}")
frozen = layer_outputs.body(model)  # all but the last layer
features = frozen.predict(x, verbose=0)
last = keras.layers.Dense(len(names), activation="softmax", kernel_initializer="zeros")
head = keras.Sequential([keras.Input(features.shape[1:]), last])
head.compile(keras.optimizers.Adam({rate!r}), "sparse_categorical_crossentropy")
weights = len(y) / (len(names) * np.bincount(y))  # each class counts the same
head.fit(features, y, batch_size=len(y), epochs={steps}, class_weight=dict(enumerate(weights)), verbose=0)
probabilities = head.predict(features, verbose=0)
print((probabilities.argmax(axis=1) == y).mean(), "of the photos are named right")
whole = keras.Sequential([frozen, head])  # from a prepared photo to the probabilities"""


def own_classes_code(names: Sequence[str]) -> str:
    """Return a program that learns classes from folders of photos, as `probabilities` (n_photos, n_classes).

    Args:
        names: The names of the classes, which are those of the folders.
    """
    return _BEGINNING.format(names=list(names), photos=PHOTOS, rate=LEARNING_RATE, steps=STEPS)
