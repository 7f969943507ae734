"""The messages of the column and of the ledger, and invalid input."""

import json
import re

import numpy as np
import pytest

from cnnviz.errors import NetworkError
from cnnviz.lessons.votes import Votes
from cnnviz.ui.components import column, ledger
from tests.node import called

MAPS = np.arange(12, dtype=np.float32).reshape(2, 3, 2) / np.float32(8)
VOTES = Votes(np.arange(6) / 4, np.array([1.0, -1, 0.5, 2, 0, -3]), 0.125)


def through(message):
    """Return a message as the browser receives it."""
    return json.loads(json.dumps(message))


def test_the_column_is_told_in_kerass_order():
    told = through(column.message(MAPS, ["a", "b"], place=4, tallest=0.5))
    assert re.fullmatch("[0-9a-f]{16}", told.pop("digest"))
    assert told == {
        "shape": [2, 3, 2],
        "names": ["a", "b"],
        "values": (np.arange(12) / 8).tolist(),
        "limit": 11 / 8,
        "place": 4,
        "tallest": 0.5,
    }


@pytest.mark.parametrize(("place", "expected"), [(-3, 0), (11, 11), (12, 11), (10**9, 11)])
def test_a_place_outside_the_column_moves_to_its_end(place, expected):
    assert column.message(MAPS, ["a", "b"], place=place)["place"] == expected


@pytest.mark.parametrize(
    ("maps", "names"),
    [
        (MAPS[..., 0], ["a"]),
        (MAPS, ["a"]),
        (MAPS[:0], ["a", "b"]),
        (MAPS * np.nan, ["a", "b"]),
        (np.zeros((200, 200, 1), np.float32), ["a"]),
    ],
)
def test_maps_that_make_no_column_are_refused_in_a_sentence(maps, names):
    with pytest.raises(NetworkError, match="Maps need shape"):
        column.message(maps, names)


def test_the_ledger_is_told_with_all_its_numbers():
    picture = ledger.Backdrop(np.eye(2, dtype=np.float32), (0, 0, 2, 2))
    told = through(ledger.message(VOTES, (1, 3, 2), title="t", total="sum", picture=picture, picking=True))
    assert re.fullmatch("[0-9a-f]{16}", told.pop("digest"))
    assert told["inputs"] == VOTES.inputs.tolist()
    assert told["weights"] == VOTES.weights.tolist()
    assert told["bias"] == 0.125
    assert told["shape"] == [1, 3, 2]
    assert told["backdrop"] == {"rows": [[1, 0], [0, 1]], "inset": [0, 0, 2, 2]}
    assert (told["title"], told["total"], told["picking"]) == ("t", "sum", True)


@pytest.mark.parametrize(
    ("votes", "shape"),
    [(VOTES, (2, 2, 1)), (Votes(VOTES.inputs, np.full(6, np.inf), 0.0), (1, 3, 2)), (VOTES, (0, 3, 2))],
)
def test_votes_that_make_no_ledger_are_refused_in_a_sentence(votes, shape):
    with pytest.raises(NetworkError, match="Votes need a shape"):
        ledger.message(votes, shape)


def test_the_digest_tells_contents_apart():
    messages = [
        column.message(MAPS, ["a", "b"]),
        column.message(MAPS + 1, ["a", "b"]),
        column.message(MAPS, ["a", "c"]),
        column.message(MAPS, ["a", "b"], place=1),
        ledger.message(VOTES, (1, 3, 2)),
        ledger.message(VOTES, (3, 2, 1)),
        ledger.message(Votes(VOTES.inputs, VOTES.weights, 0.5), (1, 3, 2)),
    ]
    assert len({one["digest"] for one in messages}) == len(messages)


def test_the_browsers_order_is_that_of_numpy():
    rng = np.random.default_rng(4)
    shapes = [list(map(int, rng.integers(1, 9, 3))) for _ in range(40)]
    there_and_back = (
        "a[0].map((shape) => Array.from({ length: shape[0] * shape[1] * shape[2] }, "
        "(_, n) => [...m.cellOf(n, shape), m.positionOf(m.cellOf(n, shape), shape)]))"
    )
    for shape, counted in zip(shapes, called("shared/flatten_order.js", there_and_back, shapes), strict=True):
        expected = [[*map(int, np.unravel_index(n, shape)), n] for n in range(int(np.prod(shape)))]
        assert counted == expected


def test_the_browsers_ledger_is_that_of_numpy():
    rng = np.random.default_rng(5)
    shapes = [list(map(int, rng.integers(1, 9, 3))) for _ in range(15)]
    sizes = [int(np.prod(shape)) for shape in shapes]
    cases = [(np.maximum(rng.normal(size=n), 0).round(3), rng.normal(size=n).round(3)) for n in sizes]
    sent = [
        {"inputs": inputs.tolist(), "weights": weights.tolist(), "shape": shape}
        for (inputs, weights), shape in zip(cases, shapes, strict=True)
    ]
    summed = "a[0].map((c) => [m.ledgerOf(m.votesOf(c), 0.5, 5), m.summedOver(m.votesOf(c), c.shape).values])"
    found = called("ledger/sums.js", summed, sent)
    for (inputs, weights), shape, (sums, plane) in zip(cases, shapes, found, strict=True):
        each = inputs * weights
        assert sums["total"] == pytest.approx(each.sum() + 0.5)
        assert sums["proSum"] == pytest.approx(each[each > 0].sum())
        assert sums["contraSum"] == pytest.approx(each[each < 0].sum())
        assert sums["pro"] == [place for place in np.argsort(-each, kind="stable") if each[place] > 0][:5]
        assert sums["rest"]["count"] == len(each) - len(sums["pro"]) - len(sums["contra"])
        assert plane == pytest.approx(each.reshape(shape).sum(axis=2).ravel().tolist())
