"""The code that judges a network by the test digits."""

from __future__ import annotations

from cnnviz.export.data import load_code
from cnnviz.export.network import load_code as load_network

_JUDGED = """
x_test = data.x_test.reshape(-1, 28, 28, 1).astype("float32") / 255
y_test = keras.utils.to_categorical(data.y_test, 10)
model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
loss, accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
print("loss", loss, "accuracy", accuracy, "±", 2 * np.sqrt(accuracy * (1 - accuracy) / len(x_test)))

probabilities = model.predict(x_test, batch_size=500, verbose=0)
predicted = probabilities.argmax(axis=1)
confusion = metrics.confusion_matrix(data.y_test, predicted, labels=range(10))
print(confusion)
print(metrics.classification_report(data.y_test, predicted, labels=range(10), digits=4, zero_division=0))

given = evaluation.Evaluation(data.y_test, probabilities)
print("the worst mistakes", given.worst(10))
print("the most doubtful", given.doubtful(10))
print("expected calibration error", given.reliability().error)"""


def amount_code(source: str, available: int, *, shipped: bool = True) -> str:
    """Return a program that trains on few digits and on more, and prints how well each run reads.

    Args:
        source: "bundled", or anything else for the complete MNIST.
        available: how many training digits the class with the fewest has.
        shipped: whether the network is the lecture's, and not one that was saved to a file.
    """
    network = "lecture_network()" if shipped else 'models.read(Path("network.keras").read_bytes())[0]'
    lines = [] if shipped else ["from pathlib import Path", ""]
    lines += [
        f"from cnnviz import mnist, {'' if shipped else 'models, '}training",
        "from cnnviz.lessons import learning_curve",
        *(["from cnnviz.network import lecture_network"] if shipped else []),
        "",
        load_code(source),
        f"network = {network}",
        "accuracies = {}",
        f'for settings in learning_curve.runs(network, "{"bundled" if source == "bundled" else "download"}", '
        f"available={available}):",
        "    accuracies[settings.per_class] = training.train(settings, data).accuracy",
        '    print(settings.per_class, "of each class:", accuracies[settings.per_class])',
    ]
    return "\n".join(lines)


def evaluate_code(source: str, *, shipped: bool = True) -> str:
    """Return a program that judges a network by Keras and scikit-learn.

    Args:
        source: "bundled", or anything else for the complete MNIST.
        shipped: whether the network is the one that ships, and not one that was saved to a file.
    """
    lines = [
        "import keras",
        "import numpy as np",
        "from sklearn import metrics",
        "",
        "from cnnviz import mnist, models",
        "from cnnviz.lessons import evaluation",
        "",
        load_code(source),
        f"model = {load_network(shipped)}",
    ]
    return "\n".join(lines) + "\n" + _JUDGED
