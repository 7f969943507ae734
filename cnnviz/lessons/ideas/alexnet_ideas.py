"""What AlexNet brought: ReLU in place of tanh, dropout, and more pictures from those that are there."""

from __future__ import annotations

from cnnviz.lessons.ideas.idea import BATCH_SIZE, SEED, Contender, Idea, Options
from cnnviz.mnist import CLASS_NAMES, INPUT_SHAPE
from cnnviz.network import Activation, Brick, Conv2D, Dense, Dropout, Flatten, MaxPooling2D, Network, Node
from cnnviz.runs import RunSettings

PAPER = (
    "A. Krizhevsky, I. Sutskever, G. Hinton, “ImageNet Classification with Deep Convolutional Neural "
    "Networks”, NIPS 2012, "
)
FILTERS = 16
#: The epochs of ReLU against tanh; it is decided early.
EPOCHS = 6
#: Few digits are learned by heart: this many of each class, for this many epochs.
FEW, MANY_EPOCHS = 20, 30
RATE = 0.5
#: AlexNet cut 224x224 pixels out of 256x256, which moves a picture by up to a 16th of its side to each side.
SHIFT = 2


def _digits(bricks: list[Brick]) -> Network:
    return Network(INPUT_SHAPE, [*bricks, Dense(len(CLASS_NAMES), activation="softmax")])


def activations(options: Options) -> tuple[Contender, ...]:  # noqa: ARG001 - the interface of all ideas
    """Return four convolutions with ReLU, and the same with tanh."""
    made = []
    for title, activation in (("ReLU", "relu"), ("tanh", "tanh")):
        bricks: list[Brick] = []
        for n in range(1, 5):
            strides = (2, 2) if n % 2 else (1, 1)
            bricks += [
                Node(Conv2D(FILTERS, (3, 3), strides, "same"), name=f"conv{n}"),
                Node(Activation(activation), name=f"act{n}"),
            ]
        network = _digits([*bricks, Flatten()])
        made.append(Contender(title, RunSettings(network, EPOCHS, BATCH_SIZE, SEED), ("conv1", "act1"), 4))
    return tuple(made)


def _few(network: Network, *, shift: int = 0) -> RunSettings:
    """Return a long training on few digits."""
    return RunSettings(network, MANY_EPOCHS, 20, SEED, per_class=FEW, shift=shift)


def _learner(*, dropout: bool) -> Network:
    """Return a network with a large dense layer, which learns few digits by heart."""
    drop = [Node(Dropout(RATE), name="drop")] if dropout else []
    return _digits(
        [
            Conv2D(FILTERS, (3, 3), activation="relu"),
            MaxPooling2D(),
            Node(Flatten(), name="flat"),
            Node(Dense(256, activation="relu"), name="hidden"),
            *drop,
        ]
    )


def dropping(options: Options) -> tuple[Contender, ...]:  # noqa: ARG001 - the interface of all ideas
    """Return a network with dropout and the same without, both trained on few digits."""
    return tuple(
        Contender(name, _few(_learner(dropout=dropout)), ("hidden", "drop") if dropout else ("hidden",))
        for name, dropout in (("With dropout", True), ("Without dropout", False))
    )


def moving(options: Options) -> tuple[Contender, ...]:  # noqa: ARG001 - the interface of all ideas
    """Return one network twice: on digits that move a little in each epoch, and on digits as they are."""
    return tuple(
        Contender(name, _few(_learner(dropout=False), shift=shift), note=note)
        for name, shift, note in (
            ("Moved digits", SHIFT, f"In each epoch, each digit moves by up to {SHIFT} pixels."),
            ("Digits as they are", 0, "In each epoch, the same digits come again."),
        )
    )


RELU = Idea(
    title="ReLU or tanh",
    question="Why did ReLU replace tanh?",
    watch="Watch the thin curves of the loss. Which one falls faster at first, and which later?",
    source=PAPER + "section 3.1.",
    contenders=activations,
)
DROPOUT = Idea(
    title="Dropout",
    question="What helps when there are few digits?",
    watch=f"Both learn from {FEW} digits of each class. Compare the thin and the thick curves.",
    source=PAPER + "section 4.2.",
    contenders=dropping,
)
AUGMENTATION = Idea(
    title="Augmentation",
    question="Can old digits serve as new ones?",
    watch=f"Both learn from {FEW} digits of each class. Compare the thick curves.",
    source=PAPER + "section 4.1.",
    contenders=moving,
)
