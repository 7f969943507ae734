"""The code of the page The ideas: its networks in plain Keras, trained and judged on the same digits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cnnviz.export.notebook import digits_code_of
from cnnviz.lessons.ideas import Contender
from cnnviz.network import keras_code
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs import EVALUATION_BATCH_SIZE, RunSettings

_MOVED = """def moved(images, most):
    wide = np.pad(images, ((0, 0), (most, most), (most, most), (0, 0)))
    places = np.random.randint(2 * most + 1, size=(len(images), 2))
    return np.stack([image[r : r + 28, c : c + 28] for image, (r, c) in zip(wide, places)])"""


def ideas_code(contenders: Sequence[Contender]) -> str:
    """Return a program that builds, trains and judges the networks. It does not need cnnviz.

    Args:
        contenders: The networks. They are trained alike, except for how far their digits move.
    """
    first = contenders[0].settings
    shifts = {one.name: one.settings.shift for one in contenders}
    parts = [f"{digits_code_of(first)}\n\nfrom keras import layers"]
    parts += [_function(one) for one in contenders]
    named = "".join(f"    {one.name!r}: {_function_name(one)},\n" for one in contenders)
    networks = f"networks = {{\n{named}}}"
    if any(shifts.values()):
        parts.append(_MOVED)
        networks += f"\nshifts = {shifts!r}"
    loop = ["for name, build in networks.items():", *_trained(first, moved=any(shifts.values()))]
    return "\n\n\n".join([*parts, networks + "\n" + "\n".join(loop)])


def _function(one: Contender) -> str:
    """Return a function that builds a network."""
    body = keras_code(one.network).split("\n")[3:-1]
    lines = [_begun(line, one.settings.initializer) for line in body]
    return "\n".join(
        [f"def {_function_name(one)}():", *(f"    {line}" for line in lines), "    return model"]
    )


def _function_name(one: Contender) -> str:
    """Return the name of the function that builds a network, such as one_wide_5_5."""
    return re.sub(r"\W+", "_", one.name.lower())


def _begun(line: str, initializer: str) -> str:
    """Return the line of a layer with kernels that begin by this initializer; Keras's own needs no word."""
    if initializer == RunSettings.initializer or not re.search(r"layers\.(Conv2D|Dense)\(", line):
        return line
    end = line.rindex(")(") if ")(" in line else line.rindex(")")
    return f'{line[:end]}, kernel_initializer="{initializer}"{line[end:]}'


def _trained(settings: RunSettings, *, moved: bool) -> list[str]:
    """Return the lines that train one network and print its score."""
    optimizer = OPTIMIZERS[settings.optimizer].keras_code(settings.learning_rate)
    fit = f"y, batch_size={settings.batch_size}, verbose=0"
    training = [f"    model.fit(x, {fit}, epochs={settings.epochs})"]
    if moved:
        training = [
            f"    for epoch in range({settings.epochs}):",
            f"        model.fit(moved(x, shifts[name]), {fit})",
        ]
    return [
        f"    keras.utils.set_random_seed({settings.seed})",
        "    model = build()",
        f'    model.compile(optimizer={optimizer}, loss="{settings.loss}", metrics=["accuracy"])',
        *training,
        f"    loss, accuracy = model.evaluate(*validation, batch_size={EVALUATION_BATCH_SIZE}, verbose=0)",
        '    print(f"{name}: {model.count_params():,} parameters, {accuracy:.3f} right, loss {loss:.3f}")',
    ]
