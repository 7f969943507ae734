"""The cells that dropout switched off, as a picture at the places of the layer's maps."""

import io

import numpy as np
from PIL import Image

from cnnviz.figures.layers import off, sheet


def decoded(encoded):
    with Image.open(io.BytesIO(encoded.data)) as image:
        return np.asarray(image.convert("RGBA"))


def test_cells_lie_where_the_sheet_has_their_maps():
    cells = np.zeros((2, 3, 4), np.bool_)
    cells[0, 1, 0] = cells[1, 2, 3] = True
    maps, marked = decoded(sheet(cells.astype(np.float32), 1.0, colours="weights")), decoded(off(cells, 1.0))
    assert maps.shape == marked.shape
    np.testing.assert_array_equal(marked[..., 3] == 255, maps[..., 3] == 255)
    assert (marked[..., 3] == 255).sum() == 2
    assert set(np.unique(marked[..., :3][marked[..., 3] > 0])) == {128}


def test_units_lie_row_by_row():
    units = np.zeros(7, np.bool_)
    units[[0, 5]] = True
    marked = decoded(off(units, 1.0))
    assert np.argwhere(marked[..., 3] == 255).tolist() == [[0, 0], [1, 2]]
