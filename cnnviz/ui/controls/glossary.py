"""The glossary: the terms of the field in plain words, and texts that explain their terms on demand."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import streamlit as st

from cnnviz.network import terms

#: Each term of the lecture, explained in short sentences. Help texts and pages take them from here.
TERMS: dict[str, str] = {
    "1 × 1 convolution": "A convolution that looks at one place. It mixes the channels there.",
    "accuracy": "The share of answers that are right.",
    "activation": terms.ACTIVATION,
    "adversarial example": (
        "A picture that someone changed on purpose to mislead a network. People hardly see the change."
    ),
    "augmentation": "More training pictures made of old ones. Each is changed a little, anew each time.",
    "back-propagation": (
        "The way to find every gradient. It starts at the loss and walks back, layer by layer."
    ),
    "batch": "The pictures that a network sees before it changes its weights once.",
    "batch normalization": (
        "Subtracts a channel's mean and divides by its standard deviation. "
        "Then it multiplies by a learned number and adds another."
    ),
    "bias": "A number added to every sum of a filter. The network learns it like a weight.",
    "bit": "A digit that is 0 or 1.",
    "border": "What the filter assumes around the picture. Each choice fills the missing pixels differently.",
    "channel": (
        "One layer of numbers in a picture or map. A colour photo has three: red, green and blue. "
        "A convolutional layer makes one per filter."
    ),
    "channels last": "Keras stores a value by row, then column, then channel.",
    "classification error": (
        "1 if the answer is wrong, 0 if it is right. It does not say how wrong, so training cannot use it."
    ),
    "complex cell": (
        "A cell that pools simple cells of one angle at neighbouring places. "
        "A small shift hardly changes its response."
    ),
    "confidence": "The largest of an answer's probabilities. It says how sure the network claims to be.",
    "confusion matrix": "A table. It counts how often each digit was read as each other digit.",
    "convolution": (
        "The kernel slides over the picture. At each place it multiplies weights and pixels and adds them up."
    ),
    "cross-entropy": (
        "A loss: minus the logarithm of the probability given to the true class. "
        "The less the network believed the truth, the more it costs."
    ),
    "dense connection": "A connection from a layer to every later layer of its block.",
    "depthwise convolution": "A convolution with one kernel for each channel. It does not mix the channels.",
    "derivative": "The slope of a function. It says how much a small change of the input changes the result.",
    "detector": "The kernel of the lecture's example. Its largest number marks its own pattern.",
    "dilation": terms.DILATION,
    "dropout": "In training, a random part of the numbers is set to 0. This helps against learning by heart.",
    "early stopping": "Training ends when the test loss has stopped falling. The best weights are kept.",
    "epoch": "One pass through all training pictures.",
    "feature map": (
        "The table of numbers that a kernel makes. A large number means that the kernel fits there."
    ),
    "features": (
        "The numbers that a network makes of a picture before its last layer. "
        "They say what is in the picture."
    ),
    "filter": "A kernel, in a layer that learns it. Each filter makes its own feature map.",
    "flatten": "Writes the numbers of all maps into one long column. Nothing is computed.",
    "frozen": "Frozen weights stay as they are. Training does not move them.",
    "fully connected": "A layer in which every output sees every input. Keras calls it Dense.",
    "Gabor kernel": "A kernel of stripes that fade towards its edges. It finds lines at its preferred angle.",
    "gradient": (
        "How much the loss grows when a number grows a little. Training moves the number the other way."
    ),
    "gradient ascent": "Small steps uphill. Each step changes the pixels so that the output rises.",
    "gradient descent": "Training in small steps. Each step moves the weights against the gradient.",
    "head": "A new last layer on a network that is trained already.",
    "histogram": "A chart that counts how often each value occurs.",
    "Inception block": (
        "Convolutions with kernels of several sizes, side by side. Their maps are joined into one stack."
    ),
    "invariance": "The answer stays the same although the picture has changed.",
    "kernel": (
        "A small table of weights, such as 3 × 3. It slides over the picture and makes a feature map."
    ),
    "learning rate": (
        "How far each step goes. Too small, and learning takes for ever. Too large, and it overshoots."
    ),
    "logit": "The score of one class before softmax. It can be any number. Higher means more likely.",
    "loss": "One number that says how wrong the answer is. Training makes it smaller.",
    "margin": "The lead of the best answer over the second best. A small margin is doubt.",
    "max pooling": "Pooling that keeps the largest number of each window.",
    "mean squared error": "A loss: the mean of the squared differences.",
    "momentum": "Each step keeps a part of the last step. This gathers speed on a long slope.",
    "neuron": "One number of a layer, also called a unit. It adds up weighted inputs.",
    "one-hot": "The true class as a list: 1 in its place, 0 everywhere else.",
    "optimizer": "The rule that turns gradients into new weights.",
    "padding": terms.PADDING,
    "parameter": "A number that training changes: a weight or a bias.",
    "pixel": "One dot of a picture.",
    "pooling": "Each window of the map becomes one number: its largest or its mean. Nothing is learned.",
    "receptive field": "The part of the input image that one unit can see.",
    "regularizer": "A rule that keeps a result simple, such as small numbers or smooth pictures.",
    "ReLU": "max(0, x). Negative numbers become 0. Positive numbers stay as they are.",
    "residual connection": (
        "A skip: the input of some layers is added to their output. "
        "The gradient flows back along it unchanged."
    ),
    "sigmoid": "1 / (1 + e⁻ᶻ). It turns one score into a probability.",
    "simple cell": "A cell that responds to a line at one angle and one place.",
    "softmax": (
        "Turns scores into probabilities. It takes e to the power of each score and divides by the sum."
    ),
    "standard deviation": "A typical distance from the mean.",
    "stride": terms.STRIDE,
    "temperature": (
        "Softmax first divides the logits by it. Above 1 the probabilities become more equal. "
        "Training uses 1."
    ),
    "test digits": "Digits that the network never sees in training. They show what it has really learned.",
    "top-5 error": "How often the true name is not among a network's five best.",
    "training digits": "The digits that the network learns from.",
    "transfer learning": "Learning with what was learned before: trained weights are where it begins.",
    "unit": "One number of a map or layer, also called a neuron.",
    "weight": "A number that an input is multiplied by. Training changes it.",
    "window": terms.WINDOW,
}
WINDOW, STRIDE, DILATION = TERMS["window"], TERMS["stride"], TERMS["dilation"]
PADDING, ACTIVATION = TERMS["padding"], TERMS["activation"]
KERNEL, POOLING, UNIT = TERMS["kernel"], TERMS["pooling"], TERMS["unit"]
#: Keras's paddings and their names on the screen.
PADDING_NAMES = {"valid": "none (valid)", "same": "same"}
MODE = (
    "What fills the padding. Zeros, a mirror image, the edge pixel repeated, or the opposite side. "
    "The names are those of numpy.pad."
)
BORDER = (
    "What lies around the picture. The names are SciPy's.  \n"
    "reflect: a mirror image, with the edge pixel twice.  \n"
    "mirror: a mirror image, with the edge pixel once.  \n"
    "nearest: the edge pixel repeated.  \nwrap: the opposite side.  \nconstant: zeros."
)
FLIP = (
    "Turns the kernel by 180°. In mathematics, convolution flips the kernel. Networks and GIMP do not. "
    "Strictly, theirs is a cross-correlation."
)
MAP_VIEW = (
    "Signed: orange is positive, blue is negative, and 0 is nearly black.  \n"
    "Edge strength: the sign is left out, and brighter is stronger.  \n"
    "Black to white: black is negative, grey is 0, and white is positive."
)
RESULT = f"{MAP_VIEW}  \n8-bit image: values are cut to 0 … 255, as in an image editor."
CHANNELS = "The kernel sees red, green and blue together. Otherwise it sees their mean."

_TERM = re.compile(
    r"(?<![\w-])("
    + "|".join(re.escape(term) for term in sorted(TERMS, key=len, reverse=True))
    + r")(s?)(?![\w-])",
    re.IGNORECASE,
)
_BY_LOWER = {term.lower(): meaning for term, meaning in TERMS.items()}


#: How a marked term begins.
_MARK = '<span class="term"'


def explained(text: str, **layout: Any) -> None:
    """Show a text in Markdown; each of its terms opens its explanation under the pointer, or when tapped.

    Args:
        text: Markdown. It may hold values, since HTML in it is shown as text.
        layout: Arguments of `st.markdown`, such as `width`.
    """
    with_meanings = marked(text)
    if _MARK in with_meanings:
        st.markdown(with_meanings, unsafe_allow_html=True, **layout)
    else:  # the browser then need not load what reads HTML
        st.markdown(text, **layout)


def marked(text: str) -> str:
    """Return a text with the first mention of each term marked for `frame.css`, which shows its meaning.

    >>> marked("Each kernel is small. A kernel has weights.").count('class="term"')
    2
    """
    seen: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        term = found[1].lower()
        if term in seen:
            return found[0]
        seen.add(term)
        meaning = f'<span class="meaning" role="tooltip">{escape(_BY_LOWER[term])}</span>'
        return f'{_MARK} tabindex="0">{found[0]}{meaning}</span>'

    return _TERM.sub(mark, escape(text, quote=False))


def expander(*names: str) -> None:
    """Show the terms of a page, with their explanations, in an expander.

    Args:
        names: Keys of `TERMS`.
    """
    with st.expander("The words"):
        st.markdown("\n".join(f"- **{name[0].upper()}{name[1:]}**: {TERMS[name]}" for name in names))
