"""MNIST as arrays: the bundled digits, a file of the same layout, and what is no such file."""

import io
import os
import struct
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import mnist
from cnnviz.errors import DataError
from cnnviz.mnist import statistics
from cnnviz.mnist.digits import Digits


def some(n_train=200, n_test=50, seed=0):
    rng = np.random.default_rng(seed)

    def part(n):
        return rng.integers(0, 256, (n, 28, 28), dtype=np.uint8), rng.integers(0, 10, n, dtype=np.uint8)

    return Digits(*part(n_train), *part(n_test))


def small_file(path, **changed):
    np.savez(path, **{**vars(some()), **changed})
    return path


def test_held_out_digits_are_not_trained_on():
    digits = mnist.load("bundled")
    rest = mnist.without(digits, digits.x_train[:1000])
    assert len(rest.x_train) == len(rest.y_train) == 3000
    np.testing.assert_array_equal(rest.x_train, digits.x_train[1000:])


def test_bundled_digits_are_500_of_each_and_split_evenly():
    images, labels = mnist.bundled()
    assert (images.shape, images.dtype, labels.dtype) == ((5000, 28, 28), np.uint8, np.uint8)
    np.testing.assert_array_equal(labels, np.repeat(np.arange(10), 500))
    digits = mnist.load()
    assert (len(digits.x_train), len(digits.x_test)) == (4000, 1000)
    np.testing.assert_array_equal(np.bincount(digits.y_test), [100] * 10)


def test_encode_gives_0_to_1_with_a_channel():
    encoded = mnist.encode(np.array([[[0, 255], [51, 102]]], np.uint8))
    np.testing.assert_allclose(encoded[0, ..., 0], np.array([[0, 1], [0.2, 0.4]]), rtol=1e-6)
    assert (encoded.shape, encoded.dtype) == ((1, 2, 2, 1), np.float32)


@pytest.mark.parametrize(
    "changed",
    [
        {"x_train": np.zeros((200, 27, 28), np.uint8)},
        {"x_train": np.zeros((200, 28, 28), np.float32)},
        {"x_test": np.zeros((0, 28, 28), np.uint8), "y_test": np.zeros(0, np.uint8)},
        {"y_train": np.zeros(199, np.uint8)},
        {"y_train": np.full(200, 10, np.uint8)},
        {"y_train": np.zeros((200, 1), np.uint8)},
        {"y_test": np.array([{}] * 50)},
    ],
)
def test_a_file_of_other_shapes_is_refused(tmp_path, changed):
    with pytest.raises(DataError, match=r"\."):
        mnist.load(small_file(tmp_path / "other.npz", **changed))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\x93NUMPY junk"])
def test_a_file_that_is_none_is_refused(tmp_path, content):
    (tmp_path / "junk.npz").write_bytes(content)
    with pytest.raises(DataError, match=r"mnist\.npz"):
        mnist.load(path=tmp_path / "junk.npz")


def test_a_cut_file_is_refused(tmp_path):
    path = small_file(tmp_path / "cut.npz")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DataError, match=r"mnist\.npz"):
        mnist.load(path)


def test_a_file_gives_back_its_digits(tmp_path):
    path = small_file(tmp_path / "mnist.npz", y_train=some().y_train.astype(">i4"))
    for read in (mnist.load(path), mnist.load(path=str(path)), mnist.read(path)):
        for name, array in vars(some()).items():
            np.testing.assert_array_equal(getattr(read, name), array)
            assert getattr(read, name).dtype == np.uint8


def test_a_compressed_file_and_one_in_fortrans_order_are_read_as_well(tmp_path):
    digits = some()
    np.savez_compressed(tmp_path / "a.npz", **vars(digits))
    np.savez(tmp_path / "b.npz", **(vars(digits) | {"x_test": np.asfortranarray(digits.x_test)}))
    for name in "ab":
        np.testing.assert_array_equal(mnist.read(tmp_path / f"{name}.npz").x_test, digits.x_test)


def header(description, version=(1, 0)):
    """Return an array's head as it stands in an .npy file."""
    text = description.encode() + b"\n"
    size = struct.pack("<H" if version == (1, 0) else "<I", len(text))
    return b"\x93NUMPY" + bytes(version) + size + text


def claims(shape, kind="|u1"):
    return header(f"{{'descr': {kind!r}, 'fortran_order': False, 'shape': {shape}, }}")


BOMBS = {
    "terabytes": claims((2**31, 28, 28)),
    "more digits than there are anywhere": claims((250_001, 28, 28)),
    "a negative number": claims((-1, 28, 28)),
    "objects": claims((200, 28, 28), "|O"),
    "a head of gigabytes": b"\x93NUMPY\x02\x00\xff\xff\xff\x7f",
    "a head that is a program": header("__import__('os').abort()"),
    "a head without end": header("(" * 3000),
    "nothing": b"",
    "fewer numbers than it says": claims((200, 28, 28)) + bytes(1000),
}


@pytest.mark.parametrize("member", BOMBS.values(), ids=BOMBS)
def test_what_an_array_claims_is_not_believed(tmp_path, member):
    path = tmp_path / "bomb.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in vars(some()).items():
            with archive.open(f"{name}.npy", "w") as stream:
                np.lib.format.write_array(stream, array) if name != "x_train" else stream.write(member)
    with pytest.raises(DataError, match=r"\.") as caught:
        mnist.read(path)
    assert "\n" not in str(caught.value)


def test_objects_are_never_unpickled(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (pytest.fail, ("unpickled",))

    path = small_file(tmp_path / "objects.npz", y_test=np.array([Bomb()] * 50, dtype=object))
    with pytest.raises(DataError, match="one label"):
        mnist.read(path)


def test_a_file_that_is_too_large_and_what_is_no_file_are_refused_unread(tmp_path):
    with (tmp_path / "large.npz").open("wb") as file:
        file.truncate(2**28 + 1)
    for path, said in (
        (tmp_path / "large.npz", "larger than 256 MB"),
        (tmp_path, "no file"),
        ("/dev/zero", "no file"),
        ("a\0b", "no file"),
        ("x" * 5000, "."),
        ("", "no file"),
    ):
        with pytest.raises(DataError, match=said):
            mnist.read(path)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_rightly_or_refused(tmp_path_factory, data):
    """One byte of a good file changed."""
    buffer = io.BytesIO()
    np.savez(buffer, **vars(some(12, 10)))
    content = bytearray(buffer.getvalue())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.npz"
    path.write_bytes(content)
    try:
        given_digits = mnist.read(path)
    except DataError:
        return
    assert given_digits.x_train.shape == (12, 28, 28)
    assert given_digits.y_test.max() < 10


# --- where the complete one is


def test_the_environment_names_a_file_before_kerass_own(tmp_path, monkeypatch):
    monkeypatch.delenv("CNNVIZ_MNIST", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    assert mnist.cache_file() == tmp_path / "datasets" / "mnist.npz"
    assert mnist.found() is None
    mnist.cache_file().parent.mkdir()
    small_file(mnist.cache_file())
    assert mnist.found() == mnist.cache_file()
    np.testing.assert_array_equal(
        mnist.load("download").x_test, some().x_test
    )  # what is there is not fetched
    monkeypatch.setenv("CNNVIZ_MNIST", str(tmp_path / "mine.npz"))
    assert mnist.found() == tmp_path / "mine.npz"


def test_kerass_file_lies_where_keras_puts_it(tmp_path, monkeypatch):
    from keras.src.backend import config

    monkeypatch.delenv("KERAS_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert mnist.cache_file() == tmp_path / ".keras" / "datasets" / "mnist.npz"
    monkeypatch.undo()
    if "KERAS_HOME" not in os.environ:
        assert str(mnist.cache_file()) == f"{config.keras_home()}/datasets/mnist.npz"


# --- statistics

labels = st.lists(st.integers(0, 9), min_size=1, max_size=60).map(lambda given: np.array(given, np.uint8))


@settings(max_examples=50, deadline=None)
@given(labels, st.integers(1, 9), st.integers(0, 999))
def test_samples_are_of_their_class_and_no_two_are_one(given_labels, per_class, sheet):
    places = statistics.samples(given_labels, per_class, sheet)
    counts = statistics.counts(given_labels)
    assert places.shape == (10, per_class)
    for digit, row in enumerate(places):
        shown = row[row >= 0]
        assert len(shown) == len(set(shown)) == min(per_class, counts[digit])
        assert (given_labels[shown] == digit).all()


def test_sheet_after_sheet_shows_all_digits_of_a_class():
    given_labels = np.zeros(7, np.uint8)
    shown = [statistics.samples(given_labels, 3, sheet)[0].tolist() for sheet in range(3)]
    assert shown == [[0, 1, 2], [3, 4, 5], [6, 0, 1]]


def test_mean_and_spread_by_hand_and_as_numpy_has_them():
    images = np.zeros((4, 28, 28), np.uint8)
    images[:, 0, 0] = [10, 20, 7, 30]
    means, spreads = statistics.mean_and_spread(images, np.array([3, 3, 5, 3], np.uint8))
    assert means[3, 0, 0] == 20
    assert spreads[3, 0, 0] == pytest.approx((200 / 3) ** 0.5)
    assert (means[5, 0, 0], spreads[5].max(), means[0].max(), spreads[0].max()) == (7, 0, 0, 0)
    digits = mnist.load()
    means, spreads = statistics.mean_and_spread(digits.x_train, digits.y_train)
    for digit in range(10):
        mine = digits.x_train[digits.y_train == digit].astype(np.float64)
        np.testing.assert_allclose(means[digit], mine.mean(axis=0), rtol=1e-6)
        np.testing.assert_allclose(spreads[digit], mine.std(axis=0), rtol=1e-6)


def test_the_first_labels_or_where_these_are_alike_some_from_all_over():
    places, first = statistics.first_labels(np.array([5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 3], np.uint8))
    assert (places.tolist(), first) == (list(range(10)), True)
    places, first = statistics.first_labels(mnist.load().y_train)
    assert (mnist.load().y_train[places].tolist(), first) == (list(range(10)), False)
    places, first = statistics.first_labels(np.array([3, 3], np.uint8))
    assert (places.tolist(), first) == ([0, 1], True)


def test_a_file_that_has_changed_has_another_stamp(tmp_path, monkeypatch):
    file = tmp_path / "digits.npz"
    assert {mnist.stamp(source) for source in (str(file), "bundled", "no\0path")} == {(0, 0)}
    file.write_bytes(b"one")
    os.utime(file, ns=(1, 1))
    first = mnist.stamp(str(file))
    file.write_bytes(b"three")
    os.utime(file, ns=(1, 1))  # in the same moment
    second = mnist.stamp(str(file))
    os.utime(file, ns=(2, 2))
    assert len({first, second, mnist.stamp(str(file)), (0, 0)}) == 4
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    assert mnist.stamp("download") == (0, 0)
    mnist.cache_file().parent.mkdir()
    file.rename(mnist.cache_file())
    assert mnist.stamp("download") != (0, 0)
