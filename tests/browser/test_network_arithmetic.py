"""The browser's arithmetic gives Keras's numbers for every layer of any network."""

import base64
from collections import Counter
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from cnnviz import layer_outputs, mnist, models
from cnnviz.network import INPUT, KINDS, described, packed
from tests.browser.joined import offer
from tests.network.random_networks import random_network, random_weights
from tests.oracle import keras_outputs

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
#: Random networks in a batch, which is one message to the browser, and the number of batches.
BATCH, BATCHES = 40, 5
#: Computes networks, each for its inputs. Returns all layers' numbers, channels last, for each input, and for
#: each layer how wrong the parts of some of its numbers are.
RUN = """(cases) => cases.map(({ description, weights, inputs }) => {
  const floats = (text) => new Float32Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer)
  const letters = (array) => Array.from(new Uint8Array(array.buffer), (n) => String.fromCharCode(n))
  const plan = makePlan(description, floats(weights))
  return inputs.map((input) => {
    runPlan(plan, floats(input))
    const names = description.nodes.map(({ name }) => name)
    return {
      outputs: names.map((name) => [name, btoa(letters(channelsLast(plan.volumes[name])).join(""))]),
      errors: names.map((name) => errorOf(plan, name)),
    }
  })
})"""


@pytest.fixture(scope="module")
def arithmetic(blank: Page) -> Page:
    offer(
        blank, "shared/network/plan.js", "shared/network/volumes.js", "tests/shared/network/checked_parts.js"
    )
    return blank


def text_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def case(network, weights, inputs):
    return {
        "description": described(network),
        "weights": text_of(packed(network, weights)),
        "inputs": [text_of(x.tobytes()) for x in inputs],
    }


def check(found, expected, label):
    """Check all numbers of each layer, and the parts of some."""
    assert [name for name, _ in found["outputs"]] == list(expected), label
    for (name, text), error in zip(found["outputs"], found["errors"], strict=True):
        numbers = np.frombuffer(base64.b64decode(text), "<f4").reshape(expected[name].shape)
        np.testing.assert_allclose(numbers, expected[name], **CLOSE, err_msg=f"{label}, {name}")
        assert error <= 1, (label, name)


def drawn_case(seed):
    """Return a random network, its weights and an input."""
    network, rng = random_network(seed), np.random.default_rng(seed)
    return network, random_weights(network, rng), rng.random(network.input_shape, np.float32)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_networks_are_those_of_keras(batch, arithmetic):
    seeds = range(batch * BATCH, (batch + 1) * BATCH)
    drawn = [drawn_case(seed) for seed in seeds]
    answers = arithmetic.evaluate(RUN, [case(network, weights, [x]) for network, weights, x in drawn])
    for seed, (network, weights, x), (found,) in zip(seeds, drawn, answers, strict=True):
        check(found, keras_outputs(network, weights, x), f"seed {seed}")


def test_the_random_networks_have_all_kinds_and_branches():
    networks = [random_network(seed) for seed in range(BATCH * BATCHES)]
    seen = Counter(type(layer).__name__ for network in networks for layer in network.layers)
    assert set(seen) == set(KINDS)
    assert min(seen.values()) >= 15
    shared = [Counter(start for start, _ in network.edges) for network in networks]
    assert sum(max(counts.values()) > 1 for counts in shared) > 100
    assert sum(network.is_row for network in networks) < 20
    assert any(INPUT in node.inputs[1:] for network in networks for node in network.nodes)


@pytest.mark.parametrize("name", ["lecture", "lenet5"])
def test_a_shipped_network_reads_digits_as_keras_does(arithmetic, name):
    model = models.load_pretrained(name)
    network, weights = models.read(models.pretrained_bytes(name))
    digits = mnist.load().x_test[:50, ..., np.newaxis].astype(np.float32) / np.float32(255)
    (answers,) = arithmetic.evaluate(RUN, [case(network, weights, digits)])
    for n, (digit, found) in enumerate(zip(digits, answers, strict=True)):
        check(found, layer_outputs.of(model, digit), f"digit {n}")
