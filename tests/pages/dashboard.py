"""The dashboard without a browser, as a visitor sees it: open it, read its stages, act on them."""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from PIL import Image
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from cnnviz.colours import MAP_STEPS
from cnnviz.figures import map_colours, pictures
from cnnviz.pipeline import Pipeline
from cnnviz.runs import Run
from cnnviz.ui.chapters.photo_network import layer_view, whole_view
from cnnviz.ui.components.stage import address as stage_address
from cnnviz.ui.session import visitor_runs

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted(file.stem for file in (ROOT / "pages").glob("*.py")))
PATIENCE = 90
#: The link of a new visitor who has changed nothing.
OPENING = Pipeline.opening().to_link()
#: Texts that no visitor should ever read.
INTERNAL = ("Traceback", 'File "', "Error:", "Exception", "object at 0x", "<class")

#: Values of widgets and of the session before the page opens, and its link.
Link = dict[str, str | list[str]]


def visit(
    page: str = "filters", session: dict[str, Any] | None = None, /, **link: str | list[str]
) -> AppTest:
    """Open a page by its own link as a new visitor; "" is the root."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for key, value in (session or {}).items():
        at.session_state[key] = value
    return follow(at, page, **link)


def follow(at: AppTest, page: str, /, **link: str | list[str]) -> AppTest:
    """Follow a link to a page, or to the root, in the same visit."""
    at.query_params.clear()
    for name, text in link.items():
        at.query_params[name] = text
    # As Streamlit makes it of the page's `url_path`. A visit that begins at the root names no page.
    begun = at._finished_page_script_hash
    at._page_hash = calc_hash(page or "start") if page or begun else ""
    return at.run()


def with_runs(*runs: Run, group: str = "") -> dict[str, Any]:
    """Return the session of a visitor who has these runs."""
    key = f"visitor {uuid4().hex}"
    for run in runs:
        visitor_runs.all_visitors().add(key, "test session id", run, group)
    return {"visitor key": key}


def runs_of(at: AppTest, group: str = "") -> list[Run]:
    """Return the runs of this page's visitor."""
    return [one.run for one in visitor_runs.all_visitors().runs_of(at.session_state["visitor key"], group)]


def turn(at: AppTest, page: str) -> AppTest:
    """Go to a page."""
    at._page_hash = calc_hash(page)  # as `switch_page` does, which looks all pages' files up
    return at.run()


def open_picker(at: AppTest) -> AppTest:
    """Open the image picker."""
    at.session_state["image-picker"] = True
    return at.run()


def open_more(at: AppTest) -> AppTest:
    """Open the rarely used settings: the border, and the kernel in numbers."""
    at.session_state["filters-more"] = True
    return at.run()


def open_strip(at: AppTest, page: str) -> AppTest:
    """Open the strip of kernels; `page` is how its widgets' keys begin. On Filters it stands open."""
    if page == "filters":
        return at
    at.session_state[f"{page}-kernel"] = True
    return at.run()


def choose_kernel(at: AppTest, page: str, name: str) -> AppTest:
    """Choose a kernel from the strip, as a click on its tile does."""
    return act(open_strip(at, page), f"{page}-strip", "chosen", [name])


def chosen_kernels(at: AppTest, page: str) -> list[str]:
    """Return the names of the tiles that the strip of kernels marks as chosen."""
    names: list[str] = told(open_strip(at, page), f"{page}-strip")["chosen"]
    return names


def tiles_of(at: AppTest, page: str) -> list[str]:
    """Return the names of all tiles in the strip of kernels."""
    groups = told(open_strip(at, page), f"{page}-strip")["groups"]
    return [tile["name"] for group in groups for tile in group["tiles"]]


def button(at: AppTest, label: str) -> Any:
    """Return the only button with this label."""
    (found,) = [one for one in at.button if one.label == label]
    return found


def said(at: AppTest) -> list[str]:
    """Return all text on the page outside the stages, by paragraphs, without the meanings of its terms."""
    kinds = ("header", "subheader", "markdown", "caption", "info", "warning", "error", "success", "code")
    texts = [one.value for kind in kinds for one in getattr(at, kind)]
    return [part for text in texts for part in without_meanings(text).split("\n\n")]


def without_meanings(text: str) -> str:
    """Return a text as it was before `glossary.marked`."""
    if 'class="term"' not in text:
        return text
    return unescape(re.sub(r'<span class="meaning".*?</span></span>|<span class="term"[^>]*>', "", text))


def assert_sound(at: AppTest) -> None:
    """Assert that no exception or internals are shown, and at most one error, as a sentence."""
    assert [one.value for one in at.exception] == []
    errors = [one.value for one in at.error]
    assert len(errors) <= 1, errors
    for text in errors:
        assert text[0].isupper(), text
        assert 10 < len(text) < 400, text
    for text in said(at):
        assert not any(word in text for word in INTERNAL), text


def awaited(at: AppTest) -> AppTest:
    """Run the page repeatedly until the network has answered."""
    end = time.monotonic() + 3 * PATIENCE
    while _is_reading(at):
        assert_sound(at)
        assert time.monotonic() < end, "The network has not answered."
        time.sleep(0.1)
        at.run()
    assert_sound(at)
    return at


def _is_reading(at: AppTest) -> bool:
    """Return whether the network is at work, or the page awaits a map, a push or an input that grows."""
    maps = [one for stage in at.main if stage.key == "why-stage" for one in told(at, "why-stage")["maps"]]
    reads = any("The network is reading" in one.value for one in at.info)
    pushes = [stage for stage in at.main if stage.key == "push-stage" and told(at, "push-stage")["stale"]]
    reads = reads or any(one["picture"] is None or one["stale"] for one in maps)
    grows = any(told(at, stage.key)["running"] for stage in at.main if stage.key == "excites-stage")
    return reads or grows or bool(pushes) or _awaits_maps(at)


def _awaits_maps(at: AppTest) -> bool:
    """Return whether Inside the photo network awaits maps, or what a number is computed from."""
    shown = {one.key: told(at, one.key) for one in at.main if one.key in ("inside-whole", "inside-maps")}
    whole, sheet = shown.get("inside-whole"), shown.get("inside-maps")
    if whole is not None:
        return whole["said"] == whole_view.WORKING
    if sheet is None:
        return False
    return sheet["said"] == layer_view.WORKING or bool(sheet["unit"] and not sheet["opened"])


#: The pictures that stages sent to the browser, by URL.
SENT: dict[str, bytes] = {}


def keep(encoded: pictures.Encoded, place: str) -> str:
    """Store a picture in place of Streamlit, and return its URL."""
    if not place:
        SENT[address := stage_address(encoded, place)] = encoded.data
        return address
    address = f"/media/{hashlib.sha256(encoded.data).hexdigest()}"
    SENT[address] = encoded.data
    return address


def components(at: AppTest) -> list[Any]:
    """Return the browser components that show something."""
    hidden = ("visitor-secret", "frame-script")
    return [one for one in at.main if one.type == "bidi_component" and one.key not in hidden]


def told(at: AppTest, key: str) -> dict[str, Any]:
    """Return the message to a browser component."""
    message: dict[str, Any] = json.loads(at.get_by_key(key).proto.json)
    return message


def stage(at: AppTest, key: str) -> list[dict[str, Any]]:
    """Return a stage's items from left to right; a picture has its "pixels" (height, width, 4)."""
    items: list[dict[str, Any]] = told(at, key)["items"]
    for item in items:
        if item["kind"] == "picture":
            item["data"] = SENT[item["src"]]
            with Image.open(io.BytesIO(item["data"])) as image:
                item["pixels"] = np.asarray(image.convert("RGBA"))
    return items


def values(item: dict[str, Any]) -> np.ndarray:
    """Return the values in a picture of a feature map, to within a hundredth of its limit; without the sign
    where its colours show none.
    """
    first = MAP_STEPS if item["colours"] in ("strength", "grey") else 0
    table = map_colours.table(item["colours"])[first:]
    numbers, inverse = np.unique(_numbers(item["pixels"][..., :3]), return_inverse=True)
    found = np.array([np.flatnonzero(_numbers(table) == one).mean() for one in numbers])[inverse.ravel()]
    shares = (found + first - MAP_STEPS) / MAP_STEPS
    return (shares * item["limit"]).reshape(item["pixels"].shape[:2])


def _numbers(colours: np.ndarray) -> np.ndarray:
    """Return each colour (..., 3) as one number."""
    numbers: np.ndarray = colours.astype(np.int64) @ (1 << 16, 1 << 8, 1)
    return numbers


def act(at: AppTest, key: str, event: str, value: Any) -> AppTest:
    """Send an event with its value, as a stage's JavaScript does."""
    states = at._tree.get_widget_states()
    told = WidgetState(id=_make_trigger_id(at.get_by_key(key).proto.id, "events"))
    told.json_trigger_value = json.dumps([{"event": event, "value": value}])
    states.widgets.append(told)
    return at._run(states)
