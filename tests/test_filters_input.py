import numpy as np
import pytest
from scipy import ndimage

from cnnviz.errors import ImageError, KernelError
from cnnviz.filters import apply
from cnnviz.kernels import KERNELS, get


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int32, np.uint64, np.float16, np.float64])
def test_other_numbers_become_float32_as_they_are(dtype):
    image = np.array([[0, 1, 1], [1, 0, 0]], dtype=dtype)
    result = apply(image, KERNELS["sharpen"])
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, ndimage.correlate(image.astype(float), KERNELS["sharpen"].array))


def test_255_stays_255():
    assert apply(np.full((3, 3), 255, np.uint8), KERNELS["identity"]).max() == 255


def test_views_and_read_only_images():
    image = np.random.default_rng(0).random((20, 30, 3), dtype=np.float32)
    image.flags.writeable = False
    turned = image.transpose(1, 0, 2)[::-1]
    expected = ndimage.correlate(turned, KERNELS["emboss"].array[..., np.newaxis])
    np.testing.assert_allclose(apply(turned, KERNELS["emboss"]), expected, atol=1e-5)


@pytest.mark.parametrize("shape", [(0, 5), (5, 0), (5, 5, 0), (5,), (), (1, 2, 3, 4)])
def test_no_picture(shape):
    with pytest.raises(ImageError, match=r"Received: \("):
        apply(np.zeros(shape), KERNELS["sharpen"])


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30, -1e30, 1e300])
@pytest.mark.parametrize("kernel", ["identity", "box blur 3x3", "gabor 31x31 30°"])
def test_nan_infinity_and_huge_numbers_are_refused(value, kernel):
    image = np.zeros((100, 100))
    image[70, 30] = value
    with pytest.raises(ImageError, match="finite"):
        apply(image, KERNELS.get(kernel) or get(kernel))


@pytest.mark.parametrize("image", [np.zeros((3, 3), complex), np.full((3, 3), "a"), np.full((3, 3), None)])
def test_no_real_numbers(image):
    with pytest.raises(ImageError, match="real numbers"):
        apply(image, KERNELS["sharpen"])


@pytest.mark.parametrize(
    "kernel", [np.zeros((0, 3)), [1, 2, 3], 5, [["a"]], [[np.nan]], [[np.inf, 1]], [[1j]], [[1e26]]]
)
def test_no_kernel(kernel):
    with pytest.raises(KernelError):
        apply(np.zeros((3, 3)), kernel)


def test_no_border():
    with pytest.raises(KernelError, match="reflect, nearest, mirror, wrap, constant"):
        apply(np.zeros((3, 3)), KERNELS["sharpen"], border="symmetric")
