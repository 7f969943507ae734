"""Evaluate a network's predictions: accuracy, mistakes, and calibration."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cnnviz.data_sets import Labels
from cnnviz.errors import NetworkError
from cnnviz.layers.loss import EPSILON

Array = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

#: The accuracy of the lecture's network on MNIST's 10,000 test digits.
LECTURE_ACCURACY = 0.9855
N_BINS = 10


@dataclass(frozen=True)
class ClassScore:
    """Precision, recall and F1 of one class, and its number of pictures `n`.

    precision = right / predicted as this class, recall = right / n, f1 = their harmonic mean; None if the
    division is by zero. Source: sklearn.metrics.precision_recall_fscore_support.
    """

    label: int
    name: str
    precision: float | None
    recall: float | None
    f1: float | None
    n: int


@dataclass(frozen=True)
class Reliability:
    """Predictions in bins of equal width by confidence, the largest probability; empty bins have NaN.

    edges (bins + 1,), counts, confidence and accuracy (bins,): the means over each bin.
    """

    edges: npt.NDArray[np.float64]
    counts: Places
    confidence: npt.NDArray[np.float64]
    accuracy: npt.NDArray[np.float64]

    @property
    def error(self) -> float:
        """The expected calibration error: Σ |bin| / n · |accuracy(bin) − confidence(bin)|.

        Source: Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks, ICML 2017, equation 3.
        """
        gaps = np.abs(np.nan_to_num(self.accuracy - self.confidence))
        return float((self.counts * gaps).sum() / self.counts.sum())

    def bin_of(self, confidence: npt.ArrayLike) -> Places:
        """Return the index of the bin that a confidence in [0, 1] falls into, or those of many."""
        return _bins(np.asarray(confidence, np.float64), self.edges)


@dataclass(frozen=True)
class Evaluation:
    """A network's predictions for labelled pictures.

    Args:
        labels: The class of each picture (n,), from 0 to n_classes - 1.
        probabilities: (n, n_classes) float32, with a sum of 1 in each row.
        class_names: A name for each class; by default their numbers.

    Raises:
        NetworkError: If there are no labels, the arguments do not match, or `probabilities` are not
            probabilities.
    """

    labels: Labels
    probabilities: Array
    class_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_shape(self.probabilities, self.labels)
        if not self.class_names:
            numbers = range(self.probabilities.shape[1])
            object.__setattr__(self, "class_names", tuple(map(str, numbers)))
        _check_classes(self.probabilities, self.labels, self.n_classes)
        sums = self.probabilities.sum(axis=1)
        if not (np.abs(sums - 1) < 1e-3).all() or not (self.probabilities >= 0).all():
            raise NetworkError("This network returns no probabilities. End it in softmax and train it again.")

    @property
    def n(self) -> int:
        """The number of pictures."""
        return len(self.labels)

    @property
    def n_classes(self) -> int:
        """The number of classes."""
        return len(self.class_names)

    @cached_property
    def predicted(self) -> Places:
        """The predicted class of each picture (n,): the first of those with the largest probability."""
        return np.asarray(self.probabilities.argmax(axis=1))

    @cached_property
    def right(self) -> npt.NDArray[np.bool_]:
        """Whether each prediction is right (n,)."""
        return np.asarray(self.predicted == self.labels)

    @property
    def accuracy(self) -> float:
        """The share of right predictions."""
        return float(self.right.mean())

    @property
    def n_wrong(self) -> int:
        """The number of wrong predictions."""
        return int(self.n - self.right.sum())

    @property
    def uncertainty(self) -> float:
        """Two standard errors of the accuracy, 2·√(p·(1 − p)/n): 19 of 20 such samples are within them."""
        return two_standard_errors(self.accuracy, self.n)

    @cached_property
    def losses(self) -> Array:
        """The cross-entropy of each picture (n,), as in Keras: −log of its true class's probability."""
        true = self.probabilities[np.arange(self.n), self.labels]
        return -np.log(np.clip(true, EPSILON, 1 - EPSILON))

    @cached_property
    def margins(self) -> Array:
        """The largest probability minus the second largest, for each picture (n,)."""
        second, first = np.partition(self.probabilities, -2, axis=1)[:, -2:].T
        return np.asarray(first - second)

    @cached_property
    def confusion(self) -> Places:
        """The number of pictures by class (row) and predicted class (column): (n_classes, n_classes)."""
        from sklearn.metrics import confusion_matrix  # noqa: PLC0415 - a second, and only this needs it

        counted: Places = confusion_matrix(self.labels, self.predicted, labels=range(self.n_classes))
        return counted

    @cached_property
    def per_class(self) -> tuple[ClassScore, ...]:
        """Precision, recall and F1 of each class."""
        from sklearn.metrics import precision_recall_fscore_support  # noqa: PLC0415 - as above

        scores = precision_recall_fscore_support(
            self.labels, self.predicted, labels=range(self.n_classes), zero_division=np.nan
        )
        return tuple(
            ClassScore(label, self.class_names[label], _known(precision), _known(recall), _known(f1), int(n))
            for label, (precision, recall, f1, n) in enumerate(zip(*scores, strict=True))
        )

    def count(self) -> None:
        """Compute the slowest properties now, so that nobody waits for them later."""
        _ = self.confusion, self.per_class

    def confused(self, label: int, predicted: int) -> Places:
        """Return the indices of pictures of one class predicted as another, the most confident first."""
        found = np.flatnonzero((self.labels == label) & (self.predicted == predicted))
        return found[np.argsort(-self.probabilities[found, predicted], kind="stable")]

    def most_confused(self) -> tuple[int, int] | None:
        """Return the true and predicted class of the most frequent mistake; None if there is no mistake."""
        mistakes = self.confusion - np.diag(np.diag(self.confusion))
        if not mistakes.any():
            return None
        label, predicted = np.unravel_index(mistakes.argmax(), mistakes.shape)
        return int(label), int(predicted)

    def worst(self, most: int) -> Places:
        """Return the indices of at most `most` mistakes, those with the largest loss first."""
        wrong = np.flatnonzero(~self.right)
        return wrong[np.argsort(-self.losses[wrong], kind="stable")][:most]

    def doubtful(self, most: int) -> Places:
        """Return the indices of at most `most` pictures, right or wrong, the smallest margin first."""
        return np.argsort(self.margins, kind="stable")[:most]

    def reliability(self, n_bins: int = N_BINS) -> Reliability:
        """Return the accuracy of predictions of about equal confidence."""
        confidence = self.probabilities.max(axis=1).astype(np.float64)
        edges = np.linspace(0, 1, n_bins + 1)
        bins = _bins(confidence, edges)
        counts = np.bincount(bins, minlength=n_bins)
        with np.errstate(invalid="ignore"):
            means = [
                np.bincount(bins, weights=values, minlength=n_bins) / counts
                for values in (confidence, self.right)
            ]
        return Reliability(edges, counts, *means)


def _bins(confidence: npt.NDArray[np.float64], edges: npt.NDArray[np.float64]) -> Places:
    """Return for each confidence its bin; an edge belongs to the bin below it."""
    return np.digitize(confidence, edges[1:-1], right=True)


def _check_shape(probabilities: Array, labels: Labels) -> None:
    shape, n = probabilities.shape, len(labels)
    if len(shape) != 2 or shape[0] != n or shape[1] < 2 or n == 0:
        raise NetworkError(
            f"Each label needs the probabilities of two or more classes. Received: {shape} for {n} labels"
        )


def _check_classes(probabilities: Array, labels: Labels, n_classes: int) -> None:
    if probabilities.shape[1] != n_classes:
        raise NetworkError(
            f"For {n_classes} classes, a network must give {n_classes} probabilities. "
            f"Received: {probabilities.shape}"
        )
    if labels.min() < 0 or labels.max() >= n_classes:
        raise NetworkError(
            f"The labels must be from 0 to {n_classes - 1}. Received: {labels.min()} to {labels.max()}"
        )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def two_standard_errors(share: float, n: int) -> float:
    """Return two standard errors of a share among n: 2·√(p·(1 − p)/n).

    >>> round(two_standard_errors(0.9, 900), 3)
    0.02
    """
    return 2 * math.sqrt(share * (1 - share) / n)


def likely_error_rate(n: int) -> float:
    """Return the error rate that is likely at most after n right predictions: 3/n, the rule of three.

    Source: Hanley, Lippman-Hand, If nothing goes wrong, is everything all right?, JAMA 249 (1983).
    """
    return min(1.0, 3 / n)
