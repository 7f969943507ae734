"""Where TensorFlow lives: worker processes that answer questions and train, never the dashboard's own.

    dashboard --(client)--> host process: scheduler --> worker "answers": layer outputs, reading files
                                               +--> worker "trains": one run at a time, lower priority
              +--(CNNVIZ_SCHEDULER)--> a cluster that was there before: trains instead, one run a worker

The host is a process of its own (`python -m cnnviz.workers`), so that neither the scheduler's work nor a
worker's restart takes time from the pages; it ends when the dashboard's end of its standard input closes.
"""

from cnnviz.workers.client import NetworkFile, Workers

__all__ = ["NetworkFile", "Workers"]
