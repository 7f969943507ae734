"""Transfer learning: which digits are new, which examples are drawn, and what the card promises."""

import numpy as np
import pytest

from cnnviz import mnist, reading
from cnnviz.data_sets import DataSet
from cnnviz.errors import DataError
from cnnviz.lessons import transfer
from cnnviz.lessons.transfer import COUNTS, KNOWN, NETWORK, NEW, Compared, examples, part, trials
from cnnviz.ui.chapters.transfer import transfer_words


@pytest.fixture(scope="module")
def new():
    return part(mnist.load(), NEW)


def test_a_part_has_these_classes_only_and_counts_them_from_0():
    pictures = np.arange(6, dtype=np.uint8).reshape(6, 1, 1)
    labels = np.array([2, 0, 1, 2, 0, 1])
    data = DataSet(pictures, labels, pictures, labels, ("a", "b", "c"), "some", "somewhere")
    found = part(data, ("b", "c"))
    assert found.x_train.ravel().tolist() == found.x_test.ravel().tolist() == [0, 2, 3, 5]
    assert found.y_train.tolist() == found.y_test.tolist() == [1, 0, 1, 0]
    assert found.class_names == ("b", "c")


def test_known_and_new_digits_are_all_digits(new):
    assert KNOWN + NEW == mnist.CLASS_NAMES
    assert (len(new.x_train), len(new.x_test)) == (2000, 500)


@pytest.mark.parametrize("count", COUNTS)
def test_there_are_as_many_examples_of_each_digit(new, count):
    _, labels = examples(new, count, seed=3)
    assert np.bincount(labels).tolist() == [count] * 5
    assert (np.diff(labels.astype(int)) >= 0).all()


def test_more_examples_contain_the_fewer_ones_and_another_seed_draws_others(new):
    few, many, others = (
        {one.tobytes() for one in examples(new, count, seed)[0]} for count, seed in ((3, 1), (30, 1), (3, 2))
    )
    assert few < many
    assert few != others


def test_more_examples_than_there_are_is_an_error(new):
    with pytest.raises(DataError, match="only 400"):
        examples(new, 401, seed=1)


def test_both_ways_have_the_same_rates_and_examples():
    frozen, scratch = (trials(way, 10, 4) for way in transfer.WAYS)
    assert [(one.count, one.seed, one.learning_rate) for one in frozen] == [
        (one.count, one.seed, one.learning_rate) for one in scratch
    ]
    assert len(frozen) == 3


def test_the_card_holds_what_is_promised():
    card = reading.card(NETWORK)
    assert card["accuracy on the test digits"] > 0.99
    assert card["without the bundled digits"] is True
    assert card["trained on"] == 30_596 - 2_500  # MNIST's digits 0 to 4, without the bundled ones
    assert len(card["learning rates"]) == 3
    assert len(card["seeds"]) == 5
    leads = {one["examples of each digit"]: one["lead in points"] for one in card["transfer, medians"]}
    assert tuple(leads) == COUNTS
    assert min(leads.values()) > 0


def test_the_card_has_a_lead_of_five_points_at_ten_examples():
    rows = reading.card(NETWORK)["transfer, medians"]
    assert next(one for one in rows if one["examples of each digit"] == 10)["lead in points"] >= 5


@pytest.mark.parametrize(
    ("found", "ending"),
    [
        (Compared(10, 0.93, 0.85), "The lead is **8 points**."),
        (Compared(1, 0.5, 0.5252), "The frozen ones trail by **2.5 points**."),
        (Compared(3, 0.9, 0.9), "There is no lead."),
    ],
)
def test_the_lead_is_told(found, ending):
    assert transfer_words.lead(found).endswith(ending)
