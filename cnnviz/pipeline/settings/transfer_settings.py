"""The settings of the pages on transfer learning: Transfer, and Your own classes."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.lessons.own_classes import MAX_CLASSES
from cnnviz.lessons.transfer import COUNTS, MAX_SEED
from cnnviz.pipeline import codecs
from cnnviz.pipeline.codecs import Text
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.pipeline.settings.picture_settings import plain_words

#: What Your own classes begins with: classes of sample photos, or the visitor's.
OWN_VIEWS = ("example", "own")


def _names(text: Text) -> tuple[str, ...]:
    names = [plain_words(name) for name in codecs.first_text(text).split(",")]
    return (*names, *[""] * MAX_CLASSES)[:MAX_CLASSES]


@dataclass(frozen=True)
class TransferSettings:
    """The page Transfer."""

    count: int = setting(10, codecs.one_of_integers(COUNTS), link="examples")
    """The number of examples of each digit whose digits and lead are shown."""
    seed: int = setting(1, codecs.integer(1, MAX_SEED), link="transfer_seed")
    """The seed that draws the examples and the first weights."""


@dataclass(frozen=True)
class OwnClassesSettings:
    """The page Your own classes. A link holds no pictures."""

    view: str = setting("example", codecs.one_of(OWN_VIEWS), link="own_view")
    names: tuple[str, ...] = setting(("mug", "pen", "face"), codecs.Codec(",".join, _names), link="own_names")
    """The names of the classes; "" for one that is not used."""
