"""One training step of a minimal convolutional network, with every number on the way.

    x -> Conv2D -> z -> ReLU -> a -> MaxPooling2D -> pooled -> Flatten -> flat -> Dense -> logits
      -> softmax -> probabilities -> cross-entropy -> loss

Back-propagation runs in the opposite direction. The gradient of a number is the derivative of the loss by
that number. It is first known at the logits; each layer then turns the gradient of its output into the
gradients of its input and of its weights. Finally, each weight takes a small step against its gradient.

>>> x = np.eye(6)[..., np.newaxis]
>>> step = training_step(x, 1, start(x.shape, n_classes=3), learning_rate=0.1)
>>> bool(step.after.loss < step.before.loss)
True
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from cnnviz import layers
from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_feature_map, as_float32

POOL_SIZE = 2
#: A larger learning rate moves a weight so far that nothing is left of its value.
MAX_LEARNING_RATE = 1000.0


@dataclass(frozen=True)
class Parameters:
    """The trainable parameters, float32.

    Attributes:
        kernel: (rows, columns, in_channels, filters).
        kernel_bias: (filters,).
        weights: (inputs, units), of the dense layer: one unit for each class.
        bias: (units,).
    """

    kernel: FloatArray = field(repr=False)
    kernel_bias: FloatArray = field(repr=False)
    weights: FloatArray = field(repr=False)
    bias: FloatArray = field(repr=False)

    def __post_init__(self) -> None:
        for name, values in _named(self):
            object.__setattr__(self, name, as_float32(name, values))

    @property
    def count(self) -> int:
        """Number of trainable parameters."""
        return sum(values.size for _, values in _named(self))


@dataclass(frozen=True)
class Forward:
    """All values from the input to the loss, float32, in this order.

    Attributes:
        x: (height, width, in_channels), the input.
        z: (rows, columns, filters), the feature map.
        a: The shape of `z`, after ReLU.
        pooled: (rows // 2, columns // 2, filters), the maximum of each 2 x 2 window.
        winners: (*pooled.shape, 2), row and column of that maximum in `a`; the first of equal ones.
        flat: (inputs,), position by position and, at each position, filter by filter.
        logits: (classes,).
        probabilities: (classes,), q, the prediction.
        target: (classes,), p, the true class as a one-hot vector.
        loss: The cross-entropy -sum(p log q), computed from the logits so that it is finite where a q is 0.
    """

    x: FloatArray = field(repr=False)
    z: FloatArray = field(repr=False)
    a: FloatArray = field(repr=False)
    pooled: FloatArray = field(repr=False)
    winners: npt.NDArray[np.intp] = field(repr=False)
    flat: FloatArray = field(repr=False)
    logits: FloatArray
    probabilities: FloatArray
    target: FloatArray
    loss: float


@dataclass(frozen=True)
class Gradients:
    """The derivatives of the loss, in the order of back-propagation, each in the shape of its number.

    Attributes:
        logits: (classes,), q - p.
        weights: (inputs, classes), the outer product of `flat` and the gradient of the logits.
        bias: (classes,), equal to the gradient of the logits.
        flat: (inputs,).
        pooled: `flat` in the shape of the pooled map.
        a: The gradient of the pooled map at its winners, 0 everywhere else.
        z: The gradient of `a` where ReLU is active, else 0.
        kernel: (rows, columns, in_channels, filters). For an input of one channel it is the convolution of
            the input with the gradient of the feature map: conv2d(x, z[:, :, np.newaxis]).
        kernel_bias: (filters,), the sum of `z`.
    """

    logits: FloatArray
    weights: FloatArray = field(repr=False)
    bias: FloatArray = field(repr=False)
    flat: FloatArray = field(repr=False)
    pooled: FloatArray = field(repr=False)
    a: FloatArray = field(repr=False)
    z: FloatArray = field(repr=False)
    kernel: FloatArray = field(repr=False)
    kernel_bias: FloatArray = field(repr=False)


@dataclass(frozen=True)
class TrainingStep:
    """One training step: the forward pass before it, the gradients, and the forward pass after it."""

    learning_rate: float
    old: Parameters
    before: Forward
    gradients: Gradients
    new: Parameters
    after: Forward

    @property
    def fell(self) -> bool:
        """Whether the step lowered the loss."""
        return self.after.loss < self.before.loss

    @property
    def kernel_learns(self) -> bool:
        """Whether the gradient of the kernel or its bias is not 0."""
        return bool(self.gradients.z.any())


def start(
    input_shape: Sequence[int],
    n_classes: int,
    kernel: npt.ArrayLike | None = None,
    kernel_bias: npt.ArrayLike | None = None,
    *,
    seed: int = 0,
) -> Parameters:
    """Return initial parameters: weights as Keras draws them, rounded to hundredths for the screen.

    Args:
        input_shape: (height, width, in_channels).
        n_classes: Units of the dense layer.
        kernel: (rows, columns, in_channels, filters); None draws one 3 x 3 filter.
        kernel_bias: (filters,); None is 0.
        seed: Seed of the random weights.

    Raises:
        NetworkError: If kernel and pooling do not fit into the input.
    """
    rng = np.random.default_rng(seed)
    if kernel is None:
        kernel = _glorot_uniform(rng, (3, 3, input_shape[2], 1))
    kernel = as_float32("kernel", kernel)
    map_shape = layers.conv2d(np.zeros(input_shape), kernel).shape
    n_inputs = layers.max_pool2d(np.zeros(map_shape), POOL_SIZE).size
    return Parameters(
        kernel,
        as_float32("kernel_bias", np.zeros(kernel.shape[3]) if kernel_bias is None else kernel_bias),
        _glorot_uniform(rng, (n_inputs, n_classes)),
        np.zeros(n_classes, dtype=np.float32),
    )


def forward(x: npt.ArrayLike, label: int, parameters: Parameters) -> Forward:
    """Return all values from the input to the loss.

    Args:
        x: (height, width, in_channels), finite.
        label: The true class, counted from 0.
        parameters: The current parameters.

    Raises:
        NetworkError: If the shapes do not fit together, a window does not fit, the label is out of range, or
            a number is too large for float32.
    """
    x, target = as_feature_map(x), _one_hot(label, parameters.bias.size)
    with np.errstate(over="ignore", invalid="ignore"):
        z = layers.conv2d(x, parameters.kernel, parameters.kernel_bias)
        a = layers.relu(z)
        pooled = layers.max_pool2d(a, POOL_SIZE)
        winners = layers.max_pool2d_winners(a, POOL_SIZE)
        flat = layers.flatten(pooled)
        logits = layers.dense(flat, parameters.weights, parameters.bias)
        _require_finite([x, z, logits])
    probabilities = layers.softmax(logits)
    loss = float(layers.softmax_crossentropy(target, logits))
    return Forward(x, z, a, pooled, winners, flat, logits, probabilities, target, loss)


def backward(done: Forward, parameters: Parameters) -> Gradients:
    """Return the gradients of all values and parameters, from the loss back to the kernel.

    Args:
        done: The result of `forward` for these parameters.
        parameters: The current parameters.

    Raises:
        NetworkError: If a number is too large for float32.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        dlogits = layers.softmax_crossentropy_backward(done.target, done.probabilities)
        dflat, dweights, dbias = layers.dense_backward(dlogits, done.flat, parameters.weights)
        dpooled = layers.flatten_backward(dflat, done.pooled.shape)
        da = layers.max_pool2d_backward(dpooled, done.a, POOL_SIZE)
        dz = layers.relu_backward(da, done.z)
        _, dkernel, dkernel_bias = layers.conv2d_backward(dz, done.x, parameters.kernel)
    found = Gradients(dlogits, dweights, dbias, dflat, dpooled, da, dz, dkernel, dkernel_bias)
    _require_finite(values for _, values in _named(found))
    return found


def descend(parameters: Parameters, gradients: Gradients, learning_rate: float) -> Parameters:
    """Return each parameter minus the learning rate times its gradient: stochastic gradient descent (SGD).

    Raises:
        NetworkError: If the learning rate is not a number above 0 and up to `MAX_LEARNING_RATE`, or a result
            is too large for float32.
    """
    rate = np.float32(checked_learning_rate(learning_rate))
    with np.errstate(over="ignore", invalid="ignore"):
        moved = [values - rate * getattr(gradients, name) for name, values in _named(parameters)]
    _require_finite(moved)
    return Parameters(*moved)


def training_step(x: npt.ArrayLike, label: int, parameters: Parameters, learning_rate: float) -> TrainingStep:
    """Return one complete training step on one sample, as Keras's SGD computes it.

    Args:
        x: (height, width, in_channels), finite.
        label: The true class, counted from 0.
        parameters: The current parameters.
        learning_rate: Above 0 and up to `MAX_LEARNING_RATE`.

    Raises:
        NetworkError: As for `forward` and `descend`.
    """
    before = forward(x, label, parameters)
    gradients = backward(before, parameters)
    new = descend(parameters, gradients, learning_rate)
    return TrainingStep(float(learning_rate), parameters, before, gradients, new, forward(x, label, new))


def checked_learning_rate(value: float) -> float:
    """Return the learning rate as a float.

    Raises:
        NetworkError: If it is not a number above 0 and up to `MAX_LEARNING_RATE`.
    """
    try:
        rate = float(value)
    except (TypeError, ValueError):
        rate = math.nan
    if 0 < rate <= MAX_LEARNING_RATE and np.float32(rate) > 0:
        return rate
    raise NetworkError(
        f"The learning rate must be above 0 and at most {MAX_LEARNING_RATE:,.0f}. "
        f"Usual values are 0.001 to 0.1.{_why_not(rate)} Received: learning_rate={value!r}"
    )


def _why_not(rate: float) -> str:
    """Return what a rejected learning rate would do."""
    if rate == 0:
        return " At 0 no weight would change."
    if rate < 0:
        return " Below 0 each weight would move up the slope and raise the loss."
    return " A larger rate overwrites every weight." if rate > MAX_LEARNING_RATE else ""


def _one_hot(label: int, n_classes: int) -> FloatArray:
    """Return the label as a one-hot vector, (n_classes,) float32."""
    if not isinstance(label, int | np.integer) or not 0 <= label < n_classes:
        raise NetworkError(f"The label must be a class from 0 to {n_classes - 1}. Received: label={label!r}")
    return np.asarray(np.arange(n_classes) == label, dtype=np.float32)


def _require_finite(values: Iterable[FloatArray]) -> None:
    """Raise a NetworkError if any number is infinite or NaN."""
    if not all(np.isfinite(one).all() for one in values):
        raise NetworkError(
            "The numbers grow too large to go on. Choose a smaller learning rate, or smaller "
            "numbers in the input and the kernel."
        )


def _glorot_uniform(rng: np.random.Generator, shape: tuple[int, ...]) -> FloatArray:
    """Return weights from Keras's GlorotUniform distribution, rounded to hundredths."""
    cells = math.prod(shape[:-2])
    limit = math.sqrt(6 / (cells * (shape[-2] + shape[-1])))
    return np.asarray(rng.uniform(-limit, limit, shape).round(2), dtype=np.float32)


def _named(value: Parameters | Gradients) -> Iterator[tuple[str, FloatArray]]:
    """Yield the name and value of each array."""
    for one in fields(value):
        yield one.name, getattr(value, one.name)
