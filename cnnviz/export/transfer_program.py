"""The code that learns new digits with frozen convolutions, and from scratch."""

from __future__ import annotations

from cnnviz.lessons.transfer import BATCH_SIZE, NETWORK, NEW, RATES, STEPS

_PROGRAM = """\
import keras
import tensorflow as tf

from cnnviz import layer_outputs, mnist, models
from cnnviz.data_sets import encode
from cnnviz.lessons import transfer

new = transfer.part(mnist.load(), {new!r})
pictures, labels = transfer.examples(new, {count}, seed={seed})  # {count} of each
x, x_test = encode(pictures), encode(new.x_test)
base = layer_outputs.body(models.load_pretrained("{network}"))  # all but the last layer

accuracies = {{"scratch": [], "frozen": []}}  # first from scratch: a copy of frozen layers is frozen, too
for way, found in accuracies.items():
    base.trainable = way == "scratch"
    for rate in {rates!r}:
        keras.utils.set_random_seed({seed})
        convolutions = base if way == "frozen" else keras.models.clone_model(base)
        head = keras.layers.Dense(len(new.class_names), activation="softmax")
        model = keras.Sequential([convolutions, head])
        model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
        digits = tf.data.Dataset.from_tensor_slices((x, labels)).shuffle(len(x), seed={seed})
        model.fit(digits.repeat().batch({batch_size}), steps_per_epoch={steps}, shuffle=False, verbose=0)
        found.append(model.evaluate(x_test, new.y_test, verbose=0)[1])
for way, found in accuracies.items():
    print(way, f"{{max(found):.1%}}")"""


def transfer_code(count: int, seed: int) -> str:
    """Return a program that learns from as many examples both ways, and keeps the `accuracies`."""
    return _PROGRAM.format(
        new=NEW,
        count=count,
        seed=seed,
        network=NETWORK,
        rates=RATES,
        batch_size=BATCH_SIZE,
        steps=STEPS,
    )
