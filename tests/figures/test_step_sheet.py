"""The steps of several digits on one sheet."""

import io

import numpy as np
from PIL import Image

from cnnviz import digits, mnist
from cnnviz.figures.step_sheet import SIDE, step_sheet


def test_each_step_stands_in_its_tile_pixel_for_pixel():
    prepared = [digits.from_picture(mnist.bundled()[0][n] / np.float32(255)) for n in (0, 3600)]
    prepared.append(digits.from_mnist(mnist.bundled()[0][7]))
    sheet = step_sheet(prepared)
    with Image.open(io.BytesIO(sheet.encoded.data)) as image:
        pixels = np.asarray(image)
    assert pixels.shape == (3 * SIDE, max(len(one.steps) for one in prepared) * SIDE)
    for row, digit in enumerate(prepared):
        assert len(sheet.sizes[row]) == len(digit.steps)
        for column, step in enumerate(digit.steps):
            height, width = sheet.sizes[row][column]
            if max(step.picture.shape) > SIDE:
                continue
            assert (height, width) == step.picture.shape
            tile = pixels[row * SIDE : row * SIDE + height, column * SIDE : column * SIDE + width]
            np.testing.assert_array_equal(tile, np.rint(255 * np.clip(step.picture, 0, 1)))


def test_a_large_step_is_shrunk_to_its_tile_and_keeps_its_shape():
    photo = np.zeros((300, 200), np.float32)
    photo[:150] = 1
    sheet = step_sheet([digits.PreparedDigit(photo, (digits.PreparationStep("photo", photo, "A photo."),))])
    assert sheet.sizes == (((SIDE, 64),),)
    with Image.open(io.BytesIO(sheet.encoded.data)) as image:
        pixels = np.asarray(image)
    assert (pixels[: SIDE // 2, :64] == 255).all()
    assert (pixels[SIDE // 2 :] == 0).all()
