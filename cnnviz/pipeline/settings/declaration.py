"""One setting in one line: its name and type, its default, how a link holds it, and so its bounds."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple, TypeVar

from cnnviz.pipeline.codecs import Codec

T = TypeVar("T")
_KEY = "setting"


class _Declared(NamedTuple):
    codec: Codec
    link: str
    always: bool


class SettingDeclaration(NamedTuple):
    """A declared setting: its chapter and name in the settings, and how a link holds it.

    Attributes:
        chapter: The field of `Pipeline`, as "train".
        name: The field of the chapter, as "seed".
        default: What holds where a link does not say.
        codec: To a link's text, and from one; it has the bounds.
        link: The parameter's name in a link, as "train_seed".
        always: Whether a link holds the setting even where it is the default.
    """

    chapter: str
    name: str
    default: Any
    codec: Codec
    link: str
    always: bool


def setting(default: T, codec: Codec, *, link: str = "", always: bool = False) -> T:
    """Return the dataclass field that declares a setting.

    Args:
        default: Its default.
        codec: How it is written into a link and read from one; what the codec refuses cannot be set.
        link: The parameter's name in a link, where it is not the field's.
        always: Whether a link holds it even where it is the default.
    """
    return dataclasses.field(default=default, metadata={_KEY: _Declared(codec, link, always)})


def declared(pipeline: type) -> dict[tuple[str, str], SettingDeclaration]:
    """Return all settings of a dataclass of chapters, by chapter and name, in the order of declaration.

    Args:
        pipeline: A dataclass whose fields are chapters: each has a dataclass of settings as its factory.
    """
    found = {}
    for chapter in dataclasses.fields(pipeline):
        for field in dataclasses.fields(chapter.default_factory):  # type: ignore[arg-type]
            codec, link, always = field.metadata[_KEY]
            found[chapter.name, field.name] = SettingDeclaration(
                chapter.name, field.name, field.default, codec, link or field.name, always
            )
    return found
