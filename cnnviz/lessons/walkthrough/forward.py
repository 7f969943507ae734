"""The stops from the input to the loss."""

from __future__ import annotations

import numpy as np

from cnnviz.lessons.backprop import POOL_SIZE, Forward, Parameters
from cnnviz.lessons.walkthrough.tables import (
    Frame,
    Made,
    Phase,
    Stop,
    Table,
    apart,
    factor,
    made,
    number,
    products,
    used,
)

#: Below this probability, the loss is shown as computed from the logits.
SMALL = 1e-6


def stops(done: Forward, parameters: Parameters, classes: tuple[str, ...]) -> list[Stop]:
    """Return the stops up to the loss, for a network with one input channel and one filter."""
    return [
        _taken_in(done, parameters),
        _convolution(done, parameters),
        _relu(done),
        _pooling(done),
        _flatten(done),
        _dense(done, parameters, classes),
        _softmax(done, classes),
        _loss(done, classes),
    ]


def _taken_in(done: Forward, parameters: Parameters) -> Stop:
    x = done.x[..., 0]

    def how(row: int, column: int) -> Made:
        return Made(f"pixel = {number(x[row, column])}", ())

    return Stop(
        "Input",
        "forward",
        "A tiny picture and a kernel. −1 is black, 1 is white. Click a cell of x to flip it.",
        (made("x", x, how, "", colours="pixels"), used("kernel", parameters.kernel[..., 0, 0])),
    )


def _convolved(done: Forward, parameters: Parameters, prime: str = "") -> tuple[Table, ...]:
    """Return tables of the input, the kernel with its bias, and the resulting feature map."""
    x, kernel, bias = done.x[..., 0], parameters.kernel[..., 0, 0], float(parameters.kernel_bias[0])
    rows, columns = kernel.shape

    def how(row: int, column: int) -> Made:
        window = x[row : row + rows, column : column + columns]
        pairs = list(zip(kernel.ravel().tolist(), window.ravel().tolist(), strict=True))
        line = f"{products(pairs, bias)} = {number(done.z[row, column, 0])}"
        return Made(
            line, (Frame(0, row, column, rows, columns), Frame(1, 0, 0, rows, columns), Frame(2, 0, 0))
        )

    return (
        used("x", x, colours="pixels"),
        used(f"kernel{prime}", kernel, "∗"),
        used(f"bias{prime}", parameters.kernel_bias, "+"),
        made(f"z{prime}", done.z[..., 0], how, colours="signed"),
    )


def _convolution(done: Forward, parameters: Parameters) -> Stop:
    sentence = "The kernel slides over x. It multiplies weights and pixels and adds them up."
    return Stop("Convolution", "forward", sentence, _convolved(done, parameters))


def _relu(done: Forward) -> Stop:
    def how(row: int, column: int) -> Made:
        value, z = done.a[row, column, 0], done.z[row, column, 0]
        return Made(f"max(0, {number(z)}) = {number(value)}", (Frame(0, row, column),))

    tables = (
        used("z", done.z[..., 0], colours="signed"),
        made("a", done.a[..., 0], how, "→", colours="signed"),
    )
    return Stop("ReLU", "forward", "Negative numbers become 0. The others stay.", tables)


def _pooling(done: Forward) -> Stop:
    def how(row: int, column: int) -> Made:
        top, left = POOL_SIZE * row, POOL_SIZE * column
        window = done.a[top : top + POOL_SIZE, left : left + POOL_SIZE, 0].ravel().tolist()
        line = f"max({', '.join(map(number, window))}) = {number(done.pooled[row, column, 0])}"
        return Made(line, (Frame(0, top, left, POOL_SIZE, POOL_SIZE),))

    tables = (
        used("a", done.a[..., 0], colours="signed", marked=winners(done)),
        made("pooled", done.pooled[..., 0], how, "→", colours="signed"),
    )
    sentence = "Each 2 × 2 window keeps its largest number, the winner."
    return Stop("Max pooling", "forward", sentence, tables)


def winners(done: Forward) -> tuple[tuple[int, int], ...]:
    """Return the row and column of each winner in `a`."""
    return tuple((int(row), int(column)) for row, column in done.winners.reshape(-1, 2))


def _flatten(done: Forward) -> Stop:
    rows, columns = done.pooled.shape[:2]

    def how(n: int, _: int) -> Made:
        row, column = divmod(n, columns)
        line = f"row {row}, column {column} → number {row}·{columns} + {column} = {n}: {number(done.flat[n])}"
        return Made(line, (Frame(0, row, column),))

    tables = (
        used("pooled", done.pooled[..., 0], colours="signed"),
        made("flat", done.flat[:, np.newaxis], how, "→", colours="signed"),
    )
    return Stop("Flatten", "forward", f"{rows} × {columns} numbers become one column, row by row.", tables)


def _answered(
    done: Forward, parameters: Parameters, classes: tuple[str, ...], prime: str = ""
) -> tuple[Table, ...]:
    """Return tables of the flat column, the dense layer's weights and bias, and the resulting logits."""
    n_inputs = done.flat.size

    def how(_: int, unit: int) -> Made:
        pairs = list(zip(done.flat.tolist(), parameters.weights[:, unit].tolist(), strict=True))
        line = f"{products(pairs, float(parameters.bias[unit]))} = {number(done.logits[unit])}"
        return Made(line, (Frame(0, 0, 0, n_inputs), Frame(1, 0, unit, n_inputs), Frame(2, 0, unit)))

    return (
        used(f"flat{prime}", done.flat[:, np.newaxis], colours="signed"),
        used(f"weights{prime}", parameters.weights, "·", heads=classes),
        used(f"bias{prime}", parameters.bias, "+", heads=classes),
        made(f"logits{prime}", done.logits, how, heads=classes),
    )


def _dense(done: Forward, parameters: Parameters, classes: tuple[str, ...]) -> Stop:
    sentence = "Each class multiplies all inputs by its own weights and adds them up. The sum is its logit."
    return Stop("Dense", "forward", sentence, _answered(done, parameters, classes))


def _shared(done: Forward, classes: tuple[str, ...], prime: str = "") -> tuple[Table, ...]:
    """Return tables of the logits and the resulting probabilities."""
    total = " + ".join(f"exp({number(value, 5)})" for value in done.logits.tolist())

    def how(_: int, unit: int) -> Made:
        line = f"exp({number(done.logits[unit], 5)}) / ({total}) = {number(done.probabilities[unit])}"
        return Made(line, (Frame(0, 0, 0, 1, len(classes)),))

    return (
        used(f"logits{prime}", done.logits, heads=classes),
        made(f"q{prime}", done.probabilities, how, "→", heads=classes),
    )


def _softmax(done: Forward, classes: tuple[str, ...]) -> Stop:
    sentence = "Softmax turns the scores into probabilities q. They add up to 1."
    return Stop("Softmax", "forward", sentence, _shared(done, classes))


def _losses(done: Forward, first: int, prime: str = "", operator: str = "→") -> Table:
    """Return the loss as a table of one cell; `first` is the index of the table of probabilities."""
    unit = int(done.target.argmax())

    def how(_: int, __: int) -> Made:
        return Made(loss_line(done), (Frame(first, 0, unit),))

    return made(f"loss{prime}", np.array([[done.loss]], np.float32), how, operator)


def loss_line(done: Forward) -> str:
    """Return the arithmetic of the loss; from the logits if the logarithm's argument would be shown as 0."""
    unit = int(done.target.argmax())
    if done.probabilities[unit] > SMALL:
        return f"−Σ p·log q = −1·log({number(done.probabilities[unit])}) = {number(done.loss)}"
    total = " + ".join(f"exp({number(value, 5)})" for value in done.logits.tolist())
    return f"−log q = log({total}) − {factor(done.logits[unit])} = {number(done.loss)}"


def _loss(done: Forward, classes: tuple[str, ...]) -> Stop:
    tables = (
        used("p", done.target, heads=classes),
        used("q", done.probabilities, heads=classes),
        _losses(done, 1),
    )
    sentence = (
        f"The true class is {classes[int(done.target.argmax())]}. "
        "The loss is −log of its probability q. 0 would be perfect."
    )
    return Stop("Loss", "forward", sentence, tables)


def after(done: Forward, parameters: Parameters, classes: tuple[str, ...], before: Forward) -> list[Stop]:
    """Return the stops of a forward pass with the new numbers."""
    phase: Phase = "after"
    return [
        Stop("New map", phase, "Forward again, with the new kernel.", _through(done, parameters)),
        Stop(
            "New scores", phase, "The new weights give new scores.", _answered(done, parameters, classes, "′")
        ),
        Stop(
            "New answer",
            phase,
            "Softmax turns the new scores into new probabilities.",
            _shared(done, classes, "′"),
        ),
        Stop("New loss", phase, verdict(before.loss, done.loss), _compared(before, done, classes)),
    ]


def _through(done: Forward, parameters: Parameters) -> tuple[Table, ...]:
    """Return the tables from input to flat column in one stop: convolution, then ReLU and pooling at once."""
    columns = done.pooled.shape[1]

    def how(n: int, _: int) -> Made:
        top, left = (POOL_SIZE * place for place in divmod(n, columns))
        window = done.z[top : top + POOL_SIZE, left : left + POOL_SIZE, 0].ravel().tolist()
        line = f"max(0, {', '.join(map(number, window))}) = {number(done.flat[n])}"
        return Made(line, (Frame(3, top, left, POOL_SIZE, POOL_SIZE),))

    flat = made("flat′", done.flat[:, np.newaxis], how, "→", colours="signed")
    return *_convolved(done, parameters, "′"), flat


def _compared(before: Forward, done: Forward, classes: tuple[str, ...]) -> tuple[Table, ...]:
    """Return tables of probabilities and loss before and after the step."""
    return (
        used("q", before.probabilities, heads=classes),
        used("loss", np.array([[before.loss]], np.float32)),
        used("q′", done.probabilities, "→", heads=classes),
        _losses(done, 2, "′", ""),
    )


def verdict(before: float, after: float) -> str:
    """Return a sentence that says whether the loss fell or rose, with both numbers.

    >>> verdict(2, 0.5)
    'The loss fell: 2 → 0.5.'
    """
    word = "fell" if after < before else "rose" if after > before else "stayed the same"
    return f"The loss {word}: {' → '.join(apart(before, after))}."
