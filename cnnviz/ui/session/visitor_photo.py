"""The visitor's own photograph: found again after a reload, for as long as their training runs.

The server keeps it under the browser's secret. No link holds it, and no other visitor sees it.
"""

from __future__ import annotations

import streamlit as st

from cnnviz.images.kept_photos import KeptPhotos
from cnnviz.pipeline import Pipeline
from cnnviz.runs.owners import GRACE
from cnnviz.ui.session import image_in_use, state
from cnnviz.ui.session.per_process import once_per_process

_STORED = "photo stored"
_BARE_ADDRESS = "photo may replace the first image"


@once_per_process
def all_photos() -> KeptPhotos:
    """Return the photographs of all visitors."""
    return KeptPhotos(GRACE)


def note_address() -> None:
    """Note whether the visitor came by a bare address: only a link says which image to show."""
    st.session_state.setdefault(_BARE_ADDRESS, not st.query_params)


def store(key: str, session: str) -> None:
    """Keep this session's photograph under the visitor's key, once, and record that they are here."""
    upload = image_in_use.upload()
    if upload is not None and st.session_state.get(_STORED) is not upload:
        all_photos().keep(key, session, upload.picture)
        st.session_state[_STORED] = upload
    all_photos().connected(key, session, in_use=state.current().image.name == "upload")


def find(old: str, new: str) -> bool:
    """Take the photograph that this browser uploaded before, and return whether there was one.

    It becomes the image of all pages if it was so before, and the address says nothing else.

    Args:
        old: the session's own key, under which its photograph was kept until now.
        new: the browser's key.
    """
    was_in_use = all_photos().in_use(new)
    all_photos().move(old, new)
    photo = all_photos().photo_of(new)
    if photo is None or image_in_use.has_upload():
        return False
    st.session_state[_STORED] = image_in_use.keep_upload(photo)
    untouched = state.current().image == Pipeline.opening().image
    if was_in_use and untouched and st.session_state.get(_BARE_ADDRESS):
        state.change(image={"name": "upload"})
    return True
