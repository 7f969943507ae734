"""What is it? and Why?: a network that is not on this computer is offered, downloaded, and then used."""

import threading
import time
from collections import namedtuple
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from unittest.mock import PropertyMock, patch

import numpy as np
import psutil
import pytest
from streamlit.runtime.context import ContextProxy

from cnnviz import export, images, models, photos
from cnnviz.architectures import ARCHITECTURES
from cnnviz.lessons.explanations import Asked
from cnnviz.pipeline import Pipeline
from cnnviz.reading import PHOTO_NETWORKS
from cnnviz.ui.session import photo_answers, photo_networks, shared_downloads, worker_processes
from cnnviz.workers import tasks
from cnnviz.workers.kept_networks import KeptNetworks
from tests.downloads.file_server import serving, wait
from tests.pages.dashboard import PATIENCE, act, assert_sound, button, said, told, visit
from tests.pages.test_what import sent
from tests.reading.keras_weights import weights_file

NAME, SHIPPED = "mobilenet-v2", "efficientnet-lite0"
WAITING = "**MobileNetV2** is not downloaded yet. Until it is, EfficientNet-Lite0 answers."
PAGES = ("what", "why")
Memory = namedtuple("Memory", "available")
ONE_AT_A_TIME = threading.Lock()


class InThisProcess:
    """Workers whose tasks run here, so that they see the test's own folder."""

    def prediction(self, network, x):
        with ONE_AT_A_TIME:
            return tasks.prediction(network.digest, network.data, x)

    def stop(self, run):
        """There are no runs."""

    def explanation(self, network, x, asked):
        with ONE_AT_A_TIME:
            return tasks.explanation(network.digest, network.data, x, asked)


@pytest.fixture(scope="module")
def body():
    return weights_file(ARCHITECTURES[NAME]())


@pytest.fixture(scope="module")
def shipped():
    """EfficientNet-Lite0 comes with the program, so one for all tests hides no download."""
    return models.load_pretrained(SHIPPED)


@pytest.fixture(autouse=True)
def server(body, shipped, tmp_path, monkeypatch):
    """Keras's folder is empty, and MobileNetV2 comes from a server on this machine, which stops half-way."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    none = shared_downloads.SharedDownloads()
    monkeypatch.setattr(shared_downloads, "downloads", lambda: none)
    monkeypatch.setattr(worker_processes, "workers", InThisProcess)
    kept = KeptNetworks()
    kept.load(photo_networks.FILES[SHIPPED].digest, 0, lambda: shipped)
    monkeypatch.setattr(tasks, "_models", kept)
    for name in ("layer_outputs", "explaining"):
        tasks.keras_module(name)  # before threads do
    monkeypatch.setattr(photo_answers, "_guesses", type(photo_answers._guesses)())
    with serving(body) as running:
        comes_from(running, monkeypatch, "slow")
        yield running


def comes_from(server, monkeypatch, way):
    file = server.file(title="MobileNetV2", address=f"{server.address}/{way}/mobile.h5")
    monkeypatch.setitem(PHOTO_NETWORKS, NAME, replace(PHOTO_NETWORKS[NAME], weights=file))


@pytest.fixture(autouse=True)
def here():
    """A visitor at the machine itself; AppTest's has no address at all."""
    with (
        patch.object(ContextProxy, "ip_address", PropertyMock(return_value=None)),
        patch.object(ContextProxy, "headers", PropertyMock(return_value={"Host": "localhost:8501"})),
    ):
        yield


def answered(at, part=lambda message: message["answer"]):
    """Run the page until the network has answered, and return its names."""
    end = time.monotonic() + PATIENCE
    while part(told(at, "what-photo")) is None:
        assert time.monotonic() < end, "The network has not answered."
        time.sleep(0.1)
        at.run()
    assert_sound(at)
    return [one["name"] for one in part(told(at, "what-photo"))["names"]]


def names_of(name, x):
    """Return the best names of an input as the network itself gives them."""
    probabilities = InThisProcess().prediction(photo_networks.FILES[name], x)
    return [guess.name for guess in photos.best(probabilities, ARCHITECTURES[name]().classes)]


def names_by(name):
    """Return the best names of the cat as the network itself gives them."""
    preparation = ARCHITECTURES[name]().preparation
    return names_of(name, photos.prepared(images.sample_images()["cat"](), preparation).x)


def download():
    return shared_downloads.last(PHOTO_NETWORKS[NAME].weights)


def starts(at):
    return [one for one in at.button if one.label.startswith("Download it")]


def choose(at, page, name=NAME):
    at.selectbox(key=f"{page}-photo-network").set_value(name).run()
    assert_sound(at)
    return at


@pytest.mark.parametrize("page", PAGES)
def test_each_network_is_offered_with_its_size(page, body):
    at = visit(page)
    labels = at.selectbox(key=f"{page}-photo-network").options
    assert labels == [
        "EfficientNet-Lite0",
        f"MobileNetV2, {len(body) / 1e6:.1f} MB",
        "DenseNet121, 33.2 MB",
        "ResNet50, 103 MB",
        "VGG16, 553 MB",
    ]
    assert starts(at) == []
    choose(at, page)
    assert at.query_params["photo_network"] == NAME
    assert [one.label for one in starts(at)] == [f"Download it: {len(body) / 1e6:.1f} MB"]
    assert WAITING in said(at)
    choose(at, page, SHIPPED)
    assert "photo_network" not in at.query_params
    assert starts(at) == []


def test_until_it_is_here_the_network_before_answers():
    at = visit("what", photo_network=NAME)
    assert answered(at) == names_by(SHIPPED)


@pytest.mark.parametrize("page", PAGES)
def test_the_download_is_watched_and_then_the_network_is_used(page, server):
    at = visit(page, photo_network=NAME)
    starts(at)[0].click().run()
    assert_sound(at)
    wait(lambda: download().received > 0)
    at.run()
    assert 0 < at.progress[0].value < 100
    assert at.progress[0].text.endswith(f" of {len(server.body) / 1e6:.1f} MB")
    assert len(visit(page, photo_network=NAME).progress) == 1  # others see it, too
    server.held.set()
    download().wait(30)
    assert download().error == ""
    at.run()
    at.run()
    assert_sound(at)
    assert (len(at.progress), starts(at)) == (0, [])
    if page == "what":
        assert answered(at) == names_by(NAME) != names_by(SHIPPED)


def test_the_map_is_that_of_the_downloaded_network(server, monkeypatch):
    PHOTO_NETWORKS[NAME].weights.place.parent.mkdir()
    PHOTO_NETWORKS[NAME].weights.place.write_bytes(server.body)
    at = visit("why", photo_network=NAME, image="cat", why_class="5")
    end = time.monotonic() + PATIENCE
    while told(at, "why-stage")["maps"][0]["picture"] is None:
        assert time.monotonic() < end
        time.sleep(0.1)
        at.run()
    assert_sound(at)
    options = at.selectbox(key="why-layer").options
    assert options[0] == "out_relu, 7 × 7"


@pytest.mark.parametrize("here", [True, False])
def test_the_code_to_take_home_downloads_what_is_not_there(server, monkeypatch, here):
    comes_from(server, monkeypatch, "whole")
    if here:
        PHOTO_NETWORKS[NAME].weights.place.parent.mkdir()
        PHOTO_NETWORKS[NAME].weights.place.write_bytes(server.body)
    code = export.what_code(Pipeline().replace(image={"name": "cat"}), NAME)
    with redirect_stdout(StringIO()) as printed:
        exec(code, {})
    assert [line.split(maxsplit=1)[1] for line in printed.getvalue().splitlines()[1:]] == names_by(NAME)
    assert server.asked == ([] if here else ["whole 0"])
    explained = export.why_code(Pipeline(), Asked("grad_cam", 5), name=NAME)
    assert explained.count(f'downloads.fetch(reading.PHOTO_NETWORKS["{NAME}"].weights)') == 1
    assert "from cnnviz import attribution, downloads, images" in explained


def test_cancelled_it_leaves_nothing_and_is_offered_again(server, tmp_path):
    at = visit("what", photo_network=NAME)
    starts(at)[0].click().run()
    wait(lambda: download().received > 0)
    at.run()
    button(at, "Cancel").click().run()
    at.run()
    assert_sound(at)
    assert (download().state, len(at.progress), len(starts(at))) == ("cancelled", 0, 1)
    server.held.set()
    download().wait(30)
    assert [path.name for path in tmp_path.rglob("*.*") if path.suffix != ".lock"] == []


def test_without_a_network_connection_it_is_one_sentence_and_the_network_before_answers(server):
    at = visit("what", photo_network=NAME)
    expected = answered(at)
    server.shutdown()
    server.server_close()
    starts(at)[0].click().run()
    download().wait(30)
    at.run()
    assert_sound(at)
    (error,) = at.error
    assert error.value.startswith("MobileNetV2 could not be downloaded: the server does not answer. Check")
    assert len(starts(at)) == 1
    assert answered(at) == expected == names_by(SHIPPED)


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_elsewhere_starts_no_download(page):
    with patch.object(ContextProxy, "ip_address", PropertyMock(return_value="192.0.2.7")):
        at = visit(page, photo_network=NAME)
        assert_sound(at)
        assert [text for text in said(at) if "Only someone at the computer that runs the dashboard" in text]
        assert starts(at) == []
        shared_downloads.start(PHOTO_NETWORKS[NAME].weights)
        assert download() is None


def test_too_little_memory_is_said_before_the_download(monkeypatch):
    monkeypatch.setattr(psutil, "virtual_memory", lambda: Memory(10**9))
    at = choose(visit("what"), "what", "vgg16")
    assert [one.value for one in at.warning] == [
        "This network needs 2.2 GB of memory, but only 1.0 GB is free. "
        "Close other programs, or choose a smaller network."
    ]
    assert len(choose(at, "what").warning) == 0


def test_the_network_before_is_the_last_one_that_is_here(server):
    PHOTO_NETWORKS[NAME].weights.place.parent.mkdir()
    PHOTO_NETWORKS[NAME].weights.place.write_bytes(server.body)
    at = visit("what", photo_network=NAME)
    expected = answered(at)
    choose(at, "what", "vgg16")
    assert [text for text in said(at) if "Until it is, MobileNetV2 answers" in text]
    assert answered(at) == expected
    PHOTO_NETWORKS[NAME].weights.place.write_bytes(server.body[:-1] + b"?")  # damaged meanwhile
    at.run()
    assert [text for text in said(at) if "Until it is, EfficientNet-Lite0 answers" in text]


def test_a_frame_of_the_camera_is_named_by_the_network_in_use(server):
    PHOTO_NETWORKS[NAME].weights.place.parent.mkdir()
    PHOTO_NETWORKS[NAME].weights.place.write_bytes(server.body)
    frame = np.random.default_rng(3).integers(0, 256, (224, 224, 3), np.uint8)
    at = act(visit("what", photo_network=NAME), "what-photo", "frame", [1, sent(frame)])
    found = answered(at, lambda message: message["camera"] and message["camera"]["answer"])
    assert found == names_of(NAME, ARCHITECTURES[NAME]().preparation.scaled(frame))
