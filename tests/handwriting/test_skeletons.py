import numpy as np
import pytest

from cnnviz.handwriting import SKELETONS, by_pen, by_picture, skeleton

NAMES = [(label, style) for label, styles in SKELETONS.items() for style in styles]


def test_every_digit_has_styles_of_its_own():
    assert sorted(SKELETONS) == list(range(10))
    assert min(len(styles) for styles in SKELETONS.values()) >= 5


@pytest.mark.parametrize(("label", "style"), NAMES)
def test_a_skeleton_leads_through_its_points_nearly_and_repeats_by_seed(label, style):
    first, second = (skeleton(label, style, np.random.default_rng(7)) for _ in range(2))
    texts = SKELETONS[label][style].split(";")
    assert len(first) == len(texts)
    for stroke, same, text in zip(first, second, texts, strict=True):
        np.testing.assert_array_equal(stroke, same)
        begins, ends = (np.array(text.split()[n].split(","), float) for n in (0, -1))
        assert np.abs(stroke[0] - begins).max() < 20
        assert np.abs(stroke[-1] - ends).max() < 20


def test_a_stroke_becomes_ink_as_wide_as_the_pen():
    upright = [np.array([[100.0, 20], [100, 220]])]
    thin, thick = by_pen(upright, 2.0), by_pen(upright, 4.0)
    assert thin.dtype == np.uint8
    assert thin.shape == (28, 28)
    assert thin[14].sum() / 255 == pytest.approx(2.0, abs=0.1)
    assert thick[14].sum() / 255 == pytest.approx(4.0, abs=0.1)


def test_a_picture_of_strokes_becomes_the_digit_of_the_pad_nearly():
    seven = skeleton(7, "crossed", np.random.default_rng(1))
    pad, picture = by_pen(seven), by_picture(seven, 0.1, 100)
    correlation = np.corrcoef(pad.ravel() / 255, picture.ravel() / 255)[0, 1]
    assert correlation > 0.9
