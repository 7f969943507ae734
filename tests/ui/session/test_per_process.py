"""There is one of it, whoever asks at the same time, and whatever a visitor has cleared."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec, module_from_spec

import pytest
import streamlit as st

from cnnviz.ui.session import complete_mnist, visitor_runs, worker_processes
from cnnviz.ui.session.per_process import once_per_process


def test_of_many_threads_one_makes_it():
    made = []

    @once_per_process
    def slow():
        time.sleep(0.05)
        made.append(1)
        return object()

    with ThreadPoolExecutor(8) as many:
        assert len(set(many.map(lambda _: slow(), range(8)))) == 1
    assert made == [1]


def test_what_cannot_be_made_is_tried_again():
    results = [OSError, "it"]

    @once_per_process
    def flaky():
        result = results.pop(0)
        if result is OSError:
            raise OSError
        return result

    with pytest.raises(OSError, match=r"^$"):
        flaky()
    assert flaky() == flaky() == "it"


@pytest.mark.parametrize("one", [worker_processes.workers, visitor_runs.all_visitors, complete_mnist.shared])
def test_what_all_visitors_share_outlives_a_cleared_cache(one):
    """Any browser may send the message that clears Streamlit's caches."""
    before = one()
    st.cache_resource.clear()
    st.cache_data.clear()
    assert one() is before


def test_the_workers_are_warmed_up_once(monkeypatch):
    warmed = []

    class Workers:
        def warm_up(self):
            warmed.append(self)

    fresh = as_in_a_new_process(worker_processes.__name__)
    monkeypatch.setattr(fresh, "Workers", Workers)
    for _ in range(3):
        fresh.warm_up()
        st.cache_resource.clear()
    for thread in threading.enumerate():
        if thread.name == "warm-up":
            thread.join(20)
    assert warmed == [fresh.workers()]


def as_in_a_new_process(name):
    """Return another copy of a module, which knows nothing of what the first has done."""
    spec = find_spec(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
