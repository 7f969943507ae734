"""The text below the cells: what they become in a network, and which part of them is a model."""

from __future__ import annotations

import streamlit as st

from cnnviz.ui.controls import glossary

MODEL = """
**Measured.** In 1959 and 1962, Hubel and Wiesel reported on cells in a cat's visual cortex.
Simple cells responded to a line at one angle and one place.
Complex cells responded to the same angle over a larger area.

**A model.** The cells on this page are arithmetic: a Gabor kernel, ReLU and max pooling.
Daugman described simple cells by Gabor functions. Jones and Palmer measured that these fit well.
Hubel and Wiesel suggested that a complex cell collects the responses of simple cells.
Riesenhuber and Poggio later proposed that it takes the largest response.

**Left out.** Real cells fire irregularly, and they adapt.
Real complex cells respond to black bars as well as to white ones.
Pooling over places imitates that only in part.

**The way to networks.** Fukushima's Neocognitron stacked both kinds of cell, layer after layer.
Convolution and pooling do the same today. But a network learns its kernels; nobody chooses the angles.
"""
SOURCES = """
- Hubel and Wiesel: Receptive fields of single neurones in the cat's striate cortex. J. Physiol. 148, 1959.
- Hubel and Wiesel: Receptive fields, binocular interaction and functional architecture
  in the cat's visual cortex. J. Physiol. 160, 1962.
- Fukushima: Neocognitron. Biological Cybernetics 36, 1980.
- Daugman: Uncertainty relation for resolution in space, spatial frequency, and orientation optimized
  by two-dimensional visual cortical filters. J. Opt. Soc. Am. A 2, 1985.
- Jones and Palmer: An evaluation of the two-dimensional Gabor filter model
  of simple receptive fields in cat striate cortex. J. Neurophysiol. 58, 1987.
- Riesenhuber and Poggio: Hierarchical models of object recognition in cortex. Nature Neuroscience 2, 1999.
"""

ICON = ":material/arrow_forward:"


def show() -> None:
    """Show what the cells compute, links to Convolution and Pooling, and, folded, what is a model."""
    glossary.explained(
        "A simple cell multiplies the pixels that it sees by the weights of its kernel. "
        "It adds the products, and ReLU sets a negative sum to 0. "
        "A complex cell takes the largest response of simple cells at neighbouring places."
    )
    with st.container(horizontal=True):
        st.page_link("pages/convolution.py", label="A simple cell at every place: convolution", icon=ICON)
        st.page_link("pages/pooling.py", label="The largest response nearby: max pooling", icon=ICON)
    with st.expander("What is measured, and what is a model?"):
        st.markdown(MODEL)
        st.markdown(SOURCES)
