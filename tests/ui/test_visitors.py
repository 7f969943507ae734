"""The thread that looks after the visitors stays, and two tabs do not get past a bound together."""

from unittest.mock import MagicMock

import pytest

from cnnviz.ui import visitors


class Over(BaseException):
    """The end of a thread that has none."""


def test_whatever_goes_wrong_visitors_are_looked_after_the_next_time(monkeypatch):
    monkeypatch.setattr(visitors, "TIDIED_EVERY", 0)
    monkeypatch.setattr(visitors, "runtime", MagicMock())
    monkeypatch.setattr(visitors, "networks", MagicMock())
    every = MagicMock()
    every.tidy.side_effect = [ZeroDivisionError, RuntimeError, None, Over]
    with pytest.raises(Over):
        visitors._look_after(every)
    assert every.tidy.call_count == 4
