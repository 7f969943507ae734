"""The recorded example is what Keras computes: its first moments, trained again here."""

import numpy as np

from cnnviz import mnist
from cnnviz.runs import recorded
from cnnviz.with_keras.training import train


def test_the_examples_first_batches_are_those_of_a_run_trained_here():
    example, moments, batches = recorded.example(), [], iter(range(5))
    train(
        example.settings,
        mnist.load(),
        stop=lambda: next(batches) == 4,
        probe=example.probe,
        remember=moments.append,
    )
    found = {moment.step: moment for moment in moments}
    compared = [moment for moment in example.moments if moment.step in found]
    assert [moment.step for moment in compared] == [0, 1, 2, 3, 5]
    for moment in compared:
        same = found[moment.step]
        np.testing.assert_allclose(moment.kernels, same.kernels, rtol=1e-3, atol=1e-4)
        np.testing.assert_allclose(moment.probabilities, same.probabilities, rtol=1e-2, atol=1e-3)
        for name, cells in moment.dropped.items():
            np.testing.assert_array_equal(cells, same.dropped[name])
