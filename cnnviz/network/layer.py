"""What every kind of layer answers. None of the questions has an answer by default."""

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
from cnnviz.network.setting import Setting, Word

Array = npt.NDArray[np.float32]
#: The groups of kinds, as Keras's documentation has them, in the order in which they are offered.
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
    """One array of a layer's weights, as Keras names it."""

    name: str
    shape: Shape
    learned: bool = True
    """Whether training changes it by its gradient; a normalization keeps means and variances."""


class Fixed(NamedTuple):
    """A setting of Keras's that must have one of some values here, or none."""

    name: str
    taken: tuple[Any, ...]
    sentence: str
    """What is said of any other value."""


class Gradients(NamedTuple):
    """What `Layer.backward` gives."""

    inputs: list[Array]
    """The gradient for each input."""
    weights: list[Array]
    """The gradient for each learned array of weights, in Keras's order."""


@dataclass(frozen=True)
class Layer(ABC):
    """A layer with its settings, checked as they are declared.

    Methods that take shapes or arrays take one for each input; most kinds have one.

    Raises:
        NetworkError: if a setting is out of its bounds, or settings do not go together.
    """

    group: ClassVar[str]
    """One of GROUPS."""
    keras_name: ClassVar[str]
    """How Keras begins the name of such a layer: conv2d."""
    word: ClassVar[str]
    """What a link calls it; "" where its first setting says it."""
    short: ClassVar[str]
    """What it is called under a picture; it may use settings, as in "conv {kernel_size}"."""
    about: ClassVar[str]
    """What it does, in a sentence or two for someone who has never heard of it."""
    keras_only: ClassVar[tuple[Fixed, ...]]
    """What Keras's own description may say and is no setting here."""

    def __post_init__(self) -> None:
        for name, setting in self.settings().items():
            value = setting.checked(getattr(self, name), f"{type(self).__name__}'s {name}")
            if value is None and setting.follows:
                value = getattr(self, setting.follows)
            object.__setattr__(self, name, value)

    # Questions that each kind answers.

    @classmethod
    @abstractmethod
    def usual(cls) -> Self:
        """Return the layer as the Build page adds it."""

    @abstractmethod
    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the shape of the output, without the batch axis.

        Raises:
            NetworkError: if the layer cannot take inputs of these shapes.
        """

    @abstractmethod
    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:
        """Return the arrays of weights, in Keras's order; what is kept comes last."""

    @abstractmethod
    def multiplications(self, *shapes: Shape) -> int:
        """Return how often one number is multiplied by another for one input."""

    @abstractmethod
    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:
        """Return what its units see of the network's input along the rows, 0, or the columns, 1.

        Args:
            axis: 0 or 1.
            before: what the units of each input see.
            shapes: the shape of each input.
        """

    @abstractmethod
    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        """Return the output for one sample, as at prediction.

        Args:
            inputs: each (height, width, channels) or (units,), float32.
            weights: in the shapes and the order of `weights`.
        """

    @abstractmethod
    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:
        """Return the gradients of `forward`.

        Args:
            gradient: that of the output, in its shape.
            inputs: as given to `forward`.
            weights: as given to `forward`.
        """

    @property
    @abstractmethod
    def final_activation(self) -> str:
        """The activation that its output has just gone through: "linear" where there is none."""

    @property
    @abstractmethod
    def takes_maps(self) -> bool:
        """Whether it needs maps, with height and width."""

    # What follows from the answers and the declared settings.

    @classmethod
    def settings(cls) -> dict[str, Setting]:
        """Return the declared settings by their names, in Keras's order."""
        return {one.name: one.metadata["setting"] for one in fields(cls)}

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """Return the settings that need not be given, with Keras's defaults."""
        return {one.name: one.default for one in fields(cls) if one.default is not MISSING}

    @property
    def values(self) -> dict[str, Any]:
        """All settings with their values."""
        return {name: getattr(self, name) for name in self.settings()}

    @property
    def unusual(self) -> dict[str, Any]:
        """The settings that differ from Keras's defaults."""
        return {name: value for name, value in self.values.items() if value != self._default(name)}

    def _default(self, name: str) -> Any:
        follows = self.settings()[name].follows
        return getattr(self, follows) if follows else self.defaults().get(name, MISSING)

    @property
    def short_name(self) -> str:
        """What it is, as short as can be: "conv 3 × 3"."""
        told = {n: self.settings()[n].told(v) for n, v in self.values.items() if v is not None}
        return self.short.format(**told)

    @property
    def settings_line(self) -> str:
        """Its settings in a line, without those that are as Keras has them: "32 filters, 3 × 3, relu"."""
        told = {name for name, setting in self.settings().items() if setting.bare} | set(self.unusual)
        lines = (self.settings()[name].told(value) for name, value in self.values.items() if name in told)
        return ", ".join(filter(None, lines))

    def weight_shapes(self, *shapes: Shape) -> tuple[Shape, ...]:
        """Return the shapes of the weights, in Keras's order."""
        return tuple(weight.shape for weight in self.weights(*shapes))

    def product(self, *shapes: Shape) -> str:
        """Return how the number of parameters comes about: "3·3·1·32 + 32 = 320"; "0" without any."""
        weights = self.weights(*shapes)
        if any(not weight.learned for weight in weights):
            counts = Counter("learned" if weight.learned else "kept" for weight in weights)
            terms = [f"{n}·{weights[0].shape[-1]:,} {word}" for word, n in counts.items()]
        else:
            terms = ["·".join(f"{side:,}" for side in weight.shape) for weight in weights]
        total = sum(math.prod(weight.shape) for weight in weights)
        return f"{' + '.join(terms)} = {total:,}" if terms else "0"

    def keras_call(self, name: str = "") -> str:
        """Return the layer as a call in Keras, with a name if one is given: "Dense(units=10)"."""
        told = {n: v for n, v in self.values.items() if n in self.unusual or self.settings()[n].bare}
        arguments = [f"{n}={v!r}" for n, v in (told | ({"name": name} if name else {})).items()]
        return f"{type(self).__name__}({', '.join(arguments)})"

    @classmethod
    def from_keras_config(cls, config: Mapping[str, Any]) -> Self:
        """Return the layer that Keras's own description of one tells of.

        Raises:
            NetworkError: if a setting is missing or out of bounds, or asks for what is not known here.
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
        """Return the layer that the words of a link tell, those after `word`.

        Raises:
            NetworkError: if a setting cannot be read, is missing or out of bounds.
        """
        settings = cls.settings()
        waiting = [name for name, setting in settings.items() if setting.bare]
        found: dict[str, Any] = {}
        left = iter(words)
        for word in left:
            name, value = (waiting.pop(0), word) if waiting else _named(settings, word)
            check(
                name in settings and name not in found,
                f"The settings of {cls.__name__} cannot be read.",
                word,
            )
            found[name] = settings[name].read(next(left, "") if value is None else value, name)
        try:
            return cls(**found)
        except TypeError as error:
            raise NetworkError(f"Some settings of {cls.__name__} are missing. Received: {words!r}") from error

    def words(self) -> list[str]:
        """Return the layer as the words of a link."""
        written = {name: setting.written for name, setting in self.settings().items()}
        bare = [written[n](getattr(self, n)) for n, setting in self.settings().items() if setting.bare]
        rest = {n: v for n, v in self.unusual.items() if not self.settings()[n].bare}
        alone = [written[n](v) for n, v in rest.items() if _alone(self.settings()[n])]
        named = [w for n, v in rest.items() if not _alone(self.settings()[n]) for w in (n, written[n](v))]
        return [*([self.word] if self.word else []), *bare, *alone, *named]

    # What kinds say of their inputs.

    def one(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of the only input.

        Raises:
            NetworkError: if there are several.
        """
        check(len(shapes) == 1, f"{type(self).__name__} takes one input.", shapes)
        return shapes[0]

    def maps(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of the only input, which must be that of maps.

        Raises:
            NetworkError: if it is a column of numbers.
        """
        shape = self.one(shapes)
        check(
            len(shape) == 3,
            f"{type(self).__name__} needs maps, with height and width. "
            "Put it before what makes one column of numbers of them.",
            shape,
        )
        return shape


def _alone(setting: Setting) -> bool:
    """Whether a link tells the value of a setting without its name."""
    return isinstance(setting, Word) and setting.alone


def _named(settings: Mapping[str, Setting], word: str) -> tuple[str, str | None]:
    """Return the setting that a word of a link is about, and its value if the word itself is it."""
    for name, setting in settings.items():
        if isinstance(setting, Word) and setting.alone and word in setting.words:
            return name, word
    return word, None
