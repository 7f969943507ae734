"""The code of what stands inside a network."""

from __future__ import annotations

from cnnviz.export.image import image_code
from cnnviz.pipeline import Pipeline


def network_code(now: Pipeline, *, shipped: bool = True) -> str:
    """Return a program that gives every layer's output for the digit, into `outputs`.

    Args:
        now: which digit.
        shipped: whether the network is the one that ships, and not one that was saved to a file.
    """
    lines = digit_code(now, "layer_outputs", "models")
    lines += [
        f"outputs = layer_outputs.of({load_code(shipped)}, digit.digit)",
        "for name, output in outputs.items():",
        "    print(name, output.shape, output.min(), output.max())",
    ]
    return "\n".join(lines)


def load_code(shipped: bool) -> str:
    """Return the call that loads the network: the one that ships, or the one that a visitor has saved."""
    return "models.load_pretrained()" if shipped else 'models.load("network.keras")'


def digit_code(now: Pipeline, *modules: str) -> list[str]:
    """Return lines that get the digit into `digit.digit`, (28, 28), and import these modules."""
    if now.digit.source == "bundled":
        return [
            f"from cnnviz import {', '.join(sorted(['digits', 'mnist', *modules]))}",
            "",
            f"digit = digits.from_mnist(mnist.bundled()[0][{now.image.number}])",
        ]
    drawn = now.digit.source == "drawing"
    return [
        image_code(now.replace(image={"name": "drawing", "crop": None, "grey": False}) if drawn else now),
        f"from cnnviz import {', '.join(sorted(['digits', *modules]))}",
        "",
        "digit = digits.from_picture(image)",
    ]
