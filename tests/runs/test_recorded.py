"""A run in a file: what is saved comes back, and the example is a run of the page's own settings."""

import numpy as np

from cnnviz import mnist
from cnnviz.network import lecture_network
from cnnviz.pipeline import Pipeline
from cnnviz.runs import Event, Moment, Run, RunSettings, recorded

EVENT: Event = {
    "kind": "epoch",
    "epoch": 0,
    "batch": 3,
    "n_batches": 3,
    "seconds": 1.5,
    "loss": 0.25,
    "accuracy": 0.5,
    "batch_loss": 0.125,
    "batch_accuracy": 1.0,
    "images_per_second": 900.0,
    "val_loss": None,
    "val_accuracy": None,
}


def finished(n_moments):
    run = Run(RunSettings(lecture_network()), probe=np.eye(28, dtype=np.float32))
    run.events = [EVENT]
    run.moments = [
        Moment(
            step,
            np.full((3, 3, 1, 32), step, np.float32),
            np.full((26, 26, 32), step, np.float16),
            np.eye(10, dtype=np.float32)[step % 10],
            {"dropout": np.arange(4) < step} if step else {},
        )
        for step in range(n_moments)
    ]
    return run


def test_what_is_saved_comes_back():
    run = finished(3)
    back = recorded.loaded(recorded.saved(run), run.settings)
    assert (back.settings, back.events, back.state, back.result) == (
        run.settings,
        run.events,
        "finished",
        None,
    )
    np.testing.assert_array_equal(back.probe, run.probe)
    assert [moment.step for moment in back.moments] == [0, 1, 2]
    for one, other in zip(back.moments, run.moments, strict=True):
        for name in ("kernels", "maps", "probabilities"):
            assert getattr(one, name).dtype == getattr(other, name).dtype
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        assert list(one.dropped) == list(other.dropped)
        for name, cells in one.dropped.items():
            np.testing.assert_array_equal(cells, other.dropped[name])


def test_of_many_moments_the_first_and_the_last_are_kept_and_more_of_the_early_ones():
    back = recorded.loaded(recorded.saved(finished(60)), RunSettings(lecture_network()))
    steps = [moment.step for moment in back.moments]
    assert (steps[:3], steps[-1]) == ([0, 1, 2], 59)
    assert len(steps) <= recorded.N_MOMENTS
    gaps = np.diff(steps)
    assert (np.diff(gaps) >= 0).all()


def test_the_example_is_a_whole_run_of_the_settings_that_the_page_begins_with():
    run, begun = recorded.example(), Pipeline().train
    for name in ("epochs", "batch_size", "seed", "optimizer", "learning_rate", "loss", "share", "keep_best"):
        assert getattr(run.settings, name) == getattr(begun, name)
    assert (run.settings.network, run.settings.patience) == (lecture_network(), begun.patience or None)
    assert run.settings.data == "bundled"
    n_batches = -(-len(mnist.load().x_train) // begun.batch_size)
    last = run.events[-1]
    assert (last["epoch"], last["batch"], last["n_batches"]) == (begun.epochs - 1, n_batches, n_batches)
    judged = [event for event in run.events if event["kind"] == "epoch"]
    assert len(judged) == begun.epochs
    assert last["val_accuracy"] > 0.93
    assert (run.moments[0].step, run.moments[-1].step) == (0, begun.epochs * n_batches)
    np.testing.assert_array_equal(np.asarray(run.probe) * 255, mnist.bundled()[0][0])
