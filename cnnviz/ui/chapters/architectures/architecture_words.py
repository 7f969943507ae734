"""What the page From LeNet to DenseNet says around its figures."""

from __future__ import annotations

from cnnviz.architectures.history import HISTORY, Published
from cnnviz.figures import captions
from cnnviz.lessons.architecture_sizes import NetworkSizes

ERROR_NAME = "Wrong even with five guesses (top-5 error)"
NONE_NAME = "Never in the contest"
SIZE_NAME = "The area of a circle is the number of parameters."
NO_ERROR = "none"
#: The two networks whose numbers the headline compares.
BEFORE, AFTER = "alexnet-grouped", "resnet50"
EXPLANATION = (
    "ILSVRC was a yearly contest: name what is in a photo, out of a thousand classes. "
    "From year to year the networks made fewer errors. The best ones also needed fewer parameters."
)
MEANING = """
**Top-5 error.** A network gives its five best names. It errs if the true name is not among them.
The number here is that of one network on the 50,000 validation photos of ILSVRC 2012.
In the contest, several networks voted together and did better.

**Crops.** A network can look at several parts of a photo and average its answers. That lowers the error.
The card of each network says how its error was measured.

**Depth.** The number of layers with weights on the longest way through the network.
Normalizations do not count.

**Parameters.** All numbers that Keras's `count_params` counts. Other tables count otherwise.
The page *Why the numbers differ* shows how.

**Multiplications.** Those for one picture.

**Memory.** All layers' outputs for one picture, four bytes each. Training keeps them all.
A megabyte is a million bytes here.

**Receptive field.** The rows of the picture that one pixel of the last maps depends on.
It may be larger than the picture: then it reaches into the padding.
"""
QUESTIONS = """
- Which network has the most parameters? Is it the best one?
- GoogLeNet has a tenth of AlexNet's parameters. Does it also multiply less?
- Compare VGG-16 with VGG-19. Which layers are new?
- From ResNet-18 to ResNet-152: what does eight times the depth buy?
- Why does DenseNet need so much memory with so few parameters?
"""


def headline(before: NetworkSizes, after: NetworkSizes) -> str:
    """Return the point of the figure: the errors and parameters of two networks, years apart."""
    one, other = (_told(HISTORY[name], sizes) for name, sizes in ((BEFORE, before), (AFTER, after)))
    return f"{one}. {other}."


def _told(published: Published, sizes: NetworkSizes) -> str:
    percent = published.error.percent if published.error else 0
    return f"{published.year}: {percent:.2g} % wrong with {captions.amount(sizes.parameters)} parameters"


def error(published: Published) -> str:
    """Return a network's top-5 error in percent, or that it has none."""
    return NO_ERROR if published.error is None else f"{published.error.percent} %"


def notes(published: Published) -> list[str]:
    """Return a network's part in the contest, where its error comes from, and its paper."""
    paper = f"Paper: {published.paper}."
    if published.error is None:
        return [published.contest, paper]
    measured = f"Error of one network, {published.error.measured}: {published.error.source}."
    return [published.contest, measured, paper]


def facts(published: Published, sizes: NetworkSizes) -> list[tuple[str, str]]:
    """Return the names and values on a network's card."""
    return [
        ("Top-5 error", error(published)),
        ("Depth", f"{sizes.depth} layers"),
        ("Parameters", f"{sizes.parameters:,}"),
        ("Multiplications", captions.amount(sizes.multiplications)),
        ("Memory of the outputs", captions.megabytes(sizes.activation_bytes)),
        ("Receptive field", f"{sizes.field} of {sizes.side} rows"),
    ]


def tip(published: Published, sizes: NetworkSizes) -> str:
    """Return a network's numbers in a line."""
    parameters = f"{captions.amount(sizes.parameters)} parameters"
    if published.error is None:
        return f"{parameters}."
    return f"{error(published)} wrong, {parameters}."
