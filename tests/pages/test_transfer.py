"""Transfer: the curves grow count by count, and what the page says of the lead is what was trained."""

import io
import time

import numpy as np
import pytest
from PIL import Image

from cnnviz import mnist, reading
from cnnviz.errors import WorkerError
from cnnviz.lessons.transfer import COUNTS, NETWORK, NEW, Compared, examples, part
from cnnviz.ui.session import transfer_answers
from tests.pages.dashboard import OPENING, PATIENCE, assert_sound, said, stage, visit

KNOWN = [Compared(1, 0.7, 0.6), Compared(3, 0.88, 0.78), Compared(10, 0.94, 0.88)]


def known(monkeypatch, found):
    """Let these be what has been trained so far."""
    by_count = {one.count: one for one in found}
    monkeypatch.setattr(transfer_answers, "is_ready", lambda count, _: count in by_count)
    monkeypatch.setattr(transfer_answers, "compared", lambda count, _: by_count[count])


def digits(at):
    (picture,) = stage(at, "transfer-digits")
    with Image.open(io.BytesIO(picture["data"])) as image:
        return np.asarray(image.convert("L"))


def test_what_is_trained_so_far_is_told_and_the_rest_is_awaited(monkeypatch):
    known(monkeypatch, KNOWN)
    at = visit("transfer")
    assert_sound(at)
    assert any(text.endswith("The lead is **6 points**.") for text in said(at))
    at.segmented_control(key="transfer-count").set_value(30).run()
    assert any(text.startswith("The networks are learning. 30 examples") for text in said(at))
    assert at.query_params == OPENING | {"examples": "30"}


@pytest.mark.parametrize("count", COUNTS)
def test_the_digits_that_they_learn_from_are_shown(monkeypatch, count):
    known(monkeypatch, KNOWN)
    at = visit("transfer", examples=str(count), transfer_seed="4")
    drawn = digits(at)
    rows, columns = (length // mnist.SIDE for length in drawn.shape)
    assert rows * columns == 5 * count
    cells = drawn.reshape(rows, 28, columns, 28).swapaxes(1, 2).reshape(-1, 28, 28)
    np.testing.assert_array_equal(cells, examples(part(mnist.load(), NEW), count, 4)[0])


def test_other_digits_are_drawn(monkeypatch):
    known(monkeypatch, KNOWN)
    at = visit("transfer")
    before = digits(at)
    at.button(key="transfer-draw").click().run()
    assert at.query_params["transfer_seed"] == "2"
    assert (digits(at) != before).any()
    last = visit("transfer", transfer_seed="999")
    last.button(key="transfer-draw").click().run()
    assert "transfer_seed" not in last.query_params


def test_the_card_is_told(monkeypatch):
    known(monkeypatch, KNOWN)
    at = visit("transfer")
    card = reading.card(NETWORK)
    assert any(f"{card['new test digits']:,} test digits judge them." in text for text in said(at))


def test_a_worker_that_does_not_answer_is_one_sentence(monkeypatch):
    def lost(*_):
        raise WorkerError("The worker is gone.")

    known(monkeypatch, KNOWN)
    monkeypatch.setattr(transfer_answers, "compared", lost)
    at = visit("transfer")
    assert_sound(at)
    assert [one.value for one in at.error] == ["The worker is gone."]


def test_the_first_count_is_trained_in_the_worker():
    """One example of each: the accuracies are those that the worker gives for the best rates."""
    end = time.monotonic() + 3 * PATIENCE
    while not transfer_answers.is_ready(1, 5):
        assert time.monotonic() < end
        time.sleep(0.1)
    found = transfer_answers.compared(1, 5)
    assert found is not None
    assert 0.2 < found.scratch < 1
    assert 0.2 < found.frozen < 1
