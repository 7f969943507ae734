"""Inside the photo network with random weights: what Keras computes with them, and that it is said."""

from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from types import SimpleNamespace
from typing import Any

import numpy as np
import psutil
import pytest

from cnnviz import export, images, models, photos, reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.errors import WorkerError
from cnnviz.lessons.shown_maps import contrasts
from cnnviz.network.repeated_blocks import repeated_blocks
from cnnviz.pipeline import Pipeline
from cnnviz.reading import RUNNABLE
from cnnviz.ui.session import worker_processes
from cnnviz.with_keras.layer_outputs import of_at_once
from cnnviz.workers import tasks
from cnnviz.workers.kept_networks import KeptNetworks
from tests.pages.dashboard import assert_sound, awaited, said, told, visit
from tests.pages.test_photo_network import CLOSE, MAPS, WHOLE, sheet

NAME = "googlenet"


@pytest.fixture(autouse=True)
def nothing_downloaded(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))


@cache
def outputs():
    """Return every layer's output for the cat by Keras with the random weights, and the input."""
    network, weights = reading.untrained(NAME)
    x = photos.prepared(images.sample_images()["cat"](), network.preparation).x
    return of_at_once(models.build(network, weights), x) | {"input": x}


def test_the_maps_are_keras_s_and_no_name_is_claimed():
    at = awaited(visit("photo_network", image="cat", photo_network=NAME))
    message = told(at, WHOLE)
    blocks = repeated_blocks(ARCHITECTURES[NAME]())[:-1]
    for one, block in zip(message["strips"], blocks, strict=True):
        output = outputs()[block.output]
        if output.ndim == 3:
            best = np.argsort(-contrasts(output), kind="stable")[:5]
            assert [f"Map {n}:" in text for n, text in zip(best, one["maps"]["said"], strict=True)] == [
                True
            ] * 5
    assert message["names"] == []
    assert "would be guesses" in message["no_names"]
    assert (
        "**Random weights.** Keras's collection, keras.applications, has no trained weights for GoogLeNet."
        in said(at)
    )
    assert any("Every kernel holds random numbers" in text for text in said(at))
    assert any("Glorot's rule" in text for text in said(at))


@pytest.mark.parametrize(
    ("layer", "channel", "row", "column"),
    [
        ("conv1", 3, 0, 111),
        ("pool1", 8, 55, 0),
        ("norm1", 0, 20, 30),
        ("inception_4a_5x5", 5, 13, 0),
        ("inception_5b", 11, 3, 6),
    ],
)
def test_an_opened_number_is_keras_s(layer, channel, row, column):
    link = {"inside": "layer", "inside_layer": layer, "inside_order": "channels"}
    unit = f"{layer}-{channel}-{row}-{column}"
    at = awaited(visit("photo_network", image="cat", photo_network=NAME, inside_unit=unit, **link))
    message, maps = sheet(at)
    given = message["opened"]
    expected = outputs()[layer][row, column, channel]
    shown = maps[message["maps"]["channels"].index(channel), row, column]
    np.testing.assert_allclose(shown, expected, **CLOSE)
    for source in given["sources"]:
        output = outputs()[source["name"]]
        shape = (len(source["rows"]), len(source["columns"]), len(source["channels"]))
        window = np.zeros(shape, np.float32)
        for r, c in np.ndindex(shape[:2]):
            if source["rows"][r] is not None and source["columns"][c] is not None:
                window[r, c] = output[source["rows"][r], source["columns"][c], source["channels"]]
        np.testing.assert_allclose(source["values"], window.ravel(), **CLOSE)


def test_every_network_can_be_chosen():
    at = visit("photo_network")
    box = at.selectbox(key="inside-photo-network")
    assert box.options == list(RUNNABLE.values())
    assert box.value == "efficientnet-lite0"


def test_trained_weights_that_are_not_here_are_offered_beside_the_random_ones(monkeypatch):
    monkeypatch.setattr(worker_processes, "workers", NoAnswer)
    at = visit("photo_network")
    at.selectbox(key="inside-photo-network").set_value("resnet101").run()
    assert_sound(at)
    assert at.query_params["photo_network"] == "resnet101"
    waiting = "**ResNet101** is not downloaded yet. Until it is, it runs with random weights."
    assert [text for text in said(at) if waiting in text]
    assert len(told(at, WHOLE)["strips"]) == 7
    assert [one for one in at.toggle if one.key == "inside-random"] == []


def test_a_network_with_trained_weights_runs_with_random_ones_too(monkeypatch):
    monkeypatch.setattr(worker_processes, "workers", NoAnswer)
    at = visit("photo_network")
    assert "**Trained weights.** EfficientNet-Lite0 has learned from 1.28 million photos." in said(at)
    at.toggle(key="inside-random").set_value(True).run()
    assert_sound(at)
    assert at.query_params["photo_weights"] == "random"
    assert "**Random weights.** EfficientNet-Lite0 has learned nothing yet." in said(at)
    assert told(at, WHOLE)["no_names"]


class NoAnswer:
    """Workers that are gone."""

    def shown_maps(self, *_: Any) -> Any:
        raise WorkerError("The worker is gone.")

    def stop(self, run):
        """There are no runs."""


class InThisProcess(NoAnswer):
    """Workers whose tasks run here."""

    def shown_maps(self, network, x, asked):
        return tasks.shown_maps(network.digest, network.data, x, asked)


@pytest.mark.parametrize("view", ["whole", "layer"])
def test_too_little_memory_is_said_before_a_network_is_tried(view, monkeypatch):
    monkeypatch.setattr(worker_processes, "workers", InThisProcess)
    monkeypatch.setattr(tasks, "_models", KeptNetworks())
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=10**9))
    tasks.keras_module("layer_outputs")
    at = awaited(visit("photo_network", photo_network="alexnet-grouped", inside=view))
    assert told(at, WHOLE if view == "whole" else MAPS)["said"] == (
        "This network needs 1.3 GB of memory, but only 1.0 GB is free. "
        "Close other programs, or choose a smaller network."
    )


@pytest.mark.parametrize("link", [{}, {"photo_network": NAME}])
def test_an_image_of_one_pixel_has_maps_without_contrast(link):
    at = awaited(visit("photo_network", image="cat", crop="0-1-0-1", **link))
    message = told(at, WHOLE)
    assert message["said"] == ""
    assert all(one["maps"] for one in message["strips"])


@pytest.mark.parametrize("layer", ["", "conv1"])
def test_the_program_builds_the_same_network(layer):
    names: dict[str, Any] = {}
    now = Pipeline().replace(image={"name": "cat"})
    with redirect_stdout(StringIO()):
        exec(export.photo_network_code(now, NAME, layer=layer, untrained=True), names)
    found = {layer: names["maps"]} if layer else names["outputs"]
    assert len(found) == (1 if layer else 12)
    for name, output in found.items():
        np.testing.assert_allclose(output, outputs()[name], **CLOSE)


@pytest.mark.parametrize("page", ["open_network", "architectures"])
def test_a_published_network_can_be_run_from_its_pages(page):
    links = [one.proto for one in visit(page, architecture="resnet152").get("page_link")]
    (link,) = [one for one in links if one.label.startswith("Run")]
    assert link.label == "Run ResNet-152 on your photo"
    assert link.page.endswith("photo_network")
    assert "photo_network=resnet152" in link.query_string
    digits = visit(page, architecture="lenet5-published").get("page_link")
    assert not [one for one in digits if one.proto.label.startswith("Run")]
