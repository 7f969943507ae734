"""What the page offers to take home: the program for one filter, and the picture of all layers."""

from __future__ import annotations

from cnnviz import export
from cnnviz.figures import patch_sheet
from cnnviz.figures.pictures import Encoded
from cnnviz.ui.chapters.excites import excites_words, shown_filters
from cnnviz.ui.chapters.excites.excited_network import PHOTOS, ExcitedNetwork, reads_photos
from cnnviz.ui.chapters.excites.excites_stage import StageState, shown_layers, state_of
from cnnviz.ui.frame import take_home
from cnnviz.ui.session import photo_in_use
from cnnviz.ui.session.state import current


def show(excited: ExcitedNetwork) -> None:
    """Offer the program of the opened filter, or of the first layer's, and the picture of what is shown."""
    layers, state = shown_layers(excited), state_of(excited, watch=False)
    code = export.excites_code(
        photo_in_use.settings() if reads_photos() else current(),
        layers[0].name,
        state.filters[0] if state.filters else 0,
        name=excited.network.name,
        photos=PHOTOS if reads_photos() else (),
        per_picture=excited.pictures.per_picture,
        with_own=excited.own is not None,
    )
    picture = _picture(excited, state) if take_home.is_open() and state.filters else None
    take_home.offer_and_show(code, picture)


def _picture(excited: ExcitedNetwork, state: StageState) -> Encoded:
    """Return one column for each layer that is shown."""
    height, width = excited.described.input_shape[:2]
    columns = []
    for layer, chosen, growth in zip(shown_layers(excited), state.filters, state.growths, strict=True):
        grown = None if growth is None else shown_filters.grown_patch(excited, layer, growth)
        patches = shown_filters.patches_of(excited, layer, chosen, state.found[layer.read])
        columns.append((layer.name, excites_words.sees(layer, height, width), patches, grown))
    return patch_sheet.all_layers(columns)
