"""The record of distorted digits is that of the networks that ship."""

import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.lessons import distorted_accuracy
from cnnviz.lessons.distorted_accuracy import COMPARED, SAMPLES, judged_digits, recorded, shares
from cnnviz.lessons.distortions import DISTORTIONS
from cnnviz.with_keras.distorted_digits import count_right

AGAIN = "python -m cnnviz.with_keras.distorted_digits --out cnnviz/assets/distorted_accuracy.json"
#: A rounding error may decide a doubtful digit on another processor.
DOUBTFUL = 1


@pytest.fixture(scope="module")
def loaded():
    return [models.load_pretrained(name) for name in COMPARED]


@pytest.mark.parametrize("name", DISTORTIONS)
def test_a_sample_of_the_record_is_computed_again(name, loaded):
    places = [0, DISTORTIONS[name].amounts.index(DISTORTIONS[name].neutral), -8]
    counts = count_right(loaded, name, [DISTORTIONS[name].amounts[place] for place in places])
    expected = [[recorded()[name][one][place] for place in places] for one in COMPARED]
    np.testing.assert_allclose(
        counts, expected, rtol=0, atol=DOUBTFUL, err_msg=f"If a network is new: {AGAIN}"
    )


def test_the_judged_digits_are_twenty_of_each_class():
    digits, labels = judged_digits()
    assert (digits.shape, digits.dtype) == ((200, 28, 28), np.float32)
    np.testing.assert_array_equal(np.bincount(labels), [20] * 10)
    np.testing.assert_array_equal(digits[7], mnist.bundled()[0][175] / np.float32(255))


def test_shares_are_the_counts_of_all_judged_digits():
    turned = recorded()["turn"]["pen"]
    np.testing.assert_allclose(shares()["turn"]["pen"], np.array(turned) / len(SAMPLES))
    assert max(turned) > 180 > 100 > min(turned)


def test_the_command_that_the_record_names_is_the_one_of_the_test():
    assert AGAIN in (distorted_accuracy.__doc__ or "")
