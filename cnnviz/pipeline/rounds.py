"""A round of convolution -> ReLU -> pooling and a kernel, as values and as texts for a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz import kernels, layers
from cnnviz.errors import KernelError
from cnnviz.kernels import Kernel
from cnnviz.pipeline.codecs import Text, all_texts, integer, one_of


class PoolingKind(NamedTuple):
    """A kind of pooling: its function, and its class in `keras.layers`."""

    pool: Callable[..., npt.NDArray[np.float32]]
    keras_class: str

    def keras_code(self, **settings: Any) -> str:
        """Return the code that makes the Keras layer.

        >>> POOLINGS["max"].keras_code(pool_size=2, strides=2)
        'keras.layers.MaxPooling2D(pool_size=2, strides=2)'
        """
        return f"keras.layers.{self.keras_class}({', '.join(f'{k}={v!r}' for k, v in settings.items())})"


POOLINGS = {
    "max": PoolingKind(layers.max_pool2d, "MaxPooling2D"),
    "average": PoolingKind(layers.average_pool2d, "AveragePooling2D"),
}
MAX_ROUNDS = 9
#: Convolution, ReLU and pooling.
STAGES_OF_A_ROUND = 3
#: The smallest and the largest window and stride of pooling.
POOL_SIZES = 2, 8
STRIDES = 1, 8


@dataclass(frozen=True)
class Round:
    """One convolution -> ReLU -> pooling."""

    kernel: Kernel = kernels.KERNELS["sobel x"]
    pooling: Literal["max", "average"] = "max"
    pool_size: int = 2
    strides: int = 2


def kernel_text(kernel: Kernel) -> str:
    """Return the name of a classic kernel, or the weights of any other."""
    try:
        return kernel.name if kernels.get(kernel.name) == kernel else kernels.to_text(kernel)
    except KernelError:
        return kernels.to_text(kernel)


def kernel_from_text(text: str) -> Kernel:
    """Return a classic kernel by its name, or any kernel by its weights.

    Raises:
        KernelError: if the text is neither.
    """
    try:
        return kernels.get(text)
    except KernelError:
        return kernels.parse(text)


def to_text(one: Round) -> str:
    """Return the round as a text without line breaks."""
    return f"{one.pooling} {one.pool_size} {one.strides} {kernel_text(one.kernel)}"


def parse(text: str) -> Round:
    """Return the round in a text.

    Raises:
        ValueError: if the text holds no round.
    """
    pooling, pool_size, strides, kernel = text.split(" ", 3)
    sizes = integer(*POOL_SIZES).read(pool_size), integer(*STRIDES).read(strides)
    return Round(kernel_from_text(kernel), one_of(tuple(POOLINGS)).read(pooling), *sizes)


def round_texts(rounds: Sequence[Round]) -> list[str]:
    """Return each round's text."""
    return [to_text(one) for one in rounds]


def parse_rounds(text: Text) -> tuple[Round, ...]:
    """Return the rounds in a link, at most `MAX_ROUNDS`.

    Raises:
        ValueError: if there is none, or one of them cannot be read.
    """
    if not text:
        raise ValueError(text)
    return tuple(parse(one) for one in all_texts(text)[:MAX_ROUNDS])
