"""The texts of the page: what the curves say, what the card of the network says, and how it is done."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnviz import reading
from cnnviz.figures import captions
from cnnviz.lessons.transfer import BATCH_SIZE, KNOWN, NETWORK, NEW, RATES, STEPS, Compared
from cnnviz.ui.controls import glossary

POINT = (
    f"Three convolutions learned the digits {KNOWN[0]} to {KNOWN[-1]}. They are frozen now. "
    f"A new head on them learns {NEW[0]} to {NEW[-1]}. "
    "Beside it, the same network learns from scratch: all its weights begin at random. "
    "Pre-trained weights are the basis for transfer learning."
)
METHOD = f"""
**The same for both.** Both see the same examples. Both make {STEPS} steps of Adam, {BATCH_SIZE} digits each.
Both try the learning rates {", ".join(map(str, RATES))}, and the best one counts.

**The judges.** Other digits from {NEW[0]} to {NEW[-1]} judge both. No network has learned from them.

**Why so fast.** Frozen convolutions make the same features in every step. So they are computed once.
"""
QUESTIONS = """
- With how many examples is the lead largest? Why does it shrink?
- Draw other digits. How much do the curves change?
- Which strokes do 0 to 4 share with 5 to 9?
- Would frozen convolutions also help with letters, or with photos?
"""
SOURCES = """
- Yosinski et al.: How transferable are features in deep neural networks? NIPS 2014.
- Donahue et al.: DeCAF: A deep convolutional activation feature for generic visual recognition. ICML 2014.
"""


def awaited(count: int) -> str:
    """Return that the networks of a count are still being trained."""
    return f"The networks are learning. {_examples(count)} of each digit will follow soon."


def lead(found: Compared) -> str:
    """Return what both ways have learned.

    >>> lead(Compared(1, 0.93, 0.85)).partition(". ")[2]
    'The lead is **8 points**.'
    """
    frozen, scratch = captions.share(found.frozen), captions.share(found.scratch)
    read = (
        f"With **{_examples(found.count)}** of each, "
        f"frozen convolutions read **{frozen}** and fresh ones **{scratch}**."
    )
    points = f"{abs(found.lead):.1f}".removesuffix(".0")
    if points == "0":
        return f"{read} There is no lead."
    return f"{read} {'The lead is' if found.lead > 0 else 'The frozen ones trail by'} **{points} points**."


def show() -> None:
    """Show what the curves mean, and, folded, the card, questions, method and sources."""
    glossary.explained(POINT)
    st.page_link(
        "pages/own_classes.py",
        label="Your own classes: the same with your photos",
        icon=":material/arrow_forward:",
    )
    with st.expander("Over several draws"):
        _card()
    with st.expander("Questions"):
        st.markdown(QUESTIONS)
    with st.expander("How it is done"):
        st.markdown(METHOD)
        st.markdown(SOURCES)
    glossary.expander("features", "frozen", "head", "transfer learning")


def _card() -> None:
    """Show the leads in the card of the network."""
    card = reading.card(NETWORK)
    accuracy = captions.share(card["accuracy on the test digits"], 2)
    st.markdown(
        f"The network reads {accuracy} of {card['test digits']:,} test digits from {card['digits']}. "
        f"Accuracies and leads are medians: the middle ones of {len(card['seeds'])} draws of examples. "
        f"{card['new test digits']:,} test digits judge them."
    )
    st.table([_row(one) for one in card["transfer, medians"]], hide_index=True)


def _row(one: dict[str, Any]) -> dict[str, str]:
    return {
        "examples of each": str(one["examples of each digit"]),
        "frozen convolutions": captions.share(one["accuracy with frozen convolutions"]),
        "from scratch": captions.share(one["accuracy from scratch"]),
        "lead in points": f"{one['lead in points']:.1f}".replace("-", "−"),
        "all draws": f"{one['from']:.1f} … {one['to']:.1f}".replace("-", "−"),
    }


def _examples(count: int) -> str:
    return "1 example" if count == 1 else f"{count} examples"
