"""Errors that a visitor can cause. Each message is one sentence that says what to do."""


class ImageError(ValueError):
    """An image cannot be read or used."""


class KernelError(ValueError):
    """A convolution kernel cannot be read or used."""


class NetworkError(ValueError):
    """A layer, a network or its settings do not fit together."""


class DataError(ValueError):
    """Digits cannot be loaded."""


class DownloadError(DataError):
    """A file cannot be downloaded."""


class WorkerError(RuntimeError):
    """A worker process does not answer."""


def sentence(error: Exception) -> str:
    """Return an error's message without "Received: …", which is for programs.

    >>> sentence(NetworkError("Nothing is left. Received: size=0"))
    'Nothing is left.'
    """
    return str(error).partition(" Received:")[0]
