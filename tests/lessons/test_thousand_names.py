"""The thousand names: which words are among them."""

import pytest

from cnnviz import images
from cnnviz.data_sets.imagenet import class_names
from cnnviz.lessons import thousand_names
from cnnviz.lessons.thousand_names import is_a_name, names_with, synonyms
from cnnviz.pipeline import choices


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Persian cat", [283]),
        ("cat persian", [283]),
        ("cell phone", []),
        ("cellphone", [487]),
        ("daisy", [985]),
        ("cata", []),
        ("", []),
        (" . ", []),
    ],
)
def test_whole_words_are_found_in_any_order(words, found):
    assert names_with(words) == found


def test_every_name_finds_its_own_class():
    for n, name in enumerate(class_names()):
        assert n in names_with(name), name
        assert is_a_name(name)
        assert len(set(synonyms(n))) == len(synonyms(n))


def test_the_absent_word_is_in_no_name():
    assert names_with(thousand_names.ABSENT) == []
    assert not any(thousand_names.ABSENT in name.lower() for n in range(1000) for name in synonyms(n))


def test_each_image_without_an_upload_has_a_subject():
    assert set(thousand_names.SUBJECTS) == set(choices("image", "name")) - {"upload"}
    assert set(images.sample_images()) <= set(thousand_names.SUBJECTS)
