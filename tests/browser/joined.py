"""Modules of the components in an empty page, without Streamlit."""

from playwright.sync_api import Page

from cnnviz.ui.components.joining import join
from cnnviz.ui.components.sources import read
from tests.browser.harness import ROOT

#: Imports a module from its text, as a component's script is imported, and makes its exports global.
IMPORT = """async (text) => {
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }))
  Object.assign(window, await import(url))
  URL.revokeObjectURL(url)
}"""
#: A module of the JavaScript tests is imported by a path that begins so.
TESTS = "tests/"


def offer(page: Page, *paths: str) -> None:
    """Make the exports of modules global in a page.

    Args:
        page: The page.
        paths: Paths below `components`, such as "shared/axes.js"; "tests/..." is a path below `tests/js`.
    """
    imports = "".join(f'import {{}} from "./{path}"\n' for path in paths)
    page.evaluate(IMPORT, join("entry.js", lambda path: imports if path == "entry.js" else _text(path)))


def _text(path: str) -> str:
    if not path.startswith(TESTS):
        return read(path)
    text = (ROOT / "tests" / "js" / path.removeprefix(TESTS)).read_text(encoding="utf-8")
    up = "../" * path.count("/")
    return text.replace('"#ui/', f'"./{up}')
