"""Worker processes, the only place where TensorFlow runs; the dashboard's own process never imports it.

    dashboard --(client)--> host process: scheduler --> worker "answers": layer outputs, reading files
                                               +--> worker "trains": one run at a time, lower priority
              +--(CNNVIZ_SCHEDULER)--> an existing cluster: trains instead, one run on each worker

A paused run takes no worker: its state comes back to the dashboard as bytes, and goes to any worker later.

The host is a separate process (`python -m cnnviz.workers`), so that neither the scheduler nor the restart of
a worker slows the pages down. It exits when the dashboard closes the host's standard input.
"""

from cnnviz.workers.client import Workers
from cnnviz.workers.network_file import NetworkFile

__all__ = ["NetworkFile", "Workers"]
