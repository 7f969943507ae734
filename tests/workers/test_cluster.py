"""Runs on an existing cluster: a scheduler and two workers, one of which is killed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cnnviz.errors import WorkerError
from cnnviz.runs import RunSettings
from cnnviz.workers import Workers, cluster
from tests.workers.waiting import DIGIT, SEEING, SMALL, step, wait

ROOT = Path(__file__).parents[2]
LONG = RunSettings(SEEING, epochs=1000)


@pytest.fixture
def start(tmp_path):
    """Return a function that starts a process of the cluster; all are stopped afterwards."""
    started = []

    def begin(module, *arguments, known=True):
        environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "DASK_LOGGING__DISTRIBUTED": "critical"}
        environment["PYTHONPATH"] = str(ROOT) if known else ""
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def scheduler(start, folder, port=0):
    file = folder / "scheduler.json"
    process = start(
        "distributed.cli.dask_scheduler",
        *f"--host 127.0.0.1 --port {port} --dashboard-address 127.0.0.1:0 --scheduler-file {file}".split(),
    )
    wait(file.exists)
    return process, file


def worker(start, file, known=True):
    options = (
        f"--scheduler-file {file} --host 127.0.0.1 --nthreads 2 --no-nanny --dashboard-address 127.0.0.1:0"
    )
    return start("distributed.cli.dask_worker", *options.split(), known=known)


@pytest.fixture
def workers(start, tmp_path, monkeypatch):
    """Return workers that train on their own cluster, its scheduler, its file, and a function to add one."""
    process, file = scheduler(start, tmp_path)
    monkeypatch.setenv("CNNVIZ_SCHEDULER", json.loads(file.read_text())["address"])
    monkeypatch.setattr(cluster, "PATIENCE", 60)
    ours = Workers()
    yield ours, process, file, lambda **more: worker(start, file, **more)
    ours.close()


def known(workers):
    """Return the scheduler's knowledge of its workers, by address."""
    return workers.cluster.client().scheduler_info(n_workers=-1)["workers"]


def count(workers):
    return sum("trains" in one["resources"] for one in known(workers).values())


def asked(ours):
    """Request a run and cancel it: without a worker, it would wait for one."""
    ours.stop(ours.train(LONG))
    ours.cluster.close()
    return True


def test_runs_spread_over_a_cluster_whose_workers_and_scheduler_may_die(workers, start, monkeypatch):
    ours, head, file, add = workers
    strange = add(known=False)
    with pytest.raises(WorkerError, match="Install cnnviz"):
        wait(lambda: not asked(ours))
    assert strange.poll() is None
    strange.kill()
    for _ in range(2):
        add()
    first, second = ours.train(LONG, DIGIT), ours.train(LONG, DIGIT)
    third = ours.train(RunSettings(SMALL, epochs=1))
    wait(lambda: first.moments and second.moments)
    assert count(ours) == 2
    assert (third.state, ours.ahead_of(third)) == ("waiting", 1)

    ours.pause(first)
    wait(lambda: third.ended)  # on the worker that the first one has left
    third = ours.train(LONG)
    wait(lambda: third.events)
    ours.resume(first)
    assert (first.state, second.state, ours.ahead_of(first)) == ("waiting", "running", 1)
    before = step(first)
    ours.stop(third)
    wait(lambda: step(first) > before)
    third = ours.train(RunSettings(SMALL, epochs=1))
    client = ours.cluster.client()
    trains = [address for address, about in known(ours).items() if "trains" in about["resources"]]
    os.kill(client.run(os.getpid, workers=trains[:1])[trains[0]], signal.SIGKILL)
    wait(lambda: first.ended or second.ended)
    if second.ended:  # the one or the other went there
        first, second = second, first
    before = step(second)
    assert (first.state, second.state, third.state) == ("failed", "running", "waiting")
    assert first.error.endswith("Start the run again.")
    assert first.moments
    assert first.result is None

    again = ours.train(RunSettings(SEEING, epochs=1))
    assert ours.ahead_of(again) == 2
    wait(lambda: step(second) > before + 3)
    ours.pause(second)
    wait(lambda: again.ended)
    assert (second.state, third.state, again.state) == ("paused", "finished", "finished")
    again = ours.train(LONG)
    wait(lambda: again.events)
    before_id = json.loads(file.read_text())["id"]
    file.unlink()
    head.kill()
    head.wait()
    head, _ = scheduler(start, file.parent, port=int(ours.cluster.address.rpartition(":")[2]))
    add()
    wait(lambda: client.status == "running" and client.scheduler_info(n_workers=0)["id"] != before_id)
    before = step(second)
    ours.resume(second)  # paused on the old cluster
    wait(lambda: step(second) > before)
    ours.stop(second)
    wait(lambda: second.ended)
    assert (second.state, again.state) == ("stopped", "failed")
    assert second.result.stopped
    late, waiting = ours.train(LONG), ours.train(LONG)
    wait(lambda: late.events)  # the new scheduler was told whom it has to do with
    assert (again.state, waiting.state) == ("failed", "waiting")

    monkeypatch.setattr(cluster, "PATIENCE", 3)
    head.kill()
    wait(lambda: late.ended)
    wait(lambda: waiting.ended)
    assert (late.state, waiting.state) == ("failed", "failed")
    with pytest.raises(WorkerError, match="does not answer"):
        ours.train(LONG)
    assert ours.local.host is None  # what answers had not been asked
