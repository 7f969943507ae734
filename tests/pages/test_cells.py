"""Simple and complex cells: what the browser is told, the link, and the program taken home."""

from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import Any

import numpy as np
from PIL import Image

from cnnviz.lessons import cells
from tests.pages.dashboard import SENT, act, assert_sound, said, told, visit

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}


def stage(at):
    return told(at, "cells-stage")


def code(at):
    (found,) = [one.value for one in at.code if "import keras" in one.value]
    return found


def test_it_begins_with_a_bar_that_turns_once_by_itself():
    at = visit("cells")
    assert_sound(at)
    message = stage(at)
    assert (message["angle"], message["shift"], message["dark"], message["pool"]) == (30, 0, False, 13)
    assert message["turns"]
    weights = np.frombuffer(SENT[message["numbers"]], "<f4", offset=16).reshape(-1, 15, 15)
    np.testing.assert_array_equal(weights[6], cells.gabor(30).array)


def test_a_prepared_link_shows_its_bar_at_once():
    message = stage(visit("cells", bar_angle="101", bar_shift="-4", dark_bar="yes", cells_pooled="5"))
    assert (message["angle"], message["shift"], message["dark"], message["pool"]) == (101, -4, True, 5)
    assert not message["turns"]


def test_what_the_hand_rests_on_stands_in_the_link():
    at = visit("cells")
    act(at, "cells-stage", "settled", [77, -3])
    assert_sound(at)
    assert (at.query_params["bar_angle"], at.query_params["bar_shift"]) == ("77", "-3")
    assert (stage(at)["angle"], stage(at)["shift"]) == (77, -3)
    for made_up in ([180, 0], [-1, 0], [7, 21], [7, -21], [7.5, 0], ["7", 0], [7], [True, 0], None):
        act(at, "cells-stage", "settled", made_up)
        assert_sound(at)
        assert (stage(at)["angle"], stage(at)["shift"]) == (77, -3)


def test_the_controls_change_the_bar_and_the_complex_cell():
    at = visit("cells")
    at.segmented_control(key="cells-dark").set_value(True).run()
    at.segmented_control(key="cells-pool_size").set_value(5).run()
    assert_sound(at)
    assert (stage(at)["dark"], stage(at)["pool"]) == (True, 5)
    assert (at.query_params["dark_bar"], at.query_params["cells_pooled"]) == ("yes", "5")


def test_the_program_computes_what_the_page_shows():
    at = visit("cells", bar_angle="101", bar_shift="-4", cells_pooled="5")
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code(at), names)
    np.testing.assert_allclose(names["by_angle"], cells.responses_by_angle(101, -4), **CLOSE)
    expected = cells.responses_by_shift(101, 105, 5)
    np.testing.assert_allclose(names["simple"], expected.simple, **CLOSE)
    np.testing.assert_allclose(names["pooled"], expected.pooled, **CLOSE)


def test_it_says_what_is_a_model_and_names_the_sources():
    text = " ".join(said(visit("cells")))
    for words in (
        "**Measured.**",
        "**A model.**",
        "J. Physiol. 160, 1962",
        "Biological Cybernetics 36, 1980",
    ):
        assert words in text
    assert "- **Simple cell**: A cell that responds to a line" in text


def test_the_picture_to_take_home_is_the_bar():
    at = visit("cells", {"take-home": True}, bar_angle="101", bar_shift="-4")
    offered = at.session_state["take home offer"].picture
    with Image.open(BytesIO(offered.data)) as picture:
        np.testing.assert_array_equal(np.asarray(picture), np.rint(cells.bar(101, -4) * 255))
