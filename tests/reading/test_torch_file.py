"""PyTorch's old files are read as data; whatever else a file asks for is refused."""

import hashlib
import os
import pickle
from collections import OrderedDict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import NetworkError, sentence
from cnnviz.reading.torch_file import read_hashed, read_tensors
from tests.reading.torch_files import MAGIC, VERSION, Storage, Tensor, of_arrays, written

FOUR = np.arange(4, dtype="<f4")


@pytest.fixture
def small(monkeypatch):
    """A file of a matrix and a counter."""
    return of_arrays(monkeypatch, {"a": FOUR.reshape(2, 2), "n": np.array(7, "<i8"), "b": FOUR[:1]})


def test_tensors_have_their_names_and_numbers_and_counters_are_left_out(small):
    found = read_tensors(small)
    assert list(found) == ["a", "b"]
    assert found["a"].tolist() == [[0, 1], [2, 3]]
    assert found["a"].dtype == np.float32


def test_strides_and_an_offset_choose_places_of_a_storage(monkeypatch):
    storage = Storage("1", np.arange(10, dtype="<f4"))
    tensors = OrderedDict(turned=Tensor(storage, 1, (3, 2), (1, 4)), alone=Tensor(storage, 9, (), ()))
    found = read_tensors(written(monkeypatch, tensors, [storage]))
    assert found["turned"].tolist() == [[1, 5], [2, 6], [3, 7]]
    assert found["alone"].tolist() == 9


class Call:
    """Pickles as a call of a function."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


@pytest.mark.parametrize("function", [os.mkdir, os.system, eval, exec, pickle.loads])
@pytest.mark.parametrize("place", range(5))
def test_a_pickle_that_would_run_code_is_refused_and_runs_nothing(tmp_path, function, place):
    marker = tmp_path / "marker"
    arguments = {
        os.mkdir: str(marker),
        os.system: f"mkdir {marker}",
        pickle.loads: pickle.dumps(Call(os.mkdir, str(marker))),
    }
    call = Call(function, arguments.get(function, f"__import__('os').mkdir({str(marker)!r})"))
    parts = [MAGIC, VERSION, {"little_endian": True}, OrderedDict(), []]
    parts[place] = call
    harmful = b"".join(pickle.dumps(part, 2) for part in parts)
    with pytest.raises(NetworkError, match="The file asks for code to run, so it is not read"):
        read_tensors(harmful)
    assert not marker.exists()
    pickle.loads(pickle.dumps(call))  # the call does what the test is afraid of
    assert marker.exists()


def test_a_pickle_cannot_change_the_reader_for_the_next_file(small):
    change = b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\nN}X\x0c\x00\x00\x00__defaults__)s\x86b."
    with pytest.raises(NetworkError):
        read_tensors(change)
    assert len(read_tensors(small)) == 2


def test_no_part_of_a_file_is_a_file(small):
    for length in range(len(small)):
        with pytest.raises(NetworkError, match="not a PyTorch file of the old format, or it is damaged"):
            read_tensors(small[:length])


@given(st.binary(max_size=80))
def test_garbage_is_refused_in_a_sentence(garbage):
    with pytest.raises(NetworkError):
        read_tensors(garbage)


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data):
    with pytest.MonkeyPatch.context() as patch:
        whole = bytearray(of_arrays(patch, {"a": FOUR.reshape(2, 2), "b": FOUR[:1]}))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255))
    try:
        found = read_tensors(bytes(whole))
    except NetworkError:
        return
    assert all(array.dtype == np.float32 for array in found.values())


@pytest.mark.parametrize(
    ("offset", "shape", "strides"),
    [
        (0, (5,), (1,)),
        (1, (4,), (1,)),
        (0, (2, 2), (3, 1)),
        (-1, (1,), (1,)),
        (0, (2,), (-1,)),
        (0, (2, 2), (1,)),
        (0, (0,), (1,)),
        (0, (1000, 1000, 1000), (0, 0, 0)),
        (0, (2.0,), (1,)),
        (0, "22", (1, 1)),
    ],
)
def test_places_outside_of_the_storage_are_refused(monkeypatch, offset, shape, strides):
    storage = Storage("1", FOUR)
    content = written(monkeypatch, OrderedDict(a=Tensor(storage, offset, shape, strides)), [storage])
    with pytest.raises(NetworkError, match="damaged"):
        read_tensors(content)


def test_another_kind_of_pickle_is_refused(monkeypatch):
    storage = Storage("1", FOUR)
    for tensors in ([], {"a": 1}, OrderedDict(a=1), OrderedDict({1: Tensor(storage, 0, (1,), (1,))})):
        with pytest.raises(NetworkError, match="damaged"):
            read_tensors(written(monkeypatch, tensors, [storage]))
    with pytest.raises(NetworkError, match="damaged"):
        read_tensors(written(monkeypatch, OrderedDict(), [], facts={"little_endian": False}))


def test_a_pickle_cannot_reserve_memory():
    huge = b"\x80\x02K\x01r\xff\xff\xff\xff."
    with pytest.raises(NetworkError, match="damaged"):
        read_tensors(huge)


def test_infinite_weights_are_refused(monkeypatch):
    with pytest.raises(NetworkError, match="NaN or infinity"):
        read_tensors(of_arrays(monkeypatch, {"a": np.array([1, np.inf], "<f4")}))


def test_a_files_name_tells_how_its_hash_begins(tmp_path, small):
    digest = hashlib.sha256(small).hexdigest()
    right = tmp_path / f"net-{digest[:8]}.pth"
    right.write_bytes(small)
    assert list(read_hashed(right)) == ["a", "b"]
    right.write_bytes(small[:-1] + b"\x01")
    with pytest.raises(NetworkError, match="its SHA-256 differs"):
        read_hashed(right)
    with pytest.raises(NetworkError, match="cannot be opened"):
        read_hashed(tmp_path / "net-00000000.pth")
    with pytest.raises(NetworkError, match="must end in its SHA-256") as caught:
        read_hashed(tmp_path / "net.pth")
    assert sentence(caught.value) == "The file's name must end in its SHA-256."
