"""The code that explains a network's answer."""

from __future__ import annotations

from cnnviz.export.image_program import image_lines
from cnnviz.export.network_program import digit_code, load_code
from cnnviz.export.photo_network_lines import download_lines, download_modules
from cnnviz.lessons.explanations import Asked
from cnnviz.pipeline import Pipeline


def why_code(now: Pipeline, asked: Asked, *, name: str, quality: bool = False, best: bool = False) -> str:
    """Return a program that computes a map and that of random weights, as `found` and `at_random`.

    Args:
        now: The settings, which say which image or digit.
        asked: The method, its class and its arguments.
        name: The name of a trained network; "" stands for one from a file.
        quality: Whether the program also computes the areas of deletion and insertion.
        best: Whether the program explains the network's best class instead of the one that is asked for.
    """
    class_index = "best" if best else str(asked.class_index)
    given = "".join(f", {key}={value!r}" for key, value in asked.arguments.items())
    call = f"attribution.{asked.method}({{}}, x, {class_index}{given})"
    lines = [*_input_lines(now, name, ["layer_outputs"] if best else [])]
    if best:
        lines += [
            "*_, probabilities = layer_outputs.of(model, x).values()",
            "best = int(probabilities.argmax())",
        ]
    lines += [
        f"found = {call.format('model')}",
        f"at_random = {call.format('attribution.with_random_weights(model)')}",
        "print(found.shape, found.min(), found.max())",
    ]
    if asked.method == "integrated_gradients":
        lines.append(f"print(attribution.completeness(model, x, {class_index}, found))")
    if quality:
        lines += [
            f"deletion = attribution.deletion(model, x, {class_index}, found)",
            f"insertion = attribution.insertion(model, x, {class_index}, found)",
            f"reference = attribution.random_order(model, x, {class_index})",
            "print(deletion.area, insertion.area, reference.area)",
        ]
    return "\n".join(lines)


def _input_lines(now: Pipeline, name: str, more: list[str]) -> list[str]:
    """Return lines that import what is used and `more`, and load the network as `model`, its input as `x`."""
    if now.why.subject != "photo":
        digit = digit_code(now, "attribution", "models", *more)
        return [*digit, f"model = {load_code(name)}", "x = digit.digit"]
    return [
        *image_lines(
            now, modules=["attribution", *download_modules(name), "models", "photos", "reading", *more]
        ),
        *download_lines(name),
        f'network, _ = reading.pretrained("{name}")',
        "x = photos.prepared(image, network.preparation).x",
        f"model = {load_code(name)}",
    ]
