"""The stops from the loss back to the kernel, and those of the weight updates.

"∂z" stands for the gradient of z: the derivative of the loss by z.
"""

from __future__ import annotations

import numpy as np

from cnnviz.lessons.backprop import POOL_SIZE, Forward, Gradients, Parameters, TrainingStep
from cnnviz.lessons.walkthrough.forward import winners
from cnnviz.lessons.walkthrough.tables import (
    Array,
    Frame,
    Made,
    Phase,
    Stop,
    Table,
    factor,
    made,
    number,
    products,
    used,
)

#: Decimals shown where a step changes numbers only slightly.
FINE = 5


def stops(
    done: Forward, gradients: Gradients, parameters: Parameters, classes: tuple[str, ...]
) -> list[Stop]:
    """Return the stops from the loss back to the kernel."""
    return [
        _error(done, gradients, classes),
        _weights(done, gradients, classes),
        _flat(gradients, parameters, classes),
        _unflatten(gradients),
        _unpool(done, gradients),
        _gate(done, gradients),
        _kernel(done, gradients),
    ]


def _error(done: Forward, gradients: Gradients, classes: tuple[str, ...]) -> Stop:
    def how(_: int, unit: int) -> Made:
        q, p = done.probabilities[unit], done.target[unit]
        line = f"q − p = {number(q)} − {number(p)} = {number(gradients.logits[unit])}"
        return Made(line, (Frame(0, 0, unit), Frame(1, 0, unit)))

    tables = (
        used("q", done.probabilities, heads=classes),
        used("p", done.target, "−", heads=classes),
        made("∂logits", gradients.logits, how, heads=classes),
    )
    sentence = (
        "Now backward. ∂ marks a gradient: how much the loss grows with a number. For a logit it is q − p."
    )
    return Stop("q − p", "backward", sentence, tables)


def _weights(done: Forward, gradients: Gradients, classes: tuple[str, ...]) -> Stop:
    def how(n: int, unit: int) -> Made:
        line = (
            f"{factor(done.flat[n])}·{factor(gradients.logits[unit])} = {number(gradients.weights[n, unit])}"
        )
        return Made(line, (Frame(0, n, 0), Frame(1, 0, unit)))

    def bias(_: int, unit: int) -> Made:
        return Made(
            f"1·{factor(gradients.logits[unit])} = {number(gradients.bias[unit])}", (Frame(1, 0, unit),)
        )

    tables = (
        used("flat", done.flat[:, np.newaxis], colours="signed"),
        used("∂logits", gradients.logits, "×", heads=classes),
        made("∂weights", gradients.weights, how, heads=classes),
        made("∂bias", gradients.bias, bias, "", heads=classes),
    )
    sentence = "Each weight connects an input to a class. Its gradient is input times ∂logit."
    return Stop("∂ dense weights", "backward", sentence, tables)


def _flat(gradients: Gradients, parameters: Parameters, classes: tuple[str, ...]) -> Stop:
    def how(n: int, _: int) -> Made:
        pairs = list(zip(parameters.weights[n].tolist(), gradients.logits.tolist(), strict=True))
        line = f"{products(pairs)} = {number(gradients.flat[n])}"
        return Made(line, (Frame(0, n, 0, 1, len(classes)), Frame(1, 0, 0, 1, len(classes))))

    tables = (
        used("weights", parameters.weights, heads=classes),
        used("∂logits", gradients.logits, "·", heads=classes),
        made("∂flat", gradients.flat[:, np.newaxis], how),
    )
    return Stop(
        "∂ flat",
        "backward",
        "The gradient goes back through the same weights. Each input adds up all classes.",
        tables,
    )


def _unflatten(gradients: Gradients) -> Stop:
    columns = gradients.pooled.shape[1]

    def how(row: int, column: int) -> Made:
        n = row * columns + column
        line = f"number {n} → row {row}, column {column}: {number(gradients.flat[n])}"
        return Made(line, (Frame(0, n, 0),))

    tables = used("∂flat", gradients.flat[:, np.newaxis]), made("∂pooled", gradients.pooled[..., 0], how, "→")
    return Stop("Unflatten", "backward", "Each number goes back to its place in the map.", tables)


def _unpool(done: Forward, gradients: Gradients) -> Stop:
    won = winners(done)
    rows, columns = done.pooled.shape[:2]

    def how(row: int, column: int) -> Made:
        window = row // POOL_SIZE, column // POOL_SIZE
        if window[0] >= rows or window[1] >= columns:
            return Made("in no window: 0", (Frame(0, row, column),))
        source = Frame(1, *window)
        if (row, column) not in won:
            return Made("not the largest of its window: 0", (Frame(0, row, column), source))
        text = f"the winner gets all: {number(gradients.a[row, column, 0])}"
        return Made(text, (Frame(0, row, column), source))

    tables = (
        used("a", done.a[..., 0], colours="signed", marked=won),
        used("∂pooled", gradients.pooled[..., 0], ","),
        made("∂a", gradients.a[..., 0], how, "→", marked=won),
    )
    sentence = "Only the winner of each window changed the loss. It gets the gradient, the others 0."
    return Stop("∂ through max", "backward", sentence, tables)


def _gate(done: Forward, gradients: Gradients) -> Stop:
    def how(row: int, column: int) -> Made:
        z, passed = float(done.z[row, column, 0]), number(gradients.z[row, column, 0])
        line = f"z = {number(z)} > 0, open: {passed}" if z > 0 else f"z = {number(z)} ≤ 0, shut: 0"
        return Made(line, (Frame(0, row, column), Frame(1, row, column)))

    tables = (
        used("z", done.z[..., 0], colours="signed"),
        used("∂a", gradients.a[..., 0], ","),
        made("∂z", gradients.z[..., 0], how, "→"),
    )
    return Stop(
        "ReLU's gate", "backward", "Where z is above 0, the gradient passes. Elsewhere it becomes 0.", tables
    )


def _kernel(done: Forward, gradients: Gradients) -> Stop:
    x, dz = done.x[..., 0], gradients.z[..., 0]
    rows, columns = dz.shape

    def how(row: int, column: int) -> Made:
        window = x[row : row + rows, column : column + columns]
        pairs = list(zip(window.ravel().tolist(), dz.ravel().tolist(), strict=True))
        line = f"{products(pairs)} = {number(gradients.kernel[row, column, 0, 0])}"
        return Made(line, (Frame(0, row, column, rows, columns), Frame(1, 0, 0, rows, columns)))

    def bias(_: int, __: int) -> Made:
        line = (
            f"{products([(1, value) for value in dz.ravel().tolist()])} = {number(gradients.kernel_bias[0])}"
        )
        return Made(line.replace("1·", ""), (Frame(1, 0, 0, rows, columns),))

    tables = (
        used("x", x, colours="pixels"),
        used("∂z", dz, "∗"),
        made("∂kernel", gradients.kernel[..., 0, 0], how),
        made("∂bias", gradients.kernel_bias, bias, ""),
    )
    sentence = "The kernel's gradient is a convolution too. Here ∂z slides over x."
    return Stop("∂ kernel", "backward", sentence, tables)


def updates(step: TrainingStep, classes: tuple[str, ...]) -> list[Stop]:
    """Return the stops at which each weight moves against its gradient."""
    old, new, slopes, rate = step.old, step.new, step.gradients, step.learning_rate
    phase: Phase = "update"
    kernels = old.kernel[..., 0, 0], slopes.kernel[..., 0, 0], new.kernel[..., 0, 0]
    of_kernel = (
        *_moved("kernel", kernels, rate),
        *_moved("bias", (old.kernel_bias, slopes.kernel_bias, new.kernel_bias), rate, first=3),
    )
    of_dense = (
        *_moved("weights", (old.weights, slopes.weights, new.weights), rate, heads=classes),
        *_moved("bias", (old.bias, slopes.bias, new.bias), rate, first=3, heads=classes),
    )
    sentence = f"Each number moves against its gradient, times the learning rate {number(rate)}."
    return [
        Stop("New kernel", phase, f"{sentence} Filters learn, too.", of_kernel),
        Stop("New weights", phase, sentence, of_dense),
    ]


def _moved(
    name: str,
    numbers: tuple[Array, Array, Array],
    rate: float,
    *,
    first: int = 0,
    heads: tuple[str, ...] = (),
) -> tuple[Table, ...]:
    """Return tables of a parameter, its gradient and its new value; `first` is the first table's index."""
    before, slopes, after = map(np.atleast_2d, numbers)

    def how(row: int, column: int) -> Made:
        line = f"{number(before[row, column])} − {number(rate)}·{factor(slopes[row, column])}"
        return Made(
            f"{line} = {number(after[row, column], FINE)}",
            (Frame(first, row, column), Frame(first + 1, row, column)),
        )

    return (
        used(name, before, heads=heads),
        used(f"∂{name}", slopes, f"− {number(rate)}·", heads=heads),
        made(f"{name}′", after, how, heads=heads, decimals=FINE - 1),
    )
