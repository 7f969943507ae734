"""Claims in columns, each with a small picture, a sentence and links to the pages that show it.

A browser component: some sixty elements of Streamlit would take as many messages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cnnviz.figures.pictures import Encoded
from cnnviz.ui.components import component, stage


class ClaimLink(NamedTuple):
    """A link: its words, and the address of a page with its settings, such as "relu?relu_view=why"."""

    name: str
    address: str


@dataclass(frozen=True)
class Claim:
    """A claim in a few words, and what shows it."""

    words: str
    sentence: str
    picture: Encoded
    alt: str
    links: Sequence[ClaimLink]


@dataclass(frozen=True)
class ClaimColumn:
    """Claims below a title."""

    title: str
    claims: Sequence[Claim]


def show(columns: Sequence[ClaimColumn], key: str, *, on_open: Callable[[str], None]) -> None:
    """Show the columns side by side, or below each other on a phone.

    Args:
        columns: The columns.
        key: The component's key on this page.
        on_open: Is called with the address of a link that the visitor follows.
    """
    known = {link.address for column in columns for claim in column.claims for link in claim.links}
    _component(
        key=key,
        data=message(columns, key),
        on_open_change=lambda: component.call_listener(
            key, "open", on_open, lambda address: address in known
        ),
    )


def message(columns: Sequence[ClaimColumn], place: str) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    Args:
        columns: The columns.
        place: Where the pictures stand, the same in each run.
    """
    described = [
        {"title": column.title, "claims": [_described(claim, place) for claim in column.claims]}
        for column in columns
    ]
    return {"columns": described, "digest": component.digest(described)}


def _described(claim: Claim, place: str) -> dict[str, Any]:
    return {
        "words": claim.words,
        "sentence": claim.sentence,
        "src": stage.address(claim.picture, f"{place} {claim.words}"),
        "alt": claim.alt,
        "links": [link._asdict() for link in claim.links],
    }


_component = component.define("claims", html='<div class="claims"></div>')
