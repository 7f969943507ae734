"""The message of a picture with maps over it."""

from typing import Any

import numpy as np
import pytest

from cnnviz.ui.components import map_overlay, stage
from cnnviz.ui.components.headed import HEAD
from cnnviz.ui.components.map_overlay import OverlaidMap

PICTURE = np.zeros((4, 6), np.float32)
VALUES = np.linspace(-1, 2, 24, dtype=np.float32).reshape(4, 6)
MAPS = [
    OverlaidMap(label="Saliency", detail="(4, 6)", values=VALUES),
    OverlaidMap(label="Random", detail="Still to come.", values=None),
]


@pytest.fixture(autouse=True)
def addresses(monkeypatch):
    monkeypatch.setattr(stage, "address", lambda encoded, place: f"{place} {len(encoded.data)}")


def made(**changed):
    given: dict[str, Any] = {
        "label": "A",
        "detail": "",
        "is_signed": True,
        "through": 65,
        "facts": [("Sum", "1")],
    }
    return map_overlay.message("key", PICTURE, MAPS, **given | changed)


def test_a_map_has_its_picture_and_its_scale():
    message = made()
    (first, second) = message["maps"]
    assert (first["picture"]["width"], first["picture"]["height"]) == (6, 4)
    assert first["limit"] == pytest.approx(2, rel=0.02)
    assert second["picture"] is None
    assert (first["numbers"], second["numbers"]) == (f"key map 0 numbers {HEAD + 4 * 24}", "")
    assert message["facts"] == [["Sum", "1"]]


def test_the_slider_alone_does_not_change_the_digest():
    assert made(through=10)["digest"] == made()["digest"]
    for changed in ({"label": "B"}, {"is_signed": False}, {"facts": []}):
        assert made(**changed)["digest"] != made()["digest"]


@pytest.mark.parametrize("sent", [-1, 101, 6.5, "6", True, None, [6]])
def test_what_is_no_percentage_is_ignored(sent):
    assert map_overlay._is_percentage(65)
    assert not map_overlay._is_percentage(sent)
