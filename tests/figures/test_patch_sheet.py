"""Patches on a sheet, and all layers to take home."""

import io

import numpy as np
from PIL import Image

from cnnviz.figures import patch_sheet
from cnnviz.lessons.exciting import FieldBox, Patch, patch


def pixels(encoded):
    with Image.open(io.BytesIO(encoded.data)) as picture:
        assert (picture.width, picture.height) == (encoded.width, encoded.height)
        return np.asarray(picture.convert("RGBA"))


def constant(value, side=2):
    return Patch(np.full((side, side), value, np.float32), np.ones((side, side), np.bool_))


def test_patches_stand_three_in_a_row_and_what_lies_beyond_the_edge_is_transparent():
    edge = patch(np.ones((4, 4), np.float32), FieldBox(-1, 0, 1, 2))
    sheet = pixels(patch_sheet.patch_sheet([constant(0.2), constant(0.4), constant(0.6), edge]))
    assert sheet.shape == (4, 6, 4)
    assert sheet[:2, ::2, 0].tolist() == [[51, 102, 153]] * 2
    assert sheet[2, :2, 3].tolist() == [0, 0]
    assert sheet[3, :2].tolist() == [[255] * 4] * 2
    assert (sheet[2:, 2:, 3] == 0).all()


def test_a_coloured_patch_keeps_its_colours():
    picture = np.arange(12).reshape(2, 2, 3).astype(np.float32) / np.float32(255)
    found = pixels(patch_sheet.single_patch(patch(picture, FieldBox(0, 0, 2, 2))))
    np.testing.assert_array_equal(found[..., :3], np.arange(12).reshape(2, 2, 3))


def test_large_sheets_are_compressed():
    slope = np.linspace(0, 1, 120, dtype=np.float32)
    photo = np.stack(np.broadcast_arrays(slope, slope[:, None], np.float32(0.3)), axis=2)
    large = [patch(photo, FieldBox(0, 0, 120, 120))] * 9
    encoded = patch_sheet.patch_sheet(large)
    assert encoded.mime == "image/webp"
    assert np.abs(pixels(encoded)[:120, :120, :3] / 255 - photo).mean() < 0.02


def test_all_layers_have_a_column_each():
    columns = [
        ("conv2d", "sees 3 × 3 pixels", [constant(1.0)] * 9, constant(0.5)),
        ("dense", "sees all", [], None),
    ]
    sheet = pixels(patch_sheet.all_layers(columns))
    side, margin = patch_sheet.SIDE, patch_sheet.MARGIN
    assert sheet.shape[1] == 3 * margin + 2 * side
    lower = sheet[-margin - side : -margin, margin : margin + side]
    assert np.abs(lower[..., 0].astype(int) - 128).max() < 8  # a large picture is a JPEG
    assert (sheet[-margin - side : -margin, 2 * margin + side :, 0] == sheet[0, 0, 0]).all()
