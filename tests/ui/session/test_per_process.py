"""There is one of it, whoever asks at the same time, and whatever a visitor has cleared."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from cnnviz.ui.session import data_in_use, networks, visitor_runs
from cnnviz.ui.session.per_process import once


def test_of_many_threads_one_makes_it():
    made = []

    @once
    def slow():
        time.sleep(0.05)
        made.append(1)
        return object()

    with ThreadPoolExecutor(8) as many:
        assert len(set(many.map(lambda _: slow(), range(8)))) == 1
    assert made == [1]


def test_what_cannot_be_made_is_tried_again():
    results = [OSError, "it"]

    @once
    def flaky():
        result = results.pop(0)
        if result is OSError:
            raise OSError
        return result

    with pytest.raises(OSError, match=r"^$"):
        flaky()
    assert flaky() == flaky() == "it"


@pytest.mark.parametrize("one", [networks.workers, visitor_runs._visitors, data_in_use.shared])
def test_what_all_visitors_share_outlives_a_cleared_cache(one):
    """Any browser may send the message that clears Streamlit's caches."""
    before = one()
    st.cache_resource.clear()
    st.cache_data.clear()
    assert one() is before


def test_the_workers_are_warmed_up_once(monkeypatch):
    warmed = []
    monkeypatch.setattr(networks, "_warm_up", warmed.append)
    networks.warm_up()
    st.cache_resource.clear()
    networks.warm_up()
    assert len(warmed) <= 1
