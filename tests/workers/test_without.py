"""A worker's Keras skips imports that it does not need; they can be imported afterwards."""

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

from cnnviz.workers import NetworkFile, Workers, tasks
from cnnviz.workers.without import without
from tests.workers.waiting import DIGIT

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


def test_a_worker_answers_without_them_and_can_have_them():
    def imported():  # inside, so that it travels whole: this module's import would bring pandas
        return [name for name in tasks.OPTIONAL if name in sys.modules]

    def afterwards():
        return [import_module(name).__name__ for name in tasks.OPTIONAL]

    workers = Workers()
    try:
        assert workers.layer_outputs(NetworkFile("shipped", name="lecture"), DIGIT)["dense_1"].shape == (10,)
        client = workers.local.client()
        ask = {"resources": {"answers": 1}, "pure": False}
        assert client.submit(imported, **ask).result(60) == []
        assert client.submit(afterwards, **ask).result(60) == list(tasks.OPTIONAL)
    finally:
        workers.close()
