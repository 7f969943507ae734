"""Evaluate: what the page shows is what Keras and scikit-learn say of the same digits."""

import io
import threading
import time
from contextlib import redirect_stdout
from functools import cache
from unittest.mock import patch

import numpy as np
import plotly.io
import pytest
from sklearn import metrics

import cnnviz.runs.owners
from cnnviz import export, mnist, models
from cnnviz.errors import NetworkError, WorkerError
from cnnviz.lessons import learning_curve
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.network import Dense, Flatten, Network, lecture_network
from cnnviz.runs import Result, Run, RunSettings
from cnnviz.ui.session import (
    background_answers,
    loaded_digits,
    network_evaluation,
    networks,
    worker_processes,
)
from cnnviz.workers import NetworkFile, Workers
from tests.mnist.test_mnist import small_file, some
from tests.pages.dashboard import (
    act,
    assert_sound,
    awaited,
    button,
    runs_of,
    said,
    stage,
    told,
    visit,
    with_runs,
)

SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


@cache
def expected(complete=False):
    """Return what Keras answers to the test digits, asked here."""
    digits = some() if complete else mnist.load()
    model = models.load_pretrained()
    return Evaluation(digits.y_test, model.predict(mnist.encode(digits.x_test), verbose=0))


def answered(page="evaluate", session=None, **link):
    """Open the page and wait until the network has answered."""
    return awaited(visit(page, session, **link))


def always(digit):
    """Return the file of a network that answers this digit, whatever it sees, and is all but sure."""
    return models.to_bytes(SMALL, [np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[digit] * 9])


def figure(at):
    return plotly.io.from_json(at.get("plotly_chart")[0].proto.spec).data


def headline(at):
    """Return the line with the accuracy."""
    (line,) = [text for text in said(at) if text.startswith("#### Accuracy ")]
    return line


def names(at, key):
    return [cell["name"] for row in told(at, key)["rows"] for cell in row if cell]


# --- the share


def test_the_share_stands_beside_the_lectures_with_its_uncertainty():
    at = answered()
    given = expected()
    p = given.accuracy
    margin = f"{200 * (p * (1 - p) / 1000) ** 0.5:.2f}"
    assert headline(at) == (
        f"#### Accuracy {100 * p:.2f} % ± {margin} (margin of error) · lecture 98.55 % · "
        f"{given.n_wrong} of 1,000 wrong"
    )
    assert p > 0.98
    (worth,) = [one for one in said(at) if one.startswith("Margin of error: ")]
    assert f"2·√({p:.4g}·(1 − {p:.4g}) / 1,000)" in worth
    assert "was trained without the bundled digits" in worth


def test_of_another_network_the_bundled_digits_are_no_sure_test():
    mine = NetworkFile("Mine", always(4))
    before = NetworkFile("Your run 1", mine.data)  # chosen when it had another number
    at = answered(session={"networks": {"Mine": mine}, "network in use": before})
    assert at.selectbox(key="evaluate-name").value == "Mine"
    assert headline(at).startswith("#### Accuracy 10.00 % ± 1.90 ")
    assert headline(at).endswith(" · 900 of 1,000 wrong")
    assert any("A network trained on the complete MNIST has seen these" in one for one in said(at))
    awaited(at.selectbox(key="evaluate-name").set_value(networks.SHIPPED["lecture"].label).run())
    assert headline(at).startswith("#### Accuracy 98.")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "This network trained on other digits, so this test is fair."),
        ({"data": "/mnist.npz"}, "This network trained on these digits, so this test is not fair."),
        (
            {"data": "/mnist.npz", "share": 0.5},
            "This network may have trained on some of these digits, so this test is not fair.",
        ),
    ],
)
def test_of_ones_own_run_the_page_knows_whether_the_test_is_fair(settings, sentence):
    run = Run(RunSettings(lecture_network(), **settings))
    run.finish(Result(always(4), epochs=1, stopped=False, seconds=1.0, accuracy=0.1))
    session = with_runs(run)
    at = visit("evaluate", session | {"network in use": NetworkFile("Your run 1", run.result.network)})
    awaited(at)
    assert at.selectbox(key="evaluate-name").value == "Your run 1"
    (worth,) = [one for one in said(at) if one.startswith("Margin of error: ")]
    assert worth.endswith(sentence)
    assert ("not fair" in worth) == ("data" in settings)


def test_without_a_mistake_the_page_says_what_that_is_worth():
    labels = np.tile(np.arange(10, dtype=np.uint8), 100)
    perfect = Evaluation(labels, np.eye(10, dtype=np.float32)[labels])
    with patch.object(network_evaluation, "evaluation", return_value=perfect):
        for view in ("confusion", "mistakes", "doubtful", "classes", "confidence"):
            at = visit("evaluate", evaluate_view=view)
            assert_sound(at)
            assert headline(at).endswith(" · 0 of 1,000 wrong")
            assert any(
                "No mistake in 1,000 digits. Still, up to 3 / 1,000 = 0.3 % of other digits may be wrong."
                in one
                for one in said(at)
            )


# --- where it errs


def test_the_confusion_matrix_is_scikit_learns_and_a_cell_shows_its_digits():
    given, digits = expected(), mnist.load()
    at = answered()
    matrix = told(at, "evaluate-matrix")
    shown = [[int(cell["text"].replace(",", "")) for cell in row] for row in matrix["rows"]]
    np.testing.assert_array_equal(shown, metrics.confusion_matrix(given.labels, given.predicted))
    assert (matrix["down"], matrix["across"]) == ("true", "read as")
    strengths = np.array([[cell["strength"] for cell in row] for row in matrix["rows"]])
    assert not np.diag(strengths).any()
    assert strengths.max() == 1
    assert ((strengths > 0) == (np.array(shown) * (1 - np.eye(10)) > 0)).all()
    label, read = given.most_confused()
    assert matrix["chosen"] == [label, read]

    act(at, "evaluate-matrix", "picked", [4, 4])
    assert_sound(at)
    assert at.query_params["confused"] == "4-4"
    count = given.confusion[4, 4]
    assert any(one == f"**{count}** 4s were read correctly, most confident first." for one in said(at))
    places = given.confused(4, 4)[:20]
    assert [one.partition(":")[0] for one in names(at, "evaluate-sheet")] == [f"x_test[{n}]" for n in places]

    act(at, "evaluate-sheet", "picked", [1, 2])
    assert_sound(at)
    assert at.query_params["judged"] == str(places[12])
    picture, bars = stage(at, "evaluate-digit")
    np.testing.assert_array_equal(picture["pixels"][..., 0], digits.x_test[places[12]])
    np.testing.assert_allclose(bars["values"], given.probabilities[places[12]], rtol=1e-4, atol=1e-5)

    empty = next(map(tuple, np.argwhere(given.confusion == 0)))
    act(at, "evaluate-matrix", "picked", [int(n) for n in empty])
    assert_sound(at)
    assert f"No **{empty[0]}**s were read as **{empty[1]}**." in said(at)


def test_the_worst_mistakes_and_the_doubtful_ones():
    given = expected()
    at = answered(evaluate_view="mistakes")
    shown = [cell["text"] for row in told(at, "evaluate-sheet")["rows"] for cell in row if cell]
    assert shown == [f"{given.labels[n]} → {given.predicted[n]}" for n in given.worst(30)]
    assert f"x_test[{given.worst(1)[0]}]" in stage(at, "evaluate-digit")[0]["detail"]
    at.segmented_control(key="evaluate-evaluate_view").set_value("doubtful").run()
    assert_sound(at)
    shown = [one.partition(":")[0] for one in names(at, "evaluate-sheet")]
    assert shown == [f"x_test[{n}]" for n in given.doubtful(30)]


def test_each_class_and_the_confidence():
    given = expected()
    at = answered(evaluate_view="classes")
    recall, precision = figure(at)
    np.testing.assert_allclose(
        precision.y, metrics.precision_score(given.labels, given.predicted, average=None)
    )
    np.testing.assert_allclose(recall.y, metrics.recall_score(given.labels, given.predicted, average=None))
    at = answered(evaluate_view="confidence")
    bars, line = figure(at)
    told_of = given.reliability()
    np.testing.assert_allclose(bars.y, told_of.accuracy[told_of.counts > 0])
    assert sum(int(one.replace(",", "")) for one in bars.text) == 1000
    assert (list(line.x), list(line.y)) == ([0, 1], [0, 1])
    assert any(f"**{100 * told_of.error:.3g} %**" in one for one in said(at))


# --- which data, and what goes wrong


def test_a_file_of_digits_is_judged_by(tmp_path, monkeypatch):
    monkeypatch.setenv("CNNVIZ_MNIST", str(small_file(tmp_path / "mine.npz")))
    at = answered(data="complete")
    given = expected(complete=True)
    assert headline(at).endswith(f" · {given.n_wrong} of 50 wrong")
    assert not any("bundled digits" in one for one in said(at))


def test_what_is_not_there_is_said_and_the_bundled_digits_judge(tmp_path, monkeypatch):
    monkeypatch.setenv("CNNVIZ_MNIST", str(tmp_path / "nowhere.npz"))
    at = answered(data="complete")
    assert "no file 'nowhere.npz'" in at.info[0].value
    assert headline(at).endswith("of 1,000 wrong")


@pytest.mark.parametrize(
    "error", [WorkerError("The process gives no answer."), NetworkError("This network gives none.")]
)
def test_what_the_network_cannot_do_is_a_sentence(error):
    with patch.object(network_evaluation, "evaluation", side_effect=error):
        at = visit("evaluate")
    assert_sound(at)
    assert [one.value for one in at.error] == [str(error)]


def test_while_the_network_reads_the_page_stands():
    with (
        patch.object(network_evaluation, "evaluation", return_value=None),
        patch.object(network_evaluation, "is_ready", return_value=False),
    ):
        at = visit("evaluate")
        assert_sound(at)
        assert [one.value for one in at.info] == [
            "The network is reading 1,000 test digits. Here are some of them."
        ]
        assert len(names(at, "evaluate-unread")) == 60


def test_a_question_that_failed_is_asked_anew():
    answers = [WorkerError("No answer."), expected().probabilities]
    mine = NetworkFile("Mine", b"asked anew")
    with patch.object(Workers, "probabilities", side_effect=answers):
        with pytest.raises(WorkerError, match="No answer"):
            network_evaluation.evaluation(mine, "bundled")
        given = network_evaluation.evaluation(mine, "bundled")
    assert given.accuracy == expected().accuracy


def test_of_many_who_wait_each_is_asked_for_once_and_all_are_answered(monkeypatch):
    monkeypatch.setattr(background_answers, "PATIENCE", 0.01)
    may_answer, asked = threading.Event(), []

    def late(_, network, source):
        asked.append(network.label)
        assert may_answer.wait(60)
        return expected().probabilities

    mine = [NetworkFile(f"Mine {n}", b"one of many %d" % n) for n in range(30)]
    with patch.object(Workers, "probabilities", late):
        for _ in range(3):  # as every second
            assert [network_evaluation.evaluation(one, "bundled") for one in mine] == [None] * 30
            assert not any(network_evaluation.is_ready(one, "bundled") for one in mine)
        assert len(asked) == background_answers.AT_ONCE  # the others let the questions of other pages by
        may_answer.set()
        end = time.monotonic() + 60
        while not all(network_evaluation.is_ready(one, "bundled") for one in mine):
            assert time.monotonic() < end
            time.sleep(0.01)
        assert all(network_evaluation.evaluation(one, "bundled").n == 1000 for one in mine)
    assert sorted(asked) == sorted(one.label for one in mine)


# --- how much data


class Fake:
    """Workers whose runs end when they are told to, the more digits the better; nothing is trained."""

    def __init__(self):
        self.begun, self.stopped = [], []

    def train(self, settings):
        self.begun.append(Run(settings))
        return self.begun[-1]

    def ahead_of(self, run):
        return self.begun.index(run)

    def stop(self, run):
        self.stopped.append(run)
        if not run.ended:
            end(run, stopped=True)


def end(run, stopped=False):
    accuracy = 1 - 1 / run.settings.per_class
    run.finish(Result(b"", run.settings.epochs, stopped, 1.0, accuracy))


@pytest.fixture
def fake():
    workers = Fake()
    with patch.object(worker_processes, "workers", return_value=workers):
        yield workers


def begun(session=None):
    at = visit("evaluate", session, evaluate_view="amount")
    button(at, "Train them all").click().run()
    assert_sound(at)
    return at


def test_the_page_begins_the_runs_and_shows_them(fake):
    at = visit("evaluate", evaluate_view="amount")
    assert_sound(at)
    assert button(at, "Stop").disabled
    assert not told(at, "visitor-secret")["needed"]
    button(at, "Train them all").click().run()
    assert_sound(at)
    assert [run.settings for run in fake.begun] == learning_curve.runs(lecture_network(), "bundled", 400)
    assert runs_of(at, "amount") == fake.begun
    assert told(at, "visitor-secret")["needed"]  # so that a reload finds them
    assert button(at, "Train them all").disabled
    for run in fake.begun[:2]:
        end(run)
    at.run()
    assert at.progress[0].text == (
        "3 of 5: 100 of each class, 13 epochs · waiting, 2 before it · the lecture's network, "
        "1,000 test digits"
    )
    assert at.get("progress")[0].proto.value == 40
    assert list(figure(at)[0].x) == [10, 30]
    for run in fake.begun[2:]:
        end(run)
    at.run()
    assert_sound(at)
    (trace,) = figure(at)
    assert list(trace.x) == [10, 30, 100, 300, 400]
    np.testing.assert_allclose(trace.y, [1 - 1 / size for size in trace.x])
    np.testing.assert_allclose(trace.error_y.array[0], 2 * (0.09 / 1000) ** 0.5)
    assert at.progress[0].text == "Finished · the lecture's network, 1,000 test digits"
    assert not button(at, "Train them all").disabled


def test_a_reload_or_another_tab_finds_the_runs_and_can_stop_them(fake):
    mine = with_runs()
    other = visit("evaluate", mine, evaluate_view="amount")
    at = begun(mine)
    end(fake.begun[0])
    again = visit("evaluate", mine, evaluate_view="amount")
    assert_sound(again)
    assert list(figure(again)[0].x) == [10]
    button(other, "Train them all").click().run()  # this tab has not heard of them
    assert_sound(other)
    assert len(fake.begun) == 5
    assert button(other, "Train them all").disabled
    button(again, "Stop").click().run()
    assert_sound(again)
    assert fake.stopped == fake.begun[::-1]  # those that wait first, so that none begins meanwhile
    assert again.progress[0].text.startswith("Stopped · ")
    at.run()
    assert list(figure(at)[0].x) == [10]
    assert not button(at, "Train them all").disabled


def test_a_run_that_fails_is_said_and_what_the_others_reach_is_shown(fake):
    at = begun()
    for run in fake.begun:
        end(run) if run.settings.per_class != 100 else run.fail("The training process ended.")
    at.run()
    assert_sound(at)
    assert [one.value for one in at.error] == ["The training process ended."]
    assert at.progress[0].text.startswith("Ended early · ")
    assert list(figure(at)[0].x) == [10, 30, 300, 400]


def test_what_cannot_begin_is_said(fake, monkeypatch):
    with patch.object(Fake, "train", side_effect=WorkerError("They did not start.")):
        assert [one.value for one in begun().error] == ["They did not start."]
    monkeypatch.setattr(cnnviz.runs.owners, "MAX_ALL_ACTIVE", 4)
    assert [one.value for one in begun().error] == [
        "Too many runs are waiting. Please try again in a few minutes."
    ]
    assert fake.begun == []


def test_all_runs_fit_among_those_that_are_started_together():
    assert len(learning_curve.sizes(10_000)) <= cnnviz.runs.owners.MAX_TOGETHER


def test_runs_are_trained_on_the_file_in_use_and_judged_by_it(tmp_path, monkeypatch):
    bundled = mnist.load()
    path = small_file(
        tmp_path / "few.npz",
        x_train=bundled.x_train[::30],
        y_train=bundled.y_train[::30],
        x_test=bundled.x_test[::10],
        y_test=bundled.y_test[::10],
    )
    monkeypatch.setenv("CNNVIZ_MNIST", str(path))
    mine = NetworkFile("Mine", always(4))
    session = {"networks": {"Mine": mine}, "network in use": mine}
    at = visit("evaluate", session, evaluate_view="amount", data="complete")
    button(at, "Train them all").click().run()
    runs = runs_of(at, "amount")
    end = time.monotonic() + 120
    while not all(run.ended for run in runs):
        assert time.monotonic() < end
        time.sleep(0.1)
    at.run()
    assert_sound(at)
    assert at.progress[0].text == "Finished · a network of 7,850 parameters, 100 test digits"
    (trace,) = figure(at)
    assert list(trace.x) == [10, 13]
    assert [run.settings.data for run in runs] == [str(path)] * 2
    for run, accuracy in zip(runs, trace.y, strict=True):
        model = models.from_bytes(run.result.network)
        read = model.predict(mnist.encode(bundled.x_test[::10]), verbose=0).argmax(axis=1)
        assert accuracy == pytest.approx(np.mean(read == bundled.y_test[::10]))
        assert accuracy > 0.4


def test_digits_without_some_class_cannot_be_learned(tmp_path, monkeypatch):
    small_file(tmp_path / "threes.npz", y_train=np.full(200, 3, np.uint8))
    monkeypatch.setenv("CNNVIZ_MNIST", str(tmp_path / "threes.npz"))
    at = visit("evaluate", evaluate_view="amount", data="complete")
    assert_sound(at)
    assert "A class is missing" in at.info[0].value
    assert len(at.code) == 0


# --- the code


def run(code):
    given = {}
    with redirect_stdout(io.StringIO()):
        exec(code, given)
    return given


def test_the_code_on_the_page_gives_what_the_page_shows():
    at = answered()
    (code,) = [one.value for one in at.code if "import" in one.value]
    given = run(code)
    np.testing.assert_array_equal(given["confusion"], expected().confusion)
    assert given["accuracy"] == pytest.approx(expected().accuracy)


def test_the_code_of_the_runs_trains_as_they_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "network.keras").write_bytes(always(1))
    given = run(export.amount_code("bundled", 10, name=""))
    assert list(given["accuracies"]) == [10]
    assert given["accuracies"][10] > 0.5
    assert 'models.pretrained_bytes("pen")' in export.amount_code("bundled", 10, name="pen")


def test_the_digits_of_the_page_are_the_workers():
    """What the worker reads by the source is what the page loads by it."""
    answer = worker_processes.workers().probabilities(networks.SHIPPED["lecture"], "bundled")
    np.testing.assert_allclose(answer, expected().probabilities, rtol=1e-4, atol=1e-5)
    assert len(answer) == len(loaded_digits.loaded("bundled").y_test)
