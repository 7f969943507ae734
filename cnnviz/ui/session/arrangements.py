"""t-SNE's arrangements, computed stretch by stretch while somebody watches, and kept for all visitors."""

from __future__ import annotations

from cnnviz.lessons.digit_map import Arrangement, DigitMap
from cnnviz.ui.session.per_process import once_per_process
from cnnviz.ui.session.watched_work import WatchedWork
from cnnviz.ui.session.worker_processes import workers

#: The number of arrangements that are kept; each takes two megabytes.
KEPT = 16


@once_per_process
def arrangements() -> WatchedWork[DigitMap, Arrangement]:
    """Return the arrangements of this dashboard by what identifies their maps, shared by all visitors."""
    return WatchedWork(
        lambda digit_map: workers().begin_arranging(digit_map),
        lambda arrangement: workers().go_on_arranging(arrangement),
        KEPT,
    )
