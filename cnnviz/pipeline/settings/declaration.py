"""Declare a setting in one line: its name, type and default, and the codec for links with its bounds."""

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
    """A declared setting.

    Attributes:
        chapter: The field of `Pipeline`, such as "train".
        name: The field of the chapter, such as "seed".
        default: The value if a link does not hold the setting.
        codec: Converts the value to the text of a link and back; it has the bounds.
        link: The parameter's name in a link, such as "train_seed".
        always: Whether links hold the setting even if it is the default.
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
        default: The default value.
        codec: Converts the value to the text of a link and back; values that it refuses are not valid.
        link: The parameter's name in a link, if it differs from the field's.
        always: Whether links hold the setting even if it is the default.
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
