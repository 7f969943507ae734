"""The worker processes: they answer, train, survive each other's crash, and stop with the dashboard."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from cnnviz import images, mnist, models, photos, reading
from cnnviz.errors import DataError, NetworkError, WorkerError
from cnnviz.lessons.explanations import Asked
from cnnviz.lessons.ideas import IDEAS, Options
from cnnviz.lessons.shown_maps import MapsAsked
from cnnviz.network import lecture_network
from cnnviz.runs import RunSettings
from cnnviz.with_keras.training import at_the_start
from cnnviz.workers import NetworkFile, Workers, tasks
from cnnviz.workers.asking import PATIENCE
from cnnviz.workers.picture_questions import ROUND
from tests.workers.waiting import DIGIT, SMALL, alive, step, wait

SHIPPED = NetworkFile("shipped", name="lecture")
SMALL_FILE = models.to_bytes(SMALL, [np.ones((784, 10), np.float32), np.arange(10, dtype=np.float32)])


@pytest.fixture(scope="module")
def workers():
    started = Workers()
    yield started
    started.close()


def processes(workers):
    """Return the process ids of the workers by name."""
    client = workers.local.client()
    known = client.scheduler_info(n_workers=-1)["workers"]
    return {known[address]["name"]: pid for address, pid in client.run(os.getpid).items()}


def test_answers_are_those_of_the_network(workers):
    from cnnviz import layer_outputs

    answer = workers.layer_outputs(SHIPPED, DIGIT)
    expected = layer_outputs.of(models.load_pretrained(), DIGIT)
    assert list(answer) == list(expected)
    for name, output in expected.items():
        np.testing.assert_allclose(answer[name], output, rtol=1e-4, atol=1e-5)


def test_a_worker_answers_without_what_keras_need_not_import_and_can_have_it(workers):
    def imported():  # inside, so that it travels whole: this module's import would bring pandas
        return [name for name in tasks.OPTIONAL if name in sys.modules]

    def afterwards():
        return [import_module(name).__name__ for name in tasks.OPTIONAL]

    assert workers.layer_outputs(SHIPPED, DIGIT)["dense_1"].shape == (10,)
    client = workers.local.client()
    ask = {"resources": {"answers": 1}, "pure": False}
    assert client.submit(imported, **ask).result(60) == []
    assert client.submit(afterwards, **ask).result(60) == list(tasks.OPTIONAL)


def test_a_visitors_network_is_known_by_its_content(workers):
    mine = NetworkFile(
        "mine", models.to_bytes(SMALL, [np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[4] * 9])
    )
    for _ in range(2):
        assert workers.layer_outputs(mine, DIGIT)["dense"].argmax() == 4
        np.testing.assert_array_equal(workers.logits(mine, DIGIT), 9 * np.eye(10)[4])
    assert workers.layer_outputs(SHIPPED, DIGIT)["dense_1"].argmax() == 7


def test_a_photo_is_named_and_only_the_maps_that_are_shown_are_sent(workers):
    network = NetworkFile("photos", name="efficientnet-lite0")
    described = reading.pretrained(network.name)[0]
    x = photos.prepared(images.sample_images()["cup"](), described.preparation).x
    guesses = photos.best(workers.prediction(network, x), described.classes)
    assert guesses[0].name == "espresso"
    assert len(guesses) == 5
    shown = workers.maps(network, x, "block3_add", (23, 0))
    whole = workers.maps(network, x, "block3_add")
    assert whole.shape == described.shapes["block3_add"]
    np.testing.assert_array_equal(shown, whole[..., [23, 0]])
    window = workers.maps(network, x, "block3_add", (23,), ((0, 55), (1,)))
    np.testing.assert_array_equal(window, whole[[0, 55]][:, [1]][..., [23]])
    asked = (MapsAsked("block3_add", 3), MapsAsked("dense", 2, in_order=True))
    strongest, first = workers.shown_maps(network, x, asked)
    assert strongest.channels == tuple(np.argsort(-whole.std(axis=(0, 1), dtype=np.float64))[:3])
    np.testing.assert_array_equal(strongest.values, whole[..., list(strongest.channels)])
    assert (first.channels, first.n_channels) == ((0, 1), 1000)
    assert workers.maps(network, x, "dense")[967] == pytest.approx(guesses[0].probability, abs=1e-5)
    for layer, channels, sentence in (("none", None, "no layer"), ("block3_add", (24,), "24 channels")):
        with pytest.raises(NetworkError, match=sentence):
            workers.maps(network, x, layer, channels)


def test_what_excites_filters_is_what_the_library_finds_and_grows(workers):
    from cnnviz import exciting

    network, model = reading.pretrained("lecture")[0], models.load_pretrained()
    layer = exciting.filter_layers(network)[0]
    digits = mnist.encode(mnist.load().x_test[:30])
    wanted = (exciting.search(layer),)
    found = workers.strongest_pictures(SHIPPED, digits, wanted, first=5)["conv2d"]
    expected = exciting.strongest_pictures(model, digits, wanted, first=5)["conv2d"]
    np.testing.assert_allclose(found.values, expected.values, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(found.pictures, expected.pictures)
    growth = noise = exciting.first_growth(network.input_shape, n_steps=9)
    while not growth.done:
        before, growth = growth.step, workers.grow(SHIPPED, growth, "conv2d", 3)
        assert growth.step > before
    alone = exciting.grown(noise, exciting.excitation(model, "conv2d", 3), 9)
    np.testing.assert_allclose(growth.x, alone.x, atol=1e-4)
    assert growth.excitation == pytest.approx(alone.excitation, rel=1e-3)
    with pytest.raises(NetworkError, match="from 0 to 31"):
        workers.grow(SHIPPED, noise, "conv2d", 32)


def test_between_the_rounds_of_occlusion_other_questions_are_answered(workers, monkeypatch):
    network = NetworkFile("photos", name="efficientnet-lite0")
    x = np.random.default_rng(0).uniform(-1, 1, (224, 224, 3)).astype(np.float32)
    begun, done, order = threading.Event(), threading.Event(), []
    ask = workers._ask

    def noted(function, *arguments, **options):
        answer = ask(function, *arguments, **options)
        order.append(function.__name__)
        begun.set()
        return answer

    monkeypatch.setattr(workers, "_ask", noted)

    def explain():
        order.append(workers.explanation(network, x, Asked("occlusion", 3, patch=56)).values.shape)
        done.set()

    threading.Thread(target=explain, daemon=True).start()
    assert begun.wait(PATIENCE)
    workers.prediction(network, x)
    assert done.wait(PATIENCE)
    assert order.count("hidden_probabilities") == -(-7 * 7 // ROUND)
    assert order.index("prediction") < len(order) - 2
    assert order[-1] == (224, 224)


def test_the_maps_of_a_visitors_network_are_those_of_its_layers(workers):
    mine = NetworkFile("mine", SMALL_FILE)
    for x in (DIGIT, DIGIT[::-1]):
        expected = workers.layer_outputs(mine, x)["dense"]
        np.testing.assert_allclose(workers.maps(mine, x, "dense"), expected, rtol=1e-5)
        np.testing.assert_allclose(workers.prediction(mine, x), expected, rtol=1e-5)


def test_all_test_digits_are_answered_at_once(workers, tmp_path):
    digits = mnist.load("bundled")
    mine = NetworkFile("mine", SMALL_FILE)
    for network, model in ((SHIPPED, models.load_pretrained()), (mine, models.from_bytes(SMALL_FILE))):
        answer = workers.probabilities(network, "bundled")
        expected = model.predict(mnist.encode(digits.x_test), verbose=0)
        assert (answer.shape, answer.dtype) == ((1000, 10), np.float32)
        np.testing.assert_allclose(answer, expected, rtol=1e-4, atol=1e-5)
    path = tmp_path / "few.npz"
    for n in (7, 9):  # a file that has changed is read anew
        np.savez(path, **{**digits.arrays, "x_test": digits.x_test[:n], "y_test": digits.y_test[:n]})
        np.testing.assert_allclose(workers.probabilities(mine, str(path)), expected[:n], rtol=1e-4, atol=1e-5)
    with pytest.raises(DataError, match=r"nowhere\.npz"):
        workers.probabilities(mine, str(tmp_path / "nowhere.npz"))


def test_a_strange_file_is_refused_by_a_sentence(workers):
    with pytest.raises(NetworkError, match="Train page"):
        workers.read_network(b"junk")


def test_runs_go_one_after_the_other_and_others_are_answered_meanwhile(workers):
    first = workers.train(RunSettings(SMALL, epochs=200))
    second = workers.train(RunSettings(SMALL, epochs=1))
    wait(lambda: first.events)
    assert workers.ahead_of(second) == 1
    assert workers.layer_outputs(SHIPPED, DIGIT)["dense_1"].shape == (10,)
    assert not first.ended
    workers.stop(first)
    wait(lambda: first.ended and second.ended)
    assert (first.state, second.state) == ("stopped", "finished")
    assert first.result.epochs < 200
    assert models.read(second.result.network)[0] == SMALL


def test_skips_are_switched_off_while_a_network_trains_and_gradients_are_told(workers):
    settings = IDEAS["skips"].contenders(Options(depth=4))[0].settings
    run = workers.train(replace(settings, epochs=1000, share=0.05))
    wait(lambda: len(run.moments) > 1)
    assert run.moments[0].skips
    assert list(run.moments[0].gradients)[:2] == ["stem", "conv1a"]
    workers.switch_skips(run, on=False)
    assert not run.skips
    wait(lambda: not run.moments[-1].skips)
    workers.stop(run)
    wait(lambda: run.ended)
    with pytest.raises(WorkerError, match="not training now"):
        workers.switch_skips(run, on=True)
    assert not run.skips


def test_the_first_gradients_are_those_of_the_run(workers):
    settings = IDEAS["skips"].contenders(Options(depth=12))[1].settings
    sizes = workers.first_gradients(settings)
    assert workers.first_gradients(settings) == sizes
    assert sizes == pytest.approx(at_the_start(settings, mnist.load("bundled")), rel=1e-3)


def test_the_time_of_each_network_is_measured(workers):
    seconds = workers.pass_seconds([SMALL, lecture_network()])
    assert len(seconds) == 2
    assert all(0 < one < 60 for one in seconds)


def test_a_run_stopped_before_its_turn_is_over_at_once(workers):
    first = workers.train(RunSettings(SMALL, epochs=200))
    second = workers.train(RunSettings(SMALL, epochs=200))
    wait(lambda: first.events)
    workers.stop(second)
    assert (second.state, second.result) == ("stopped", None)
    third = workers.train(RunSettings(SMALL, epochs=1))
    assert workers.ahead_of(third) == 1
    workers.stop(first)
    wait(lambda: third.ended)
    assert (third.state, second.state, second.events) == ("finished", "stopped", [])


def test_a_run_is_stopped_though_nobody_trains_yet():
    fresh = Workers()
    try:
        run = fresh.train(RunSettings(lecture_network(), epochs=50))
        fresh.stop(run)
        wait(lambda: run.ended)
        assert run.state == "stopped"
    finally:
        fresh.close()


def test_the_death_of_the_training_process_fails_the_run_and_nothing_else(workers):
    run = workers.train(RunSettings(lecture_network(), epochs=50))
    wait(lambda: run.events)
    os.kill(processes(workers)["trains"], signal.SIGKILL)
    wait(lambda: run.ended)
    assert run.state == "failed"
    assert run.error.endswith("Start the run again.")
    assert workers.layer_outputs(SHIPPED, DIGIT)["dense_1"].argmax() == 7
    again = workers.train(RunSettings(SMALL, epochs=1))
    wait(lambda: again.ended)
    assert again.state == "finished"


def test_the_death_of_the_answering_process_is_said_or_mended(workers):
    os.kill(processes(workers)["answers"], signal.SIGKILL)
    try:
        answer = workers.layer_outputs(SHIPPED, DIGIT)
    except WorkerError:
        answer = workers.layer_outputs(SHIPPED, DIGIT)
    assert answer["dense_1"].argmax() == 7


def test_the_death_of_the_host_is_mended(workers):
    paused = workers.train(RunSettings(SMALL, epochs=1000))
    wait(lambda: paused.events)
    workers.pause(paused)
    run = workers.train(RunSettings(lecture_network(), epochs=50))
    wait(lambda: run.events)
    workers.local.host.kill()
    workers.local.host.wait()
    assert workers.layer_outputs(SHIPPED, DIGIT)["dense_1"].argmax() == 7
    wait(lambda: run.ended)
    assert (run.state, paused.state) == ("failed", "paused")
    before = step(paused)
    workers.one_batch(paused)
    wait(lambda: step(paused) > before)
    assert paused.state == "paused"
    workers.stop(paused)
    wait(lambda: paused.ended)
    assert paused.state == "stopped"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="reads /proc")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_when_the_dashboard_ends(ending):
    program = (
        "import os, sys, time; from cnnviz.workers import Workers; from cnnviz.runs import RunSettings;"
        "from cnnviz.lessons.shuffling import DENSE; w = Workers(); c = w.local.client();"
        "c.wait_for_workers(2, timeout=60); run = w.train(RunSettings(DENSE)); w.pause(run)\n"
        "while run.state != 'paused': time.sleep(0.02)\n"
        "print(w.local.host.pid, *c.run(os.getpid).values(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as dashboard:
        pids = [int(pid) for pid in dashboard.stdout.readline().split()]
        assert len(pids) == 3
        assert all(map(alive, pids))
        dashboard.send_signal(ending)
        dashboard.wait(30)
        wait(lambda: not any(map(alive, pids)))
