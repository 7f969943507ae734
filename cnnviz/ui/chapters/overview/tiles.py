"""The chapters as tiles, in the order of the lecture: a picture, a sentence, and the pages of each group."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from cnnviz.ui.chapters.overview.thumbnails import thumbnail
from cnnviz.ui.components import chapter_tiles
from cnnviz.ui.components.chapter_tiles import ChapterTile, PageLink
from cnnviz.ui.frame import followed_link
from cnnviz.ui.frame.chapters import CHAPTERS, Chapter

#: What the pages of each group show.
SENTENCES = {
    "See": "For a computer, a picture is a table of numbers.",
    "Convolve": "A small kernel slides over the picture and finds its edges.",
    "Decide": "Ten scores become probabilities, and the largest one wins.",
    "Doubt": "Between two digits lies a picture that is neither, or both.",
    "Learn": "Step by step, the loss falls and a kernel takes shape.",
    "Train": "A network sees thousands of digits and makes fewer and fewer mistakes.",
    "Inside": "Each layer of a network sees something different in the same digit.",
    "Photos": "A network cuts a square from your photo and names what is in it.",
    "Architectures": "From year to year, networks made fewer errors, some with fewer parameters.",
}


def groups() -> dict[str, list[Chapter]]:
    """Return the chapters of each group, in the order of the lecture."""
    return {group: list(chapters) for group, chapters in groupby(CHAPTERS, key=attrgetter("group")) if group}


def show() -> None:
    """Show a tile for each group. A click on it opens the group's first page."""
    chapter_tiles.show([_tile(*group) for group in groups().items()], "tiles", on_open=followed_link.note)


def _tile(group: str, chapters: list[Chapter]) -> ChapterTile:
    made = thumbnail(group)
    pages = [PageLink(chapter.name, chapter.url_path) for chapter in chapters]
    return ChapterTile(group, SENTENCES[group], made.picture, made.alt, pages)
