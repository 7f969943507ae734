"""How well a network's answers fit: how often, where it errs, and whether its confidence means anything."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError

Array = npt.NDArray[np.float32]
Labels = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

N_CLASSES = 10
#: What the lecture's network reaches on the 10,000 test digits.
LECTURE = 0.9855
#: What Keras takes a smaller probability for in its cross-entropy (keras.config.epsilon()).
EPSILON = 1e-7
N_BINS = 10


@dataclass(frozen=True)
class ClassScore:
    """Of one class: how much of what is read as it is it, how much of it is read as it; how many there are.

    precision = right / read as this class, recall = right / digits of this class, f1 their harmonic mean.
    What would be divided by zero is None. Source: sklearn.metrics.precision_recall_fscore_support.
    """

    label: int
    precision: float | None
    recall: float | None
    f1: float | None
    n: int


@dataclass(frozen=True)
class Reliability:
    """Answers in bins of equal width by their confidence, the largest probability; empty bins have NaN.

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


@dataclass(frozen=True)
class Evaluation:
    """A network's answers to digits whose labels are known.

    Args:
        labels: (n,) from 0 to 9.
        probabilities: (n, 10) float32, each row of sum 1.

    Raises:
        NetworkError: if they do not fit together, are none, or are no probabilities.
    """

    labels: Labels
    probabilities: Array

    def __post_init__(self) -> None:
        if self.probabilities.shape != (len(self.labels), N_CLASSES) or not len(self.labels):
            raise NetworkError(
                f"Ten probabilities are needed for each label. Received: {self.probabilities.shape}"
            )
        sums = self.probabilities.sum(axis=1)
        if not (np.abs(sums - 1) < 1e-3).all() or not (self.probabilities >= 0).all():
            raise NetworkError("This network gives no probabilities: end it in a softmax, and train it anew.")

    @property
    def n(self) -> int:
        """How many digits there are."""
        return len(self.labels)

    @cached_property
    def predicted(self) -> Places:
        """The class that is read (n,): that of the largest probability, the first of equal ones."""
        return np.asarray(self.probabilities.argmax(axis=1))

    @cached_property
    def right(self) -> npt.NDArray[np.bool_]:
        """Whether each is read rightly (n,)."""
        return np.asarray(self.predicted == self.labels)

    @property
    def accuracy(self) -> float:
        """The share that is read rightly."""
        return float(self.right.mean())

    @property
    def n_wrong(self) -> int:
        """How many are read wrongly."""
        return int(self.n - self.right.sum())

    @property
    def uncertainty(self) -> float:
        """Two standard errors of the accuracy: 2·√(p·(1 − p)/n), between which 19 of 20 such samples lie."""
        return two_errors(self.accuracy, self.n)

    @cached_property
    def losses(self) -> Array:
        """The cross-entropy of each digit (n,): −log of its true class's probability, as Keras has it."""
        true = self.probabilities[np.arange(self.n), self.labels]
        return -np.log(np.clip(true, EPSILON, 1 - EPSILON))

    @cached_property
    def margins(self) -> Array:
        """The largest probability less the second largest, of each digit (n,)."""
        second, first = np.partition(self.probabilities, -2, axis=1)[:, -2:].T
        return np.asarray(first - second)

    @cached_property
    def confusion(self) -> Places:
        """How many digits of a class (row) are read as a class (column) (10, 10)."""
        from sklearn.metrics import confusion_matrix  # noqa: PLC0415 - a second, and only this needs it

        counted: Places = confusion_matrix(self.labels, self.predicted, labels=range(N_CLASSES))
        return counted

    @cached_property
    def per_class(self) -> tuple[ClassScore, ...]:
        """Precision, recall and F1 of each class."""
        from sklearn.metrics import precision_recall_fscore_support  # noqa: PLC0415 - as above

        scores = precision_recall_fscore_support(
            self.labels, self.predicted, labels=range(N_CLASSES), zero_division=np.nan
        )
        return tuple(
            ClassScore(label, _known(precision), _known(recall), _known(f1), int(n))
            for label, (precision, recall, f1, n) in enumerate(zip(*scores, strict=True))
        )

    def count(self) -> None:
        """Work out now what takes longest, so that nobody waits for it later."""
        _ = self.confusion, self.per_class

    def confused(self, label: int, predicted: int) -> Places:
        """Return which digits of a class are read as a class, the surest first."""
        found = np.flatnonzero((self.labels == label) & (self.predicted == predicted))
        return found[np.argsort(-self.probabilities[found, predicted], kind="stable")]

    def most_confused(self) -> tuple[int, int] | None:
        """Return the most frequent mistake, as true and predicted class; None if there is no mistake."""
        mistakes = self.confusion - np.diag(np.diag(self.confusion))
        if not mistakes.any():
            return None
        label, predicted = np.unravel_index(mistakes.argmax(), mistakes.shape)
        return int(label), int(predicted)

    def worst(self, most: int) -> Places:
        """Return the mistakes with the largest loss, so the least for the true class: `most`, in order."""
        wrong = np.flatnonzero(~self.right)
        return wrong[np.argsort(-self.losses[wrong], kind="stable")][:most]

    def doubtful(self, most: int) -> Places:
        """Return which digits, right or wrong, have the smallest margin: the `most` smallest, in order."""
        return np.argsort(self.margins, kind="stable")[:most]

    def reliability(self, n_bins: int = N_BINS) -> Reliability:
        """Return how often answers of about equal confidence are right."""
        confidence = self.probabilities.max(axis=1).astype(np.float64)
        edges = np.linspace(0, 1, n_bins + 1)
        bins = np.clip(np.digitize(confidence, edges[1:-1], right=True), 0, n_bins - 1)
        counts = np.bincount(bins, minlength=n_bins)
        with np.errstate(invalid="ignore"):
            means = [
                np.bincount(bins, weights=one, minlength=n_bins) / counts for one in (confidence, self.right)
            ]
        return Reliability(edges, counts, *means)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def two_errors(share: float, n: int) -> float:
    """Return two standard errors of a share among n: 2·√(p·(1 − p)/n).

    >>> round(two_errors(0.9, 900), 3)
    0.02
    """
    return 2 * math.sqrt(share * (1 - share) / n)


def most_wrong(n: int) -> float:
    """Return the share of mistakes that is still likely where none was seen in n: 3/n, the rule of three.

    Source: Hanley, Lippman-Hand, If nothing goes wrong, is everything all right?, JAMA 249 (1983).
    """
    return min(1.0, 3 / n)
