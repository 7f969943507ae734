"""The data: what the page shows is what the arrays hold; which data, and how to get them, for whom."""

import io
import threading
from contextlib import redirect_stdout
from typing import Any
from unittest.mock import PropertyMock, patch

import keras
import numpy as np
import plotly.io
import pytest
from streamlit.runtime.context import ContextProxy

from cnnviz import export, mnist
from cnnviz.data_sets import mean_and_spread
from cnnviz.errors import DataError
from cnnviz.mnist import Digits, published
from cnnviz.ui.session import complete_mnist, shared_downloads, visitor_place
from tests.downloads.file_server import serving, wait
from tests.mnist.test_mnist import small_file, some
from tests.pages.dashboard import SENT, act, assert_sound, button, said, stage, told, values, visit


@pytest.fixture(autouse=True)
def nothing_got(tmp_path, monkeypatch):
    """No complete MNIST on this machine, and none remembered."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.delenv("CNNVIZ_MNIST", raising=False)
    fresh = complete_mnist.SharedMnist()
    monkeypatch.setattr(complete_mnist, "shared", lambda: fresh)
    none = shared_downloads.SharedDownloads()
    monkeypatch.setattr(shared_downloads, "downloads", lambda: none)


@pytest.fixture(autouse=True)
def here():
    """A visitor at the machine itself; AppTest's has no address at all."""
    with (
        patch.object(ContextProxy, "ip_address", PropertyMock(return_value=None)),
        patch.object(ContextProxy, "headers", PropertyMock(return_value={"Host": "localhost:8501"})),
    ):
        yield


@pytest.fixture
def elsewhere(here):
    """A visitor who sits at another machine."""
    with patch.object(ContextProxy, "ip_address", PropertyMock(return_value="192.0.2.7")):
        yield


def shapes(at):
    (text,) = [one for one in said(at) if "`x_train`" in one]
    return text


def run(code):
    names: dict[str, Any] = {}
    with redirect_stdout(io.StringIO()):
        exec(code, names)
    return names


# --- what is shown


def test_samples_are_of_their_class_and_one_is_shown_in_all_its_numbers():
    digits = mnist.load()
    at = visit("data")
    assert_sound(at)
    assert shapes(at) == (
        "x holds the pictures, y their labels: "
        "`x_train` **(4000, 28, 28)** uint8 · `y_train` **(4000,)** uint8 · "
        "`x_test` **(1000, 28, 28)** uint8 · `y_test` **(1000,)** uint8"
    )
    sheet = told(at, "data-samples")
    assert sheet["rowNames"] == [str(n) for n in range(10)]
    places = [[cell["name"] for cell in row] for row in sheet["rows"]]
    assert places[3][:2] == ["A 3: x_train[1200]", "A 3: x_train[1201]"]
    assert len(SENT[sheet["sheet"]["src"]]) > 5000

    act(at, "data-samples", "picked", [3, 1])
    assert_sound(at)
    assert at.query_params["sample"] == "1201"
    (table,) = stage(at, "data-digit")
    np.testing.assert_array_equal(table["rows"], digits.x_train[1201])
    assert (table["label"], table["limit"]) == ("x_train[1201]", 255)
    assert table["detail"].startswith("label y_train[1201] = 3 · (28, 28) uint8, 0 … ")
    assert told(at, "data-samples")["chosen"] == [3, 1]

    button(at, "Other samples").click().run()
    assert at.query_params["sheet"] == "1"
    assert told(at, "data-samples")["rows"][3][0]["name"] == "A 3: x_train[1210]"
    assert stage(at, "data-digit")[0]["label"] == "x_train[10]"


def test_mean_and_spread_are_those_of_all_training_digits():
    digits = mnist.load()
    at = visit("data", data_view="mean")
    assert_sound(at)
    means, spreads = stage(at, "data-mean"), stage(at, "data-spread")
    assert len(means) == len(spreads) == 10
    most = max(digits.x_train[digits.y_train == n].std(axis=0).max() for n in range(10))
    assert any(f"brightest colour stands for {most:.3g} of 255" in text for text in said(at))
    for n in (0, 7):
        mine = digits.x_train[digits.y_train == n]
        np.testing.assert_allclose(means[n]["pixels"][..., 0], mine.mean(axis=0), atol=0.51)
        shown = values(spreads[n] | {"limit": most})
        np.testing.assert_allclose(shown, mine.std(axis=0), atol=most / 100)


def test_the_split_is_counted():
    at = visit("data", data_view="split")
    assert_sound(at)
    assert [one.value for one in at.metric] == ["4,000", "1,000", "20 %"]
    figure = plotly.io.from_json(at.get("plotly_chart")[0].proto.spec)
    assert [trace.name for trace in figure.data] == ["training pictures", "test pictures"]
    assert [list(trace.y) for trace in figure.data] == [[400] * 10, [100] * 10]


def test_what_a_network_takes_is_what_keras_makes_of_it():
    digits = mnist.load()
    at = visit("data", data_view="network", sample="1201")
    assert_sound(at)
    texts = said(at)
    assert any("**(4000, 28, 28) → (4000, 28, 28, 1)**" in one for one in texts)
    assert any("**(4000,) → (4000, 10)**" in one for one in texts)
    assert any(
        "first 10 labels are all 0. Here is one of every 400: [0 1 2 3 4 5 6 7 8 9]." in one for one in texts
    )
    before, after = (np.array(one["rows"]) for one in stage(at, "data-scale"))
    windows = np.lib.stride_tricks.sliding_window_view(digits.x_train[1201], (5, 5)).reshape(-1, 5, 5)
    assert (windows == before).all(axis=(1, 2)).any()
    np.testing.assert_array_equal(after, before.astype(np.float32) / np.float32(255))
    blocks = [one.value for one in at.code]
    assert f"{keras.utils.to_categorical(np.array([3]), 10)[0]}" in blocks[1]
    assert blocks[0].startswith(f"{before[0].astype(np.uint8)}  →  [[")


def test_the_code_on_the_page_gives_what_the_page_shows():
    at = visit("data")
    (code,) = [one.value for one in at.code if "import" in one.value]
    names = run(code)
    assert names["x_train"].shape == (4000, 28, 28, 1)
    assert names["y_test"].shape == (1000, 10)
    np.testing.assert_array_equal(names["x_train"], mnist.encode(mnist.load().x_train))
    means, spreads = mean_and_spread(mnist.load().x_train, mnist.load().y_train, 10)
    np.testing.assert_allclose(names["means"], means, rtol=1e-5)
    np.testing.assert_allclose(names["spreads"], spreads, rtol=1e-5)


def test_the_code_of_the_complete_data_gets_them_as_the_program_does(tmp_path):
    mnist.cache_file().parent.mkdir(parents=True)
    small_file(mnist.cache_file())
    names = run(export.data_code(str(mnist.cache_file())))
    np.testing.assert_array_equal(names["data"].x_test, some().x_test)
    assert str(tmp_path) not in export.data_code(str(tmp_path / "mine.npz"))


# --- which data


def test_what_is_wished_for_and_not_there_is_said_and_the_bundled_ones_stand_in():
    at = visit("data", data="complete")
    assert_sound(at)
    (info,) = [one.value for one in at.info]
    assert info == (
        "The complete MNIST is not on this machine yet. Until then, the pages show the bundled digits."
    )
    assert "(4000, 28, 28)" in shapes(at)
    assert at.query_params["data"] == "complete"


def test_what_keras_has_kept_is_offered_at_once():
    mnist.cache_file().parent.mkdir(parents=True)
    small_file(mnist.cache_file())
    at = visit("data", data_view="source")
    assert_sound(at)
    assert at.success[0].value.startswith(
        "A data set in MNIST's layout is here: 200 training digits, 50 test digits."
    )
    button(at, "Use it").click().run()
    assert at.query_params["data"] == "complete"
    assert "`x_train` **(200, 28, 28)**" in shapes(at)
    assert button(at, "Use it").disabled


def test_the_environments_file_is_used_and_a_bad_one_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("CNNVIZ_MNIST", str(small_file(tmp_path / "mine.npz")))
    assert "(200, 28, 28)" in shapes(visit("data", data="complete"))
    (tmp_path / "mine.npz").write_bytes(b"junk")
    for view in ("samples", "mean", "source"):
        at = visit("data", data="complete", data_view=view)
        assert_sound(at)
        assert "The file 'mine.npz' cannot be read as MNIST." in at.info[0].value
        assert "(4000, 28, 28)" in shapes(at)


def test_a_file_without_some_classes_is_shown_as_far_as_it_goes(tmp_path):
    images = some().x_train
    digits = Digits(images, np.full(200, 3, np.uint8), images[:1], np.array([9], np.uint8))
    np.savez(tmp_path / "threes.npz", **digits.arrays)
    at = visit("data", data_view="source")
    at.text_input(key="data-path").set_value(str(tmp_path / "threes.npz")).run()
    for view in ("samples", "mean", "split", "network"):
        at.segmented_control(key="data-data_view").set_value(view).run()
        assert_sound(at)
        assert len(at.info) == 0
        if view == "mean":
            assert [item["label"] for item in stage(at, "data-mean")] == ["3"]


def test_a_path_is_taken_for_all_visitors_and_used_by_the_one_who_named_it(tmp_path):
    path = small_file(tmp_path / "mine.npz")
    at, other = visit("data", data_view="source"), visit("data", data_view="source")
    at.text_input(key="data-path").set_value(f' "{path}" ').run()
    assert_sound(at)
    assert len(at.error) == 0
    assert at.query_params["data"] == "complete"
    assert "(200, 28, 28)" in shapes(at)
    assert "data" not in other.run().query_params
    assert "(4000, 28, 28)" in shapes(other)
    assert other.success[0].value.startswith("A data set in MNIST's layout is here")


@pytest.mark.parametrize("text", ["/nowhere/mnist.npz", "~nobody/mnist.npz", "/dev/zero", "a\0b", "x" * 5000])
def test_a_path_that_leads_nowhere_is_said_and_what_was_there_stays(tmp_path, text):
    at = visit("data", data_view="source")
    at.text_input(key="data-path").set_value(str(small_file(tmp_path / "mine.npz"))).run()
    at.text_input(key="data-path").set_value(text).run()
    assert_sound(at)
    assert len(at.error) == 1
    assert "(200, 28, 28)" in shapes(at)


def test_a_named_file_that_is_gone_makes_way_for_kerass_own(tmp_path):
    complete_mnist.shared().named = tmp_path / "gone.npz"
    assert complete_mnist.path() is None
    mnist.cache_file().parent.mkdir(parents=True)
    small_file(mnist.cache_file())
    assert complete_mnist.path() == mnist.cache_file()


def test_a_visitor_elsewhere_names_no_path_and_starts_no_download(elsewhere, tmp_path):
    at = visit("data", data_view="source")
    assert_sound(at)
    assert at.info[0].value.startswith("Only someone at the computer that runs the dashboard can get it")
    assert len(at.text_input) == 0
    assert [one.label for one in at.button if "Download" in one.label] == []
    with pytest.raises(DataError, match="Only someone at the computer"):
        complete_mnist.use(str(small_file(tmp_path / "mine.npz")))
    shared_downloads.start(published.PUBLISHED)
    assert shared_downloads.last(published.PUBLISHED) is None
    mnist.cache_file().parent.mkdir(parents=True)
    small_file(mnist.cache_file())
    at.run()
    assert at.success[0].value.endswith("50 test digits.")  # and not where it lies
    button(at, "Use it").click().run()
    assert "(200, 28, 28)" in shapes(at)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        ({"Host": "localhost:8501"}, True),
        ({"Host": "127.0.0.1:8501"}, True),
        ({"Host": "[::1]:8501"}, True),
        ({"Host": "[::1]"}, True),
        ({"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
        ({"Host": "lecture.example:8501"}, False),
        ({"Host": "localhost.example"}, False),
        ({"Host": "[::1"}, False),
        ({"Host": "localhost:8501", "Origin": "https://lecture.example"}, False),
        ({"Host": "localhost:8501", "Origin": "null"}, False),
        ({"Host": "localhost:8501", "X-Forwarded-For": "192.0.2.7"}, False),
        ({"Host": "localhost", "Via": "1.1 proxy"}, False),
    ],
)
def test_who_comes_through_another_sits_elsewhere(headers, expected):
    with (
        patch.object(ContextProxy, "ip_address", PropertyMock(return_value=None)),
        patch.object(ContextProxy, "headers", PropertyMock(return_value=headers)),
    ):
        assert visitor_place.at_the_machine() is expected


# --- the download


@pytest.fixture
def server(tmp_path):
    with serving(small_file(tmp_path / "served.npz").read_bytes()) as running:
        yield running


def mnist_on(server, way):
    """Return Keras's file, were it this server's."""
    return server.file(address=f"{server.address}/{way}/mnist.npz", folder="datasets", title="MNIST")


@pytest.fixture
def slow(server, monkeypatch):
    """Keras's file comes from a server on this machine, which falls silent in the middle."""
    monkeypatch.setattr(published, "PUBLISHED", mnist_on(server, "slow"))
    return server


def test_the_download_is_watched_and_its_data_are_used(slow):
    at = visit("data", data_view="source")
    (start,) = [one for one in at.button if one.label.startswith("Download it")]
    size = f"{len(slow.body) / 1e6:.1f} MB"
    assert start.label == f"Download it: {size}"
    start.click().run()
    assert_sound(at)
    download = shared_downloads.last(published.PUBLISHED)
    wait(lambda: download.received > 0)
    at.run()
    assert at.progress[0].text.startswith("Downloading: ")
    assert at.progress[0].text.endswith(f" of {size}")
    assert 0 < at.progress[0].value < 100
    other = visit("data", data_view="source")  # sees it as well
    assert len(other.progress) == 1
    slow.held.set()
    download.wait(30)
    at.run()
    at.run()
    assert_sound(at)
    assert at.query_params["data"] == "complete"
    assert "(200, 28, 28)" in shapes(at)
    assert "data" not in other.run().query_params


def test_the_download_is_called_off_and_begun_again(slow):
    at = visit("data", data_view="source")
    next(one for one in at.button if one.label.startswith("Download it")).click().run()
    first = shared_downloads.last(published.PUBLISHED)
    wait(lambda: first.received > 0)
    at.run()
    button(at, "Cancel").click().run()
    at.run()
    assert_sound(at)
    assert (first.state, len(at.progress)) == ("cancelled", 0)
    slow.held.set()
    first.wait(30)
    assert not mnist.cache_file().exists()
    next(one for one in at.button if one.label.startswith("Download it")).click().run()
    shared_downloads.last(published.PUBLISHED).wait(30)
    assert mnist.cache_file().exists()


def test_a_download_without_a_network_ends_in_a_sentence(server, monkeypatch):
    monkeypatch.setattr(published, "PUBLISHED", mnist_on(server, "whole"))
    server.shutdown()
    server.server_close()
    at = visit("data", data_view="source")
    next(one for one in at.button if one.label.startswith("Download it")).click().run()
    shared_downloads.last(published.PUBLISHED).wait(30)
    at.run()
    assert_sound(at)
    assert "Check the network" in at.error[0].value
    assert threading.active_count() < 200
    assert any(one.label.startswith("Download it") for one in at.button)
