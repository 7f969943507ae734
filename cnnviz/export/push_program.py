"""The code that pushes a picture until a network's answer turns."""

from __future__ import annotations

from cnnviz.export.image_program import image_lines
from cnnviz.export.network_program import digit_code, load_code
from cnnviz.lessons.pushes import PushAsked
from cnnviz.pipeline import Pipeline


def push_code(now: Pipeline, asked: PushAsked, *, name: str) -> str:
    """Return a program that finds the smallest push, as `found`, and saves the pushed picture as a file.

    Args:
        now: The settings, which say which image or digit, and how far it is pushed.
        asked: The method, and the class that the answer should become.
        name: The name of a trained network; "" stands for one from a file.
    """
    imports = ["from PIL import Image", "", "from cnnviz.lessons.pushes import PushAsked, to_levels"]
    size = (
        "found.n_steps if found.turned_at is None else found.turned_at"
        if now.push.steps is None
        else f"min({now.push.steps}, found.n_steps)"
    )
    lines = [
        f'found = pushing.push(model, picture, PushAsked("{asked.method}", {asked.toward}))',
        "print(found.turned_at, found.first, found.other)  # the smallest push, in steps of 1/255",
        f"size = {size}",
        "print(size, found.probabilities[size].max(), found.at_random[size].max())",
        "pushed = found.pushed(to_levels(picture), size)",
        'Image.fromarray(pushed.squeeze()).save("pushed.png")',
    ]
    return "\n".join([*imports, *_picture_lines(now, name), *lines])


def _picture_lines(now: Pipeline, name: str) -> list[str]:
    """Return lines that load the network as `model`, and what it sees as `picture`, in [0, 1]."""
    if now.push.subject != "photo":
        digit = digit_code(now, "models", "pushing")
        return [*digit, f"model = {load_code(name)}", "picture = digit.digit"]
    return [
        *image_lines(now, modules=["models", "photos", "pushing", "reading"]),
        f'network, _ = reading.pretrained("{name}")',
        "picture = photos.prepared(image, network.preparation).seen",
        f"model = {load_code(name)}",
    ]
