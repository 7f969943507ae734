import gzip
import json

import numpy as np
import pytest

from cnnviz.errors import DataError
from cnnviz.handwriting import pen_samples, read, scanned


def written(path, entries):
    path.write_bytes(gzip.compress(json.dumps(entries).encode()))
    return path


def test_strokes_are_turned_so_that_y_points_down(tmp_path):
    entries = [{"label": 4, "writer": 12, "strokes": [[[1, 2], [3, 5]], [], [[7, 8]]]}]
    (sample,) = read(written(tmp_path / "s.json.gz", entries))
    assert (sample.label, sample.writer) == (4, 12)
    assert [stroke.tolist() for stroke in sample.strokes] == [[[1, -2], [3, -5]], [[7, -8]]]


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [{"label": 10, "writer": 1, "strokes": [[[1, 2]]]}],
        [{"label": 1, "writer": 1, "strokes": []}],
        [{"label": 1, "writer": 1, "strokes": [[[1, 2, 3]]]}],
        [{"label": 1, "writer": 1, "strokes": [[[1, float("nan")]]]}],
        [{"label": 1, "strokes": [[[1, 2]]]}],
        {"label": 1},
        7,
    ],
)
def test_anything_else_is_refused_with_the_name_of_the_file(tmp_path, entries):
    with pytest.raises(DataError, match=r"s\.json\.gz"):
        read(written(tmp_path / "s.json.gz", entries))


def test_a_missing_or_damaged_file_is_said(tmp_path):
    with pytest.raises(DataError, match="no file"):
        pen_samples.read(tmp_path / "none.json.gz")
    (tmp_path / "s.json.gz").write_bytes(b"no gzip")
    with pytest.raises(DataError, match="cannot be read"):
        pen_samples.read(tmp_path / "s.json.gz")


def test_scans_are_read_and_widened(tmp_path):
    x = np.zeros((2, 8, 8), np.uint8)
    x[:, :, 2:6] = 255
    np.savez(tmp_path / "s.npz", x=x, y=[1, 0])
    pictures, labels = scanned.read(tmp_path / "s.npz")
    np.testing.assert_array_equal(pictures, x)
    assert labels.tolist() == [1, 0]
    ink = scanned.upright(pictures[0], 1.5, 40)
    assert ink.shape == (40, 60)
    assert 25 < (ink[20] > 0.5).sum() < 35
    assert ink.max() <= 1


@pytest.mark.parametrize(
    "arrays",
    [
        {"x": np.ones((2, 8, 8), np.uint8)},
        {"x": np.ones((2, 8, 8), np.uint8), "y": [1, 10]},
        {"x": np.zeros((2, 8, 8), np.uint8), "y": [1, 2]},
        {"x": np.ones((2, 8, 8)), "y": [1, 2]},
        {"x": np.ones((2, 8, 8), np.uint8), "y": [1, 2, 3]},
    ],
)
def test_scans_without_labels_or_ink_are_refused(tmp_path, arrays):
    np.savez(tmp_path / "s.npz", **arrays)
    with pytest.raises(DataError, match=r"s\.npz"):
        scanned.read(tmp_path / "s.npz")


def test_missing_scans_are_said(tmp_path):
    with pytest.raises(DataError, match="no file"):
        scanned.read(tmp_path / "none.npz")
