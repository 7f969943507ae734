"""The program of the page The ideas builds the same networks in plain Keras, and trains and judges them."""

from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import keras
import numpy as np
import pytest

from cnnviz import export
from cnnviz.lessons.ideas import IDEAS, Options
from cnnviz.with_keras.training.run_setup import model_of

OPTIONS = Options(depth=4, initializer="he_normal")


@pytest.mark.parametrize("name", IDEAS)
def test_the_program_builds_the_networks_with_their_first_weights(name):
    contenders = IDEAS[name].contenders(OPTIONS)
    code = export.ideas_code(contenders).partition("from keras import layers")
    functions = "".join(code[1:]).partition("for name, build")[0]
    names: dict[str, Any] = {"keras": keras, "np": np}
    exec(functions, names)
    assert list(names["networks"]) == [one.name for one in contenders]
    for one in contenders:
        keras.utils.set_random_seed(one.settings.seed)
        theirs = names["networks"][one.name]()
        assert theirs.count_params() == one.network.n_weights
        for a, b in zip(theirs.get_weights(), model_of(one.settings).get_weights(), strict=True):
            np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("name", ["skips", "augmentation"])
def test_the_program_trains_and_judges_each_network(name):
    contenders = IDEAS[name].contenders(OPTIONS)
    epochs = contenders[0].settings.epochs
    code = export.ideas_code(contenders)
    assert "cnnviz" not in code
    short = code.replace(f"epochs={epochs}", "epochs=1").replace(f"in range({epochs})", "in range(1)")
    few = short.replace("networks = {", "x, y = x[:64], y[:64]\nnetworks = {")
    few = few.replace("*validation", "validation[0][:50], validation[1][:50]")
    told = StringIO()
    with redirect_stdout(told):
        exec(few, {})
    lines = told.getvalue().splitlines()
    assert [line.partition(":")[0] for line in lines] == [one.name for one in contenders]
    for line, one in zip(lines, contenders, strict=True):
        assert f" {one.network.n_weights:,} parameters" in line
