"""Modules and classes can be told apart by their names alone."""

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1] / "cnnviz"
#: Each Keras layer there has the name of its kind of layer; tests/network/test_own_layers.py compares them.
OWN_LAYERS = "own_layers"
#: Modules that share a name on purpose, with the reason.
SAME_MODULES = {
    "activation": "the arithmetic in layers/, the kind of layer in network/kinds/",
    "cost": "one layer's multiplications in layers/, a network's in network/",
    "dense": "the arithmetic in layers/, the kind of layer in network/kinds/",
    "families": "families of kernels, and families of layers",
    "forward": "the walkthrough's forward pass, and the one of any network",
    "layer_outputs": "the public name, and what it opens in with_keras/",
    "loss": "the arithmetic in layers/, its drawing in figures/",
    "models": "the public name, and what it opens in with_keras/",
    "pooling": "the arithmetic in layers/, what kinds of pooling share in network/",
    "text": "a kernel as text, and a network as text",
}
#: Public classes that share a name on purpose, with the reason.
SAME_CLASSES = {"Gradients": "of the one training step in lessons/, and of any layer in network/"}


def repeated(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the names that stand in several places, with these places."""
    places = defaultdict(list)
    for name, place in names:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def modules(root: Path, suffix: str) -> Iterable[tuple[str, str]]:
    paths = [path for path in sorted(root.rglob(f"*{suffix}")) if path.parent.name != OWN_LAYERS]
    return [(path.name.removesuffix(suffix), str(path)) for path in paths if not path.name.startswith("__")]


def public_classes(root: Path) -> Iterable[tuple[str, str]]:
    for path in sorted(root.rglob("*.py")):
        if path.parent.name == OWN_LAYERS:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, str(path)


def test_modules_have_names_of_their_own():
    found = repeated(modules(ROOT, ".py"))
    assert found.keys() == SAME_MODULES.keys(), found


def test_javascript_modules_have_names_of_their_own():
    assert repeated(modules(ROOT, ".js")) == {}


def test_public_classes_have_names_of_their_own():
    found = repeated(public_classes(ROOT))
    assert found.keys() == SAME_CLASSES.keys(), found


def test_a_name_in_two_places_is_found(tmp_path):
    for folder, name in (("a", "one.py"), ("b", "one.py"), ("b", "two.py"), ("b", "__init__.py")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text("class Same: ...\nclass _Private: ...\n", encoding="utf-8")
    assert repeated(modules(tmp_path, ".py")).keys() == {"one"}
    assert repeated(public_classes(tmp_path)).keys() == {"Same"}
