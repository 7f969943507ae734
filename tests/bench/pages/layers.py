"""The least page with what Inside a network shows: a slider, and small pictures, encoded before."""

import numpy as np
import streamlit as st

from cnnviz.figures import pictures
from cnnviz.figures.layers import sheet
from cnnviz.network import lecture_network

SAMPLES = 100


@st.cache_resource(show_spinner=False)
def encoded() -> list[list[bytes]]:
    """For every sample the input and pictures of the same shapes as the layers' outputs, and one large."""
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
