"""The camera's frames: which part the browser cuts from one, and which messages are frames."""

import base64
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cnnviz import images
from cnnviz.network import Preparation
from cnnviz.photos import crop_box
from cnnviz.ui.components import sent_frames
from tests.node import called

PIXELS = np.random.default_rng(5).integers(0, 256, (224, 224, 3), np.uint8)


def file_of(pixels, kind):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


def test_the_browser_cuts_what_python_cuts():
    preparation = Preparation((224, 224), "crop", share=224 / 256)
    sizes = [(int(h), int(w)) for h, w in np.random.default_rng(0).integers(1, 2000, (300, 2))]
    sizes += [(480, 640), (640, 480), (1, 1), (1, 900), (256, 256), (255, 257)]
    cut = {"side": 224, "share": preparation.share}
    shapes = [{"height": height, "width": width} for height, width in sizes]
    frames = called(
        "shared/camera/frame_crop.js", "a[0].map((size) => m.croppedPart(size, a[1]))", shapes, cut
    )
    for (height, width), frame in zip(sizes, frames, strict=True):
        box = crop_box(height, width, preparation)
        assert frame == [box.top, box.left, box.bottom - box.top, box.right - box.left], (height, width)


def test_a_frame_is_read_as_its_pixels():
    read = sent_frames.frame_sent(file_of(PIXELS, "PNG"), 224)
    np.testing.assert_array_equal(np.rint(read * 255), PIXELS)
    flat = np.full_like(PIXELS, 90)
    np.testing.assert_allclose(sent_frames.frame_sent(file_of(flat, "JPEG"), 224) * 255, flat, atol=2)


def test_the_largest_jpeg_of_a_frame_is_short_enough():
    assert len(file_of(PIXELS, "JPEG")) < sent_frames.MOST_CHARACTERS
    buffer = io.BytesIO()
    Image.fromarray(PIXELS).save(buffer, "JPEG", quality=95, subsampling=0)
    assert len(base64.b64encode(buffer.getvalue())) < sent_frames.MOST_CHARACTERS


@pytest.mark.parametrize("kind", ["GIF", "BMP", "WEBP", "TIFF"])
def test_another_format_is_no_frame(kind):
    assert sent_frames.frame_sent(file_of(PIXELS, kind), 224) is None


@pytest.mark.parametrize("shape", [(223, 224, 3), (224, 225, 3), (1, 1, 3), (3000, 3000, 3)])
def test_another_size_is_no_frame_and_is_not_decoded(shape, monkeypatch):
    monkeypatch.setattr(images, "load_image", lambda _: pytest.fail("It was decoded."))
    assert sent_frames.frame_sent(file_of(np.zeros(shape, np.uint8), "PNG"), 224) is None


@given(st.binary(max_size=300))
def test_bytes_are_no_frame(data):
    assert sent_frames.frame_sent(base64.b64encode(data).decode(), 224) is None
    head = base64.b64decode(file_of(PIXELS, "JPEG"))[:600]
    assert sent_frames.frame_sent(base64.b64encode(head + data).decode(), 224) is None
