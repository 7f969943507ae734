"""The base class of all kinds of layers. No method that depends on the kind has a default."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.reach import Reach
from cnnviz.network.checks import Shape, check
from cnnviz.network.setting import Choice, Setting

Array = npt.NDArray[np.float32]
#: The groups of kinds, as in Keras's documentation, in the order of the Build page.
GROUPS = (
    "convolution",
    "activation",
    "pooling",
    "normalization",
    "regularization",
    "shape",
    "core",
    "merging",
)


class Weight(NamedTuple):
    """One array of a layer's weights, with Keras's name for it."""

    name: str
    shape: Shape
    learned: bool = True
    """Whether it is trainable; the moving mean and variance of a normalization are not."""

    @property
    def size(self) -> int:
        """The number of its elements."""
        return math.prod(self.shape)


class Fixed(NamedTuple):
    """An argument of a Keras layer that is supported only with certain values, or if it is not given."""

    name: str
    taken: tuple[Any, ...]
    sentence: str
    """The error message for any other value."""


class Gradients(NamedTuple):
    """The gradients that `Layer.backward` returns."""

    inputs: list[Array]
    """The gradient of each input."""
    weights: list[Array]
    """The gradient of each trainable array of weights, in Keras's order."""


@dataclass(frozen=True)
class Layer(ABC):
    """A layer with its settings, checked against their declarations.

    Methods that take shapes or arrays take one for each input; most kinds have one input.

    Raises:
        NetworkError: If a setting is out of bounds, or settings contradict each other.
    """

    group: ClassVar[str]
    """One of GROUPS."""
    keras_name: ClassVar[str]
    """Keras's default name for such a layer, without a number, such as "conv2d"."""
    title: ClassVar[str]
    """Its name for a reader, such as "Max pooling"."""
    word: ClassVar[str]
    """Its name in a link; "" if the first setting identifies it."""
    short: ClassVar[str]
    """Its name below a picture; it may contain settings, as in "conv {kernel_size}"."""
    about: ClassVar[str]
    """What it does, in a sentence or two for beginners."""
    keras_only: ClassVar[tuple[Fixed, ...]]
    """Entries of Keras's config that are not settings here."""

    def __post_init__(self) -> None:
        for name, setting in self.settings().items():
            value = setting.checked(getattr(self, name), f"{type(self).__name__}'s {name}")
            if value is None and setting.follows:
                value = getattr(self, setting.follows)
            object.__setattr__(self, name, value)

    # Each kind implements these.

    @classmethod
    @abstractmethod
    def usual(cls) -> Self:
        """Return the layer that the Build page adds."""

    @abstractmethod
    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the shape of the output, without the batch axis.

        Raises:
            NetworkError: If the layer cannot take inputs of these shapes.
        """

    @abstractmethod
    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:
        """Return the arrays of weights, in Keras's order; non-trainable ones come last."""

    @abstractmethod
    def multiplications(self, *shapes: Shape) -> int:
        """Return the number of multiplications for one sample."""

    @abstractmethod
    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:
        """Return the part of the network's input that each unit depends on, along one axis.

        Args:
            axis: 0 for rows, 1 for columns.
            before: The reach of each input's units.
            shapes: The shape of each input.
        """

    @abstractmethod
    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        """Return the output for one sample, in inference mode.

        Args:
            inputs: One array for each input, (height, width, channels) or (units,), float32.
            weights: Arrays in the shapes and order of `weights`.
        """

    @abstractmethod
    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:
        """Return the gradients of `forward`.

        Args:
            gradient: The gradient of the output, in its shape.
            inputs: As given to `forward`.
            weights: As given to `forward`.
        """

    @property
    @abstractmethod
    def final_activation(self) -> str:
        """The activation applied to its output; "linear" if there is none."""

    @property
    @abstractmethod
    def takes_maps(self) -> bool:
        """Whether its input must be feature maps, (height, width, channels)."""

    # These follow from the methods above and the declared settings.

    @classmethod
    def settings(cls) -> dict[str, Setting]:
        """Return the declared settings by their names, in Keras's order."""
        return {one.name: one.metadata["setting"] for one in fields(cls)}

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """Return the optional settings with Keras's defaults."""
        return {one.name: one.default for one in fields(cls) if one.default is not MISSING}

    @property
    def values(self) -> dict[str, Any]:
        """All settings with their values."""
        return {name: getattr(self, name) for name in self.settings()}

    @property
    def non_default(self) -> dict[str, Any]:
        """The settings that differ from Keras's defaults."""
        return {name: value for name, value in self.values.items() if value != self._default(name)}

    @property
    def _explicit(self) -> dict[str, Any]:
        """The settings that are positional or differ from Keras's defaults, in Keras's order."""
        settings, other = self.settings(), self.non_default
        return {n: value for n, value in self.values.items() if settings[n].positional or n in other}

    def _default(self, name: str) -> Any:
        follows = self.settings()[name].follows
        return getattr(self, follows) if follows else self.defaults().get(name, MISSING)

    @property
    def short_name(self) -> str:
        """Its short name with settings filled in, such as "conv 3 × 3"."""
        texts = {n: self.settings()[n].describe(v) for n, v in self.values.items() if v is not None}
        return self.short.format(**texts)

    @property
    def settings_line(self) -> str:
        """Its settings in a line, without Keras's defaults, such as "32 filters, 3 × 3, relu"."""
        texts = (self.settings()[name].describe(value) for name, value in self._explicit.items())
        return ", ".join(filter(None, texts))

    def weight_shapes(self, *shapes: Shape) -> tuple[Shape, ...]:
        """Return the shapes of the weights, in Keras's order."""
        return tuple(weight.shape for weight in self.weights(*shapes))

    def product(self, *shapes: Shape) -> str:
        """Return the number of parameters as a calculation, such as "3·3·1·32 + 32 = 320"; or "0"."""
        weights = self.weights(*shapes)
        if any(not weight.learned for weight in weights):
            counts = Counter("learned" if weight.learned else "measured" for weight in weights)
            terms = [f"{n}·{weights[0].shape[-1]:,} {word}" for word, n in counts.items()]
        else:
            terms = ["·".join(f"{side:,}" for side in weight.shape) for weight in weights]
        total = sum(math.prod(weight.shape) for weight in weights)
        return f"{' + '.join(terms)} = {total:,}" if terms else "0"

    def keras_call(self, name: str = "") -> str:
        """Return the Keras call that creates the layer, such as "Dense(units=10)".

        Args:
            name: The layer's name; "" for Keras's default.
        """
        given = self._explicit | ({"name": name} if name else {})
        arguments = [f"{n}={v!r}" for n, v in given.items()]
        return f"{type(self).__name__}({', '.join(arguments)})"

    @classmethod
    def from_keras_config(cls, config: Mapping[str, Any]) -> Self:
        """Return the layer with the settings in a Keras config.

        Raises:
            NetworkError: If a setting is missing, out of bounds, or not supported.
        """
        for fixed in cls.keras_only:
            value = config.get(fixed.name)
            known = any(type(value) is type(one) and value == one for one in fixed.taken)
            check(value is None or known, fixed.sentence, value)
        try:
            return cls(**{name: config[name] for name in cls.settings() if name in config})
        except TypeError as error:
            raise NetworkError(f"The settings of a {cls.__name__} layer are incomplete.") from error

    @classmethod
    def from_words(cls, words: Sequence[str]) -> Self:
        """Return the layer that a link describes.

        Args:
            words: The words of the link after `word`.

        Raises:
            NetworkError: If a setting cannot be read, is missing or out of bounds.
        """
        settings = cls.settings()
        positional = [name for name, setting in settings.items() if setting.positional]
        found: dict[str, Any] = {}
        left = iter(words)
        for word in left:
            name, value = (positional.pop(0), word) if positional else _named(settings, word)
            check(
                name in settings and name not in found,
                f"The settings of {cls.__name__} cannot be read.",
                word,
            )
            found[name] = settings[name].from_text(next(left, "") if value is None else value, name)
        try:
            return cls(**found)
        except TypeError as error:
            raise NetworkError(f"Some settings of {cls.__name__} are missing. Received: {words!r}") from error

    def words(self) -> list[str]:
        """Return the words that describe the layer in a link."""
        settings = self.settings()
        texts = {name: setting.to_text(getattr(self, name)) for name, setting in settings.items()}
        positional = [texts[name] for name, setting in settings.items() if setting.positional]
        rest = [name for name in self.non_default if not settings[name].positional]
        unnamed = [texts[name] for name in rest if _is_unnamed(settings[name])]
        named = [word for name in rest if not _is_unnamed(settings[name]) for word in (name, texts[name])]
        return [*([self.word] if self.word else []), *positional, *unnamed, *named]

    # Kinds check their inputs with these.

    def single_input(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of the only input.

        Raises:
            NetworkError: If there are several.
        """
        check(len(shapes) == 1, f"{type(self).__name__} takes one input.", shapes)
        return shapes[0]

    def feature_map_input(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of the only input, which must be (height, width, channels).

        Raises:
            NetworkError: If it is a column of numbers, or there are several inputs.
        """
        shape = self.single_input(shapes)
        check(
            len(shape) == 3,
            f"{type(self).__name__} needs maps with height and width. "
            "Put it before the layer that makes one column of numbers.",
            shape,
        )
        return shape


def _is_unnamed(setting: Setting) -> bool:
    """Return whether a link holds the value of a setting without its name."""
    return isinstance(setting, Choice) and setting.unnamed


def _named(settings: Mapping[str, Setting], word: str) -> tuple[str, str | None]:
    """Return the setting that a word of a link refers to, and its value if the word is the value itself."""
    for name, setting in settings.items():
        if isinstance(setting, Choice) and setting.unnamed and word in setting.choices:
            return name, word
    return word, None
