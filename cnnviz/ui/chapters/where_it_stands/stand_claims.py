"""What CNNs are used for, what they do well and what badly: each claim with the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from cnnviz import mnist
from cnnviz.architectures import TIMELINE
from cnnviz.lessons.architecture_history import published, single_error
from cnnviz.ui.chapters.where_it_stands import stand_pictures
from cnnviz.ui.components.claims import Claim, ClaimColumn, ClaimLink
from cnnviz.ui.frame.chapters import CHAPTERS
from cnnviz.ui.session.state import current

TITLES = {chapter.url_path: chapter.title for chapter in CHAPTERS}


def columns() -> list[ClaimColumn]:
    """Return the columns of the page."""
    return [
        ClaimColumn("Used for", used_for()),
        ClaimColumn("Strengths", well()),
        ClaimColumn("Weaknesses", badly()),
    ]


def used_for() -> list[Claim]:
    """Return what CNNs are used for."""
    return [
        Claim(
            "Photos",
            "A network on a phone names what is in a photo.",
            stand_pictures.photo("cat"),
            "A cat",
            [_link("what")],
        ),
        Claim(
            "Faces, traffic signs, digits",
            "A program finds them in a picture, cuts them out and reads them.",
            stand_pictures.photo("phone number"),
            "A phone number by hand",
            [_link("digits")],
        ),
        Claim(
            "Cars and robots",
            "They see lanes, signs and people. They must notice when they are unsure.",
            stand_pictures.of_group("Doubt"),
            "A digit that is neither a 4 nor a 9",
            [_link("ambiguity")],
        ),
        Claim(
            "Captions",
            "One network turns a photo into numbers. Another makes a sentence of them.",
            stand_pictures.photo("photographer"),
            "A photographer",
            [_link("flatten")],
        ),
    ]


def well() -> list[Claim]:
    """Return what CNNs do well."""
    return [
        Claim(
            "Few errors",
            _fewer_errors(),
            stand_pictures.errors(),
            "Bars that become shorter",
            [_link("architectures")],
        ),
        Claim(
            "No rules by hand",
            "Training finds the numbers in each kernel, a small table of weights.",
            stand_pictures.of_group("Learn"),
            "A kernel that is being learned",
            [_link("learn_kernel")],
        ),
        Claim(
            "Quick to build",
            "A few lines of code make a network.",
            stand_pictures.of_group("Inside"),
            "Feature maps of a digit",
            [_link("build"), _link("train")],
        ),
        Claim(
            "Weights can be shared",
            "Pre-trained weights help with new classes. This is transfer learning.",
            stand_pictures.of_group("Train"),
            "A network in training",
            [_link("transfer"), _link("own_classes")],
        ),
        Claim(
            "They tolerate a small shift",
            "After a small shift, pooling gives almost the same numbers.",
            stand_pictures.of_group("Convolve"),
            "A photo and its pooled map",
            [_link("pooling", pooling={"view": "moved"})],
        ),
    ]


def badly() -> list[Claim]:
    """Return what CNNs do badly."""
    return [
        Claim(
            "Nobody knows quite why",
            "Maps show where a network looked. They can mislead.",
            stand_pictures.of_group("Photos"),
            "A cat and a part of it",
            [_link("why"), _link("network")],
        ),
        Claim(
            "They need many examples",
            f"MNIST has {mnist.N_TRAIN:,} training digits. A person wrote down the answer to each.",
            stand_pictures.digits(),
            "Ten digits by hand",
            [_link("data"), _link("evaluate", evaluate={"view": "amount"})],
        ),
        Claim(
            "Sure without reason",
            "A letter or noise gets the name of a digit, too.",
            stand_pictures.of_group("Decide"),
            "Ten probabilities as bars",
            [_link("ambiguity", ambiguity={"view": "none"})],
        ),
        Claim(
            "Easily misled",
            "Turn a digit or push its pixels, and the answer can change.",
            stand_pictures.turned_digit(),
            "A 4 that is turned",
            [_link("invariance"), _link("push")],
        ),
    ]


def _fewer_errors() -> str:
    """Return how the error fell over the years."""
    errors = [(published(name).year, error.percent) for name in TIMELINE if (error := single_error(name))]
    (first, before), (last, after) = errors[0], min(errors, key=lambda one: one[1])
    return f"With five guesses, {before} % of photos were named wrong in {first}, {after} % in {last}."


def _link(page: str, **settings: Mapping[str, Any]) -> ClaimLink:
    """Return a link to a page with some of its settings."""
    address = page
    if settings:
        address += f"?{urlencode(current().replace(**settings).to_link(), doseq=True)}"
    return ClaimLink(TITLES[page], address)
