"""Questions in the background: asked once while they are open, kept when answered, asked anew when lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from cnnviz.errors import DataError, NetworkError, WorkerError
from cnnviz.ui.session import background_answers
from cnnviz.ui.session.background_answers import AT_ONCE, LEFT_AFTER, LOST, Answers


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    monkeypatch.setattr(background_answers, "PATIENCE", 0.01)


class Worker:
    """Gives answers when it may, and counts what it was asked."""

    def __init__(self):
        self.asked, self.may, self.begun = [], threading.Event(), threading.Semaphore(0)

    def about(self, question):
        def give():
            self.asked.append(question)
            self.begun.release()
            assert self.may.wait(20)
            return f"answer {question}"

        return question, give


def patient(answers, monkeypatch, *question):
    with monkeypatch.context() as patch:
        patch.setattr(background_answers, "PATIENCE", 20)
        return answers.answer(*question)


def test_more_open_questions_than_answers_are_kept_are_asked_once_each(monkeypatch):
    worker, answers = Worker(), Answers(kept=3)
    for _ in range(5):
        assert [answers.answer(*worker.about(n)) for n in range(9)] == [None] * 9
        assert not any(answers.is_ready(*worker.about(n)) for n in range(9))
    assert len(worker.asked) == AT_ONCE
    # more of the same at once
    with ThreadPoolExecutor(8) as many:
        assert set(many.map(lambda n: answers.answer(*worker.about(n)), [5] * 40)) == {None}
        worker.may.set()
    for n in range(9):  # by one who was there when it came, and by one whose answer has left since
        assert patient(answers, monkeypatch, *worker.about(n)) == f"answer {n}"
    assert set(worker.asked) == set(range(9))
    asked = len(worker.asked)
    for n in (6, 7, 8):  # the three that are kept
        assert answers.is_ready(*worker.about(n))
    assert len(worker.asked) == asked
    assert patient(answers, monkeypatch, *worker.about(5)) == "answer 5"
    assert worker.asked[asked:] == [5]


def test_a_question_that_all_have_left_before_its_turn_is_not_asked(monkeypatch):
    now, worker, answers = [100.0], Worker(), Answers()
    monkeypatch.setattr(background_answers, "monotonic", lambda: now[0])
    for n in range(AT_ONCE + 2):
        assert answers.answer(*worker.about(n)) is None
    for _ in range(AT_ONCE):
        assert worker.begun.acquire(timeout=20)
    watched, left = set(range(AT_ONCE + 2)) - set(worker.asked)
    now[0] += LEFT_AFTER + 1
    assert not answers.is_ready(*worker.about(watched))
    worker.may.set()
    for thread in threading.enumerate():
        if thread.name == "background answer":
            thread.join(20)
    assert watched in worker.asked
    assert left not in worker.asked
    assert patient(answers, monkeypatch, *worker.about(left)) == f"answer {left}"  # somebody has come back


def test_the_answers_that_were_wanted_last_stay(monkeypatch):
    worker, answers = Worker(), Answers(kept=2)
    worker.may.set()
    for n in (1, 2, 1, 3, 1):
        patient(answers, monkeypatch, *worker.about(n))
    assert worker.asked == [1, 2, 3]
    patient(answers, monkeypatch, *worker.about(2))
    assert worker.asked == [1, 2, 3, 2]


@pytest.mark.parametrize("error", [NetworkError("No softmax."), DataError("No digits.")])
def test_what_will_not_be_otherwise_is_not_asked_again(error, monkeypatch):
    answers, asked = Answers(), []

    def give():
        asked.append(1)
        raise error

    for _ in range(3):
        with pytest.raises(type(error), match=str(error)):
            patient(answers, monkeypatch, "question", give)
        assert answers.is_ready("question", give)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("error", "sentence"), [(WorkerError("It ended."), "It ended."), (KeyError("x"), LOST)]
)
def test_what_was_lost_is_said_and_then_asked_anew(error, sentence, monkeypatch):
    answers, results = Answers(), [error, "answer"]

    def give():
        result = results.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    with pytest.raises(WorkerError, match=sentence):
        patient(answers, monkeypatch, "question", give)
    assert patient(answers, monkeypatch, "question", give) == "answer"
