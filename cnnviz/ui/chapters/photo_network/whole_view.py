"""The whole network from the photo to the names, a strip of maps for each block."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.figures import pictures
from cnnviz.lessons.shown_maps import MapsAsked, ShownMaps
from cnnviz.network.repeated_blocks import RepeatedBlock
from cnnviz.photos import Guess
from cnnviz.ui.chapters.photo_network.inside_subject import InsideSubject
from cnnviz.ui.components import network_strips
from cnnviz.ui.components.network_strips import Strip
from cnnviz.ui.session import network_maps
from cnnviz.ui.session.explained_answers import Question
from cnnviz.ui.session.state import change

KEY = "inside-whole"
#: How many maps of each block, and how many names, are shown.
MAPS, NAMES = 5, 5
WORKING = "The network is looking at the photo."
HINT = "Click a strip to see all maps of its layer."
NO_NAMES = "No names: with random weights they would be guesses."


def question(subject: InsideSubject) -> Question[list[ShownMaps]]:
    """Return the question for the maps of all strips, and for the best names."""
    shapes = subject.network.shapes
    outputs = [block.output for block in subject.blocks]
    asked = [
        MapsAsked(name, MAPS) if len(shapes[name]) == 3 else MapsAsked(name, shapes[name][0], in_order=True)
        for name in outputs
    ]
    names = MapsAsked(subject.network.outputs[0], NAMES)
    return network_maps.shown_maps(subject.file, subject.x, (*asked, names))


def show(subject: InsideSubject) -> list[Question[list[ShownMaps]]]:
    """Show the network; return the question if it is still open."""
    asked = question(subject)
    said, found = "", None
    try:
        found = asked.answer()
        said = WORKING if found is None else ""
    except (NetworkError, WorkerError) as error:
        said = sentence(error)
    network_strips.show(
        strips(subject, found or []),
        KEY,
        photo=pictures.pixels(subject.seen),
        label=subject.label,
        guesses=guesses(subject, found or []),
        no_names=NO_NAMES if subject.file.untrained else "",
        said=said,
        hint=HINT,
        on_pick=lambda layer: change(
            photo_network={"view": "layer", "layer": layer, "sheet": 0, "unit": None}
        ),
    )
    return [asked] if said == WORKING else []


def strips(subject: InsideSubject, found: Sequence[ShownMaps]) -> list[Strip]:
    """Return a strip for each block, without maps where there are none yet."""
    maps: Sequence[ShownMaps | None] = found[:-1] or [None] * len(subject.blocks)
    return [_strip(block, one) for block, one in zip(subject.blocks, maps, strict=True)]


def _strip(block: RepeatedBlock, maps: ShownMaps | None) -> Strip:
    return Strip(
        id=block.output,
        label=block.blocks[0].widest.layer.short_name,
        count=block.count,
        shape=block.shape,
        told=told(block),
        n_tiles=min(MAPS, block.shape[-1]) if len(block.shape) == 3 else 1,
        channels=() if maps is None else maps.channels,
        values=None if maps is None else maps.values,
    )


def guesses(subject: InsideSubject, found: Sequence[ShownMaps]) -> list[Guess]:
    """Return the best names; none where there is no answer yet, or where the weights are random."""
    if not found or subject.file.untrained:
        return []
    classes = subject.network.classes
    return [
        Guess(index, classes[index], float(value))
        for index, value in zip(found[-1].channels, found[-1].values, strict=True)
    ]


def told(block: RepeatedBlock) -> str:
    """Return what a block does, in a sentence or two.

    >>> from cnnviz.architectures import efficientnet_lite0
    >>> from cnnviz.network.repeated_blocks import repeated_blocks
    >>> told(repeated_blocks(efficientnet_lite0())[4])
    '3 blocks, each with conv 1 × 1, depthwise 3 × 3, conv 1 × 1. They make 80 maps of 14 × 14.'
    """
    layers = ", ".join(node.layer.short_name for node in block.blocks[-1].working)
    first = f"{block.count} blocks, each with {layers}." if block.count > 1 else f"{layers.capitalize()}."
    subject = "They make" if block.count > 1 else "It makes"
    if len(block.shape) != 3:
        return f"{first} {subject} {block.shape[0]:,} numbers."
    height, width, channels = block.shape
    return f"{first} {subject} {channels:,} maps of {height} × {width}."
