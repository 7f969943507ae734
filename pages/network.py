"""Inside a trained network: one digit, and what every layer makes of it."""

from typing import Any

import numpy as np
import streamlit as st

from cnnviz import digits, export, mnist
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures import captions, pictures
from cnnviz.figures.layers import sheet
from cnnviz.ui.components import stage
from cnnviz.ui.controls import digit_source
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import change, current, fragment


@fragment
def page() -> None:
    digit_source.controls("network")
    if current().digit.source == "drawing":
        left, right = st.columns([1.25, 3])
        with left:
            digit_source.drawing_pad("network")
        with right:
            look()
    else:
        look()


def look() -> None:
    try:
        digit = digit_source.prepared_digit()
        with st.spinner("The network is being asked …"):
            outputs = network_answers.layer_outputs(networks.chosen(), digit.digit)
    except (ImageError, NetworkError, WorkerError) as error:
        st.error(sentence(error))
        return
    if current().digit.source == "image":
        st.caption("The network knows nothing but digits: it names one of ten, whatever it is shown.")
    steps(digit)
    layers(digit.digit, outputs)
    enlarged(outputs)
    shipped = networks.chosen() == networks.SHIPPED
    take_home.offer(export.network_code(current(), shipped=shipped), sheet(outputs[layer_name(outputs)], 2.5))


def steps(digit: digits.PreparedDigit) -> None:
    items = [
        stage.Picture(
            label=step.name,
            detail=step.sentence,
            encoded=pictures.pixels(step.picture),
            operator="→" if n else "",
            alt=f"{step.name}: {step.sentence}",
        )
        for n, step in enumerate(digit.steps)
    ]
    with st.expander(
        f"How it becomes {mnist.SIDE} × {mnist.SIDE}", expanded=current().digit.source != "bundled"
    ):
        stage.show(items, "network-steps", tallest="20vh")


def layers(digit: np.ndarray, outputs: dict[str, np.ndarray]) -> None:
    chosen = layer_name(outputs)
    items: list[stage.AnyItem] = [
        stage.Picture(
            label="input",
            detail=f"{captions.shape(digit)}\n0 … 1",
            encoded=pictures.pixels(digit),
            alt="The digit as the network takes it",
            scale=0.6,
        )
    ]
    before = digit
    for name, output in outputs.items():
        details: Any = {
            "label": name,
            "detail": f"{captions.shape(output)}\n{captions.extent(output)}",
            "operator": "→",
            "id": name,
            "chosen": name == chosen,
        }
        if is_probabilities(output):
            details["detail"] = f"{captions.shape(output)}\nsum 1"
            items.append(stage.Bars(names=mnist.CLASS_NAMES, values=output.tolist(), **details))
        else:
            wide = output.ndim == 3 and not np.array_equal(output, before)
            items.append(
                stage.Picture(
                    encoded=sheet(output, 0.5 if wide else 0.3), alt=describe(name, output), **details
                )
            )
        before = output
    stage.show(items, "network-layers", on_pick=lambda name: change(network={"layer": name}))


def enlarged(outputs: dict[str, np.ndarray]) -> None:
    name = layer_name(outputs)
    output = outputs[name]
    st.subheader(f"{name} {captions.shape(output)}", anchor=False)
    if is_probabilities(output):
        items: list[stage.AnyItem] = [
            stage.Bars(label=name, names=mnist.CLASS_NAMES, values=output.tolist(), aspect=3)
        ]
    else:
        detail = f"{captions.extent(output)} · zeros {captions.zeros(output)}"
        items = [
            stage.Picture(label="", detail=detail, encoded=sheet(output, 2.5), alt=describe(name, output))
        ]
    stage.show(items, "network-layer", tallest="70vh")


def layer_name(outputs: dict[str, np.ndarray]) -> str:
    return current().network.layer if current().network.layer in outputs else next(iter(outputs))


def is_probabilities(output: np.ndarray) -> bool:
    return (
        output.shape == (mnist.N_CLASSES,)
        and bool(abs(output.sum() - 1) < 1e-3)
        and bool((output >= 0).all())
    )


def describe(name: str, output: np.ndarray) -> str:
    what = f"{output.shape[2]} maps" if output.ndim == 3 else f"{output.size} units"
    return f"The output of {name}: {what}, values {captions.extent(output)}"


navigation.run(page)
