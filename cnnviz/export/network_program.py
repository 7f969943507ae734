"""The code that computes a network's layer outputs."""

from __future__ import annotations

from cnnviz.drawing import to_text
from cnnviz.export.image_program import image_lines
from cnnviz.pipeline import Pipeline


def network_code(now: Pipeline, *, name: str = "lecture") -> str:
    """Return a program that computes every layer's output for the digit, as `outputs`.

    Args:
        now: the settings, which say which digit.
        name: the name of the shipped network; "" for one from a file.
    """
    lines = digit_code(now, "layer_outputs", "models")
    lines += [
        f"outputs = layer_outputs.of({load_code(name)}, digit.digit)",
        "for name, output in outputs.items():",
        "    print(name, output.shape, output.min(), output.max())",
    ]
    return "\n".join(lines)


def flattened_code(now: Pipeline, layer: str, place: int, *, name: str = "lecture") -> str:
    """Return a program that flattens a layer's maps for the digit, and prints one number of the column.

    Args:
        now: the settings, which say which digit.
        layer: the layer's name in Keras.
        place: the index in the column.
        name: the name of the shipped network; "" for one from a file.
    """
    lines = digit_code(now, "layer_outputs", "models")
    lines += [
        f"outputs = layer_outputs.of({load_code(name)}, digit.digit)",
        f"column = outputs[{layer!r}].ravel()  # place by place, and at each place all maps in turn",
        f"print(column.shape, column[{place}])",
    ]
    return "\n".join(lines)


def load_code(name: str) -> str:
    """Return the call that loads a shipped network by its name, or with "" one that the visitor saved."""
    return f'models.load_pretrained("{name}")' if name else 'models.load("network.keras")'


def digit_code(now: Pipeline, *modules: str) -> list[str]:
    """Return lines that import `modules` and load the digit as `digit.digit`, (28, 28)."""
    if now.digit.source == "image":
        place = "" if now.digit.found is None else f", {now.digit.found}"
        is_one = now.image.name == "digit"
        digit = "from_picture(image)" if is_one else f"pick(digits.find(image){place}).prepared"
        return [*image_lines(now, modules=["digits", *modules]), f"digit = digits.{digit}"]
    module, digit = {
        "bundled": ("mnist", f"digits.from_mnist(mnist.bundled()[0][{now.image.number}])"),
        "drawing": ("drawing", f'digits.from_drawing(drawing.parse("{to_text(now.image.drawing)}"))'),
    }[now.digit.source]
    return [f"from cnnviz import {', '.join(sorted(['digits', module, *modules]))}", "", f"digit = {digit}"]
