"""The controls of the page: the example or the visitor's classes, their names, photos, and the file."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnviz import images
from cnnviz.errors import ImageError, NetworkError, WorkerError
from cnnviz.lessons.own_classes import MAX_CLASSES, MOST_PICTURES, OwnHead
from cnnviz.pipeline.settings.picture_settings import LONGEST_WORDS, plain_words
from cnnviz.ui.session import class_pictures, worker_processes
from cnnviz.ui.session.notice import Notice
from cnnviz.ui.session.state import bind, change, current, field

VIEWS = {"example": "Example", "own": "Your own"}
FULL = f"A class has at most {MOST_PICTURES} pictures. The others were left out."
_NOTICE = Notice("own classes error")
#: Widgets for files get another key after each file, so that they forget it.
_ROUND = "own classes round"


def choose_view() -> None:
    """Show the choice between the example and the visitor's own classes."""
    st.segmented_control(
        "Classes", VIEWS, format_func=VIEWS.__getitem__, required=True, **field("own", "view")
    )


def show_own() -> None:
    """Show the names of the visitor's classes, and where they give photos; nothing for the example."""
    if current().own.view != "own":
        return
    for index in range(MAX_CLASSES):
        st.text_input(
            f"Class {index + 1}",
            max_chars=LONGEST_WORDS,
            width=150,
            **bind(f"own-name-{index}", current().own.names[index], _renamer(index)),
        )
    with st.popover("Photos", icon=":material/add_photo_alternate:", key="own-photos"):
        for index, name in enumerate(current().own.names):
            if name:
                _uploader(index, name)


def show_file(head: OwnHead | None) -> None:
    """Show the button that saves what has been learned, and where it is loaded."""
    with st.expander("Save it, load it", key="own-file-expander"):
        st.markdown(
            "The file holds the whole network with its new head. It holds none of your pictures. "
            "Keras opens it, and so does this page."
        )
        if head is not None:
            st.download_button(
                "Save the network",
                lambda: worker_processes.workers().save_own_classes(head),
                file_name="own-classes.keras",
                icon=":material/download:",
                on_click="ignore",
                key="own-save",
            )
        key = _file_key("load")
        st.file_uploader(
            "Load a network that you saved here (.keras)",
            type="keras",
            key=key,
            on_change=_load,
            args=(key,),
        )


def show_notice() -> None:
    """Show why the last file was refused."""
    _NOTICE.show()


def _renamer(index: int) -> Any:
    def rename(name: str) -> None:
        names = list(current().own.names)
        names[index] = plain_words(name)
        change(own={"names": tuple(names)})

    return rename


def _uploader(index: int, name: str) -> None:
    key = _file_key(f"photos-{index}")
    st.file_uploader(
        f"Photos of “{name}”: {images.READABLE}",
        accept_multiple_files=True,
        key=key,
        on_change=_take_photos,
        args=(key, index),
    )


def _file_key(what: str) -> str:
    return f"own-{what}-{st.session_state.get(_ROUND, 0)}"


def _take_photos(key: str, index: int) -> None:
    _NOTICE.clear()
    files = st.session_state[key] or []
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    for file in files:
        with _NOTICE.catch(ImageError):
            picture = class_pictures.own_picture(images.read(file.getvalue()).pixels)
            if not class_pictures.add(index, picture):
                _NOTICE.put(FULL)
                return


def _load(key: str) -> None:
    file = st.session_state[key]
    _NOTICE.clear()
    if file is None:
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    with _NOTICE.catch(NetworkError, WorkerError):
        class_pictures.load(worker_processes.workers().read_own_classes(file.getvalue()))
