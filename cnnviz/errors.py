"""The errors that a visitor can cause: each is one sentence that says what to do about it."""


class ImageError(ValueError):
    """A picture that cannot be read or used."""


class KernelError(ValueError):
    """A convolution kernel that cannot be read or used."""


class NetworkError(ValueError):
    """A layer, a network or its settings that cannot work together."""


class DataError(ValueError):
    """Digits that cannot be loaded."""


class WorkerError(RuntimeError):
    """No answer from a worker process."""


def sentence(error: Exception) -> str:
    """Return what an error says to a visitor: without what was received, which is for programs.

    >>> sentence(NetworkError("Nothing is left. Received: size=0"))
    'Nothing is left.'
    """
    return str(error).partition(" Received:")[0]
