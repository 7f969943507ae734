"""All benchmarks in one table; exits with 1 if a limit is exceeded.

    python -m tests.bench              all of them
    python -m tests.bench start digit  some of them

Times are medians / 95th percentiles, next to a floor measured in the same run, alternating.
"""

import os
import sys
from collections.abc import Callable, Iterator

from tests.bench import architectures, browser, evaluation, filters, watching
from tests.bench.camera import camera
from tests.bench.finding import finding
from tests.bench.magnifier import magnifier
from tests.bench.mnist import mnist
from tests.bench.opened import opened
from tests.bench.pen import pen
from tests.bench.photo_network import photo_network
from tests.bench.stepper import stepper
from tests.bench.table import Row, show
from tests.bench.training import training
from tests.bench.why import why

PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "start": browser.start,
    "slider": browser.slider,
    "digit": browser.digit,
    "pen": pen,
    "stepper": stepper,
    "magnifier": magnifier,
    "filters": filters.rows,
    "camera": camera,
    "finding": finding,
    "watching": watching.rows,
    "evaluation": evaluation.rows,
    "why": why,
    "training": training,
    "mnist": mnist,
    "photo": photo_network,
    "resnet": architectures.forward,
    "opened": opened,
}


def main(wanted: list[str]) -> bool:
    """Run the named benchmarks, or all, and print the table; return whether all limits are kept."""
    if unknown := set(wanted) - set(PARTS):
        sys.exit(f"There are {', '.join(PARTS)}. Received: {', '.join(sorted(unknown))}")
    print(f"{os.cpu_count()} processors, load before {os.getloadavg()[0]:.1f}")
    return show(row for name in wanted or PARTS for row in PARTS[name]())


if __name__ == "__main__":
    sys.exit(not main(sys.argv[1:]))
