"""The controls of the next run, and the settings that they give."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import mnist, network
from cnnviz.errors import ImageError
from cnnviz.figures import captions
from cnnviz.network import Network
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.pipeline import bounds, choices
from cnnviz.runs import LOSSES, RunSettings
from cnnviz.ui.controls import digit_source
from cnnviz.ui.session import data_in_use
from cnnviz.ui.session.state import current, field

Array = npt.NDArray[np.float32]

HELP = {
    "optimizer": "How the slope becomes a step. Adam and RMSprop give each weight a step length of its own.",
    "rate": "How far a step goes.",
    "batch": "After so many digits the weights change, once.",
    "epochs": "How often the network sees all training digits.",
    "loss": f"What is to become small: how wrong the {mnist.N_CLASSES} probabilities are.",
    "share": "The network learns from a part of the training digits, of every class alike.",
    "seed": "Of the first weights, the order of the digits and what dropout switches off. The same seed, the "
    "same run.",
    "patience": "End when the loss of the test digits has not become lower for so many epochs; 0 is never.",
    "best": "Keep the network of the epoch with the lowest loss of the test digits, not that of the last.",
}


def built() -> Network:
    """Return the network of the page Build, which is trained next.

    Raises:
        NetworkError: If its layers do not fit together.
    """
    return network.from_bricks(current().build.bricks, network.DIGITS)


def settings() -> RunSettings:
    """Return the settings of the next run.

    Raises:
        NetworkError: If the layers of the network do not fit together.
    """
    now = current()
    return RunSettings(
        built(),
        epochs=now.train.epochs,
        batch_size=now.train.batch_size,
        seed=now.train.seed,
        optimizer=now.train.optimizer,
        learning_rate=now.train.learning_rate,
        loss=now.train.loss,
        share=now.train.share,
        patience=now.train.patience or None,
        keep_best=now.train.keep_best,
        data=data_in_use.source(),
    )


def probe() -> Array:
    """Return the digit (28, 28) at which the network is watched: the visitor's, or else a bundled one."""
    try:
        digit: Array = digit_source.prepared_digit().digit
    except ImageError:
        digit = mnist.bundled()[0][current().image.number].astype(np.float32) / np.float32(255)
    return digit


def show() -> None:
    """Show the controls that are used often, and the others in a popover."""
    st.selectbox(
        "Optimiser",
        choices("train", "optimizer"),
        format_func=lambda name: OPTIMIZERS[name].label,
        width=165,
        help=HELP["optimizer"],
        **field("train", "optimizer", key="train-train_optimizer"),
    )
    _number("Learning rate", "learning_rate", "train-train_rate", HELP["rate"])
    _number("Batch size", "batch_size", "train-batch_size", HELP["batch"], width=100)
    st.slider(
        "Epochs", *bounds("train", "epochs"), width=130, help=HELP["epochs"], **field("train", "epochs")
    )
    with st.popover("More"):
        _show_more()


def _number(label: str, name: str, key: str, explanation: str, width: int = 118) -> None:
    """Show a field for a number, too narrow for step buttons."""
    least, most = bounds("train", name)
    form = "%d" if isinstance(least, int) else "%g"
    st.number_input(
        label, least, most, format=form, width=width, help=explanation, **field("train", name, key=key)
    )


def _show_more() -> None:
    """Show the controls that are used less often."""
    st.selectbox(
        "Loss",
        choices("train", "loss"),
        format_func=LOSSES.__getitem__,
        help=HELP["loss"],
        **field("train", "loss", key="train-train_loss"),
    )
    st.select_slider(
        "Share of the digits",
        choices("train", "share"),
        format_func=captions.share,
        help=HELP["share"],
        **field("train", "share"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _number("Seed", "seed", "train-train_seed", HELP["seed"])
        _number("Patience", "patience", "train-patience", HELP["patience"])
    st.checkbox("Keep the best epoch", help=HELP["best"], **field("train", "keep_best"))
    st.markdown("The digit to watch in the next run")
    digit_source.digit_controls("train")
