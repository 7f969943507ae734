"""The code that names what is in a photo."""

from __future__ import annotations

from cnnviz.export.image_program import image_lines
from cnnviz.pipeline import Pipeline
from cnnviz.reading import PHOTOS


def what_code(now: Pipeline, *, n_names: int = 5) -> str:
    """Return a program that prints the best names of what is in the image, and keeps all `probabilities`.

    Args:
        now: The settings, which say which image.
        n_names: How many names it prints.
    """
    lines = [
        *image_lines(now, modules=["models", "photos", "reading"]),
        "",
        f'network, _ = reading.pretrained("{PHOTOS}")',
        "photo = photos.prepared(image, network.preparation)",
        "print(photo.box)  # the part that the network sees",
        f'model = models.load_pretrained("{PHOTOS}")',
        "probabilities = model.predict(photo.x[None], verbose=0)[0]",
        f"for guess in photos.best(probabilities, network.classes, {n_names}):",
        '    print(f"{guess.probability:6.1%} {guess.name}")',
    ]
    return "\n".join(lines)
