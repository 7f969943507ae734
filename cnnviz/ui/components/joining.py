"""Join JavaScript modules into one.

Streamlit loads a component from a blob, which cannot import anything. So a component's entry and all modules
that it imports become one text: each module once, after its own imports, without its import statements. They
share one scope, so each name may be defined only once, and imports cannot rename.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

#: `import { one, other } from "./file.js"` at the start of a line, possibly over several lines.
_IMPORT = re.compile(r'^import\s*\{([^{}]*)\}\s*from\s*"(\.[^"\n]*)";?[ \t]*\n', re.MULTILINE)
#: Statements that cannot be joined: other imports, and exports that name a module.
_FOREIGN = re.compile(r"^(?:import\b[^\n]*|export\s*(?:\*|\{[^{}]*\})[^\n]*\bfrom\b[^\n]*)", re.MULTILINE)


def join(entry: str, read: Callable[[str], str]) -> str:
    r"""Return a module and everything it imports as one module without imports.

    Args:
        entry: the module's path, such as "stage/stage.js".
        read: returns the text of the module at a path.

    Raises:
        ValueError: if modules import each other in a circle, or a statement cannot be joined.

    >>> files = {
    ...     "a.js": 'import { b } from "./b.js"\nexport default () => b\n',
    ...     "b.js": "export const b = 1\n",
    ... }
    >>> print(join("a.js", files.__getitem__), end="")
    export const b = 1
    export default () => b
    """
    return "".join(_without_imports(path, read(path)) for path in order(entry, read))


def order(entry: str, read: Callable[[str], str]) -> list[str]:
    """Return the paths of a module and everything it imports, each after its own imports."""
    done: list[str] = []
    _visit(entry, read, done, ())
    return done


def _visit(path: str, read: Callable[[str], str], done: list[str], importers: tuple[str, ...]) -> None:
    if path in importers:
        raise ValueError(f"Modules must not import each other in a circle. Received: {[*importers, path]}")
    if path in done:
        return
    for _, source in _IMPORT.findall(read(path)):
        imported = posixpath.normpath(posixpath.join(posixpath.dirname(path), source))
        _visit(imported, read, done, (*importers, path))
    done.append(path)


def _without_imports(path: str, text: str) -> str:
    for names, source in _IMPORT.findall(text):
        if re.search(r"\bas\b", names):
            raise ValueError(f"An import cannot rename in joined modules. Received: {source!r} in {path}")
    joined = _IMPORT.sub("", text)
    foreign = _FOREIGN.search(joined)
    if foreign:
        raise ValueError(
            'Only `import { name } from "./file.js"` can be joined. '
            f"Received: {foreign.group()!r} in {path}"
        )
    return joined if joined.endswith("\n") else joined + "\n"
