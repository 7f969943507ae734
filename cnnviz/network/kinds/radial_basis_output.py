"""RadialBasisOutput: how far the inputs are from a fixed code of each class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers.distances import codes_of, squared_distances, squared_distances_backward
from cnnviz.layers.reach import Reach
from cnnviz.network import terms
from cnnviz.network.checks import Shape, by, check
from cnnviz.network.defined import Defined
from cnnviz.network.families import Weightless
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.setting import Rows, declared


@dataclass(frozen=True)
class RadialBasisOutput(Weightless, Defined):
    """The squared distance of the inputs from each class's code, whose numbers are 1 or -1 and fixed.

    Each row of `codes` lists the places of 1. The class with the smallest distance is the answer.
    """

    codes: tuple[tuple[int, ...], ...] = declared(Rows(terms.MAX_UNITS, "code", positional=True))

    group = "core"
    keras_name = "radial_basis_output"
    title = "Radial basis output"
    word = "radial"
    short = "distances"
    about = (
        "Measures how far its input is from a fixed code of each class. The nearest class is the answer. "
        "Nothing is learned. LeNet-5 ended with it."
    )
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return ten codes, each with a single 1."""
        return cls(tuple((n,) for n in range(10)))

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (codes,) for an input of one column."""
        shape = self.single_input(shapes)
        flat = len(shape) == 1
        check(
            flat,
            f"RadialBasisOutput needs one column of numbers, not {by(shape)}. Put a Flatten before it.",
            shape,
        )
        needed = max(max(row) for row in self.codes) + 1
        check(
            shape[0] >= needed,
            f"Its codes need {needed:,} inputs. Use more units in the layer before.",
            shape,
        )
        return (len(self.codes),)

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each input and code: the square of their difference."""
        return self.single_input(shapes)[0] * len(self.codes)

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return the union of the reaches of all input units."""
        return before[0].whole()

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the squared distance from each code."""
        return squared_distances(inputs[0], codes_of(self.codes, inputs[0].shape[0]))

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient of the input."""
        codes = codes_of(self.codes, inputs[0].shape[0])
        return Gradients([squared_distances_backward(gradient, inputs[0], codes)], [])

    @property
    def takes_maps(self) -> bool:
        """False; see `Layer`."""
        return False

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
