"""Inside the photo network: its maps and the numbers behind a number are those that Keras computes."""

from contextlib import redirect_stdout
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnviz import export, images, layer_outputs, models, photos, reading
from cnnviz.colours import MAP_STEPS
from cnnviz.errors import WorkerError
from cnnviz.figures import map_colours
from cnnviz.lessons.shown_maps import contrasts
from cnnviz.network.repeated_blocks import repeated_blocks
from cnnviz.pipeline import Pipeline
from cnnviz.ui.components.network_strips import TILE
from cnnviz.ui.session import network_maps, worker_processes
from cnnviz.ui.session.background_answers import Answers
from tests.pages.dashboard import SENT, act, assert_sound, awaited, said, told, visit

WHOLE, MAPS = "inside-whole", "inside-maps"
CLOSE: Any = {"rtol": 1e-3, "atol": 1e-4}
HEAD = 16


@cache
def network():
    return reading.pretrained(reading.PHOTOS)


@cache
def outputs(sample="cat"):
    """Return every layer's output for a sample by Keras, and the input."""
    x = photos.prepared(images.sample_images()[sample](), network()[0].preparation).x
    return layer_outputs.of(models.load_pretrained(reading.PHOTOS), x) | {"input": x}


def numbers(address, shape):
    return np.frombuffer(SENT[address][HEAD:], "<f4").reshape(shape)


def assert_has_colours(address, values, limit):
    """Assert that a picture shows these values, (height, width), to within a level."""
    with Image.open(BytesIO(SENT[address])) as picture:
        shown = np.asarray(picture.convert("RGBA"))[: values.shape[0], : values.shape[1], :3].astype(int)
    table, levels = map_colours.table("layer").astype(int), map_colours.levels(values, limit).astype(int)
    near = [np.abs(table[np.clip(levels + n, 0, 2 * MAP_STEPS)] - shown).max(-1) for n in (-1, 0, 1)]
    assert np.min(near, axis=0).max() == 0


def opened(**link):
    return awaited(visit("photo_network", **link))


def sheet(at):
    """Return the message about a layer's maps, and the maps themselves, (n, rows, columns)."""
    message = told(at, MAPS)
    maps = message["maps"]
    return message, numbers(maps["numbers"], (len(maps["channels"]), maps["rows"], maps["columns"]))


def test_the_whole_network_stands_from_the_photo_to_the_name():
    message = told(opened(), WHOLE)
    blocks = repeated_blocks(network()[0])[:-1]
    assert [(one["count"], tuple(one["shape"])) for one in message["strips"]] == [
        (block.count, block.shape) for block in blocks
    ]
    for one, block in zip(message["strips"], blocks, strict=True):
        output = outputs()[block.output]
        assert one["maps"]["scale"] * one["maps"]["width"] <= TILE
        if output.ndim == 3:
            best = np.argsort(-contrasts(output), kind="stable")[:5]
            assert [f"Map {n}:" in text for n, text in zip(best, one["maps"]["said"], strict=True)] == [
                True
            ] * 5
    small = message["strips"][-3]  # 7x7, shown as it is
    output = outputs()[blocks[-3].output]
    best = np.argsort(-contrasts(output), kind="stable")[:5]
    limit = map_colours.reach(output[..., best], "layer")
    assert_has_colours(small["maps"]["sheet"]["src"], output[..., best[0]], limit)
    guesses = photos.best(outputs()["dense"], network()[0].classes)
    assert [one["name"] for one in message["names"]] == [one.name for one in guesses]
    shares = [one["share"] for one in message["names"]]
    np.testing.assert_allclose(shares, [one.probability for one in guesses], **CLOSE)


def test_before_the_network_has_answered_its_blocks_are_drawn(monkeypatch):
    def lost(*_):
        raise WorkerError("The worker is gone.")

    monkeypatch.setattr(worker_processes.workers(), "shown_maps", lost, raising=False)
    monkeypatch.setattr(network_maps, "_shown", Answers())
    message = told(opened(image="flower"), WHOLE)
    assert [one["maps"] for one in message["strips"]] == [None] * 10
    assert (message["said"], message["names"]) == ("The worker is gone.", [])


@pytest.mark.parametrize("order", ["contrast", "channels"])
def test_a_sheet_has_the_layer_s_maps(order):
    layer = "block4_depthwise_conv"
    at = opened(inside="layer", inside_layer=layer, inside_order=order, inside_sheet="1")
    message, maps = sheet(at)
    output = outputs()[layer]
    n = output.shape[2]
    expected = np.argsort(-contrasts(output), kind="stable") if order == "contrast" else np.arange(n)
    if order == "channels":
        assert message["maps"]["channels"] == expected[20:40].tolist()
    else:  # equal numbers may round differently in another process
        np.testing.assert_allclose(
            contrasts(output)[message["maps"]["channels"]], contrasts(output)[expected[20:40]], **CLOSE
        )
    np.testing.assert_allclose(maps, np.moveaxis(output[..., message["maps"]["channels"]], -1, 0), **CLOSE)
    assert at.selectbox(key="inside-sheet").value == 1


def test_dead_maps_come_last_and_have_a_scale():
    layer = next(
        name
        for name, output in outputs().items()
        if output.ndim == 3 and name != "input" and (contrasts(output) == 0).any()
    )
    last = -(-outputs()[layer].shape[2] // 20) - 1
    message, maps = sheet(opened(inside="layer", inside_layer=layer, inside_sheet=str(last)))
    assert np.ptp(maps[-1]) == 0
    assert message["maps"]["limit"] > 0


@pytest.mark.parametrize(
    ("layer", "channel", "row", "column"),
    [
        ("stem_conv", 3, 0, 111),
        ("stem_relu", 8, 50, 60),
        ("block1_depthwise_norm", 5, 0, 0),
        ("block6_depthwise_conv", 19, 13, 0),
        ("block9_project_norm", 7, 6, 8),
        ("block11_add", 11, 3, 3),
        ("head_relu", 2, 6, 6),
    ],
)
def test_an_opened_number_is_keras_s(layer, channel, row, column):
    link = {"inside": "layer", "inside_layer": layer, "inside_order": "channels"}
    at = opened(**link, inside_unit=f"{layer}-{channel}-{row}-{column}")
    message, maps = sheet(at)
    given = message["opened"]
    assert message["unit"] == [channel, row, column]
    value = maps[message["maps"]["channels"].index(channel), row, column]
    np.testing.assert_allclose(value, outputs()[layer][row, column, channel], **CLOSE)
    for source in given["sources"]:
        output = outputs()[source["name"]]
        shape = (len(source["rows"]), len(source["columns"]), len(source["channels"]))
        window = np.zeros(shape, np.float32)
        for r, c in np.ndindex(shape[:2]):
            if source["rows"][r] is not None and source["columns"][c] is not None:
                window[r, c] = output[source["rows"][r], source["columns"][c], source["channels"]]
        np.testing.assert_allclose(source["values"], window.ravel(), **CLOSE)
    assert sum(len(source["values"]) for source in given["sources"]) < 3000


def test_a_click_opens_a_number_and_another_layer_closes_it():
    at = opened(inside="layer")
    layer = told(at, MAPS)["maps"]["layer"]
    assert layer == "stem_conv"
    channel = told(at, MAPS)["maps"]["channels"][2]
    awaited(act(at, MAPS, "unit", [channel, 4, 5]))
    assert at.query_params["inside_unit"] == f"stem_conv-{channel}-4-5"
    for made_up in ([99, 0, 0], [channel, 112, 0], [channel, -1, 0], [channel], ["a", 0, 0], 5, None):
        act(at, MAPS, "unit", made_up)
        assert_sound(at)
        assert told(at, MAPS)["unit"] == [channel, 4, 5]
    act(at, MAPS, "unit", [])
    assert "inside_unit" not in at.query_params
    awaited(act(at, MAPS, "unit", [channel, 4, 5]))
    at.selectbox(key="inside-layer").set_value("block1_project_conv").run()
    assert told(awaited(at), MAPS)["unit"] is None


def test_a_strip_opens_its_layer():
    at = opened()
    act(at, WHOLE, "picked", ["block8_add"])
    awaited(at)
    assert told(at, MAPS)["maps"]["layer"] == "block8_add"
    assert at.query_params["inside"] == "layer"
    assert at.selectbox(key="inside-layer").value == "block8_add"


def test_another_photo_has_other_maps():
    at = opened()
    before = [one["maps"]["sheet"]["src"] for one in told(at, WHOLE)["strips"]]
    at.segmented_control(key="inside-sample").set_value("cup").run()
    after = [one["maps"]["sheet"]["src"] for one in told(awaited(at), WHOLE)["strips"]]
    assert not set(before) & set(after)
    assert told(at, WHOLE)["names"][0]["name"] == "espresso"


def test_a_layer_that_the_network_does_not_have_is_its_first():
    at = opened(inside="layer", inside_layer="pool5", inside_unit="pool5-0-0-0", inside_sheet="999")
    message, _ = sheet(at)
    assert (message["maps"]["layer"], message["unit"]) == ("stem_conv", None)
    assert len(message["maps"]["channels"]) == 12  # the second of two sheets, of 32 maps


@pytest.mark.parametrize("layer", ["", "block3_depthwise_norm"])
def test_the_program_computes_the_same_maps(layer):
    names: dict[str, Any] = {}
    code = export.photo_network_code(Pipeline().replace(image={"name": "cat"}), layer=layer)
    with redirect_stdout(StringIO()) as printed:
        exec(code, names)
    found = {layer: names["maps"]} if layer else names["outputs"]
    assert len(found) == (1 if layer else 11)
    for name, output in found.items():
        np.testing.assert_allclose(output, outputs()[name], **CLOSE)
    assert (layer or "3 x block8_add (14, 14, 80)") in code + printed.getvalue()


@pytest.mark.parametrize(
    "link", [{}, {"inside": "layer", "inside_layer": "head_conv", "inside_order": "channels"}]
)
def test_the_numbers_can_be_taken_home(link):
    at = awaited(visit("photo_network", {"take-home": True}, **link))
    at.run()
    offer = at.session_state["take home offer"]
    assert offer.picture is not None
    with np.load(BytesIO(offer.numbers)) as loaded:
        np.testing.assert_allclose(loaded["photo"], outputs()["input"], rtol=1e-6)
        channels = loaded["head_conv_channels" if link else "head_relu_channels"].astype(int)
        values = loaded["head_conv" if link else "head_relu"]
    np.testing.assert_allclose(
        values, outputs()["head_conv" if link else "head_relu"][..., channels], **CLOSE
    )
    buttons: list[Any] = list(at.get("download_button"))
    assert "The numbers, for NumPy" in [one.label for one in buttons]


def test_what_the_page_says_fits_the_network():
    at = opened()
    assert any("The words" in one.label for one in at.expander)
    assert any("Early layers" in text for text in said(at))
