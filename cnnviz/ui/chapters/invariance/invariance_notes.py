"""The text below the curves: what each network is, what the amounts mean, questions and sources."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons.distorted_accuracy import COMPARED, SAMPLES
from cnnviz.network import limits
from cnnviz.ui.chapters.invariance.compared_readers import compared_readers
from cnnviz.ui.controls import glossary

#: What each network is for in the comparison.
ABOUT = {
    "lecture": "The network of the lecture: one convolution, then pooling. It learned from MNIST.",
    "no-pooling": "A convolution without pooling. It learned from MNIST.",
    "no-convolution": "Fully connected layers only. It learned from MNIST.",
    "pen": "More convolutions and poolings. It learned from MNIST and from pen strokes, slightly distorted.",
}
EXPLANATION = (
    "A network is invariant to a change if its answer stays the same. "
    "Max pooling forgets the exact place within its window, so a small shift matters less. "
    "A fully connected layer has its own weight for each place. "
    "Training data teach tolerance, too: a network reads what it has seen before."
)
AMOUNTS = f"""
**Turn, shift, scale, shear.** Each pixel is mixed from the four nearest ones (bilinear interpolation).
Around the picture everything is black.

**Thickness.** Each pixel becomes the largest one within a small disk.
For thinner strokes, the background grows.

**Blur.** A Gaussian kernel. The amount is its standard deviation.

**Noise.** A random number is added to each pixel. The amount is its standard deviation, in percent of white.
The random numbers stay the same while you move the slider.

**A curve.** It is the probability of the true class. A dot marks the first amount with a wrong answer.

**{len(SAMPLES)} digits.** They are bundled digits, and no network has learned from them.
A dot marks the first amount with at most half of the answers right.
"""
QUESTIONS = """
- Which digits survive a turn by 90°? Which ones become another digit?
- Turn a 6 by 90°, and then by −90°. Is the break at the same amount?
- Where does a turned 9 stop being a 9, for you?
- No network ever saw noise in training. Which one tolerates it best?
- Shift the digit by one pixel, and then by four. For which network does pooling help?
"""
SOURCES = """
- LeCun, Bottou, Bengio and Haffner: Gradient-based learning applied to document recognition.
  Proc. IEEE 86, 1998.
- Simard, Steinkraus and Platt: Best practices for convolutional neural networks
  applied to visual document analysis. ICDAR 2003.
- Scherer, Müller and Behnke: Evaluation of pooling operations in convolutional architectures
  for object recognition. ICANN 2010.
- Azulay and Weiss: Why do deep convolutional networks generalize so poorly to small image transformations?
  J. Mach. Learn. Res. 20, 2019.
- Hendrycks and Dietterich: Benchmarking neural network robustness to common corruptions. ICLR 2019.
"""


def show() -> None:
    """Show what invariance is and the four networks, and, folded, the amounts, questions and sources."""
    glossary.explained(EXPLANATION)
    st.markdown("\n".join(_row(reader.name) for reader in compared_readers()))
    with st.expander("What the amounts mean"):
        st.markdown(AMOUNTS)
    with st.expander("Questions and sources"):
        st.markdown(QUESTIONS)
        st.markdown(SOURCES)


def _row(name: str) -> str:
    """Return an item of the list of networks."""
    network = next(reader.network for reader in compared_readers() if reader.name == name)
    layers = ", ".join(type(layer).__name__ for layer in network.layers if type(layer).__name__ != "Dropout")
    counts = f"{network.n_weights:,} weights, {limits.multiplications(network):,} multiplications"
    return f"- **{COMPARED[name]}**: {ABOUT[name]} {counts}.  \n  {layers}"
