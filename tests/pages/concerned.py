"""Which pages a link concerns: those that read a setting which it changes. Seen by opening each of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import cache
from typing import Any
from unittest.mock import patch

from cnnviz.pipeline import Pipeline
from tests.pages.dashboard import PAGES, Link, turn, visit

SETTINGS = frozenset(item.name for item in fields(Pipeline))
#: Who reads every setting, whatever the page: to copy, to compare, to write the link.
EVERYTHING = {"to_link", "replace", "_replace", "__eq__", "__hash__"}
#: What the image and the digit can be, for they decide what else is read.
SOURCES: tuple[Link, ...] = (
    {"image": "smiley"},
    {"image": "digit", "digit": "image"},
    {"image": "drawing", "digit": "drawing"},
)


def concerned(link: Link) -> tuple[str, ...]:
    """Return the pages that read a setting which a link changes.

    The image counts where it is all that changes: every page reads it, at least to name it.
    """
    given, plain = Pipeline.from_link(link), Pipeline()
    changed = {name for name in SETTINGS if getattr(given, name) != getattr(plain, name)}
    wanted = changed - {"image"} or changed
    return tuple(page for page, read in readings().items() if read & wanted)


@cache
def readings() -> dict[str, frozenset[str]]:
    """Return the settings that each page reads, as it opens."""
    found = dict.fromkeys(PAGES, frozenset[str]())
    for source in SOURCES:
        at = visit(**source)
        for page in PAGES:
            with noted() as read:
                turn(at, page)
            found[page] |= read
    return found


@contextmanager
def noted() -> Iterator[set[str]]:
    """Give the names of the settings that are read meanwhile."""
    read: set[str] = set()
    get = Pipeline.__getattribute__

    def note(self: Pipeline, name: str) -> Any:
        if name in SETTINGS and sys._getframe(1).f_code.co_name not in EVERYTHING:
            read.add(name)
        return get(self, name)

    with patch.object(Pipeline, "__getattribute__", note):
        yield read
