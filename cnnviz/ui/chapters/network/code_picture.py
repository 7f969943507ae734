"""What LeNet-5 compares: its last 84 units as a picture of 12 x 7, beside the nearest code."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.architectures.digit_codes import COLUMNS, ROWS, digit_codes
from cnnviz.figures import captions, pictures
from cnnviz.layers.distances import codes_of
from cnnviz.network import Network
from cnnviz.network.kinds.radial_basis_output import RadialBasisOutput
from cnnviz.ui.components import stage

Array = npt.NDArray[np.float32]

POINT = """
#### LeNet-5 draws the digit that it reads
Its last units form a picture. LeNet-5 compares it with ten printed digits, the codes.
The squared distance is the sum of all squared differences. The nearest code is the answer.
"""
TALLEST = "34vh"


def show(network: Network, outputs: Mapping[str, Array]) -> None:
    """Show the picture and the nearest code, if the network compares its units with the codes of digits.

    Args:
        network: The layers.
        outputs: The output of each layer, by its name.
    """
    found = [node for node in network.nodes if node.layer == RadialBasisOutput(digit_codes())]
    if not found:
        return
    drawn, distances = outputs[found[0].inputs[0]], outputs[found[0].name]
    nearest = int(distances.argmin())
    code = codes_of(digit_codes(), ROWS * COLUMNS)[nearest]
    st.markdown(POINT)
    stage.show(
        [
            _item(f"{ROWS * COLUMNS} units, in {ROWS} rows", drawn, "", captions.extent(drawn)),
            _item(
                f"The code of {nearest}", code, "−", f"squared distance {captions.number(distances[nearest])}"
            ),
        ],
        "network-code",
        tallest=TALLEST,
    )


def _item(label: str, values: Array, operator: str, detail: str) -> stage.Picture:
    """Return numbers (84,) as a picture; the colour is full at 1, which a code has for ink."""
    return stage.Picture(
        label=label,
        detail=detail,
        operator=operator,
        encoded=pictures.feature_map(values.reshape(ROWS, COLUMNS), limit=1.0),
        limit=1.0,
        colours="signed",
        alt=f"{label}: a picture of {ROWS} × {COLUMNS}",
    )
