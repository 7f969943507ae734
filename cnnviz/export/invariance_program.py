"""The code that distorts a digit and asks four networks."""

from __future__ import annotations

from collections.abc import Mapping

from cnnviz.export.network_program import digit_code
from cnnviz.lessons.distorted_accuracy import COMPARED, JUDGE
from cnnviz.lessons.distortions import DISTORTIONS
from cnnviz.pipeline import Pipeline


def invariance_code(now: Pipeline, truth: int | None) -> str:
    """Return a program that computes the digit's curves with Keras, as `curves`, and the present `answers`.

    Args:
        now: The settings, which say which digit, which distortion and which amounts.
        truth: The digit's class; None if one of the networks says it.
    """
    chosen, held = now.invariance.chosen, _changed(now.invariance.amounts)
    present = held.pop(chosen, DISTORTIONS[chosen].neutral)
    lines = [
        "import numpy as np",
        "",
        *digit_code(now, "models"),
        "from cnnviz.lessons.distortions import DISTORTIONS, distorted",
        "",
        f"amounts = DISTORTIONS[{chosen!r}].amounts",
        f"held = {held!r}",
        f"tried = [held | {{{chosen!r}: amount}} for amount in (*amounts, {present})]",
        "pictures = [distorted(digit.digit, one) for one in tried]",
        "x = np.stack(pictures)[..., np.newaxis]",
        "",
        "curves, answers = {}, {}",
        _truth_line(truth),
        f"for name in {list(COMPARED)}:",
        "    probabilities = models.load_pretrained(name).predict(x, verbose=0)",
        "    curves[name] = probabilities[:-1, truth]",
        "    answers[name] = int(probabilities[-1].argmax()), float(probabilities[-1].max())",
        "    wrong = [a for a, p in zip(amounts, probabilities[:-1]) if p.argmax() != truth]",
        '    print(name, "now:", answers[name], "wrong at:", wrong)',
    ]
    return "\n".join(lines)


def average_code(now: Pipeline) -> str:
    """Return a program that computes the share of right answers for the chosen distortion, as `shares`."""
    chosen = now.invariance.chosen
    lines = [
        "import numpy as np",
        "",
        "from cnnviz import models",
        "from cnnviz.lessons.distorted_accuracy import SAMPLES",
        "from cnnviz.lessons.distortions import DISTORTIONS",
        "from cnnviz.with_keras.distorted_digits import count_right",
        "",
        f"names = {list(COMPARED)}",
        f"amounts = DISTORTIONS[{chosen!r}].amounts",
        f"counts = count_right([models.load_pretrained(name) for name in names], {chosen!r}, amounts)",
        "shares = {name: np.array(right) / len(SAMPLES) for name, right in zip(names, counts)}",
        "for name in names:",
        "    print(name, dict(zip(amounts, shares[name].tolist())))",
    ]
    return "\n".join(lines)


def _changed(amounts: Mapping[str, float]) -> dict[str, float]:
    """Return the amounts that change something."""
    return {name: amount for name, amount in amounts.items() if amount != DISTORTIONS[name].neutral}


def _truth_line(truth: int | None) -> str:
    if truth is not None:
        return f"truth = {truth}"
    asked = "digit.digit[np.newaxis, ..., np.newaxis]"
    return f"truth = int(models.load_pretrained({JUDGE!r}).predict({asked}, verbose=0).argmax())"
