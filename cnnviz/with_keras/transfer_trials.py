"""Train on the new digits with frozen convolutions, or from scratch, and judge. Imports Keras."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz.data_sets import DataSet, Labels, encode
from cnnviz.lessons.transfer import BATCH_SIZE, COUNTS, STEPS, WAYS, Compared, Trial, examples, trials
from cnnviz.runs.run_settings import EVALUATION_BATCH_SIZE
from cnnviz.with_keras.layer_outputs import body

Array = npt.NDArray[np.float32]


@dataclass(eq=False)
class _Learner:
    """A compiled model, and how a fresh one begins. Compiling takes longer than training."""

    model: keras.Model

    def learn(self, x: Array, y: Labels, trial: Trial) -> None:
        """Train from the trial's own first weights."""
        keras.utils.set_random_seed(trial.seed)
        fresh = keras.models.clone_model(self.model)
        self.model.set_weights(fresh.get_weights())
        optimizer = self.model.optimizer
        for variable in optimizer.variables:
            variable.assign(keras.ops.zeros_like(variable))
        optimizer.learning_rate = trial.learning_rate
        digits = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x), seed=trial.seed)
        self.model.fit(digits.repeat().batch(BATCH_SIZE), steps_per_epoch=STEPS, shuffle=False, verbose=0)

    def accuracy(self, x: Array, y: Labels) -> float:
        """Return the share of inputs whose class is predicted."""
        answers = self.model.predict(x, batch_size=EVALUATION_BATCH_SIZE, verbose=0)
        return float((answers.argmax(axis=1) == y).mean())


class Transfer:
    """Trains both ways on the same examples of new classes.

    Args:
        base: A network that ends in a fully connected layer with softmax; it is not changed.
        new: The new classes: examples are drawn from the training pictures, and the test pictures judge.
    """

    def __init__(self, base: keras.Model, new: DataSet) -> None:
        self._body, self._new = body(base), new
        self._judging = encode(new.x_test)
        found = self._features(self._judging)
        last = {"units": new.n_classes, "activation": "softmax"}
        whole = [_fresh(layer) for layer in base.layers[:-1]]
        self._learners = {
            "frozen": _learner(found.shape[1:], [keras.layers.Dense(**last)]),
            "scratch": _learner(base.input_shape[1:], [*whole, keras.layers.Dense(**last)]),
        }
        self._judged: dict[str, Array] = {"frozen": found, "scratch": self._judging}

    def accuracy(self, trial: Trial) -> float:
        """Return the accuracy on the test pictures after a training.

        The frozen convolutions make the same features of a picture in every step, so they are computed once.

        Raises:
            DataError: If a class has fewer pictures than the trial needs.
        """
        pictures, labels = examples(self._new, trial.count, trial.seed)
        x = encode(pictures)
        learner = self._learners[trial.way]
        learner.learn(self._features(x) if trial.way == "frozen" else x, labels, trial)
        return learner.accuracy(self._judged[trial.way], self._new.y_test)

    def compared(self, count: int, seed: int) -> Compared:
        """Return the accuracies of both ways with as many examples, the best of all learning rates."""
        best = {way: max(map(self.accuracy, trials(way, count, seed))) for way in WAYS}
        return Compared(count, best["frozen"], best["scratch"])

    def leads(self, seeds: Sequence[int]) -> list[dict[str, Any]]:
        """Return for each count both ways' median accuracies and the lead over several seeds."""
        return [_figures([self.compared(count, seed) for seed in seeds]) for count in COUNTS]

    def _features(self, x: Array) -> Array:
        found: Array = self._body.predict(x, batch_size=EVALUATION_BATCH_SIZE, verbose=0)
        return found


def _learner(shape: Sequence[int], layers: Sequence[keras.Layer]) -> _Learner:
    model = keras.Sequential([keras.Input(shape), *layers])
    model.compile(optimizer=keras.optimizers.Adam(), loss="sparse_categorical_crossentropy")
    model.optimizer.build(model.trainable_variables)
    return _Learner(model)


def _fresh(layer: keras.Layer) -> keras.Layer:
    """Return a layer of the same settings with weights of its own."""
    fresh: keras.Layer = layer.__class__.from_config(layer.get_config())
    return fresh


def _figures(found: Sequence[Compared]) -> dict[str, Any]:
    leads = sorted(one.lead for one in found)
    return {
        "examples of each digit": found[0].count,
        "accuracy with frozen convolutions": round(float(np.median([one.frozen for one in found])), 4),
        "accuracy from scratch": round(float(np.median([one.scratch for one in found])), 4),
        "lead in points": round(float(np.median(leads)), 1),
        "from": round(leads[0], 1),
        "to": round(leads[-1], 1),
    }
