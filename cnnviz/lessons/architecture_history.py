"""The published networks in the order of their years, with their measures and errors."""

from __future__ import annotations

from functools import cache

from cnnviz.architectures import ARCHITECTURES, TIMELINE, Architecture, TopFive
from cnnviz.network.measures import Measures, measured


def published(name: str) -> Architecture:
    """Return the network of this name.

    Raises:
        KeyError: If there is none.
    """
    return ARCHITECTURES[name]


@cache
def measures_of(name: str) -> Measures:
    """Return the measures of the network of this name, computed once for all visitors.

    Raises:
        KeyError: If there is none.
    """
    return measured(ARCHITECTURES[name]())


def single_error(name: str) -> TopFive | None:
    """Return the top-5 error of the network alone; None if there is none."""
    return next((one for one in published(name).errors if one.n_networks == 1), None)


def short_names() -> dict[str, str]:
    """Return what tells a network from its family's others: a number, or the title of the family's first.

    >>> short_names()["resnet18"], short_names()["resnet34"]
    ('ResNet-18', '34')
    """
    found: dict[str, str] = {}
    families: set[str] = set()
    for name in TIMELINE:
        title = published(name).title
        stem, _, number = title.rpartition("-")
        family = stem or title
        found[name] = number if family in families else title
        families.add(family)
    return found
