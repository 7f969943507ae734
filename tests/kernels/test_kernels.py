import numpy as np
import pytest

from cnnviz.errors import KernelError
from cnnviz.kernels import FAMILIES, GROUPS, KERNELS, Kernel, get

SMOOTHING = [name for name in KERNELS if name.startswith(("blur", "box", "gaussian", "motion"))]
BRIGHTNESS_KEPT = [*SMOOTHING, "identity", "shift right", "sharpen", "sharpen more", "emboss", "unsharp mask"]
NO_SMOOTHING_NO_EDGES = [*BRIGHTNESS_KEPT, "negative"]
EDGES = [name for name in KERNELS if name not in NO_SMOOTHING_NO_EDGES]


# --- the collection


def test_the_lectures_kernels_exactly():
    assert KERNELS["sharpen"].weights == ((0, -1, 0), (-1, 5, -1), (0, -1, 0))
    assert KERNELS["blur"].weights == ((1, 1, 1), (1, 1, 1), (1, 1, 1))
    assert KERNELS["blur"].divisor == 9
    assert "slide" in KERNELS["blur"].effect
    assert KERNELS["edge detect"].weights == ((0, 1, 0), (1, -4, 1), (0, 1, 0))
    assert KERNELS["emboss"].weights == ((-2, -1, 0), (-1, 1, 1), (0, 1, 2))


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_is_complete(name):
    kernel = KERNELS[name]
    assert kernel.name == name == name.lower()
    assert kernel.array.shape == kernel.shape
    assert kernel.array.dtype == np.float32
    assert kernel.effect.endswith(".")
    assert len(kernel.effect) <= 120
    assert max(len(sentence.split()) for sentence in kernel.effect.split(". ")) <= 15
    assert kernel.source
    assert kernel.group in GROUPS
    assert get(name) is kernel
    assert hash(kernel) == hash(get(name))


def test_the_groups_come_in_their_order_and_none_is_empty():
    assert tuple(dict.fromkeys(kernel.group for kernel in KERNELS.values())) == GROUPS


@pytest.mark.parametrize("name", BRIGHTNESS_KEPT)
def test_these_keep_the_brightness(name):
    assert sum(map(sum, KERNELS[name].weights)) / KERNELS[name].divisor == 1


@pytest.mark.parametrize("name", SMOOTHING)
def test_smoothing_has_no_negative_weight(name):
    assert KERNELS[name].array.min() >= 0


@pytest.mark.parametrize("name", EDGES)
def test_edge_kernels_answer_0_to_flat_areas(name):
    assert sum(map(sum, KERNELS[name].weights)) == 0


def test_unsharp_mask_is_twice_the_picture_less_its_blur():
    twice = np.zeros((5, 5))
    twice[2, 2] = 2
    blur = KERNELS["gaussian blur 5x5"]
    unsharp = KERNELS["unsharp mask"]
    np.testing.assert_array_equal(unsharp.array / unsharp.divisor, twice - blur.array / blur.divisor)


def test_x_and_y_are_each_others_transpose():
    for pair in ("prewitt", "sobel", "scharr", "gradient"):
        np.testing.assert_array_equal(KERNELS[f"{pair} x"].array, KERNELS[f"{pair} y"].array.T)


# --- families


@pytest.mark.parametrize("family", FAMILIES.values(), ids=list(FAMILIES))
def test_every_member_of_every_family(family):
    for size in family.sizes:
        for angle in family.angles or [None]:
            kernel = family(size, angle)
            assert kernel.shape == (size, size)
            assert kernel.group == family.group
            assert get(kernel.name) == kernel
            total = sum(map(sum, kernel.weights)) / kernel.divisor
            assert total == (0 if family.name in ("gabor", "laplacian of gaussian") else 1)
            np.testing.assert_array_equal(kernel.array, kernel.array[::-1, ::-1])


def test_gaussian_blur_by_hand():
    assert get("gaussian blur 3x3").weights == ((1, 2, 1), (2, 4, 2), (1, 2, 1))
    assert get("gaussian blur 3x3").divisor == 16
    assert get("gaussian blur 5x5").weights[2] == (6, 24, 36, 24, 6)
    bell = np.exp(-(np.arange(-15, 16) ** 2) / (2 * 5.0**2))
    kernel = get("gaussian blur 31x31")
    np.testing.assert_allclose(kernel.array.sum(0) / kernel.divisor, bell / bell.sum(), atol=6e-4)


def test_motion_blur_by_hand():
    np.testing.assert_array_equal(get("motion blur 3x3 45°").array, [[0, 0, 1], [0, 1, 0], [1, 0, 0]])
    np.testing.assert_array_equal(get("motion blur 3x3 0°").array, [[0, 0, 0], [1, 1, 1], [0, 0, 0]])
    slope = [[0, 0, 0, 0, 0], [0, 0, 0, 1, 1], [0, 0, 1, 0, 0], [1, 1, 0, 0, 0], [0, 0, 0, 0, 0]]
    np.testing.assert_array_equal(get("motion blur 5x5 30°").array, slope)


@pytest.mark.parametrize("family", ["motion blur", "gabor"])
@pytest.mark.parametrize("size", [5, 11, 31])
def test_a_quarter_turn_turns_the_weights(family, size):
    for angle in range(0, 90, 5):
        turned = np.rot90(FAMILIES[family](size, angle).array)
        np.testing.assert_array_equal(FAMILIES[family](size, angle + 90).array, turned)


@pytest.mark.parametrize("angle", range(0, 180, 15))
def test_gabor_answers_most_to_lines_at_its_angle(angle):
    def line(turn):
        rows, columns = np.mgrid[5:-6:-1, -5:6]
        across = rows * np.cos(np.radians(turn)) - columns * np.sin(np.radians(turn))
        return np.exp(-(across**2))

    answers = {turn: (line(turn) * get(f"gabor 11x11 {angle}°").array).sum() for turn in range(0, 180, 15)}
    assert max(answers, key=answers.__getitem__) == angle


def test_laplacian_of_gaussian_is_a_hole_in_a_ring():
    for size in FAMILIES["laplacian of gaussian"].sizes:
        weights = get(f"laplacian of gaussian {size}x{size}").array
        np.testing.assert_array_equal(weights, weights.T)
        assert weights.argmin() == weights.size // 2
        assert weights[0].min() >= 0


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Sharpen",
        " sharpen",
        "no such kernel",
        "box blur",
        "box blur 4x4",
        "box blur 1x1",
        "box blur 33x33",
        "box blur 3x5",
        "box blur 03x03",
        "box blur ３x３",
        "box blur 3x3 0°",
        "gabor 11x11",
        "gabor 11x11 30",
        "gabor 11x11 31°",
        "gabor 11x11 180°",
        "gabor 11x11 -30°",
        "gabor 11x11 030°",
        "gabor 11x11 30°\n",
        "gabor 999999999999x999999999999 30°",
        "box blur 3x3" * 10_000,
    ],
)
def test_names_of_no_kernel(name):
    with pytest.raises(KernelError) as error:
        get(name)
    assert len(str(error.value)) < 200


# --- Kernel itself


def test_a_kernel_is_a_value():
    one = Kernel("a", ((1, 2), (3, 4)), 2, 0.5)
    assert one == Kernel("a", ((1.0, 2.0), (3.0, 4.0)), 2.0, 0.5)
    assert one != Kernel("a", ((1, 2), (3, 5)), 2, 0.5)
    assert len({one, Kernel("a", ((1, 2), (3, 4)), 2, 0.5)}) == 1
    one.array[0, 0] = 99
    assert one.array[0, 0] == 1


@pytest.mark.parametrize(
    ("weights", "divisor", "offset"),
    [
        ((), 1, 0),
        (((),), 1, 0),
        (((1, 2), (3,)), 1, 0),
        (((1,) * 32,), 1, 0),
        (((float("nan"),),), 1, 0),
        (((float("inf"),),), 1, 0),
        (((2e6,),), 1, 0),
        (((1,),), 0, 0),
        (((1,),), float("nan"), 0),
        (((1,),), 1, float("inf")),
    ],
)
def test_no_kernel(weights, divisor, offset):
    with pytest.raises(KernelError):
        Kernel("", weights, divisor, offset)
