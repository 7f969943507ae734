"""A sentence kept for the next run of a page: why something that the visitor wanted was not done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from cnnviz.errors import sentence


@dataclass(frozen=True)
class Notice:
    """A place in the session for one sentence. Each panel of a page has its own.

    Callbacks run before the page does, so what goes wrong in one can be shown only afterwards.
    """

    key: str

    def put(self, text: str) -> None:
        """Keep a sentence in place of the one before."""
        st.session_state[self.key] = text

    def clear(self) -> None:
        """Forget the sentence."""
        st.session_state.pop(self.key, None)

    @property
    def text(self) -> str:
        """The sentence, or ""."""
        text: str = st.session_state.get(self.key, "")
        return text

    @contextmanager
    def catch(self, *errors: type[Exception]) -> Iterator[None]:
        """Keep the sentence of an error of these classes, raised inside the `with` block."""
        try:
            yield
        except errors as error:
            self.put(sentence(error))

    def show(self) -> bool:
        """Show the sentence if there is one, at every run until it is cleared; return whether there is."""
        if text := self.text:
            st.error(text)
        return bool(text)

    def show_once(self) -> bool:
        """Show the sentence if there is one, at this run alone; return whether there was."""
        shown = self.show()
        self.clear()
        return shown
