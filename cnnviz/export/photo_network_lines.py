"""The lines that get the weights of a network for photographs onto the computer that runs a program."""

from __future__ import annotations

from cnnviz.reading import PHOTO_NETWORKS


def download_modules(name: str) -> list[str]:
    """Return the modules of cnnviz that `download_lines` uses."""
    return ["downloads"] if PHOTO_NETWORKS[name].weights else []


def download_lines(name: str) -> list[str]:
    """Return the line that downloads the weights of a network, if it needs one.

    >>> download_lines("vgg16")
    ['downloads.fetch(reading.PHOTO_NETWORKS["vgg16"].weights)  # 553 MB, unless they are here already']
    """
    file = PHOTO_NETWORKS[name].weights
    if file is None:
        return []
    call = f'downloads.fetch(reading.PHOTO_NETWORKS["{name}"].weights)'
    return [f"{call}  # {file.megabytes}, unless they are here already"]
