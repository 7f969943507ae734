"""The glossary: terms are found as whole words, once, and nothing of a text can become HTML."""

import re

import pytest

from cnnviz.ui.controls import glossary


def terms(text):
    return re.findall(r'tabindex="0">([^<]+)<', glossary.marked(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A kernel makes a feature map.", ["kernel", "feature map"]),
        ("Kernels and ReLU", ["Kernels", "ReLU"]),
        ("The kernel, the same kernel", ["kernel"]),
        ("Max pooling is pooling.", ["Max pooling", "pooling"]),
        ("**693,962 parameters**", ["parameters"]),
        ("Strident biased losses", []),
    ],
)
def test_each_term_is_marked_once_as_a_whole_word(text, expected):
    assert terms(text) == expected


def test_a_text_is_shown_as_text():
    marked = glossary.marked('<img src=x onerror="alert(1)"> a kernel & more')
    assert "<img" not in marked
    assert marked.startswith("&lt;img")
    assert " &amp; more" in marked


def test_a_marked_term_carries_its_meaning():
    assert f'role="tooltip">{glossary.TERMS["stride"]}</span>' in glossary.marked("stride")


def test_the_terms_stand_in_their_order():
    names = [name.lower() for name in glossary.TERMS]
    assert names == sorted(names)
