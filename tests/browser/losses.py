"""A table of logits, temperatures and true classes: some by hand, others random with a fixed seed."""

from __future__ import annotations

import numpy as np

Case = tuple[list[float], float, int]

TEMPERATURES = (0.05, 0.3, 1.0, 4.5, 20.0)


def one(low: float, high: float, truth: int, rival: int = 3) -> list[float]:
    """Return ten logits: one for the true class, one for its rival, 0 for the rest."""
    logits = [0.0] * 10
    logits[truth], logits[rival] = low, high
    return logits


def table() -> dict[str, Case]:
    """Return the cases by name."""
    rng = np.random.default_rng(7)
    cases: dict[str, Case] = {
        "all zero": ([0.0] * 10, 1.0, 4),
        "all huge": ([1e6] * 10, 1.0, 0),
        "all hugely negative": ([-1e6] * 10, 0.05, 9),
        "sure and right": (one(1e6, -1e6, 7), 1.0, 7),
        "sure and wrong": (one(-1e6, 1e6, 7), 1.0, 7),
        "sure and wrong, cold": (one(-1e6, 1e6, 7), 0.05, 7),
        "sure and wrong, hot": (one(-1e6, 1e6, 7), 20.0, 7),
        "two share it": (one(1e6, 1e6, 5), 1.0, 5),
        "the largest by a hair": (one(0.1, 0.1001, 0), 1.0, 0),
        "just above the least of Keras": (one(0.0, 16.0, 2), 1.0, 2),
        "just below it": (one(0.0, 16.2, 2), 1.0, 2),
        "all but sure": (one(17.0, 0.0, 2), 1.0, 2),
        "no number can be smaller": (one(-745.2, 0.0, 1), 1.0, 1),
        "none at all": (one(-746.0, 0.0, 1), 1.0, 1),
    }
    for n, temperature in enumerate(TEMPERATURES * 5):
        spread = (0.1, 3.0, 10.0, 100.0, 1e6)[n // 5]
        logits = rng.uniform(-spread, spread, 10).astype(np.float32)
        cases[f"up to {spread:g}, temperature {temperature}, {n}"] = (
            [float(f"{logit:.6g}") for logit in logits],
            temperature,
            int(rng.integers(10)),
        )
    return cases
