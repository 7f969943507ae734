"""The pages that a link concerns: those that read a setting which it changes, found by opening each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from cnnviz.pipeline import Pipeline
from cnnviz.pipeline.settings import SETTINGS
from tests.pages.dashboard import PAGES, Link, turn, visit

#: Functions that read every setting on any page: to copy, compare or write the link.
EVERYTHING = {"to_link", "replace", "_replace", "__eq__", "__hash__"}
#: The kinds of image and digit, which decide what else is read.
SOURCES: tuple[Link, ...] = (
    {"image": "smiley"},
    {"image": "digit", "digit": "image"},
    {"image": "drawing", "digit": "drawing"},
)
IMAGE = next(place for place, one in SETTINGS.items() if one.link == "image")


def concerned(link: Link) -> tuple[str, ...]:
    """Return the pages that read a setting which a link changes.

    The image counts where it is all that changes: every page reads it, at least to name it.
    """
    given = Pipeline.from_link(link)
    changed = {
        (chapter, name)
        for (chapter, name), one in SETTINGS.items()
        if getattr(getattr(given, chapter), name) != one.default
    }
    wanted = changed - {IMAGE} or changed
    return tuple(page for page, read in readings().items() if read & wanted)


@cache
def readings() -> dict[str, frozenset[tuple[str, str]]]:
    """Return the settings that each page reads when it opens, by chapter and name."""
    found = dict.fromkeys(PAGES, frozenset[tuple[str, str]]())
    for source in SOURCES:
        at = visit(**source)
        for page in PAGES:
            with noted() as read:
                turn(at, page)
            found[page] |= read
    return found


@contextmanager
def noted() -> Iterator[set[tuple[str, str]]]:
    """Yield a set of the settings that are read meanwhile, by chapter and name."""
    read: set[tuple[str, str]] = set()
    with ExitStack() as patches:
        for chapter in {chapter for chapter, _ in SETTINGS}:
            kind = type(getattr(Pipeline(), chapter))
            patches.enter_context(patch.object(kind, "__getattribute__", noting(chapter, read)))
        yield read


def noting(chapter: str, read: set[tuple[str, str]]) -> Any:
    """Return a chapter's attribute look-up that records what is read."""

    def look_up(self: object, name: str) -> Any:
        reader = sys._getframe(1).f_code.co_qualname.split(".")  # a comprehension's begins with its function
        if (chapter, name) in SETTINGS and EVERYTHING.isdisjoint(reader):
            read.add((chapter, name))
        return object.__getattribute__(self, name)

    return look_up
