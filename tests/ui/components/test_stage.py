"""The stage's message and its script."""

import hashlib
import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.figures import pictures
from cnnviz.ui.components import stage
from cnnviz.ui.components.stage import Bars, Cells, Empty, Picture

RAMP = pictures.pixels(np.linspace(0, 1, 6, dtype=np.float32).reshape(2, 3))
SIGNED = pictures.feature_map(np.array([[1, -1]], np.float32))
MATRIX = np.array([[1, -2.5, 0], [0, 0.25, 3]], np.float32)


@pytest.fixture(autouse=True, scope="module")
def sent():
    """Yield the pictures that were sent, by URL."""
    pictures = {}

    def address(encoded, place):
        found = f"/media/{hashlib.sha256(encoded.data).hexdigest()}"
        pictures[found] = (encoded.data, place)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "address", address)
        yield pictures


def message(items, tallest="58vh", key="stage"):
    """Return the message as the browser receives it."""
    return json.loads(json.dumps(stage.message(items, tallest, key)))


# --- by hand


def test_nothing():
    assert message([])["items"] == []


def test_pictures_stand_in_their_order(sent):
    told = message(
        [
            Picture(label="image", encoded=RAMP, alt="A ramp", detail="(2, 3)\n0 … 1"),
            Empty(label="later", aspect=1.5, operator="→"),
            Picture(
                label="map",
                encoded=SIGNED,
                alt="Two",
                operator="∗",
                id="a",
                chosen=True,
                scale=0.5,
                colours="signed",
                limit=2.0,
                mark=(0, 1, 1, 1),
            ),
        ],
        "20vh",
    )
    assert told["tallest"] == "20vh"
    first, empty, second = told["items"]
    assert first == {
        "kind": "picture",
        "label": "image",
        "detail": "(2, 3)\n0 … 1",
        "operator": "",
        "id": "",
        "chosen": False,
        "scale": 1.0,
        "alt": "A ramp",
        "colours": "pixels",
        "limit": None,
        "mark": None,
        "width": 3,
        "height": 2,
        "src": f"/media/{hashlib.sha256(RAMP.data).hexdigest()}",
    }
    assert empty == {
        "kind": "empty",
        "label": "later",
        "detail": "",
        "operator": "→",
        "id": "",
        "chosen": False,
        "scale": 1.0,
        "aspect": 1.5,
        "width": 1.5,
        "height": 1,
    }
    assert (second["id"], second["chosen"], second["scale"]) == ("a", True, 0.5)
    assert (second["colours"], second["limit"], second["mark"]) == ("signed", 2.0, [0, 1, 1, 1])
    assert sent[first["src"]] == (RAMP.data, "stage 0")
    assert sent[second["src"]] == (SIGNED.data, "stage 2")


def test_a_matrix_is_in_the_message_with_all_its_numbers():
    told = message([Cells(label="kernel", values=MATRIX, alt="Weights", digits=3)])
    assert told["items"] == [
        {
            "kind": "cells",
            "label": "kernel",
            "detail": "",
            "operator": "",
            "id": "",
            "chosen": False,
            "scale": 1.0,
            "alt": "Weights",
            "digits": 3,
            "colours": "weights",
            "rows": [[1.0, -2.5, 0.0], [0.0, 0.25, 3.0]],
            "width": 3,
            "height": 2,
            "limit": 3.0,
        }
    ]


@pytest.mark.parametrize(
    ("case", "values", "limit", "expected"),
    [
        ("the largest without its sign", MATRIX - 3, None, 5.5),
        ("as given", MATRIX, 10.0, 10.0),
        ("all zeros", MATRIX * 0, None, 1.0),
    ],
)
def test_the_full_colour_of_a_matrix(case, values, limit, expected):
    told = message([Cells(label="", values=values, alt="", limit=limit)])
    assert told["items"][0]["limit"] == expected


def test_bars():
    told = message([Bars(label="softmax", names=["0", "1"], values=[0.25, 0.75], aspect=3)])
    item = told["items"][0]
    assert (item["kind"], item["names"], item["values"]) == ("bars", ["0", "1"], [0.25, 0.75])
    assert (item["width"], item["height"]) == (3, 1)


# --- what it is for


def digest(items):
    return message(items)["digest"]


def test_the_digest_tells_contents_apart():
    """The browser writes it on the stage when all is drawn: equal for equal contents only."""
    one = Picture(label="a", encoded=RAMP, alt="")
    contents = [
        [],
        [one],
        [one, one],
        [Picture(label="b", encoded=RAMP, alt="")],
        [Picture(label="a", encoded=pictures.pixels(np.ones((2, 3), np.float32)), alt="")],
        [Cells(label="a", values=MATRIX, alt="")],
        [Cells(label="a", values=MATRIX + 1, alt="")],
        [Bars(label="a", names=["0"], values=[0.5])],
    ]
    assert len({digest(items) for items in contents}) == len(contents)
    assert digest([one]) == digest([Picture(label="a", encoded=RAMP, alt="")])
    assert re.fullmatch("[0-9a-f]{16}", digest([one]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.text(max_size=20)), max_size=5))
def test_all_pictures_are_told_with_their_sizes(sizes):
    items = [
        Picture(label=text, encoded=pictures.pixels(np.full((h, w), 0.5, np.float32)), alt=text)
        for h, w, text in sizes
    ]
    told = message(items)["items"]
    assert [(item["label"], item["height"], item["width"]) for item in told] == [
        (text, h, w) for h, w, text in sizes
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.floats(-1e6, 1e6, width=32), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_numbers_of_a_matrix_are_exact(rows):
    told = message([Cells(label="", values=np.array(rows, np.float32), alt="")])
    assert told["items"][0]["rows"] == rows
