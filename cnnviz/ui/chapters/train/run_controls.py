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
from cnnviz.ui.controls import digit_source, glossary
from cnnviz.ui.session import data_in_use
from cnnviz.ui.session.state import current, field

Array = npt.NDArray[np.float32]

HELP = {
    "optimizer": f"{glossary.TERMS['optimizer']} Adam and RMSprop give each weight its own step length.",
    "rate": glossary.TERMS["learning rate"],
    "batch": f"The number of digits in a batch. {glossary.TERMS['batch']}",
    "epochs": "How often the network sees all training digits.",
    "loss": f"{glossary.TERMS['loss']} The answer here is {mnist.N_CLASSES} probabilities.",
    "share": "The network learns from only this share of every class.",
    "seed": "Chooses the first weights, the order of the digits and the dropout. "
    "The same seed gives the same run.",
    "patience": "Stop when the test loss has not fallen for this many epochs. 0 means never.",
    "best": "Keep the network of the epoch with the lowest test loss, not the last one.",
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
    """Show the controls that are used often."""
    st.selectbox(
        "Optimizer",
        choices("train", "optimizer"),
        format_func=lambda name: OPTIMIZERS[name].label,
        width=140,
        help=HELP["optimizer"],
        **field("train", "optimizer", key="train-train_optimizer"),
    )
    _number("Learning rate", "learning_rate", "train-train_rate", HELP["rate"])
    _number("Batch size", "batch_size", "train-batch_size", HELP["batch"], width=120)
    st.slider(
        "Epochs", *bounds("train", "epochs"), width=130, help=HELP["epochs"], **field("train", "epochs")
    )


def _number(label: str, name: str, key: str, explanation: str, width: int = 150) -> None:
    """Show a field for a number, too narrow for step buttons."""
    least, most = bounds("train", name)
    form = "%d" if isinstance(least, int) else "%g"
    st.number_input(
        label, least, most, format=form, width=width, help=explanation, **field("train", name, key=key)
    )


def show_more() -> None:
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
    st.markdown("Watch this digit in the next run:")
    digit_source.digit_controls("train")
