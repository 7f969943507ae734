"""Two magnifiers: a photograph with its edges, which reports clicks, and colour noise."""

import streamlit as st

from cnnviz.figures import pictures
from cnnviz.ui.components import magnifier
from cnnviz.ui.components.magnifier import Plane
from tests.browser import planes

picks = st.session_state.setdefault("picks", [])
if st.button("A key that is also the page's", shortcut="right"):
    picks.append("shortcut")
sign = -1 if st.toggle("Negative") else 1
photo, edges, noise = planes.photo(), planes.feature_map(sign), planes.noise()
magnifier.show(
    [
        Plane(label="photo", values=photo, kind="pixels", encoded=pictures.pixels(photo), alt="A flower"),
        Plane(
            label="edges",
            values=edges,
            kind="signed",
            encoded=pictures.feature_map(edges),
            alt="Its edges",
            operator="→",
        ),
    ],
    "edges",
    on_pick=lambda row, column: picks.append((row, column)),
)
st.write(f"picked: {picks}")
magnifier.show(
    [
        Plane(label="noise", values=noise, kind="pixels255", encoded=pictures.pixels(noise), alt="Noise"),
        Plane(
            label="red",
            values=noise[..., 0],
            kind="pixels255",
            encoded=pictures.pixels(noise[..., 0]),
            alt="Its red channel",
            tint="red",
        ),
    ],
    "noise",
    side=5,
    at=(700, 3),
)
