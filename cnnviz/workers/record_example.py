"""Record the example run that the page Train shows before a visitor's first run.

`python -m cnnviz.workers.record_example --out cnnviz/assets/example_run.npz`
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from cnnviz import mnist
from cnnviz.atomic_file import write
from cnnviz.errors import WorkerError
from cnnviz.runs import Run, recorded
from cnnviz.workers.client import Workers


def record() -> Run:
    """Return the finished example run, watched at the first bundled digit; it trains in a worker process.

    Raises:
        WorkerError: If the run fails.
    """
    workers = Workers()
    probe = mnist.bundled()[0][0].astype(np.float32) / np.float32(255)
    run = workers.train(recorded.example_settings(), probe)
    while not run.ended:
        time.sleep(0.1)
    workers.close()
    if run.state == "failed":
        raise WorkerError(run.error)
    return run


def main() -> None:
    """Record the example run and write it to a file."""
    parser = argparse.ArgumentParser(description="Record the example run of the page Train.")
    parser.add_argument("--out", type=Path, required=True, help="the .npz file to write")
    arguments = parser.parse_args()
    run = record()
    write(recorded.saved(run), arguments.out)
    sys.stdout.write(f"{run.state}: {len(run.events)} events, {len(run.moments)} moments\n")


if __name__ == "__main__":
    main()
