"""MNIST as arrays: the bundled digits, a file in the same format, and invalid files."""

import hashlib
import inspect
import io
import os
import struct
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import mnist
from cnnviz.errors import DataError
from cnnviz.mnist import Digits, published
from tests.downloads.file_server import serving


def some(n_train=200, n_test=50, seed=0):
    rng = np.random.default_rng(seed)

    def part(n):
        return rng.integers(0, 256, (n, 28, 28), dtype=np.uint8), rng.integers(0, 10, n, dtype=np.uint8)

    return Digits(*part(n_train), *part(n_test))


def small_file(path, **changed):
    np.savez(path, **{**some().arrays, **changed})
    return path


def test_held_out_digits_are_not_trained_on():
    digits = mnist.load("bundled")
    rest = mnist.without(digits, digits.x_train[:1000])
    assert len(rest.x_train) == len(rest.y_train) == 3000
    np.testing.assert_array_equal(rest.x_train, digits.x_train[1000:])


def test_bundled_digits_are_500_of_each_and_split_evenly():
    images, labels = mnist.bundled()
    assert (len(images), sorted(set(labels))) == (mnist.N_BUNDLED, list(range(mnist.N_CLASSES)))
    assert (images.shape, images.dtype, labels.dtype) == ((5000, 28, 28), np.uint8, np.uint8)
    np.testing.assert_array_equal(labels, np.repeat(np.arange(10), 500))
    digits = mnist.load()
    assert (len(digits.x_train), len(digits.x_test)) == (4000, 1000)
    np.testing.assert_array_equal(np.bincount(digits.y_test), [100] * 10)


def test_digits_are_a_data_set_of_ten_classes():
    digits = mnist.load()
    assert digits.class_names == ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
    assert (digits.n_classes, digits.input_shape) == (10, (28, 28, 1))
    assert digits.name == "the bundled digits"
    assert "5,000" in digits.source


def test_only_kerass_own_file_is_called_mnist(tmp_path, monkeypatch):
    path = small_file(tmp_path / "mine.npz")
    assert mnist.read(path).name == "a data set in MNIST's layout"
    assert "'mine.npz'" in mnist.read(path).source
    known = replace(published.PUBLISHED, n_bytes=path.stat().st_size)
    monkeypatch.setattr(published, "PUBLISHED", known)
    assert mnist.read(path).name == "a data set in MNIST's layout"  # as large, but another one
    known = replace(known, digest=hashlib.sha256(path.read_bytes()).hexdigest())
    monkeypatch.setattr(published, "PUBLISHED", known)
    assert mnist.read(path).name == "the complete MNIST"
    assert mnist.read(path).source == "MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0)"


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
        for name, array in some().arrays.items():
            np.testing.assert_array_equal(getattr(read, name), array)
            assert getattr(read, name).dtype == np.uint8


def test_a_compressed_file_and_one_in_fortrans_order_are_read_as_well(tmp_path):
    digits = some()
    np.savez_compressed(tmp_path / "a.npz", **digits.arrays)
    np.savez(tmp_path / "b.npz", **(digits.arrays | {"x_test": np.asfortranarray(digits.x_test)}))
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
        for name, array in some().arrays.items():
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
    np.savez(buffer, **some(12, 10).arrays)
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


@pytest.mark.keras
def test_kerass_file_lies_where_keras_puts_it(tmp_path, monkeypatch):
    from keras.src.backend import config

    monkeypatch.delenv("KERAS_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert mnist.cache_file() == tmp_path / ".keras" / "datasets" / "mnist.npz"
    monkeypatch.undo()
    if "KERAS_HOME" not in os.environ:
        assert str(mnist.cache_file()) == f"{config.keras_home()}/datasets/mnist.npz"


@pytest.mark.keras
def test_address_and_hash_are_those_of_the_installed_keras():
    from keras.datasets import mnist as theirs

    source = inspect.getsource(theirs.load_data)
    folder, _, name = published.PUBLISHED.address.rpartition("/")
    assert f'"{folder}/"' in source
    assert f"{{origin_folder}}{name}" in source
    assert f'"{published.PUBLISHED.digest}"' in source


def test_load_download_gets_what_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with serving(small_file(tmp_path / "small.npz").read_bytes()) as server:
        known = server.file(address=f"{server.address}/whole/mnist.npz", folder="datasets")
        monkeypatch.setattr(published, "PUBLISHED", known)
        assert mnist.load("download").x_test.shape == some().x_test.shape
        monkeypatch.setenv("KERAS_HOME", str(tmp_path / "other"))
        monkeypatch.setattr(published, "PUBLISHED", replace(known, address=f"{server.address}/404/mnist.npz"))
        with pytest.raises(DataError, match="does not have"):
            mnist.load("download")


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
