"""What the page From LeNet to DenseNet says around its figures."""

from __future__ import annotations

from cnnviz.architectures.architecture import TopFive
from cnnviz.figures import captions
from cnnviz.lessons.architecture_history import measures_of, published, single_error

ERROR_NAME = "Wrong even with five guesses (top-5 error)"
NONE_NAME = "No top-5 error"
SIZE_NAME = "The area of a circle shows the number of parameters."
NO_ERROR = "none"
#: The two networks whose numbers the headline compares.
BEFORE, AFTER = "alexnet-grouped", "resnet50"
EXPLANATION = (
    "ILSVRC was a yearly contest: name what is in a photo. There were a thousand names to choose from. "
    "From year to year, the networks made fewer errors. Some also needed far fewer parameters."
)
MEANING = """
**Top-5 error.** A network gives its five best names. It errs if the true name is not among them.
The number here is that of one network on the 50,000 validation photos of ILSVRC 2012.
In the contest, several networks voted together and did better.

**How it is measured.** A network can look at several parts of a photo, or at several sizes.
The mean of several answers is more often right. The card names the source of each error.

**Depth.** The number of layers with weights on the longest way through the network.
Normalizations do not count.

**Parameters.** All numbers that Keras's `count_params` counts. Other tables count differently.
The page *Why the numbers differ* shows how.

**Multiplications.** Those for one picture.

**Memory.** All layers' outputs for one picture, with four bytes for each number. Training keeps them all.
A megabyte is 1,024 × 1,024 bytes here.

**Receptive field.** How many rows of the picture one number of the last maps depends on.
It may be larger than the picture: then it reaches into the padding.
"""
QUESTIONS = """
- Which network has the most parameters? Is it the best one?
- GoogLeNet has far fewer parameters than AlexNet. Does it also multiply less?
- Compare VGG-16 with VGG-19. Which layers are new?
- Compare ResNet-34 with ResNet-152. How much does the greater depth lower the error?
- Why does DenseNet need so much memory with so few parameters?
"""


def headline() -> str:
    """Return the point of the figure: the errors and parameters of two networks, years apart."""
    return " ".join(_told(name) for name in (BEFORE, AFTER))


def _told(name: str) -> str:
    error, parameters = single_error(name), captions.amount(measures_of(name).parameters)
    one, percent = published(name), f"{error.percent} %" if error else NO_ERROR
    return f"{one.title} ({one.year}): {percent} wrong, {parameters} parameters."


def error_text(name: str) -> str:
    """Return a network's top-5 error in percent, or that it has none."""
    error = single_error(name)
    return NO_ERROR if error is None else f"{error.percent} %"


def notes(name: str) -> list[str]:
    """Return where a network's errors come from, or why it has none, and its paper."""
    one = published(name)
    paper = f"{one.paper.title}. {one.paper.venue}."
    return [*map(_measured, one.errors), *filter(None, [one.no_error]), paper]


def _measured(error: TopFive) -> str:
    """Return an error, by how many networks on which photos, and its source."""
    by = "one network" if error.n_networks == 1 else f"{error.n_networks} networks together"
    return f"{error.percent} % by {by} on the {error.data} photos: {error.source}."


def facts(name: str) -> list[tuple[str, str]]:
    """Return the names and values on a network's card."""
    measures = measures_of(name)
    return [
        ("Top-5 error", error_text(name)),
        ("Depth", f"{measures.depth} layers"),
        ("Parameters", f"{measures.parameters:,}"),
        ("Multiplications", captions.amount(measures.multiplications)),
        ("Memory of the outputs", captions.megabytes(measures.activation_bytes)),
        ("Receptive field", field(name)),
    ]


def field(name: str) -> str:
    """Return the rows of a network's last receptive field, and of its input."""
    return f"{measures_of(name).field[0]:,} of {published(name)().input_shape[0]} rows"


def tip(name: str) -> str:
    """Return a network's numbers in a line."""
    parameters = f"{captions.amount(measures_of(name).parameters)} parameters"
    return f"{parameters}." if single_error(name) is None else f"{error_text(name)} wrong, {parameters}."
