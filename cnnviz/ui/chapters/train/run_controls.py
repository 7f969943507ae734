"""How the next run is made: the controls, and what they come to."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import mnist, network
from cnnviz.errors import ImageError
from cnnviz.figures import captions
from cnnviz.network import Network
from cnnviz.pipeline import BATCH_SIZES, MAX_EPOCHS, MAX_PATIENCE, MAX_SEED, SHARES, TRAIN_RATES
from cnnviz.runs import LOSSES, OPTIMIZERS, Settings
from cnnviz.ui.chapters.train import run_wording
from cnnviz.ui.controls import digit_source
from cnnviz.ui.session import data_in_use
from cnnviz.ui.session.state import current, field

Array = npt.NDArray[np.float32]

HELP = {
    "optimizer": "How the slope becomes a step. Adam and RMSprop give each weight a step length of its own.",
    "rate": "How far a step goes.",
    "batch": "After so many digits the weights change, once.",
    "epochs": "How often the network sees all training digits.",
    "loss": "What is to become small: how wrong the ten probabilities are.",
    "share": "The network learns from a part of the training digits, of every class alike.",
    "seed": "Of the first weights, the order of the digits and what dropout switches off. The same seed, the "
    "same run.",
    "patience": "End when the loss of the test digits has not become lower for so many epochs; 0 is never.",
    "best": "Keep the network of the epoch with the lowest loss of the test digits, not that of the last.",
}


def built() -> Network:
    """Return the network that is to be trained.

    Raises:
        NetworkError: if the layers do not fit, which the page on building says at its brick.
    """
    return network.of(current().built, network.DIGITS)


def settings() -> Settings:
    """Return what the next run is made of.

    Raises:
        NetworkError: if the layers do not fit.
    """
    now = current()
    return Settings(
        built(),
        epochs=now.epochs,
        batch_size=now.batch_size,
        seed=now.train_seed,
        optimizer=now.train_optimizer,
        learning_rate=now.train_rate,
        loss=now.train_loss,
        share=now.share,
        patience=now.patience or None,
        keep_best=now.keep_best,
        data=data_in_use.source(),
    )


def probe() -> Array:
    """Return the digit (28, 28) that the network is watched with; where there is none, a bundled one."""
    try:
        digit: Array = digit_source.prepared_digit().digit
    except ImageError:
        digit = mnist.bundled()[0][current().number].astype(np.float32) / np.float32(255)
    return digit


def controls() -> None:
    """Show what is set often, and the rest behind a button."""
    st.selectbox(
        "Optimiser",
        OPTIMIZERS,
        format_func=run_wording.OPTIMIZERS.__getitem__,
        width=165,
        help=HELP["optimizer"],
        **field("train", "train_optimizer"),
    )
    _number("Learning rate", TRAIN_RATES, "train_rate", "rate")
    _number("Batch size", BATCH_SIZES, "batch_size", "batch", width=100)
    st.slider("Epochs", 1, MAX_EPOCHS, width=130, help=HELP["epochs"], **field("train", "epochs"))
    with st.popover("More"):
        _rare()


def _number(label: str, extent: tuple[float, float], name: str, told: str, width: int = 118) -> None:
    """Show a field for a number; so narrow, it has no step buttons."""
    form = "%d" if isinstance(extent[0], int) else "%g"
    st.number_input(label, *extent, format=form, width=width, help=HELP[told], **field("train", name))


def _rare() -> None:
    """Show what is set less often."""
    st.selectbox(
        "Loss",
        LOSSES,
        format_func=run_wording.LOSSES.__getitem__,
        help=HELP["loss"],
        **field("train", "train_loss"),
    )
    st.select_slider(
        "Share of the digits",
        SHARES,
        format_func=captions.share,
        help=HELP["share"],
        **field("train", "share"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _number("Seed", (0, MAX_SEED), "train_seed", "seed")
        _number("Patience", (0, MAX_PATIENCE), "patience", "patience")
    st.checkbox("Keep the best epoch", help=HELP["best"], **field("train", "keep_best"))
    st.markdown("The digit to watch in the next run")
    digit_source.digit_controls("train")
