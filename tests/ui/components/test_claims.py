"""The message of claims with pictures and links."""

import json

import numpy as np
import pytest

from cnnviz.figures import pictures
from cnnviz.ui.components import claims, stage
from cnnviz.ui.components.claims import Claim, ClaimColumn, ClaimLink


@pytest.fixture(autouse=True)
def _sent(monkeypatch):
    monkeypatch.setattr(stage, "address", lambda encoded, place: f"/media/{place}")


def test_each_claim_has_its_picture_and_links():
    picture = pictures.pixels(np.zeros((2, 2, 3), np.float32))
    claim = Claim("Few errors", "They fell.", picture, "Bars", [ClaimLink("The data", "data?data_view=mean")])
    told = json.loads(json.dumps(claims.message([ClaimColumn("They do well", [claim])], "here")))
    assert told["columns"] == [
        {
            "title": "They do well",
            "claims": [
                {
                    "words": "Few errors",
                    "sentence": "They fell.",
                    "src": "/media/here Few errors",
                    "alt": "Bars",
                    "links": [{"name": "The data", "address": "data?data_view=mean"}],
                }
            ],
        }
    ]
    assert len(told["digest"]) == 16
