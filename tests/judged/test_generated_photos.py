"""In generated photos of every kind, nearly all digits are found and read rightly by `pen`.

Nothing was chosen by these seeds.
"""

import numpy as np
import pytest

from tests.photos.judging import judge
from tests.photos.kinds import KINDS, photo

SEEDS = (9100, 9101, 9102, 9103, 9104)
#: The least share of digits that are found and read rightly.
ENOUGH = 0.97
#: The least share of the digits of all kinds.
OF_ALL = 0.98
#: For each digit, at most so many other things are called digits.
TOO_MANY = 0.04


@pytest.fixture(scope="module")
def counts():
    """For each kind: the digits in its photos, those found and read rightly, and those that are too many."""
    return {kind.__name__: np.sum([_counted(kind, seed) for seed in SEEDS], axis=0) for kind in KINDS}


def _counted(kind, seed):
    verdict = judge(photo(kind, seed))
    return verdict.n, verdict.right, verdict.extra


def test_nearly_all_digits_are_found_and_read_rightly(counts):
    n, right, extra = np.sum(list(counts.values()), axis=0)
    assert right / n >= OF_ALL
    assert extra / n <= TOO_MANY


def test_digits_of_each_kind_of_photo_are_found_and_read_rightly(counts):
    shares = {kind: right / n for kind, (n, right, _) in counts.items()}
    assert {kind: share for kind, share in shares.items() if share < ENOUGH} == {}
