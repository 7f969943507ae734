"""The smallest page that resembles Inside a network: a slider and small pictures, encoded in advance."""

import numpy as np
import streamlit as st

from cnnviz.figures import pictures
from cnnviz.figures.layers import sheet
from cnnviz.network import lecture_network

SAMPLES = 100


@st.cache_resource(show_spinner=False)
def encoded() -> list[list[bytes]]:
    """For each sample, the input, pictures with the shapes of the layers' outputs, and a large one."""
    rng = np.random.default_rng(0)
    *shapes, _ = lecture_network().output_shapes
    result = []
    for _ in range(SAMPLES):
        outputs = [np.maximum(rng.standard_normal(shape, dtype=np.float32), 0) for shape in shapes]
        small = [sheet(output, 0.5 if output.ndim == 3 else 0.3) for output in outputs]
        digit = pictures.pixels(rng.random((28, 28), dtype=np.float32))
        result.append([one.data for one in (digit, *small, sheet(outputs[0], 2.5))])
    return result


sample = st.slider("Sample", 0, SAMPLES - 1)
for column, picture in zip(st.columns(len(encoded()[0])), encoded()[sample], strict=True):
    column.image(picture)
