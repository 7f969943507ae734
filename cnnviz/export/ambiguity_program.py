"""The code that asks a network about pictures between two digits, and about things that are no digit."""

from __future__ import annotations

from cnnviz.drawing import to_text
from cnnviz.export.image_program import image_lines
from cnnviz.export.network_program import load_code
from cnnviz.mnist import BUNDLED_PER_CLASS
from cnnviz.pipeline import Pipeline

_CURVE = """
steps = range(0, ambiguity.STEPS + 1, ambiguity.EVERY)
pictures = np.stack([between(step) for step in steps])
probabilities = model.predict(pictures[..., np.newaxis], verbose=0)  # one row for each step
for step, answer in zip(steps, probabilities):
    print(f"{step / ambiguity.STEPS:.1%}", answer.argmax(), f"{answer.max():.1%}")

doubt = ambiguity.greatest_doubt(lambda step: model(between(step)[np.newaxis, ..., np.newaxis])[0])
print("greatest doubt at", f"{doubt / ambiguity.STEPS:.2%}")"""


def morph_code(now: Pipeline, *, name: str = "lecture") -> str:
    """Return a program that computes the probabilities on the way from one digit to the other.

    Args:
        now: The settings, which say which digits.
        name: The name of the shipped network; "" for one from a file.
    """
    settings, drawn = now.ambiguity, now.image.drawing
    ends = {
        "first": (settings.first, settings.first_sample),
        "second": (settings.second, settings.second_sample),
    }
    draws = any(kind == "drawing" for kind, _ in ends.values())
    modules = ["mnist", "models", *(["digits", "drawing"] if draws else [])]
    drawing = f'np.rint(digits.from_drawing(drawing.parse("{to_text(drawn)}")).digit * 255).astype("uint8")'
    lines = [
        "import numpy as np",
        "",
        f"from cnnviz import {', '.join(sorted(modules))}",
        "from cnnviz.lessons import ambiguity",
        "",
    ]
    for end, (kind, sample) in ends.items():
        if kind == "drawing":
            lines.append(f"{end} = {drawing}")
        else:
            lines.append(f"{end} = mnist.bundled()[0][{int(kind) * BUNDLED_PER_CLASS + sample}]")
    lines += [
        f"model = {load_code(name)}",
        "",
        "",
        "def between(step):",
        '    """Return the picture at a step, from 0 to ambiguity.STEPS."""',
        f'    return ambiguity.morph(first, second, step, "{settings.way}").astype("float32") / 255',
        "",
    ]
    return "\n".join(lines) + "\n" + _CURVE.lstrip("\n")


def none_code(now: Pipeline, *, name: str = "lecture") -> str:
    """Return a program that asks a network about a thing that is no digit.

    Args:
        now: The settings, which say which thing.
        name: The name of the shipped network; "" for one from a file.
    """
    settings = now.ambiguity
    if settings.thing == "image":
        lines = [
            *image_lines(now, modules=["models"]),
            "from cnnviz.lessons import none_of_the_ten",
            "",
            "digit = none_of_the_ten.shrunk(image)",
        ]
    elif settings.thing == "drawing":
        strokes = to_text(now.image.drawing)
        lines = [
            "from cnnviz import digits, drawing, models",
            "",
            f'digit = digits.from_drawing(drawing.parse("{strokes}")).digit',
        ]
    else:
        chosen = {"letter": f', letter="{settings.letter}"', "noise": f", seed={settings.noise_seed}"}
        lines = [
            "from cnnviz import models",
            "from cnnviz.lessons import none_of_the_ten",
            "",
            f'digit = none_of_the_ten.seen("{settings.thing}"{chosen.get(settings.thing, "")}).digit',
        ]
    lines += [
        f"model = {load_code(name)}",
        "probabilities = model.predict(digit[None, ..., None], verbose=0)[0]",
        "for label, probability in enumerate(probabilities):",
        '    print(label, f"{probability:.1%}")',
    ]
    return "\n".join(lines)
