"""Learn a kernel: what the page sends and says equals Keras, and bad input is a sentence."""

import base64
import json

import keras
import numpy as np
import pytest

from cnnviz import images, mnist
from cnnviz.figures import captions
from cnnviz.kernels import KERNELS
from cnnviz.lessons import descent
from cnnviz.pipeline import Pipeline
from tests.pages.cutouts import number, whole
from tests.pages.dashboard import (
    act,
    assert_sound,
    button,
    choose_kernel,
    chosen_kernels,
    components,
    said,
    stage,
    told,
    turn,
    visit,
)

KEY = "learn-descent"
KERAS = {
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
    "sgd": keras.optimizers.SGD,
    "adam": keras.optimizers.Adam,
}
CASES = {
    "as it comes": {"image": "smiley"},
    "all settings": {
        "image": "digit",
        "number": "77",
        "rounds": "max 2 2 emboss on grey",
        "flip": "yes",
        "optimizer": "adam",
        "rates": ["0.3", "0.01"],
        "learned_size": "5",
        "seed": "42",
    },
    "SGD, a kernel that is too large": {
        "image": "smiley",
        "optimizer": "sgd",
        "rounds": "max 2 2 gaussian blur 5x5",
    },
}
cases = pytest.mark.parametrize("link", CASES.values(), ids=CASES)


def numbers(text, kind="<f8"):
    return np.frombuffer(base64.b64decode(text), kind)


def said_of(at, start):
    """Return the one line that begins so."""
    (found,) = [line for text in said(at) for line in text.split("  \n") if line.startswith(start)]
    return found


def learned_by_keras(at, rate):
    """Return the losses and the last kernel of 300 steps of Keras, from what the link says alone."""
    now = Pipeline.from_link(at.query_params)
    x = np.rint(255 * images.channel_mean(whole(at)).astype(float)) / 255
    kernel = np.array(now.kernel.weights) / now.kernel.divisor
    kernel = kernel[::-1, ::-1] if now.filters.flip else kernel
    more = (max(kernel.shape[0], now.learn_kernel.size) - kernel.shape[0]) // 2
    height, width = x.shape
    cut = x[more : height - more, more : width - more]
    y = np.asarray(
        keras.ops.conv(cut[np.newaxis, ..., np.newaxis], kernel[..., np.newaxis, np.newaxis], 1, "valid")
    )
    y = y[0, ..., 0] + now.kernel.offset
    spreads = x.std(), y.std()
    x, y = (x - x.mean()) / spreads[0], (y - y.mean()) / spreads[1]
    more = (max(kernel.shape[0], now.learn_kernel.size) - now.learn_kernel.size) // 2
    x = x[more : height - more, more : width - more]
    layer = keras.layers.Conv2D(1, now.learn_kernel.size, dtype="float64")
    model = keras.Sequential([keras.Input((*x.shape, 1)), layer])
    layer.set_weights(
        [
            descent.random_start(now.learn_kernel.size, now.learn_kernel.seed)[:-1].reshape(
                layer.kernel.shape
            ),
            np.zeros(1),
        ]
    )
    model.compile(optimizer=KERAS[now.learn_kernel.optimizer](rate), loss="mean_squared_error")
    batch = x[np.newaxis, ..., np.newaxis], y[np.newaxis, ..., np.newaxis]
    losses = [float(model.train_on_batch(*batch)) for _ in range(300)]
    return losses, layer.get_weights()[0][..., 0, 0] * spreads[1] / spreads[0]


# --- by Keras


@cases
def test_what_is_sent_is_what_keras_learns(link):
    at = visit("learn_kernel", **link)
    assert_sound(at)
    sent = told(at, KEY)
    np.testing.assert_array_equal(
        numbers(sent["levels"], "u1"), np.rint(255 * images.channel_mean(whole(at))).ravel()
    )
    now = Pipeline.from_link(at.query_params)
    assert len(sent["runs"]) == max(1, len(now.learn_kernel.rates))
    for run in sent["runs"]:
        losses, kernel = learned_by_keras(at, float(run["rate"]))
        kernels = numbers(run["kernels"]).reshape(-1, now.learn_kernel.size, now.learn_kernel.size)
        assert len(kernels) == 301
        np.testing.assert_allclose(numbers(run["losses"])[:-1], losses, rtol=1e-3, atol=1e-6)
        np.testing.assert_allclose(kernels[-1], kernel, rtol=1e-3, atol=1e-3)


def test_what_is_set_when_a_visitor_comes_arrives_in_300_steps():
    for image in ("china", "flower", "test card", "smiley"):
        at = visit("learn_kernel", image=image)
        losses = numbers(told(at, KEY)["runs"][0]["losses"])
        assert len(losses) == 301
        assert losses[-1] < 0.01**2
        assert "determine all **10**." in said_of(at, "**Only one kernel fits.**")
    assert "For 5 × 5 it has only 9 windows and needs 26 numbers." in said_of(at, "**Only one kernel fits.**")


# --- what is said


def test_the_rates_that_can_work_are_told_with_their_numbers():
    at = visit("learn_kernel", image="smiley", rounds="max 2 2 blur")
    x = images.sample_images()["smiley"]()[..., 0].astype(float)
    patches = np.lib.stride_tricks.sliding_window_view((x - x.mean()) / x.std(), (3, 3)).reshape(25, 9)
    patches = np.column_stack([patches, np.ones(25)])
    steepest = np.linalg.eigvalsh(2 * patches.T @ patches / 25)[-1]
    line = said_of(at, "Too large a learning rate")
    assert f"its slope changes by {captions.number(steepest)} per unit." in line
    assert f"= **{captions.number(2 / steepest)}**. With momentum" in line
    assert f"**{captions.number(3.8 / steepest)}**. Adam" in line
    assert said_of(at, "The network learns from Smiley").startswith(
        "The network learns from Smiley in grey, 7 × 7 pixels. That gives **25** windows of 3 × 3 pixels."
    )


def test_a_photograph_is_shrunk_and_it_is_said():
    at = visit("learn_kernel")
    assert said_of(at, "The network learns from Temple").startswith(
        "The network learns from Temple in grey, 128 × 192 pixels. It was scaled down for this page. "
        "That gives **23,940** windows of 3 × 3 pixels."
    )
    assert told(at, KEY)["size"] == [128, 192]


def test_a_kernel_that_does_not_fit_into_the_learned_one_is_said():
    at = visit("learn_kernel", rounds="max 2 2 gaussian blur 5x5", descended="300")
    given = descent.problem(
        descent.picture(images.sample_images()["china"]()), KERNELS["gaussian blur 5x5"].array / 256
    )
    best = captions.share(given.least**0.5)
    line = said_of(at, "The network learns")
    assert f"does not fit into 3 × 3. The smallest possible error is **{best}**." in line
    assert told(at, KEY)["embedded"] is None


@pytest.mark.parametrize(
    ("link", "numbers_", "rank"),
    [
        ({"image": "smiley", "learned_size": "5"}, 26, 9),
        ({"image": "drawing"}, 10, 1),
        ({"crop": "0-5-0-5", "learned_size": "5"}, 26, 1),
    ],
)
def test_where_the_image_does_not_determine_the_kernel_two_make_one_picture(link, numbers_, rank):
    at = visit("learn_kernel", **link)
    assert_sound(at)
    line = said_of(at, f"The network looks for {numbers_ - 1} weights and a bias, {numbers_} numbers.")
    assert f"determine only **{rank}** of them. The kernel can change in **{numbers_ - rank}** ways" in line
    one, added, other = (np.array(item["rows"]) for item in stage(at, "learn-open"))
    np.testing.assert_allclose(one + added, other, atol=1e-5)
    assert np.abs(added).max() > 0.01
    sent = told(at, KEY)
    x = numbers(sent["levels"], "u1").reshape(sent["size"]) / 255
    both = [
        np.asarray(
            keras.ops.conv(x[np.newaxis, ..., np.newaxis], kernel[..., np.newaxis, np.newaxis], 1, "valid")
        )
        for kernel in (one, other)
    ]
    change = both[1] - both[0]
    np.testing.assert_allclose(change, change.mean(), atol=1e-4)  # the rest is the bias's
    bias = stage(at, "learn-open")[1]["detail"].removeprefix("bias ")
    assert number(bias) == pytest.approx(-change.mean(), rel=6e-3, abs=1e-5)


def test_a_flat_target_has_no_spread_and_it_is_said():
    at = visit("learn_kernel", image="drawing")
    assert_sound(at)
    assert "The target's feature map is the same everywhere." in said_of(at, "The network learns")
    assert told(at, KEY)["flat"]


# --- bad input


@pytest.mark.parametrize(
    ("rates", "said_first", "shown"),
    [
        (["0"], "With a learning rate of 0, every step is 0", 0),
        (["-1"], "A negative learning rate makes", 0),
        (["0.1", "-1"], "A negative learning rate makes", 1),
        (["0", "0"], "With a learning rate of 0, every step is 0", 0),
    ],
)
def test_a_rate_that_is_none_is_one_sentence(rates, said_first, shown):
    at = visit("learn_kernel", image="smiley", rates=rates)
    assert_sound(at)
    (error,) = at.error
    assert error.value.startswith(said_first)
    assert "Received" not in error.value
    assert len(told(at, KEY)["runs"]) == shown


@pytest.mark.parametrize("optimizer", descent.RULES)
def test_a_huge_rate_is_cut_and_it_is_said_why(optimizer):
    at = visit("learn_kernel", image="smiley", rates=["1000000000.0"], optimizer=optimizer, descended="300")
    assert_sound(at)
    (warning,) = at.warning
    assert warning.value.startswith("The learning rate 1e+09 is")
    assert "NaN" not in json.dumps(told(at, KEY))
    assert len(numbers(told(at, KEY)["runs"][0]["losses"])) == 1


def test_a_kernel_larger_than_the_image_is_a_sentence():
    at = visit("learn_kernel", crop="0-5-0-5", learned_size="7")
    assert_sound(at)
    (error,) = at.error
    assert error.value.startswith("The kernel spans 7 × 7 pixels, and the image has only 5 × 5.")
    assert not components(at)


# --- a visitor


def test_what_a_visitor_sets_stands_in_the_link():
    at = visit("learn_kernel", {"learn-more": True}, image="smiley")
    choose_kernel(at, "learn", "emboss")
    at.segmented_control(key="learn-optimizer").set_value("adam").run()
    at.segmented_control(key="learn-learned_size").set_value(5).run()
    at.number_input(key="learn-rate-1").set_value(0.02).run()
    assert_sound(at)
    # Beside a second rate stands the one that suits.
    assert at.query_params["rates"] == ["0.1", "0.02"]
    assert [run["rate"] for run in told(at, KEY)["runs"]] == ["0.1", "0.02"]
    at.number_input(key="learn-rate-0").set_value(0.5).run()
    assert at.query_params["rates"] == ["0.5", "0.02"]
    act(at, KEY, "step", 120)
    assert at.query_params["descended"] == "120"
    assert told(at, KEY)["step"] == 120
    button(at, "Another start").click().run()
    assert at.query_params["seed"] == "1"
    assert "descended" not in at.query_params
    now = Pipeline.from_link(at.query_params)
    assert (now.kernel, now.learn_kernel.optimizer, now.learn_kernel.size) == (KERNELS["emboss"], "adam", 5)
    at.number_input(key="learn-rate-1").set_value(None).run()
    assert at.query_params["rates"] in ("0.5", ["0.5"])
    at.number_input(key="learn-rate-0").set_value(None).run()
    assert "rates" not in at.query_params
    assert_sound(at)


def test_a_step_that_is_none_is_left_out():
    at = visit("learn_kernel", image="smiley")
    for nonsense in (-3, 301, 1e9, "7", None, [3], True):
        act(at, KEY, "step", nonsense)
        assert_sound(at)
        assert "descended" not in at.query_params


def test_the_thread_holds():
    """The kernel of the pages before is what is wanted here, and what is chosen here stays."""
    at = visit("filters", image="digit")
    choose_kernel(at, "filters", "sharpen")
    turn(at, "learn_kernel")
    sent = told(at, KEY)
    assert sent["wanted"]["weights"] == KERNELS["sharpen"].array.tolist()
    np.testing.assert_array_equal(numbers(sent["levels"], "u1").reshape(28, 28), mnist.bundled()[0][0])
    choose_kernel(at, "learn", "outline")
    turn(at, "convolution")
    assert chosen_kernels(at, "conv") == ["outline"]


def test_the_rare_controls_are_under_more():
    at = visit("learn_kernel", {"learn-more": True}, image="smiley")
    at.slider(key="learn-seed").set_value(99).run()
    assert at.query_params["seed"] == "99"
    at.number_input(key="learn-divisor").set_value(4.0).run()
    assert_sound(at)
    np.testing.assert_allclose(told(at, KEY)["wanted"]["weights"], KERNELS["sobel x"].array / 4)
