"""Which layers have filters, and which part of a picture each unit sees, by hand on small networks."""

import numpy as np
import pytest

from cnnviz import reading
from cnnviz.layers import Window, receptive_field
from cnnviz.lessons.exciting import (
    FieldBox,
    field_box,
    filter_layers,
    layers_on_one_screen,
    patch,
    search,
    without_wide_padding,
)
from cnnviz.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Flatten,
    MaxPooling2D,
    Network,
    lecture_network,
)

SMALL = Network(
    (9, 9, 1),
    [
        Conv2D(2, padding="same", activation="relu"),
        MaxPooling2D(),
        Conv2D(3, use_bias=False),
        BatchNormalization(),
        Activation("relu"),
        Flatten(),
        Dense(4),
        Activation("softmax"),
    ],
)


def test_the_layers_of_a_small_network_and_where_their_output_is_read():
    found = [(one.name, one.read, one.is_rectified, one.is_output) for one in filter_layers(SMALL)]
    assert found == [
        ("conv2d", "conv2d", True, False),
        ("conv2d_1", "batch_normalization", True, False),
        ("dense", "dense", False, True),
    ]


def test_fields_by_hand():
    first, second, last = filter_layers(SMALL)
    assert field_box(first, (0, 0)) == FieldBox(-1, -1, 2, 2)
    assert field_box(first, (8, 4)) == FieldBox(7, 3, 10, 6)
    # A unit sees 3x3 of the pooled map, so 6x6 of the first map, and one pixel more on each side.
    assert field_box(second, (0, 1)) == FieldBox(-1, 1, 7, 9)
    assert field_box(last, (0, 0)) == FieldBox(0, 0, 9, 9)
    assert (first.field, second.field, last.field) == ((3, 3), (8, 8), (9, 9))


@pytest.mark.parametrize("place", [(0, 0), (1, 0), (1, 1)])
def test_fields_are_those_of_the_page_receptive_field(place):
    second = filter_layers(SMALL)[1]
    windows = [Window(3, padding="same"), Window(2, strides=2), Window(3)]
    box = field_box(second, place)
    for axis, (first, end) in enumerate([(box.top, box.bottom), (box.left, box.right)]):
        field = receptive_field(9, windows, place[axis])
        assert (first, end) == (field.first, field.last + 1)


def test_a_cut_is_the_field_and_says_what_lies_beyond_the_edge():
    picture = np.arange(81, dtype=np.float32).reshape(9, 9)
    found = patch(picture, FieldBox(-1, 7, 2, 10))
    assert found.pixels.tolist() == [[0, 0, 0], [7, 8, 0], [16, 17, 0]]
    assert found.is_inside.tolist() == [[False] * 3, [True, True, False], [True, True, False]]


def test_a_cut_far_beyond_the_edge_is_empty():
    found = patch(np.ones((4, 4, 3), np.float32), FieldBox(5, -8, 7, -5))
    assert found.pixels.shape == (2, 3, 3)
    assert not found.is_inside.any()


def test_two_fields_in_one_picture_do_not_overlap():
    first, second, last = (search(one, 3) for one in filter_layers(SMALL))
    assert (first.apart, second.apart, last.apart) == ((3, 3), (4, 4), (1, 1))
    assert (second.layer, second.per_picture) == ("batch_normalization", 3)


def test_a_field_wider_than_the_picture_shows_the_picture():
    assert without_wide_padding(FieldBox(-3, 1, 12, 6), 9, 9) == FieldBox(0, 1, 9, 6)


def test_a_small_network_shows_all_its_layers():
    assert [one.name for one in layers_on_one_screen(lecture_network())] == ["conv2d", "dense", "dense_1"]


def test_a_large_network_shows_the_first_layer_one_for_each_size_of_maps_and_the_last():
    photo = reading.pretrained(reading.PHOTOS)[0]
    shown = layers_on_one_screen(photo)
    assert [one.n_places for one in shown] == [
        (112, 112),
        (112, 112),
        (56, 56),
        (28, 28),
        (14, 14),
        (7, 7),
        (1, 1),
    ]
    assert shown[0].field == (3, 3)
    assert shown[-1].is_output
    assert [one.is_rectified for one in shown] == [True] * 6 + [False]
    fields = [one.field[0] for one in shown[:-1]]
    assert fields == sorted(fields)


def test_more_layers_than_fit_are_thinned_out():
    row = Network((20, 20, 1), [*[Conv2D(2) for _ in range(9)], Flatten(), Dense(3)])
    shown = [one.name for one in layers_on_one_screen(row, 5)]
    assert len(shown) == 5
    assert (shown[0], shown[-1]) == ("conv2d", "dense")
