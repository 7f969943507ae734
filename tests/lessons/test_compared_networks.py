"""Two networks side by side: small ones by hand, and the published ones."""

import pytest

from cnnviz.architectures import ARCHITECTURES
from cnnviz.lessons.compared_networks import NUMBERS, halvings, layer_rows, layers, stage_rows
from cnnviz.network import BatchNormalization, Conv2D, Dense, Flatten, MaxPooling2D, Network
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

SHORT = Network(
    (16, 16, 1),
    [Conv2D(4, (3, 3), padding="same"), BatchNormalization(), MaxPooling2D(), Flatten(), Dense(3)],
)
LONG = Network(
    (16, 16, 1),
    [
        Conv2D(4, (3, 3), padding="same"),
        BatchNormalization(),
        MaxPooling2D(),
        Conv2D(5, (3, 3), padding="same"),
        MaxPooling2D(),
        Flatten(),
        Dense(3),
    ],
)


def test_a_normalization_is_told_with_its_convolution():
    first = layers(SHORT)[0]
    assert (first.kind, first.shape) == ("Conv2D", (16, 16, 4))
    assert first.parameters == 9 * 4 + 4 + 4 * 4
    assert first.multiplications == 16 * 16 * 4 * (9 + 1)
    assert sum(layer.parameters for layer in layers(SHORT)) == SHORT.n_weights


def test_padding_alone_is_left_out():
    network = Network((16, 16, 1), [ZeroPadding2D(((1, 1), (1, 1))), Conv2D(4, (3, 3))])
    assert [layer.kind for layer in layers(network)] == ["Conv2D"]


def test_stages_are_those_of_about_the_same_height():
    rows = stage_rows(SHORT, LONG)
    assert [row.stage for row in rows] == [0, 1, 2, NUMBERS]
    assert rows[0].first == rows[0].second
    assert rows[1].second.kinds == [("MaxPooling2D", 1), ("Conv2D", 1)]
    assert rows[1].second.shape == (8, 8, 5)
    assert rows[1].second.parameters == 9 * 4 * 5 + 5
    assert (rows[2].first, rows[2].second.multiplications) == (None, 0)
    # AlexNet's 55 of 227 rows and VGG's 56 of 224 are one stage.
    assert halvings(227, (55, 55, 96)) == halvings(224, (56, 56, 256)) == 2


def test_equal_layers_stand_beside_each_other():
    rows = layer_rows(SHORT, LONG)
    kinds = [tuple(layer and layer.kind for layer in (row.first, row.second)) for row in rows]
    assert kinds == [
        ("Conv2D", "Conv2D"),
        ("MaxPooling2D", "MaxPooling2D"),
        (None, "Conv2D"),
        (None, "MaxPooling2D"),
        ("Flatten", "Flatten"),
        ("Dense", "Dense"),
    ]
    assert [row.differs for row in rows] == [False, False, True, True, True, True]
    # The flattened maps have other lengths, so the dense layers have other weights.
    assert rows[-2].first.shape == (8 * 8 * 4,)
    assert rows[-1].first.parameters == 8 * 8 * 4 * 3 + 3
    assert rows[-1].second.parameters == 4 * 4 * 5 * 3 + 3


def test_vgg19_is_vgg16_with_three_more_convolutions():
    rows = layer_rows(ARCHITECTURES["vgg16"](), ARCHITECTURES["vgg19"]())
    differing = [row for row in rows if row.differs]
    assert [(row.first, row.second.kind, row.second.stage) for row in differing] == [
        (None, "Conv2D", 2),
        (None, "Conv2D", 3),
        (None, "Conv2D", 4),
    ]
    assert len(rows) - len(differing) == 22


def test_zf_net_has_alexnets_layers_with_smaller_first_kernels():
    rows = layer_rows(ARCHITECTURES["alexnet"](), ARCHITECTURES["zfnet"]())
    assert all(row.first and row.second and row.first.kind == row.second.kind for row in rows)
    first = rows[0]
    assert (first.first.settings.split(", ")[1], first.second.settings.split(", ")[1]) == ("11 × 11", "7 × 7")
    assert [row.differs for row in rows][-3:] == [False, False, False]


@pytest.mark.parametrize(("one", "other"), [("googlenet", "resnet34"), ("lenet5-published", "densenet121")])
def test_every_layer_is_in_one_row_and_in_its_order(one, other):
    first, second = ARCHITECTURES[one](), ARCHITECTURES[other]()
    rows = layer_rows(first, second)
    assert [row.first for row in rows if row.first] == layers(first)
    assert [row.second for row in rows if row.second] == layers(second)
    assert all(row.first.kind == row.second.kind for row in rows if row.first and row.second)
