"""Train a network, from Python or from the command line. Imports Keras.

    from cnnviz import mnist, network, training
    from cnnviz.runs import RunSettings

    result = training.train(RunSettings(network.lecture_network()), mnist.load(), print)

The command line makes the network that ships:

    python -m cnnviz.training --data mnist.npz --exclude-bundled --epochs 10 --seed 1 --out lecture.keras
"""

import sys

from cnnviz.with_keras.training import accuracy, main, train

__all__ = ["accuracy", "main", "train"]

if __name__ == "__main__":
    sys.exit(main())
