"""The pad's message, and that its strokes are what Python takes."""

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import drawing
from cnnviz.drawing import Drawing
from cnnviz.ui.components import drawing_pad
from tests.node import called

CROSS = Drawing((((10, 20), (30, 40)), ((30, 20), (10, 40))))
LINE = Drawing((((10, 20), (30, 40)),))

positions = st.floats(0, drawing.BOARD)
lines = st.lists(st.lists(st.tuples(positions, positions), min_size=1, max_size=50), min_size=1, max_size=20)


def test_the_message_is_the_strokes_and_the_turn():
    message = drawing_pad.message(CROSS, 3)
    assert json.loads(json.dumps(message)) == message
    assert message["strokes"] == [[[10, 20], [30, 40]], [[30, 20], [10, 40]]]
    assert message["turn"] == 3


def test_the_digest_changes_with_the_content():
    digests = [drawing_pad.message(*one)["digest"] for one in ((CROSS, 0), (LINE, 0), (CROSS, 1))]
    assert len(set(digests)) == 3
    assert drawing_pad.message(CROSS, 0)["digest"] == digests[0]


@given(lines)
@settings(max_examples=12, deadline=None)
def test_simplified_strokes_are_a_drawing_that_ends_where_the_hand_did(some):
    taken = drawing.from_lists(called("shared/pad/stroke_points.js", "a[0].map(m.simplified)", some))
    for stroke, points in zip(taken.strokes, some, strict=True):
        cells = np.minimum(np.floor(points), drawing.BOARD - 1).astype(int)
        assert stroke[0] == tuple(cells[0])
        assert stroke[-1] == tuple(cells[-1])
        assert len(stroke) <= len(points)
        assert {tuple(cell) for cell in stroke} <= {tuple(cell) for cell in cells}
