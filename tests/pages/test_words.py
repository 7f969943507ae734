"""The words on the screen: no sentence is longer than a student reads at one glance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cnnviz import digits, mnist
from cnnviz.drawing import Drawing
from cnnviz.kernels import FAMILIES, KERNELS
from cnnviz.lessons.ideas import IDEAS, Idea, Options
from cnnviz.network import kinds, terms
from cnnviz.ui import components
from cnnviz.ui.chapters.ideas import idea_notes
from cnnviz.ui.chapters.overview import doors, thumbnails, tiles
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame.chapters import CHAPTERS
from tests.pages.dashboard import PAGES, Link, turn, visit, without_meanings

pytestmark = pytest.mark.usefixtures("quick_answers")

MOST_WORDS = 15
COMPONENTS = Path(components.__file__).parent

#: Each page and its views, in few links: a later link opens only the pages on which it shows something new.
WALKS: dict[str, tuple[Link, tuple[str, ...]]] = {
    "as it opens": ({}, PAGES),
    "second views": (
        {
            "view": "grey",
            "over": "image",
            "coloured": "yes",
            "magnified": "yes",
            "rounds": ["average 2 2 gabor 11x11 0°", "max 3 2 blur"],
            "relu_view": "picture",
            "pooling_view": "picture",
            "pool_padding": "same",
            "stack": ["conv 3 2 2 same", "pool 2 2 1 valid"],
            "flat_view": "votes",
            "loss_view": "why",
            "data_view": "mean",
            "evaluate_view": "classes",
            "ambiguity_view": "guess",
            "guess": "4",
            "digit": "image",
            "invariance_view": "average",
            "why_network": "own",
            "excites_layer": "conv2d",
            "push_network": "own",
            "architectures_view": "table",
            "counted": "googlenet",
            "own_view": "own",
        },
        PAGES,
    ),
    "third views": (
        {
            "view": "channels",
            "beside": ["blur", "emboss"],
            "clipped": "yes",
            "relu_view": "curve",
            "pooling_view": "moved",
            "flat_view": "boat",
            "data_view": "split",
            "evaluate_view": "mistakes",
            "ambiguity_view": "none",
            "built": " - ".join(["conv 1024 1x1"] * 24),
            "architectures_view": "compared",
        },
        (
            *("numbers", "filters", "relu", "pooling", "flatten", "data", "evaluate", "ambiguity", "build"),
            "architectures",
        ),
    ),
    "fourth views": (
        {
            "view": "unit",
            "relu_view": "why",
            "flat_view": "shuffle",
            "data_view": "network",
            "evaluate_view": "amount",
        },
        ("numbers", "relu", "flatten", "data", "evaluate"),
    ),
    "further views": (
        {
            "view": "histogram",
            "flat_view": "votes",
            "voters": "unit",
            "data_view": "source",
            "evaluate_view": "confidence",
        },
        ("numbers", "flatten", "data", "evaluate"),
    ),
    "what does not fit": (
        {
            "view": "count",
            "image": "smiley",
            "over": "image",
            "rounds": "average 8 8 gaussian blur 31x31",
            "stack": ["conv 7 1 1 valid", "pool 2 2 1 valid"],
        },
        ("numbers", "convolution", "pooling", "relu_pooling", "receptive_field"),
    ),
}
#: What is closed until a visitor opens it.
OPENED = {"conv-more": True, "filters-more": True, "relu-edit": True, "image-picker": True, "take-home": True}
#: The texts of an element: what it shows, its label and its help.
TEXTS = ("body", "label", "help", "value")
#: Elements whose text is no sentence.
NO_SENTENCE = ("code", "html", "bidi_component", "plotly_chart", "arrow_data_frame")

_NOT_WORDS = re.compile(
    r"<style>.*?</style>|<[^>]*>|`[^`]*`|\$[^$]*\$|https?://\S+|\]\([^)]*\)|:material/\w+:", re.DOTALL
)
#: A full stop, question mark or exclamation mark before a blank; a new line or item of a list.
_END = re.compile(r"(?<=[.?!])[\"'”)*]*\s+|\n+\s*[-*#]*\s*")
#: A word begins with a letter. A single letter is a symbol, except the article.
_WORD = re.compile(r"(?<![\w.])(?:[^\W\d_][^\W\d_'’-]*[^\W\d_][^\W\d_'’-]*|[aA])(?![\w(])")

#: JavaScript: lines without texts for the screen, what a template computes, texts that begin like a sentence.
_NOT_SHOWN = re.compile(r"\s*(//|/?\*|import\b|throw\b)")
_COMPUTED = re.compile(r"\$\{[^{}]*\}")
_LITERAL = re.compile(r'"([A-Z][^"\n]* [^"\n]*)"|`([A-Z][^`\n]* [^`\n]*)`')


def too_long(text: str) -> list[str]:
    """Return the sentences of a text in Markdown that have too many words.

    >>> too_long("One two. " + "Word " * 16)[0].split()[0]
    'Word'
    """
    plain = _NOT_WORDS.sub(" ", without_meanings(text)).replace("**", "")
    return [one.strip() for one in _END.split(plain) if len(_WORD.findall(one)) > MOST_WORDS]


@pytest.mark.parametrize(
    ("text", "n_long"),
    [
        ("word " * 15, 0),
        ("word " * 16, 1),
        ("word " * 15 + "3 × 3 = 9, x, `code and more code`", 0),
        ("Eight words stand in this sentence, no more. " * 2, 0),
        ("word " * 8 + "\n\n" + "word " * 8, 0),
        ("word " * 8 + "1.5 " + "word " * 8, 1),
        ("Why? " + "word " * 16, 1),
    ],
)
def test_sentences_are_counted(text, n_long):
    assert len(too_long(text)) == n_long


def texts(at: AppTest) -> Iterator[str]:
    """Yield every text of a page: what it shows, labels and help texts."""
    for node in at:
        if node.type in NO_SENTENCE:
            continue
        proto: Any = getattr(node, "proto", None)
        for part in (proto, getattr(proto, "expandable", None), getattr(proto, "popover", None)):
            found = (getattr(part, name, "") for name in TEXTS)
            yield from (text for text in found if isinstance(text, str))


@pytest.mark.parametrize("walk", WALKS)
def test_every_sentence_on_a_page_is_short(walk):
    link, pages = WALKS[walk]
    at = visit("numbers", OPENED, **link)
    long = {}
    for page in pages:
        turn(at, page)
        assert len([*texts(at)]) > 10
        if found := sorted({one for text in texts(at) for one in too_long(text)}):
            long[page] = found
    assert long == {}


def test_every_sentence_of_the_tables_is_short():
    tables = {
        "glossary": [*glossary.TERMS.values(), *_constants(glossary)],
        "terms": _constants(terms),
        "kernels": [kernel.effect for kernel in KERNELS.values()],
        "families": [
            family(size, angle).effect
            for family in FAMILIES.values()
            for size in (3, 31)
            for angle in family.angles[:1] or (None,)
        ],
        "tiles": list(tiles.SENTENCES.values()),
        "thumbnails": [thumbnails.thumbnail(group).alt for group in thumbnails.THUMBNAILS],
        "doors": [door.sentence for door in (doors.INPUT_DOOR, doors.SOFTMAX_DOOR, *doors.DOORS.values())],
        "steps of a digit": [step.sentence for prepared in _prepared() for step in prepared.steps],
        "kinds": [kind.about for kind in kinds.KINDS.values()],
        "ideas": [
            *idea_notes.CAVEATS.values(),
            *(text for idea in IDEAS.values() for text in _words_of(idea)),
        ],
        "questions": [chapter.question for chapter in CHAPTERS],
    }
    assert all(map(len, tables.values()))
    long = {name: [one for text in group for one in too_long(text)] for name, group in tables.items()}
    assert not any(long.values()), long


def _words_of(idea: Idea) -> tuple[str, ...]:
    notes = [one.note for one in idea.contenders(Options())]
    return (idea.title, idea.question, idea.watch, idea.source, *notes)


def _prepared() -> list[digits.PreparedDigit]:
    """Return one digit prepared in each of the three ways."""
    digit = mnist.bundled()[0][0]
    drawing = Drawing((((10, 10), (40, 60)),))
    return [digits.from_mnist(digit), digits.from_drawing(drawing), digits.from_picture(digit / 255)]


def test_every_sentence_of_the_components_is_short():
    long = {
        str(file.relative_to(COMPONENTS)): found
        for file in COMPONENTS.rglob("*.js")
        if (found := [one for text in _literals(file.read_text()) for one in too_long(text)])
    }
    assert long == {}


def test_literals_are_found():
    script = """// "A comment with words"
    write(element, "A sentence.")
    throw new RangeError("An error for programmers. Received: 1")
    title = `The map ${names[n]} of ${count > 1 ? "maps" : "one"}`
    """
    assert _literals(script) == ["A sentence.", "The map … of …"]


def _literals(script: str) -> list[str]:
    """Return the texts in JavaScript that begin like a sentence; "…" stands for what is computed."""
    lines = [line for line in script.splitlines() if not _NOT_SHOWN.match(line)]
    found = _LITERAL.findall(_COMPUTED.sub("…", "\n".join(lines)))
    return [text for pair in found for text in pair if text]


def _constants(module: Any) -> list[str]:
    """Return the texts that a module declares, without names of terms and settings."""
    return [value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)]
