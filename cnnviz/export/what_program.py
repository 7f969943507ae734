"""The code that names what is in a photo."""

from __future__ import annotations

from cnnviz.export.image_program import image_lines
from cnnviz.export.photo_network_lines import download_lines, download_modules
from cnnviz.pipeline import Pipeline
from cnnviz.reading import PHOTOS


def what_code(now: Pipeline, name: str = PHOTOS, *, n_names: int = 5) -> str:
    """Return a program that prints the best names of what is in the image, and keeps all `probabilities`.

    Args:
        now: The settings, which say which image.
        name: The network, one of `reading.PHOTO_NETWORKS`.
        n_names: How many names it prints.
    """
    lines = [
        *image_lines(now, modules=[*download_modules(name), "models", "photos", "reading"]),
        "",
        *download_lines(name),
        f'network, _ = reading.pretrained("{name}")',
        "photo = photos.prepared(image, network.preparation)",
        "print(photo.box)  # the part that the network sees",
        f'model = models.load_pretrained("{name}")',
        "probabilities = model.predict(photo.x[None], verbose=0)[0]",
        f"for guess in photos.best(probabilities, network.classes, {n_names}):",
        '    print(f"{guess.probability:6.1%} {guess.name}")',
    ]
    return "\n".join(lines)
