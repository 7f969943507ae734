"""Bricks that do not fit say so at their place; and their text tells all of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import models
from cnnviz.errors import NetworkError
from cnnviz.network import (
    DIGITS,
    INPUT,
    PREVIOUS,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    Node,
    check_bricks,
    check_reads_digits,
    fitting,
    from_bricks,
    from_text,
    layer_of,
    lecture_network,
    to_text,
    without_dropout,
)
from cnnviz.network.kinds.add import Add
from tests.network.strategies import bricks, built

END = (Flatten(), Dense(10, "softmax"))


GAP = GlobalAveragePooling2D()
SMALLER = "Make the window smaller, or choose padding same."
PROBABILITIES = "The last layer must give 10 probabilities."
FLATTEN = "Put a Flatten before it."
JOINS = "joins two or more layers. Choose another one besides the layer before it."
MAPS = "needs maps with height and width. But"


@pytest.mark.parametrize(
    ("row", "place", "advice"),
    [
        ((MaxPooling2D(29), *END), 0, f"Its window spans 29 × 29, but its input is only 28 × 28. {SMALLER}"),
        (
            (Conv2D(2, (3, 2), dilation_rate=20), *END),
            0,
            f"Its window spans 41 × 21, but its input is only 28 × 28. {SMALLER}",
        ),
        (
            (Conv2D(2, 20), Dropout(0.1), Conv2D(2, 20), *END),
            2,
            "Its window spans 20 × 20, but layer 1, Conv2D, leaves only 9 × 9. "
            "Make one of the two windows smaller, or choose padding same.",
        ),
        (
            (MaxPooling2D(14), Conv2D(2, 28, padding="same"), AveragePooling2D((1, 3)), *END),
            2,
            "Its window spans 1 × 3, but layer 1, MaxPooling2D, leaves only 2 × 2. "
            "Make one of the two windows smaller, or choose padding same.",
        ),
        (
            (Conv2D(2), Dense(10, "softmax")),
            1,
            f"Dense needs one column of numbers, not 26 × 26 × 2. {FLATTEN}",
        ),
        ((Dense(10, "softmax"),), 0, f"Dense needs one column of numbers, not 28 × 28 × 1. {FLATTEN}"),
        (
            (Flatten(), Dropout(0.5), Conv2D(2), Dense(10, "softmax")),
            2,
            f"Conv2D {MAPS} layer 1, Flatten, makes them one column of numbers. "
            "Move layer 3 before layer 1, or remove layer 1.",
        ),
        (
            (Conv2D(32), GAP, MaxPooling2D(), *END),
            2,
            f"MaxPooling2D {MAPS} layer 2, GlobalAveragePooling2D, makes them one column of numbers. "
            "Move layer 3 before layer 2, or remove layer 2.",
        ),
        (
            (Conv2D(32), Flatten(), Dense(128), GAP, *END),
            3,
            f"GlobalAveragePooling2D {MAPS} layer 2, Flatten, makes them one column of numbers. "
            "Move layer 4 before layer 2, or remove layer 2.",
        ),
        ((Flatten(), Dense(9)), 1, f"{PROBABILITIES} Set its units to 10 and its activation to softmax."),
        (
            (Flatten(), Dense(9, "softmax")),
            1,
            f"{PROBABILITIES} Set its units to 10 and its activation to softmax.",
        ),
        ((Flatten(), Dense(10)), 1, f"{PROBABILITIES} Set its activation to softmax."),
        ((Flatten(), Dense(10), Activation("relu")), 2, f"{PROBABILITIES} Set its activation to softmax."),
        ((*END, Dropout(0.5)), 2, f"{PROBABILITIES} Move this one up, or remove it."),
        ((*END, Dense(64)), 2, f"{PROBABILITIES} Move this one up, or remove it."),
        (
            (Conv2D(10, activation="softmax"), GAP),
            1,
            f"{PROBABILITIES} Add a Dense after it, with 10 units and softmax.",
        ),
        ((Flatten(),), 0, f"{PROBABILITIES} Add a Dense after it, with 10 units and softmax."),
        ((Conv2D(2),), 0, f"{PROBABILITIES} Add a Flatten and a Dense after it, with 10 units and softmax."),
        (
            (Conv2D(2000, 1), Conv2D(2000, 1), Conv2D(2000, 1), *END),
            2,
            "Training this network takes 1,271 MB of memory; the limit is 1,024 MB. "
            "Use fewer filters or units, or larger strides.",
        ),
        (
            (Conv2D(300, 1), Flatten(), Dense(300), Dense(10, "softmax")),
            2,
            "Training this network takes 1,192 MB of memory; the limit is 1,024 MB. "
            "Use fewer filters or units, or larger strides.",
        ),
        (
            (Conv2D(100, 28, padding="same"), Conv2D(100, 28, padding="same"), *END),
            1,
            "For one picture in training, this network multiplies 6,208,025,600 times; the limit is "
            "5,000,000,000. Use fewer filters or units, smaller windows, or larger strides.",
        ),
        ((Conv2D(2, 1), Add(), *END), 1, f"Add {JOINS}"),
        (
            (Conv2D(2), Node(Add(), (PREVIOUS, INPUT)), *END),
            1,
            "Add needs inputs of the same shape, not 26 × 26 × 2 and 28 × 28 × 1.",
        ),
        (
            (Node(Conv2D(2), name="a"), Flatten(), Node(Conv2D(2), ("a",)), *END),
            4,
            "No layer uses the output of layer 2, Flatten.",
        ),
        (
            (Node(Conv2D(2, 20), name="a"), Conv2D(2), Node(Conv2D(2, 20), ("a",)), *END),
            2,
            "Its window spans 20 × 20, but layer 1, Conv2D, leaves only 9 × 9. "
            "Make one of the two windows smaller, or choose padding same.",
        ),
        (
            (Node(Add(), (PREVIOUS, "later")), Node(Conv2D(2), name="later"), *END),
            0,
            "Add takes the output of later, but later does not come before it.",
        ),
    ],
)
def test_what_does_not_fit_says_so_at_its_place_and_what_to_do(row, place, advice):
    assert check_bricks(row, DIGITS) == [advice if n == place else "" for n in range(len(row))]
    with pytest.raises(
        NetworkError, match=f"^Layer {place + 1}, {type(layer_of(row[place])).__name__}, does not fit"
    ):
        from_bricks(row, DIGITS)
    if PROBABILITIES in advice:
        with pytest.raises(NetworkError, match=advice):
            check_reads_digits(Network(DIGITS.input_shape, row))


def test_what_reads_digits_takes_one_of_28_by_28():
    check_reads_digits(lecture_network())
    with pytest.raises(NetworkError, match=r"^Digits need .* \(28, 28, 1\)\. Received: \(8, 8, 1\)"):
        check_reads_digits(Network((8, 8, 1), END))


@pytest.mark.parametrize(
    "row",
    [
        END,
        (Flatten(), Dense(10), Activation("softmax")),
        (Conv2D(10, activation="relu"), GlobalAveragePooling2D(), Activation("softmax")),
        (BatchNormalization(), Dropout(0.1), *END),
    ],
)
def test_what_fits_makes_a_network_that_keras_builds(row):
    assert check_bricks(row, DIGITS) == [""] * len(row)
    assert models.build(from_bricks(row, DIGITS)).count_params() == from_bricks(row, DIGITS).n_weights


def test_no_bricks_are_no_network():
    assert check_bricks((), DIGITS) == []
    with pytest.raises(NetworkError, match="at least one layer"):
        from_bricks((), DIGITS)


@settings(max_examples=100, deadline=None)
@given(st.lists(bricks(), min_size=1, max_size=8).map(tuple))
def test_any_row_is_a_network_or_has_one_fault(row):
    faults = [n for n, one in enumerate(check_bricks(row, DIGITS)) if one]
    if not faults:
        assert from_bricks(row, DIGITS).layers == fitting(row, DIGITS.input_shape) == row
        return
    assert len(faults) == 1
    fit = fitting(row, DIGITS.input_shape)
    assert fit == row[: len(fit)]
    assert len(fit) >= faults[0]  # what is too large to be trained fits all the same
    if fit:
        Network(DIGITS.input_shape, fit)
    if len(fit) < len(row):
        with pytest.raises(NetworkError):
            Network(DIGITS.input_shape, row[: len(fit) + 1])


def test_without_dropout_all_else_stays():
    layers = without_dropout(lecture_network()).layers
    assert layers == tuple(one for one in lecture_network().layers if not isinstance(one, Dropout))
    assert len(layers) == 5
    assert without_dropout(lecture_network()).n_weights == lecture_network().n_weights


TEXTS = {
    "conv 6 5x5 tanh padding same": Conv2D(6, (5, 5), padding="same", activation="tanh"),
    "conv 8 3x1 strides 2x1 use_bias no": Conv2D(8, (3, 1), (2, 1), use_bias=False),
    "conv 8 3x3 dilation_rate 2x2": Conv2D(8, (3, 3), dilation_rate=(2, 2)),
    "max 3x3 strides 2x2 padding same": MaxPooling2D((3, 3), (2, 2), "same"),
    "average 2x2": AveragePooling2D(),
    "norm": BatchNormalization(),
    "norm momentum 0.9 epsilon 1e-05 center no scale no": BatchNormalization(0.9, 1e-5, False, False),
    "dropout 0.25": Dropout(0.25),
    "leaky_relu": Activation("leaky_relu"),
    "flatten": Flatten(),
    "global-average": GlobalAveragePooling2D(),
    "dense 10 softmax": Dense(10, "softmax"),
}


@pytest.mark.parametrize(("text", "brick"), TEXTS.items())
def test_a_bricks_text(text, brick):
    assert to_text([brick]) == text
    assert from_text(text) == (brick,)


def test_a_text_is_short_and_as_people_write_it():
    assert len(to_text(lecture_network())) < 120
    assert from_text("conv 32 3 relu")[0] == Conv2D(32, (3, 3), activation="relu")
    assert from_text(to_text(lecture_network())) == lecture_network().layers


@settings(max_examples=100, deadline=None)
@given(built())
def test_a_text_gives_back_its_bricks_and_is_taken_however_long(row):
    assert from_text(to_text(row)) == row


#: The words of links in any order.
strange = st.lists(
    st.sampled_from(
        ["conv", "4", "3x3", "relu", "add", "with", "from", "named", "a", "input", "previous", "-"]
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text(alphabet="convmaxdense 0123456789x.e- relu", max_size=60) | strange)
def test_a_strangers_text_is_read_or_refused(text):
    try:
        row = from_text(text)
    except NetworkError:
        return
    assert from_text(to_text(row)) == row
