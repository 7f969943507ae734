"""Imports that are skipped; `test_workers.py` has those that a worker's Keras does not need."""

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

from cnnviz.workers.without import without

NAME = "antigravity_of_the_tests"


@pytest.fixture
def package(tmp_path, monkeypatch):
    (tmp_path / f"{NAME}.py").write_text("here = True")
    monkeypatch.syspath_prepend(tmp_path)
    yield NAME
    sys.modules.pop(NAME, None)


def test_a_package_is_absent_for_this_thread_and_back_afterwards(package):
    with without(package):
        with pytest.raises(ModuleNotFoundError, match=package):
            import_module(package)
        import_module("json")
    assert import_module(package).here


def test_another_thread_can_import_it_meanwhile(package):
    with without(package), ThreadPoolExecutor(1) as pool:
        assert pool.submit(import_module, package).result().here


def test_what_stands_already_stays(package):
    before = import_module(package)
    with without(package):
        assert import_module(package) is before


def test_finders_are_as_before_also_when_something_is_raised(package):
    before = list(sys.meta_path)
    with pytest.raises(ZeroDivisionError), without(package):
        _ = 1 / 0
    assert sys.meta_path == before
