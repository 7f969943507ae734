"""A sentence kept for the next run of a page: why an action of the visitor failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from cnnviz.errors import sentence


@dataclass(frozen=True)
class Notice:
    """A place in the session for one sentence. Each panel of a page has its own.

    Callbacks run before the page does, so an error in a callback can be shown only later.

    Args:
        key: The key in the session state.
    """

    key: str

    def put(self, text: str) -> None:
        """Store a sentence, replacing the one before."""
        st.session_state[self.key] = text

    def clear(self) -> None:
        """Delete the sentence."""
        st.session_state.pop(self.key, None)

    @property
    def text(self) -> str:
        """The sentence, or ""."""
        text: str = st.session_state.get(self.key, "")
        return text

    @contextmanager
    def catch(self, *errors: type[Exception]) -> Iterator[None]:
        """Catch errors of these classes in a `with` block, and store the error's sentence."""
        try:
            yield
        except errors as error:
            self.put(sentence(error))

    def show(self) -> bool:
        """Show the sentence, if any, at every run until it is cleared; return whether there is one."""
        if text := self.text:
            st.error(text)
        return bool(text)

    def show_once(self) -> bool:
        """Show the sentence, if any, in this run only; return whether there was one."""
        shown = self.show()
        self.clear()
        return shown
