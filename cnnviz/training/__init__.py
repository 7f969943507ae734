"""A training run: settings in, events and moments out. Knows nothing of pages or workers. Imports Keras.

    from cnnviz import mnist, network, training
    from cnnviz.runs import Settings

    result = training.train(Settings(network.lecture_network()), mnist.load(), print)

From the command line it makes the network that ships:

    python -m cnnviz.training --data mnist.npz --exclude-bundled --epochs 10 --seed 1 --out lecture.keras
"""

from cnnviz.training.command import main
from cnnviz.training.engine import accuracy, train

__all__ = ["accuracy", "main", "train"]
