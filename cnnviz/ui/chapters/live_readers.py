"""Which networks read the visitor's digit where it is drawn: one, or two side by side."""

from __future__ import annotations

from cnnviz import mnist
from cnnviz.reading import READERS
from cnnviz.ui.components.live_network.readers import BOTH, Readers, Second
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import change, current
from cnnviz.workers import NetworkFile


def readers(file: NetworkFile) -> Readers:
    """Return the switch for a network that reads, with the second network if two are to read.

    Raises:
        NetworkError: If the second network's file cannot be read.
    """
    options = {name: reader.short for name, reader in READERS.items()}
    label = options.get(file.name, file.label)
    if not current().network.compared:
        return Readers(options, file.name, label)
    other = next(name for name in READERS if name != file.name)
    second = networks.SHIPPED[other]
    return Readers(
        options,
        file.name,
        label,
        Second(
            options[other],
            network_answers.with_classes(second, mnist.CLASS_NAMES),
            network_answers.packed_weights(second),
        ),
        _difference(file, other),
    )


def _difference(file: NetworkFile, other: str) -> str:
    """Return a sentence on what two networks learned from."""
    theirs = f"{READERS[other].short} from {READERS[other].learned_from}."
    if not file.name:
        return f"{file.label} learned from its own digits, {theirs}"
    return f"{READERS[file.name].short} learned from {READERS[file.name].learned_from}, {theirs}"


def choose(name: str) -> None:
    """Have this network read, or with `BOTH` two of them."""
    change(network={"compared": name == BOTH})
    if name != BOTH:
        networks.choose(networks.SHIPPED[name])
