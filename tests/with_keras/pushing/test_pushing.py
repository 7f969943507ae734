"""Pushes: by hand on linear networks, by finite differences and the tape, and by what they promise."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from cnnviz import mnist, models, pushing
from cnnviz.errors import NetworkError
from cnnviz.lessons.pushes import MOST_STEPS, PushAsked, to_levels, turned_at
from cnnviz.network import Dense, Flatten, Network
from cnnviz.network.preparation import Preparation
from cnnviz.with_keras.pushing.pushed_inputs import answers, as_input, directions
from tests.with_keras.attribution.networks import SHAPE, graph, random_weights, row

#: In the middle of the range, so that neither 0 nor 255 stops a push.
GREY = np.random.default_rng(3).integers(100, 156, SHAPE) / 255


def linear(weights, bias, activation="softmax"):
    """Return the network of weighted sums of a picture (2, 3, 1); `weights` is (6, classes)."""
    first = [keras.Input((2, 3, 1)), layers.Flatten()]
    model = keras.Sequential([*first, layers.Dense(len(bias), activation)])
    model.layers[-1].set_weights([np.array(weights, np.float32), np.array(bias, np.float32)])
    return model


def tape_signs(model, x, class_index):
    """Return the signs of the gradient of cross-entropy, by the tape."""
    batch = tf.constant(np.asarray(x, np.float32)[np.newaxis])
    with tf.GradientTape() as tape:
        tape.watch(batch)
        loss = -tf.math.log(model(batch, training=False)[0, class_index])
    return np.sign(tape.gradient(loss, batch)[0].numpy())


@pytest.mark.parametrize("margin", [3.5, 10.5, 29.5])
@pytest.mark.parametrize("method", ["fgsm", "iterated_fgsm"])
def test_a_linear_network_turns_at_its_margin_over_the_sum_of_its_weights(margin, method):
    """Class 1 leads by z1 - z0 = w·x + b. A step takes |w₁| + … + |w₆| = 8 from 255 times the lead."""
    w = np.array([1, -2, 0.5, -0.5, 3, -1])
    x = np.full((2, 3, 1), 128) / 255
    bias = (8 * margin - w.sum() * 128) / 255
    model = linear(np.stack([np.zeros(6), w], axis=1), [0, bias])
    found = pushing.push(model, x, PushAsked(method))
    assert (found.first, found.other, found.turned_at) == (1, 0, int(margin) + 1)
    np.testing.assert_array_equal(found.change(7).ravel(), -7 * np.sign(w))


@pytest.mark.parametrize("ends", ["sigmoid", "softmax"])
def test_one_sigmoid_is_pushed_as_two_classes_are(ends):
    w = np.array([[1], [-2], [0.5], [-0.5], [3], [-1]], np.float32)
    one = linear(w, [0.05], "sigmoid")
    model = one if ends == "sigmoid" else linear(np.hstack([-w / 2, w / 2]), [-0.025, 0.025])
    x = np.full((2, 3, 1), 100) / 255
    found = pushing.push(model, x, PushAsked())
    assert (found.first, found.other) == (1, 0)
    pictures = np.stack([found.pushed(to_levels(x), n) for n in range(found.n_steps + 1)])
    yes = one.predict(pictures / 255, verbose=0)[:, 0]
    np.testing.assert_allclose(found.probabilities[:, 1], yes, rtol=1e-4)
    back = pushing.push(model, found.pushed(to_levels(x), found.turned_at) / 255, PushAsked(toward=1))
    assert back.first == 0
    assert back.probabilities[back.turned_at].argmax() == 1


@pytest.mark.parametrize("class_index", range(5))
def test_the_direction_is_that_of_finite_differences_and_of_the_tape(class_index):
    model, x = graph(), GREY.astype(np.float32)
    found = directions(model, to_levels(x)[np.newaxis], class_index, None)[0]
    slopes = np.zeros(SHAPE)
    for at in np.ndindex(SHAPE):
        shift = np.zeros(SHAPE, np.float32)
        shift[at] = 2e-3
        after, before = model(np.stack([x + shift, x - shift])).numpy()[:, class_index].astype(np.float64)
        slopes[at] = -np.log(after) + np.log(before)
    clear = np.abs(slopes) > 0.1 * np.abs(slopes).max()
    np.testing.assert_array_equal(found[clear], np.sign(slopes)[clear])
    assert clear.sum() > 50
    np.testing.assert_array_equal(found, tape_signs(model, x, class_index))
    toward = directions(model, to_levels(x)[np.newaxis], 0, class_index)[0]
    np.testing.assert_array_equal(toward, -found)


def test_the_direction_is_the_gradients_also_when_the_network_is_sure():
    """The loss of a logit that leads by 200 is 0 in float32, and so is its gradient."""
    weights = np.array([[1, -1, 0], [0, 1, -1], [2, 1, 0], [0, 0, 0], [-1, 0, 1], [1, 1, 1]])
    x = np.full((2, 3, 1), 0.5)
    sure, unsure = linear(weights, [200, 0, -300]), linear(weights, [0.2, 0, -300])
    assert not tape_signs(sure, x, 0).any()
    expected = np.sign(weights[:, 1] - weights[:, 0]).reshape(2, 3, 1)
    for model in (sure, unsure):
        np.testing.assert_array_equal(directions(model, to_levels(x)[np.newaxis], 0, None)[0], expected)


def test_the_end_is_taken_off_in_whatever_way_it_is_written():
    plain = row(layers.Dense(5))
    ended = row(layers.Dense(5), layers.Activation("softmax"), layers.Dropout(0.3))
    ended.set_weights(plain.get_weights())
    for model in (plain, ended):
        found = directions(model, to_levels(GREY)[np.newaxis], 2, None)[0]
        np.testing.assert_array_equal(found, tape_signs(ended, GREY, 2))


@pytest.mark.parametrize("method", [pushing.fgsm, pushing.iterated_fgsm])
@pytest.mark.parametrize("n_steps", [0, 1, 5, 127])
def test_no_value_moves_farther_than_the_push_nor_leaves_its_range(method, n_steps):
    model, x = graph(), np.random.default_rng(5).integers(0, 256, SHAPE) / np.float32(255)
    pushed = method(model, x, n_steps)
    assert pushed.dtype == np.float32
    steps = np.rint(pushed * 255)
    np.testing.assert_array_equal(pushed, steps.astype(np.float32) / np.float32(255))
    assert np.abs(steps - np.rint(x * 255)).max() <= n_steps
    assert steps.min() >= 0
    assert steps.max() <= 255
    if method is pushing.fgsm:
        signs = directions(model, to_levels(x)[np.newaxis], int(model(x[np.newaxis]).numpy().argmax()), None)[
            0
        ]
        np.testing.assert_array_equal(steps, np.clip(np.rint(x * 255) + n_steps * signs, 0, 255))


def test_the_iterated_form_follows_the_loop_of_the_paper():
    """X ← clip(X + sign(∇ loss), X₀ - ε, X₀ + ε), min(ε + 4, 1.25 ε) times, in levels."""
    model, start = graph(), np.rint(GREY * 255)
    first, epsilon = int(model(GREY[np.newaxis].astype(np.float32)).numpy().argmax()), 6
    now = start
    for _ in range(8):
        now = np.clip(now + tape_signs(model, now / 255, first), start - epsilon, start + epsilon)
    np.testing.assert_array_equal(np.rint(pushing.iterated_fgsm(model, GREY, epsilon) * 255), now)


def test_sizes_at_a_time_are_the_sizes_alone():
    model = graph()
    found = pushing.push(model, GREY, PushAsked("iterated_fgsm"))
    for size in (1, found.n_steps):
        alone = np.rint(pushing.iterated_fgsm(model, GREY, size) * 255)
        np.testing.assert_array_equal(found.pushed(to_levels(GREY), size), alone)
    single = pushing.push(model, GREY, PushAsked("fgsm"))
    np.testing.assert_array_equal(
        single.pushed(to_levels(GREY), 3), np.rint(pushing.fgsm(model, GREY, 3) * 255)
    )


def test_what_the_network_says_is_what_it_says_of_the_pictures():
    model, levels = graph(), to_levels(GREY)
    found = pushing.push(model, GREY, PushAsked("iterated_fgsm"))
    for said, change in (
        (found.probabilities, found.pushed),
        (found.at_random, found.randomly_changed),
    ):
        pictures = np.stack([change(levels, n) for n in range(found.n_steps + 1)])
        np.testing.assert_allclose(said, model.predict(pictures / 255, verbose=0), rtol=1e-4, atol=1e-6)
    assert set(np.unique(found.random)) == {-1, 1}


def digits():
    """Return digits of each kind, and what the network says of each."""
    pictures = mnist.bundled()[0][20::250] / np.float32(255)
    return models.load_pretrained("lecture"), pictures


def test_on_digits_the_iterated_form_is_mostly_the_stronger_one():
    model, pictures = digits()
    stronger = 0
    for digit in pictures:
        once, again = (pushing.push(model, digit, PushAsked(name)) for name in ("fgsm", "iterated_fgsm"))
        at = [found.turned_at or MOST_STEPS + 1 for found in (once, again)]
        stronger += at[1] <= at[0]
    assert stronger >= 0.9 * len(pictures)


def test_a_push_toward_a_class_reaches_it():
    model, pictures = digits()
    reached = 0
    for digit, toward in zip(pictures, (np.arange(len(pictures)) * 3 + 1) % 10, strict=True):
        if model(digit[np.newaxis, ..., np.newaxis]).numpy().argmax() == toward:
            with pytest.raises(NetworkError, match="already says so"):
                pushing.push(model, digit, PushAsked(toward=int(toward)))
            continue
        found = pushing.push(model, digit, PushAsked("iterated_fgsm", int(toward)))
        assert found.other == toward
        if found.turned_at is not None:
            pushed = pushing.iterated_fgsm(model, digit, found.turned_at, toward=int(toward))
            assert model(pushed[np.newaxis]).numpy().argmax() == toward
            assert (found.probabilities[: found.turned_at].argmax(axis=1) != toward).all()
        reached += found.turned_at is not None
    assert reached > 0.8 * len(pictures)


def test_a_photo_turns_by_one_step_and_not_by_chance(photo_network):
    from cnnviz import images, photos, reading
    from cnnviz.architectures import ARCHITECTURES

    architecture = ARCHITECTURES[reading.PHOTOS]()
    photo = photos.prepared(images.sample_images()["photographer"](), architecture.preparation)
    levels = to_levels(photo.seen)
    np.testing.assert_array_equal(as_input(photo_network, levels), photo.x)
    found = pushing.push(photo_network, photo.seen, PushAsked())
    assert architecture.classes[found.first] == "tripod"
    assert found.turned_at == 1
    assert turned_at(found.at_random, None) is None
    espresso = architecture.classes.index("espresso")
    aimed = pushing.push(photo_network, photo.seen, PushAsked("iterated_fgsm", espresso))
    assert aimed.turned_at is not None
    assert aimed.turned_at <= 4
    pushed = as_input(photo_network, aimed.pushed(levels, aimed.turned_at))
    assert photo_network(pushed[np.newaxis], training=False).numpy().argmax() == espresso


def test_a_preparation_that_turns_black_and_white_round_turns_the_direction():
    weights = [np.array([[1, 0], [0, 1]], np.float32)]
    for scale, sign in ((128.0, 1), (-128.0, -1)):
        prepared = Preparation(offset=(127.0,), scale=(scale,))
        described = Network((1, 2, 1), [Flatten(), Dense(2, use_bias=False)], preparation=prepared)
        model = models.build(described, weights)
        found = directions(model, np.full((1, 1, 2, 1), 100, np.uint8), 0, None)[0]
        np.testing.assert_array_equal(found.ravel(), [-sign, sign])


def test_neither_another_picture_nor_another_class_is_traced_again():
    traced = []

    class Counting(layers.Layer):  # type: ignore[misc]
        def call(self, x):
            traced.append(x.shape)
            return x

    first = keras.Input(SHAPE)
    end = layers.Dense(4, "softmax")(layers.Flatten()(Counting()(first)))
    model = random_weights(keras.Model(first, end))
    traced.clear()
    for seed in (1, 2, 3):
        x = np.random.default_rng(seed).random(SHAPE)
        best = int(answers(model, to_levels(x)[np.newaxis])[0].argmax())
        pushing.push(model, x, PushAsked("fgsm", (best + 1) % 4))
        pushing.push(model, x, PushAsked("iterated_fgsm", None))
    assert len(traced) == 2  # once for answers, once for gradients


@pytest.mark.parametrize("method", [pushing.fgsm, pushing.iterated_fgsm])
def test_where_every_gradient_is_0_one_sentence_says_so(method):
    dead = row(layers.Dense(3, "relu"), layers.Dense(2, "softmax"))
    weights = dead.get_weights()
    weights[-3] = np.full(3, -1e6, np.float32)  # no input wakes these units
    dead.set_weights(weights)
    with pytest.raises(NetworkError, match="No push changes this answer: the gradient is 0 at every pixel"):
        method(dead, GREY, 3)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: pushing.fgsm(graph(), GREY[:5], 1), r"\(9, 12, 3\)"),
        (lambda: pushing.fgsm(graph(), 2 * GREY, 1), "from 0 to 1"),
        (lambda: pushing.fgsm(graph(), GREY * np.nan, 1), "from 0 to 1"),
        (lambda: pushing.fgsm(graph(), GREY, 128), "0 to 127 steps"),
        (lambda: pushing.iterated_fgsm(graph(), GREY, -1), "0 to 127 steps"),
        (lambda: pushing.fgsm(graph(), GREY, 1, toward=5), "from 0 to 4"),
        (lambda: pushing.push(graph(), GREY, PushAsked("deepfool")), "fgsm, iterated_fgsm"),
        (lambda: pushing.push(row(layers.Dense(1)), GREY, PushAsked()), "at least two classes"),
    ],
)
def test_what_does_not_fit_is_refused(wrong, sentence):
    with pytest.raises(NetworkError, match=sentence):
        wrong()
