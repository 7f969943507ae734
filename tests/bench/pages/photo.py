"""The smallest page that resembles Filters: a slider and pictures, encoded in advance."""

import streamlit as st

from cnnviz import images
from cnnviz.figures import pictures
from cnnviz.kernels import FAMILIES
from cnnviz.pipeline import Pipeline, feature_map
from tests.bench.photo import twelve_megapixels

FAMILY = FAMILIES["gaussian blur"]
SIZES = FAMILY.sizes[4:]  # 11x11 and more, whose kernels stand as pictures as well


@st.cache_resource(show_spinner=False)
def encoded() -> dict[int, list[bytes]]:
    """Photo, kernel and feature map for every size, all different."""
    photo = images.read(twelve_megapixels()).pixels.copy()
    result = {}
    for size in SIZES:
        photo[:8, :8] = size / 255
        values = feature_map(photo, Pipeline(), FAMILY(size))
        shown = pictures.pixels(photo), pictures.weights(FAMILY(size).array), pictures.feature_map(values)
        result[size] = [one.data for one in shown]
    return result


size = st.select_slider("Size", SIZES)
for column, picture in zip(st.columns([5, 2, 5]), encoded()[size], strict=True):
    column.image(picture)
