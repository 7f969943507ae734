"""The magnifier's message, its bytes, and its script."""

import hashlib
import json
import re
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnviz.figures import pictures
from cnnviz.ui.components import magnifier, stage
from cnnviz.ui.components.headed import HEAD
from cnnviz.ui.components.magnifier import Plane
from cnnviz.ui.components.magnifier.packed import pack

RAMP = np.array([[0, 51, 102], [153, 204, 255]], np.float32) / np.float32(255)
SIGNED = np.array([[1, -2, 0], [0.25, -0.125, 3]], np.float32)

levels_of = arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, max_side=9))
signed_of = arrays(
    np.float32, array_shapes(min_dims=2, max_dims=2, max_side=9), elements=st.floats(-1e6, 1e6, width=32)
)


@pytest.fixture(autouse=True, scope="module")
def sent():
    """Yield what was sent, by URL: (bytes, type, place)."""
    found = {}

    def address(encoded, place):
        path = f"/media/{hashlib.sha256(encoded.data).hexdigest()}"
        found[path] = (encoded.data, encoded.mime, place)
        return path

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "address", address)
        yield found


def pixels(values=RAMP, label="image", **more):
    encoded = more.pop("encoded", None) or pictures.pixels(values)
    return Plane(label=label, values=values, encoded=encoded, alt="A ramp", **{"kind": "pixels255"} | more)


def signed(values=SIGNED, **more):
    return Plane(
        label="map", values=values, kind="signed", encoded=pictures.feature_map(values), alt="A map", **more
    )


def message(planes, side=7, at=None, picks=False):
    """Return the message as the browser receives it."""
    told = magnifier.message(planes, "glass", side=side, at=at, picks=picks, tallest="20vh")
    return json.loads(json.dumps(told))


def unpacked(packed):
    return np.frombuffer(packed.data, "<f4" if packed.type == "float32" else "u1", offset=HEAD)


# --- by hand


def test_two_planes(sent):
    told = message([pixels(detail="(2, 3)"), signed(operator="→", limit=4.0)], side=5, at=(1, 2), picks=True)
    first, second = told.pop("planes")
    assert re.fullmatch("[0-9a-f]{16}", told.pop("digest"))
    assert told == {"height": 2, "width": 3, "side": 5, "at": [1, 2], "picks": True, "tallest": "20vh"}
    source, numbers = first.pop("src"), first.pop("numbers")
    assert first == {
        "label": "image",
        "detail": "(2, 3)",
        "operator": "",
        "alt": "A ramp",
        "kind": "pixels255",
        "tint": "",
        "colours": "pixels",
        "limit": 1.0,
        "channels": 1,
        "width": 3,
        "height": 2,
        "type": "uint8",
    }
    assert sent[source] == (pictures.pixels(RAMP).data, "image/png", "glass 0")
    data, mime, place = sent[numbers]
    assert (mime, place) == ("application/octet-stream", "glass 0 numbers")
    assert list(data[HEAD:]) == [0, 51, 102, 153, 204, 255]
    assert second["colours"] == "signed"
    assert (second["kind"], second["type"], second["limit"], second["operator"]) == (
        "signed",
        "float32",
        4,
        "→",
    )
    assert np.frombuffer(sent[second["numbers"]][0], "<f4", offset=HEAD).tolist() == SIGNED.ravel().tolist()
    assert sent[second["numbers"]][2] == "glass 1 numbers"


@pytest.mark.parametrize(
    ("at", "expected"),
    [(None, [1, 1]), ((0, 0), [0, 0]), ((1, 2), [1, 2]), ((9, 9), [1, 2]), ((-4, 1), [0, 1])],
)
def test_it_begins_in_the_middle_or_at_a_place_in_the_picture(at, expected):
    assert message([pixels()], at=at)["at"] == expected


def test_a_colour_has_three_numbers_a_pixel(sent):
    colour = np.stack([RAMP, RAMP * 0, RAMP[::-1]], axis=-1)
    (plane,) = message([pixels(colour)])["planes"]
    assert (plane["channels"], plane["type"]) == (3, "uint8")
    assert list(sent[plane["numbers"]][0][HEAD : HEAD + 6]) == [0, 0, 153, 51, 0, 204]


def test_the_full_colour_of_a_map_is_that_of_its_picture():
    values = np.random.default_rng(0).normal(size=(40, 50)).astype(np.float32)
    assert message([signed(values)])["planes"][0]["limit"] == pictures.reach(values)


@pytest.mark.parametrize(
    ("case", "values", "kind", "said"),
    [
        ("a row", RAMP[0], "pixels", "one height and width"),
        ("nothing", RAMP[:0], "pixels", "height, width"),
        ("one channel", RAMP[..., np.newaxis], "pixels", "height, width"),
        ("signed colour", np.stack([RAMP] * 3, -1), "signed", "height, width"),
        ("too light", RAMP * 2, "pixels255", "between 0 and 1"),
        ("below black", RAMP - 1, "pixels", "between 0 and 1"),
        ("not a number", np.array([[0, np.nan]], np.float32), "signed", "finite"),
        ("infinite", np.array([[np.inf, 0]], np.float32), "pixels", "finite"),
        ("another kind", RAMP, "colour", "kind must be one of"),
    ],
)
def test_invalid_planes_are_refused_with_a_sentence(case, values, kind, said):
    with pytest.raises(ValueError, match=said):
        message([pixels(values, kind=kind, encoded=pictures.pixels(RAMP))])


@pytest.mark.parametrize("planes", [[], [signed(), signed(SIGNED.T)]])
def test_planes_of_two_sizes_or_none_are_refused_with_a_sentence(planes):
    with pytest.raises(ValueError, match="one height and width"):
        message(planes)


@pytest.mark.parametrize("side", [0, 4, -3])
def test_a_side_without_a_middle_is_refused(side):
    with pytest.raises(ValueError, match=f"odd number.*{side}"):
        message([pixels()], side=side)


@pytest.mark.parametrize(
    ("picked", "expected"),
    [
        ([1, 2], (1, 2)),
        ([0, 0], (0, 0)),
        ([2, 0], None),
        ([0, 3], None),
        ([-1, 0], None),
        ([0], None),
        ([0, 0, 0], None),
        ([0.5, 0], None),
        ([True, 0], None),
        (["0", 0], None),
        (None, None),
        ({"0": 1}, None),
    ],
)
def test_a_picked_place_is_taken_only_if_it_is_in_the_picture(picked, expected):
    assert magnifier.picked_place(picked, (2, 3)) == expected


# --- what it is for


@settings(max_examples=60, deadline=None)
@given(levels_of, st.sampled_from(["pixels255", "pixels"]))
def test_pixels_take_one_byte_each_and_come_back(levels, kind):
    packed = pack(levels.astype(np.float32) / np.float32(255), kind)
    assert packed.type == "uint8"
    np.testing.assert_array_equal(unpacked(packed), levels.ravel())


def test_pixels_between_the_levels_are_sent_as_they_are_where_their_digits_are_shown():
    values = np.array([[0.3, 0.5]], np.float32)
    assert pack(values, "pixels").type == "float32"
    np.testing.assert_array_equal(unpacked(pack(values, "pixels")), values[0])
    assert unpacked(pack(values, "pixels255")).tolist() == [76, 128]  # 76.5 and 127.5: to the even


@settings(max_examples=60, deadline=None)
@given(signed_of)
def test_signed_values_come_back_bit_by_bit(values):
    np.testing.assert_array_equal(unpacked(pack(values, "signed")), values.ravel())


def test_any_difference_shows_in_the_first_bytes():
    """Streamlit reads only the first, middle and last 64 KiB of files above a megabyte."""
    photo = np.zeros((1024, 768, 3), np.float32)
    other = photo.copy()
    other[300, 300, 0] = 1
    ours, theirs = pack(photo, "pixels255").data, pack(other, "pixels255").data
    assert len(ours) == HEAD + 1024 * 768 * 3
    assert ours[:HEAD] != theirs[:HEAD]


def test_streamlit_gives_them_addresses_of_their_own():
    from streamlit.runtime.media_file_storage import MediaFileKind
    from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

    storage = MemoryMediaFileStorage("/media")
    photo = np.zeros((1024, 768, 3), np.float32)
    other = photo.copy()
    other[300, 300, 0] = 1
    kinds = "application/octet-stream", MediaFileKind.MEDIA
    ids = {storage.load_and_get_id(pack(one, "pixels255").data, *kinds) for one in (photo, other, photo)}
    assert len(ids) == 2


def digest(planes, **more):
    return message(planes, **more)["digest"]


def test_the_digest_tells_contents_apart_and_not_places():
    contents: list[tuple[list[Plane], dict[str, Any]]] = [
        ([pixels()], {}),
        ([pixels(), pixels()], {}),
        ([pixels(label="other")], {}),
        ([pixels(RAMP[::-1])], {}),
        ([pixels(kind="pixels")], {}),
        ([pixels(tint="red")], {}),
        ([signed()], {}),
        ([signed(SIGNED + 1)], {}),
        ([pixels()], {"side": 9}),
        ([pixels()], {"side": None}),
    ]
    assert len({digest(planes, **more) for planes, more in contents}) == len(contents)
    assert digest([pixels()], at=(0, 0)) == digest([pixels()], at=(1, 1))


def test_with_a_key_it_is_packed_once(monkeypatch):
    calls = []
    monkeypatch.setattr(magnifier, "pack", lambda values, kind: calls.append(kind) or pack(values, kind))
    key = f"once {uuid4()}"  # what was packed before stays
    for _ in range(3):
        message([pixels(key=key), pixels(key=key, kind="pixels")])
    assert calls == ["pixels255", "pixels"]
    message([pixels()])
    assert len(calls) == 3
