"""Things that are no digits: by hand, the same for the same seed, and none that people read as a digit."""

import numpy as np
import pytest
from PIL import Image

from cnnviz import mnist
from cnnviz.errors import DataError
from cnnviz.handwriting.printed import fonts
from cnnviz.no_digits import glyphs, icons, kinds_of_things, letters, patches, shapes
from cnnviz.no_digits.altered import MIRRORED, QUARTER, altered, joined, recentred
from cnnviz.no_digits.kinds_of_things import Things, is_left_out
from cnnviz.no_digits.mixed_things import DIGITS_OF_FONTS, THINGS, Material, made, makers
from cnnviz.no_digits.seen import ink_in, part_of, seen

HEART = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M2 3L10 3L10 11"/></svg>'
NO_LINES = HEART.replace('<path d="M2 3L10 3L10 11"/>', "")
DISC = HEART.replace('path d="M2 3L10 3L10 11"', 'circle cx="12" cy="12" r="10"')


def rng(seed=0):
    return np.random.default_rng(seed)


@pytest.fixture(scope="module")
def material():
    things = Things(
        ["0,0 5,10 10,0"],
        ["star"],
        fonts()[:1],
        [[np.array([[0.0, 0], [9, 0], [0, 9]])]],
        [rng().random((50, 60))],
    )
    return Material(things, *mnist.bundled())


def test_a_letter_is_drawn_through_its_points(monkeypatch):
    monkeypatch.setattr(letters, "STRAY", 0)
    one, other = letters.written("0,0 0,10 7,10; ~1,1 2,3 5,5", rng())
    for point in ((0, 0), (0, 10), (7, 10)):
        assert np.abs(one - point).max(axis=1).min() < 1e-9
    for point in ((1, 1), (2, 3), (5, 5)):
        assert np.abs(other - point).max(axis=1).min() < 1e-9
    assert (one[:, 0] == 0).sum() > 5  # a straight line has points in between


def test_no_letter_is_one_that_people_read_as_a_digit():
    by_hand = {letter for hand in letters.HANDS.values() for letter, _ in hand}
    assert not (by_hand | set(glyphs.LETTERS)) & set("OoDlIiSsZzBbgq0123456789")
    assert by_hand <= set(glyphs.LETTERS)
    assert len(glyphs.LETTERS) == 52 - 14


@pytest.mark.parametrize("name", shapes.SHAPES)
def test_each_shape_has_strokes_and_no_two_are_alike(name):
    one, other = (shapes.shape(name, rng(seed)) for seed in (1, 2))
    assert all(np.isfinite(stroke).all() and stroke.shape[1] == 2 for stroke in one)
    assert len(one) != len(other) or not all(map(np.array_equal, one, other))


@pytest.mark.parametrize("name", [*THINGS, DIGITS_OF_FONTS])
def test_each_maker_makes_prepared_pictures_and_the_same_for_the_same_seed(material, name):
    one, again, other = (made(material, name, 6, (seed,)) for seed in (1, 1, 2))
    assert (one.shape, one.dtype) == ((6, 28, 28), np.uint8)
    np.testing.assert_array_equal(one, again)
    assert (one != other).any()


def test_a_round_has_only_things_for_which_there_is_material(material):
    assert sum(share for _, share in THINGS.values()) == pytest.approx(1)
    assert makers(material).keys() == THINGS.keys()
    without = Material(
        Things(["0,0 1,1"], ["star"], fonts()[:1], [], [rng().random((9, 9))]), *mnist.bundled()
    )
    assert THINGS.keys() - makers(without).keys() == {"icons by hand"}
    assert sum(share for _, share in makers(without).values()) == pytest.approx(1)


def test_what_is_left_out_to_judge_by_is_not_learned_from():
    learned, judged = kinds_of_things.found()
    for name in ("letters", "shapes", "fonts"):
        some, others = getattr(learned, name), getattr(judged, name)
        assert some, name
        assert others, name
        assert not set(some) & set(others)
    assert len(learned.photographs) == len(judged.photographs) == 1
    assert [is_left_out(name) for name in ("square", "triangle")] == [False, True]
    files = [file.stem for file in (*learned.fonts, *judged.fonts)]
    assert len(files) == len(fonts())
    families = [{file.stem.split("-")[0] for file in one.fonts} for one in (learned, judged)]
    assert not families[0] & families[1]


def test_fonts_icons_and_photographs_come_from_folders(tmp_path):
    for folder in ("fonts", "icons", "pictures"):
        (tmp_path / folder).mkdir()
    (tmp_path / "fonts" / "mine.ttf").write_bytes(fonts()[0].read_bytes())
    (tmp_path / "icons" / "heart.svg").write_text(HEART, encoding="utf-8")
    (tmp_path / "icons" / "circle.svg").write_text(DISC, encoding="utf-8")
    (tmp_path / "icons" / "empty.svg").write_text(NO_LINES, encoding="utf-8")
    Image.new("RGB", (40, 30), (255, 0, 0)).save(tmp_path / "pictures" / "red.png")
    both = kinds_of_things.found(*(str(tmp_path / name) for name in ("fonts", "icons", "pictures")))
    assert sum(file.name == "mine.ttf" for one in both for file in one.fonts) == 1
    ((icon,),) = [one.icons for one in both if one.icons]  # a circle is a zero
    np.testing.assert_allclose(icon[0], [[2, 3], [10, 3], [10, 11]])
    assert sum(len(one.photographs) for one in both) == 3
    with pytest.raises(DataError, match="no folder 'nowhere'"):
        kinds_of_things.found(str(tmp_path / "nowhere"))


def test_round_icons_become_curves(tmp_path):
    (tmp_path / "disc.svg").write_text(DISC, encoding="utf-8")
    points = np.concatenate(icons.lines_of(tmp_path / "disc.svg"))
    np.testing.assert_allclose(np.hypot(*(points - 12).T), 10, rtol=0.01)


def test_a_character_is_ink_and_an_empty_one_is_none():
    ink = glyphs.drawn(fonts()[0], "A")
    assert ink.max() == 1
    assert ink[:, [0, -1]].max() < 1  # with a margin
    assert glyphs.drawn(fonts()[0], " ") is None


def test_two_pictures_are_joined_with_a_gap():
    one, two = np.ones((2, 1), np.float32), np.full((4, 2), 2, np.float32)
    expected = [[0, 0, 2, 2], [1, 0, 2, 2], [1, 0, 2, 2], [0, 0, 2, 2]]
    np.testing.assert_array_equal(joined(one, two, 1, axis=1), expected)
    assert joined(one, two, 3, axis=0).shape == (9, 2)


def test_a_digit_is_altered_to_something_else():
    digits, labels = mnist.bundled()
    for label in range(10):
        digit = digits[labels == label][0] / np.float32(255)
        for seed in range(9):
            other = altered(digit, label, digit, rng(seed))
            assert (other.shape, other.dtype) == ((28, 28), np.float32)
            assert np.abs(other - recentred(digit)).mean() > 0.01
    assert not {0, 1, 6, 8} & {*QUARTER, *MIRRORED}  # a 6 becomes a 9; the others stay what they are


@pytest.mark.parametrize("name", patches.MADE)
def test_a_texture_is_a_picture(name):
    picture = patches.MADE[name](rng(3))
    assert (picture.shape, picture.dtype) == ((patches.SIDE, patches.SIDE), np.float32)
    assert 0 <= picture.min() < picture.max() <= 1


def test_a_piece_of_a_photograph_is_from_the_photograph():
    photograph = np.full((40, 70), 0.5, np.float32)
    photograph[:, 35:] = 0.25
    found = patches.piece(photograph, rng(1))
    assert found.shape == (patches.SIDE, patches.SIDE)
    assert {0.25, 0.5} >= {float(value) for value in (found.min(), found.max())}


def test_ink_is_seen_dark_on_paper_or_bright_on_a_board():
    ink = np.zeros((40, 40), np.float32)
    ink[10:30, 18:24] = 1
    pictures = [seen(ink, rng(seed)) for seed in range(20)]
    assert all(0 <= picture.min() < picture.max() <= 1 for picture in pictures)
    middles = [picture[len(picture) // 2, picture.shape[1] // 2] < np.median(picture) for picture in pictures]
    assert 10 < sum(middles) < 20


@pytest.mark.parametrize("turned", [False, True])
def test_the_ink_in_a_picture_is_what_differs_from_its_surroundings(turned):
    picture = np.tile(np.linspace(0.6, 0.9, 60, dtype=np.float32), (60, 1))
    picture[20:40, 28:32] -= 0.5
    ink = ink_in(1 - picture if turned else picture)
    assert ink[22:38, 29:31].min() > 0.9
    ink[17:43, 25:35] = 0
    assert not ink.any()
    assert ink_in(np.full((30, 30), 0.5, np.float32)) is None


def test_a_part_of_ink_is_one_or_all_and_never_a_speck():
    ink = np.zeros((30, 30), np.float32)
    ink[2:8, 2:8] = ink[12:18, 12:18] = ink[25:27, 25:27] = 1
    sums = {float(part_of(ink, rng(seed)).sum()) for seed in range(30)}
    assert sums == {36, 72}
    assert part_of(ink[20:], rng()) is None
