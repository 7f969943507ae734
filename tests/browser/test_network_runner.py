"""A network runs in the page or in a worker, with the same numbers, and never falls behind the hand."""

import base64

import numpy as np
import pytest
from playwright.sync_api import Page

from cnnviz.network import (
    Conv2D,
    Dense,
    Flatten,
    MaxPooling2D,
    Network,
    described,
    forward,
    limits,
    packed,
)
from tests.browser.joined import offer
from tests.network.random_networks import random_weights

NETWORK = Network((8, 8, 1), [Conv2D(3, activation="relu"), MaxPooling2D(), Flatten(), Dense(4, "softmax")])
WEIGHTS = random_weights(NETWORK, np.random.default_rng(0))
INPUTS = np.random.default_rng(1).random((5, 8, 8, 1), np.float32)
ADDRESS = "http://localhost/empty"
#: Runs all inputs at once, and returns the answer after each pass that is told.
RUN = """async ({ description, weights, inputs, budget, worker }) => {
  const numbers = new Float32Array(Uint8Array.from(atob(weights), (c) => c.charCodeAt(0)).buffer)
  const told = []
  const last = ({ values }) => [...values.dense]
  const kept = window.Worker
  let failed = false
  const watched = class extends Worker {
    constructor(...given) {
      super(...given)
      this.addEventListener("error", () => { failed = true })
    }
  }
  const forbidden = class {
    constructor() { setTimeout(() => { failed = true; this.onerror() }) }
    postMessage() {}
    terminate() {}
  }
  window.Worker = worker ? watched : forbidden
  const runner = makeRunner(description, numbers, (plan) => told.push(last(plan)), budget)
  for (const input of inputs) runner.run(input)
  const seen = []
  await runner.each(inputs, (plan) => seen.push(last(plan)))
  runner.leave()
  runner.run(inputs[0])
  window.Worker = kept
  return { place: runner.place, told, seen, failed }
}"""


@pytest.fixture(scope="module")
def runners(blank: Page) -> Page:
    """A page with an address: one without may not start a worker."""
    blank.route(ADDRESS, lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    blank.goto(ADDRESS)
    offer(blank, "shared/network/runner.js")
    return blank


def answers(page: Page, budget: float, *, worker: bool = True):
    weights = base64.b64encode(packed(NETWORK, WEIGHTS)).decode()
    inputs = [x.ravel().tolist() for x in INPUTS]
    given = {"description": described(NETWORK), "weights": weights, "inputs": inputs}
    return page.evaluate(RUN, {**given, "budget": budget, "worker": worker})


EXPECTED = np.array([forward(NETWORK, WEIGHTS, x)["dense"] for x in INPUTS])


def same(found, expected):
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-5)


def test_a_quick_network_runs_in_the_page(runners):
    found = answers(runners, 60_000)
    assert found["place"] == "page"
    same(found["told"][:5], EXPECTED)
    same(found["seen"], EXPECTED)


def test_browser_and_server_agree_on_what_is_too_large(runners):
    networks = [
        NETWORK,
        Network((224, 224, 3), [Conv2D(64, (5, 5))]),
        Network((64, 64, 3), [Flatten(), Dense(900)]),
    ]
    found = runners.evaluate("(all) => all.map(tooLarge)", [described(network) for network in networks])
    assert found == [not limits.fits_browser(network) for network in networks] == [False, True, True]


@pytest.mark.parametrize("worker", [True, False], ids=["a worker", "no worker may start"])
def test_a_slow_network_computes_the_newest_input_next(runners, worker):
    found = answers(runners, -1, worker=worker)
    assert (found["place"], found["failed"]) == ("worker", not worker)
    same(found["told"], EXPECTED[[0, 4]])
    same(found["seen"], EXPECTED)
