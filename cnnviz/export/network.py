"""The code of what stands inside a network."""

from __future__ import annotations

from dataclasses import replace

from cnnviz.export.whole import image_code
from cnnviz.pipeline import Pipeline


def network_code(now: Pipeline, *, shipped: bool = True) -> str:
    """Return a program that gives every layer's output for the digit, into `outputs`.

    Args:
        now: which digit.
        shipped: whether the network is the one that ships, and not one that was saved to a file.
    """
    load = "models.load_pretrained()" if shipped else 'models.load("network.keras")  # as you saved it'
    if now.digit == "bundled":
        lines = [
            "from cnnviz import digits, layer_outputs, mnist, models",
            "",
            f"digit = digits.from_mnist(mnist.bundled()[0][{now.number}])",
        ]
    else:
        drawn = now.digit == "drawing"
        lines = [
            image_code(replace(now, image="drawing", crop=None, grey=False) if drawn else now),
            "from cnnviz import digits, layer_outputs, models",
            "",
            "digit = digits.from_picture(image)",
        ]
    lines += [
        f"outputs = layer_outputs.of({load}, digit.digit)",
        "for name, output in outputs.items():",
        "    print(name, output.shape, output.min(), output.max())",
    ]
    return "\n".join(lines)
