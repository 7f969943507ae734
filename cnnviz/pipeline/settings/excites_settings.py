"""The settings of the page What excites it?: whose filters, which one is opened, and among which pictures."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.pipeline import codecs
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.pipeline.settings.network_settings import LAYER_NAME
from cnnviz.pipeline.settings.why_settings import SUBJECTS

#: The digits among which filters find what excites them: test digits, all bundled ones, the complete MNIST.
DIGIT_SOURCES = ("test", "bundled", "complete")
#: More filters than any layer here has, the ranks that a visitor can turn through, and the largest seed.
MAX_FILTERS, MAX_RANK, MAX_GROWTH_SEED = 4096, 9, 99


@dataclass(frozen=True)
class ExcitesSettings:
    """The page What excites it?."""

    subject: str = setting("pen", codecs.one_of(SUBJECTS), link="excites_network")
    """Whose filters are shown, one of `SUBJECTS`."""
    layer: str = setting("", LAYER_NAME, link="excites_layer")
    """The layer that is opened; "" shows all layers."""
    chosen_filter: int | None = setting(None, codecs.integer(0, MAX_FILTERS - 1), link="excites_filter")
    """The filter of the opened layer; None is the one that the overview shows."""
    rank: int = setting(0, codecs.integer(0, MAX_RANK), link="excites_rank")
    """Which filter of each layer the overview shows: 0 for the most selective one."""
    seed: int = setting(0, codecs.integer(0, MAX_GROWTH_SEED), link="excites_seed")
    """The noise that inputs grow from."""
    source: str = setting("test", codecs.one_of(DIGIT_SOURCES), link="excites_pictures")
    """The digits at hand, one of `DIGIT_SOURCES`."""
