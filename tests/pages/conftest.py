"""One set of workers for all pages, started by the first question and stopped after the last test."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import script_cache, script_runner
from streamlit.testing.v1 import app_test, local_script_runner

from cnnviz.ui.components import stage
from cnnviz.ui.session import worker_processes
from tests.pages import dashboard, made_up_answers


@pytest.fixture(scope="package", autouse=True)
def workers() -> Iterator[None]:
    begin = PagesManager.__init__

    def begin_as_after_the_first_visit(self: PagesManager, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        PagesManager.uses_pages_directory = False

    ask_every_millisecond = local_script_runner.require_widgets_deltas

    def wait_for_the_end(runner: Any, timeout: float) -> None:
        runner._script_thread.join(timeout)
        ask_every_millisecond(runner, 0.1)

    cached = cache(script_cache.ScriptCache)
    with pytest.MonkeyPatch.context() as patch:
        # Most pages ask the workers nothing; test_without_tensorflow.py checks that they are warmed up.
        patch.setattr(worker_processes, "warm_up", lambda: None)
        # Keras is imported here as the oracle; the dashboard's process never imports it and clears nothing.
        patch.setattr(script_runner, "_clean_problem_modules", lambda: None)
        # AppTest treats every run as the first after a server's start, and so loses clicks of buttons.
        patch.setattr(PagesManager, "__init__", begin_as_after_the_first_visit)
        patch.setattr(local_script_runner, "require_widgets_deltas", wait_for_the_end)
        # As in a server, the pages are compiled once for all visitors.
        for module in (app_test, local_script_runner):
            patch.setattr(module, "ScriptCache", cached)
        # Each AppTest searches all installed packages for components; here, one search is enough.
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        # AppTest deletes a run's pictures after the run.
        patch.setattr(stage, "address", dashboard.keep)
        yield
    worker_processes.workers().close()


@pytest.fixture(scope="module")
def quick_answers() -> Iterator[None]:
    """Make up the answers that would take the worker seconds: for tests that look at none of them."""
    with made_up_answers.quick():
        yield
