"""JavaScript modules joined into one that imports nothing."""

import pytest

from cnnviz.ui.components.joining import join, order

FILES = {
    "page/page.js": (
        "// A page.\n"
        'import { draw } from "./drawing.js"\n'
        'import {\n  long,\n  names,\n} from "../shared/names.js";\n'
        "\n"
        "export default function () {\n  draw(long, names)\n}\n"
    ),
    "page/drawing.js": 'import { names } from "../shared/names.js"\nexport function draw() {\n  names()\n}\n',
    "shared/names.js": "export const long = 1\nexport async function names() {}",
}


def joined(entry="page/page.js", **changed):
    files = FILES | {path.replace("__", "/") + ".js": text for path, text in changed.items()}
    return join(entry, files.__getitem__)


def test_each_module_stands_once_after_those_that_it_imports():
    assert order("page/page.js", FILES.__getitem__) == ["shared/names.js", "page/drawing.js", "page/page.js"]
    assert joined() == (
        "export const long = 1\nexport async function names() {}\n"
        "export function draw() {\n  names()\n}\n"
        "// A page.\n\nexport default function () {\n  draw(long, names)\n}\n"
    )


def test_an_import_within_a_text_stays():
    text = 'const text = `\n  import { a } from "./b.js"\n`\n'
    assert joined("page/drawing.js", page__drawing=text) == text


@pytest.mark.parametrize(
    "statement",
    [
        'import names from "../shared/names.js"',
        'import * as names from "../shared/names.js"',
        'import "../shared/names.js"',
        'import { names } from "node:fs"',
        'export { names } from "../shared/names.js"',
        'export {\n  names,\n} from "../shared/names.js"',
        'export * from "../shared/names.js"',
        'import("../shared/names.js")',
        'import { long as short } from "../shared/names.js"',
    ],
)
def test_a_statement_that_cannot_be_joined_is_an_error(statement):
    with pytest.raises(ValueError, match="Received: "):
        joined(page__drawing=f"{statement}\nexport function draw() {{}}\n")


def test_exports_without_a_module_stay():
    text = "function draw() {}\nexport { draw }\n"
    assert joined("page/drawing.js", page__drawing=text) == text


def test_modules_that_import_each_other_are_an_error():
    with pytest.raises(ValueError, match=r"circle.*drawing\.js.*names\.js.*drawing\.js"):
        joined(shared__names='import { draw } from "../page/drawing.js"\n')
