"""The message of the table to pick from, and invalid input."""

import io
import json
import re

import numpy as np
import pytest
from PIL import Image

from cnnviz.figures import pictures
from cnnviz.ui.components import gallery, stage
from cnnviz.ui.components.gallery import GalleryCell, GalleryTable

PICTURES = np.arange(5 * 4 * 3, dtype=np.uint8).reshape(5, 4, 3)
CELLS = [GalleryCell(name=f"picture {n}", picture=n, text=str(n)) for n in range(5)]
TABLE = GalleryTable(
    name="Five", rows=[CELLS[:3], [*CELLS[3:], None]], pictures=PICTURES, row_names=["a", "b"]
)


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    kept = []
    monkeypatch.setattr(stage, "address", lambda encoded, place: kept.append(encoded) or f"/media/{place}")
    return kept


def through(message):
    """Return a message as the browser receives it."""
    return json.loads(json.dumps(message))


def test_each_cell_has_its_place_in_one_picture(sent):
    told = through(gallery.message(TABLE, "key", chosen=(1, 0), tallest="9vh"))
    assert re.fullmatch(r"[0-9a-f]{16} \[1, 0\]", told["digest"])
    assert [[cell and cell["picture"] for cell in row] for row in told["rows"]] == [[0, 1, 2], [3, 4, None]]
    assert told["rows"][0][2] == {
        "name": "picture 2",
        "picture": 2,
        "text": "2",
        "strength": 0.0,
        "plain": False,
    }
    assert told["sheet"] == {"src": "/media/key sheet", "across": 5, "down": 1}
    assert (told["rowNames"], told["columnNames"], told["chosen"], told["tallest"]) == (
        ["a", "b"],
        [],
        [1, 0],
        "9vh",
    )
    with Image.open(io.BytesIO(sent[0].data)) as sheet:
        np.testing.assert_array_equal(np.asarray(sheet), np.hstack(list(PICTURES)))


@pytest.mark.parametrize("channels", [(), (3,)])
@pytest.mark.parametrize(("n", "across"), [(1, 1), (5, 2), (6, 3), (200, 16)])
def test_all_pictures_stand_in_one_pixel_for_pixel(n, across, channels):
    images = np.random.default_rng(n).integers(0, 256, (n, 28, 28, *channels), dtype=np.uint8)
    encoded = pictures.tiles(images, across)
    assert encoded.mime == "image/png"
    with Image.open(io.BytesIO(encoded.data)) as sheet:
        pixels = np.asarray(sheet)
    for place, image in enumerate(images):
        top, left = 28 * (place // across), 28 * (place % across)
        np.testing.assert_array_equal(pixels[top : top + 28, left : left + 28], image)
    assert pixels.shape == (28 * -(-n // across), 28 * across, *channels)


def test_counts_need_no_pictures():
    table = GalleryTable(name="Counts", rows=[[GalleryCell(name="three", text="3", strength=0.5)]])
    assert gallery.message(table, "key")["sheet"] is None


@pytest.mark.parametrize(
    "table",
    [
        GalleryTable(name="none", rows=[]),
        GalleryTable(name="gaps", rows=[[None, None]]),
        GalleryTable(name="too many", rows=[[GalleryCell(name="x")] * 401]),
        GalleryTable(name="no such picture", rows=[[GalleryCell(name="x", picture=5)]], pictures=PICTURES),
        GalleryTable(name="no pictures", rows=[[GalleryCell(name="x", picture=0)]]),
    ],
)
def test_invalid_tables_are_refused(table):
    with pytest.raises(ValueError, match="Received"):
        gallery.message(table, "key")


def test_the_digest_tells_contents_and_choices_apart():
    other = GalleryTable(name="Five", rows=[CELLS[:3]], pictures=PICTURES)
    messages = [
        gallery.message(TABLE, "key"),
        gallery.message(TABLE, "key", chosen=(0, 0)),
        gallery.message(other, "key"),
    ]
    assert len({one["digest"] for one in messages}) == 3
    assert messages[0]["content"] == messages[1]["content"] != messages[2]["content"]
