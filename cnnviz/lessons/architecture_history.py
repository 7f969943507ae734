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


def short_names(*, errors_apart: bool = False) -> dict[str, str]:
    """Return what tells a network from its family's others: a number, or the title of the family's first.

    Args:
        errors_apart: Whether networks without an error stand apart from the others of their family.

    >>> short_names()["resnet18"], short_names()["resnet34"], short_names(errors_apart=True)["resnet34"]
    ('ResNet-18', '34', 'ResNet-34')
    """
    found: dict[str, str] = {}
    families: set[tuple[str, bool]] = set()
    for name in TIMELINE:
        title = published(name).title
        stem, _, number = title.rpartition("-")
        family = (stem or title, errors_apart and single_error(name) is None)
        found[name] = number if family in families else title
        families.add(family)
    return found
