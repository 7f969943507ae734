"""The code that evaluates a network on the test digits."""

from __future__ import annotations

from cnnviz.export.data_program import load_code
from cnnviz.export.network_program import load_code as load_network

_JUDGED = """
x_test = data.x_test.reshape(-1, *data.input_shape).astype("float32") / 255
y_test = keras.utils.to_categorical(data.y_test, data.n_classes)
model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
loss, accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
print("loss", loss, "accuracy", accuracy, "±", 2 * np.sqrt(accuracy * (1 - accuracy) / len(x_test)))

probabilities = model.predict(x_test, batch_size=500, verbose=0)
predicted = probabilities.argmax(axis=1)
labels = range(data.n_classes)
confusion = metrics.confusion_matrix(data.y_test, predicted, labels=labels)
print(confusion)
print(metrics.classification_report(data.y_test, predicted, labels=labels, digits=4, zero_division=0))

given = evaluation.Evaluation(data.y_test, probabilities, data.class_names)
print("the worst mistakes", given.worst(10))
print("the most doubtful", given.doubtful(10))
print("expected calibration error", given.reliability().error)"""


def amount_code(source: str, available: int, *, name: str = "lecture") -> str:
    """Return a program that trains on more and more digits and prints each run's accuracy.

    Args:
        source: "bundled", or any other name for the complete MNIST.
        available: the number of training digits in the smallest class.
        name: the name of the shipped network; "" for one from a file.
    """
    content = f'models.pretrained_bytes("{name}")' if name else 'Path("network.keras").read_bytes()'
    lines = [
        *([] if name else ["from pathlib import Path", ""]),
        "from cnnviz import mnist, models, training",
        "from cnnviz.lessons import learning_curve",
        "",
        load_code(source),
        f"network = models.read({content})[0]",
        "accuracies = {}",
        f'for settings in learning_curve.runs(network, "{"bundled" if source == "bundled" else "download"}", '
        f"available={available}):",
        "    accuracies[settings.per_class] = training.train(settings, data).accuracy",
        '    print(settings.per_class, "of each class:", accuracies[settings.per_class])',
    ]
    return "\n".join(lines)


def evaluate_code(source: str, *, name: str = "lecture") -> str:
    """Return a program that evaluates a network with Keras and scikit-learn.

    Args:
        source: "bundled", or any other name for the complete MNIST.
        name: the name of the shipped network; "" for one from a file.
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
        f"model = {load_network(name)}",
    ]
    return "\n".join(lines) + "\n" + _JUDGED
