"""The visitor's settings as a link: there and back, and in a stranger's hands."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import drawing, kernels, mnist, network, runs
from cnnviz.drawing import Drawing
from cnnviz.filters import BORDERS
from cnnviz.kernels import FAMILIES, KERNELS, Kernel
from cnnviz.layers.windows import PADDINGS
from cnnviz.lessons.distortions import DISTORTIONS
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.pipeline import Pipeline, Round, StackLayer, bounds, choices
from cnnviz.pipeline.codecs import MAX_SIDE
from cnnviz.pipeline.example_input import CLASSES, LAST_START, LAST_STOP, as_grid
from cnnviz.pipeline.rounds import kernel_from_text, kernel_text
from cnnviz.pipeline.settings import SETTINGS
from cnnviz.pipeline.settings.layer_settings import MAX_FURTHER, MAX_PLACES
from cnnviz.pipeline.settings.network_settings import MAX_SHEETS
from cnnviz.pipeline.stack import (
    LAYER_DILATIONS,
    LAYER_STRIDES,
    MAX_LAYERS,
    STACK_KINDS,
    WINDOWS,
)
from cnnviz.pipeline.unit import Unit
from cnnviz.reading import READERS
from tests.network.strategies import built

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
EFFECT = "Your own kernel."

# --- the link

custom_kernels = st.integers(1, 4).flatmap(
    lambda columns: st.builds(
        Kernel,
        st.just("custom"),
        st.lists(
            st.tuples(*[st.integers(-9, 9) | st.floats(-1e6, 1e6)] * columns), min_size=1, max_size=4
        ).map(tuple),
        st.sampled_from([1, 9, -2]) | st.floats(1e-6, 1e8),
        st.sampled_from([0, 128 / 255, -1]) | st.floats(-1e6, 1e6),
        st.just(EFFECT),
    )
)
named_kernels = st.sampled_from(list(KERNELS.values())) | st.sampled_from(list(FAMILIES.values())).flatmap(
    lambda family: st.builds(family, st.sampled_from(family.sizes), st.sampled_from(family.angles or [None]))
)
points = st.tuples(st.integers(0, 255), st.integers(0, 255))
drawings = st.builds(
    Drawing, st.lists(st.lists(points, min_size=1, max_size=9).map(tuple), max_size=5).map(tuple)
)
flags = st.booleans()
places = st.integers(0, MAX_SIDE)
rounds = st.builds(
    Round,
    named_kernels | custom_kernels,
    st.sampled_from(["max", "average"]),
    st.integers(2, 8),
    st.integers(1, 8),
)
layers = st.builds(
    StackLayer,
    st.sampled_from(STACK_KINDS),
    st.integers(*WINDOWS),
    st.integers(*LAYER_STRIDES),
    st.integers(*LAYER_DILATIONS),
    st.sampled_from(PADDINGS),
)
grids = st.lists(st.lists(st.integers(-100, 100), min_size=6, max_size=6), min_size=6, max_size=6).map(
    lambda rows: as_grid(np.array(rows) / 100)
)
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "image": {
        "name": st.sampled_from(choices("image", "name")),
        "number": st.integers(0, 4999),
        "drawing": drawings,
        "bright": flags,
        "grey": flags,
        "crop": st.none() | st.tuples(places, places, places, places),
    },
    "numbers": {
        "view": st.sampled_from(choices("numbers", "view")),
        "bits_of": st.sampled_from(choices("numbers", "bits_of")),
        "plain": flags,
        "place": st.none() | st.tuples(places, places),
    },
    "cells": {
        "angle": st.integers(*bounds("cells", "angle")),
        "shift": st.integers(*bounds("cells", "shift")),
        "dark": flags,
        "pool_size": st.sampled_from(choices("cells", "pool_size")),
    },
    "ambiguity": {
        **{name: st.sampled_from(choices("ambiguity", name)) for name in ("view", "first", "second", "way")},
        **{name: st.integers(*bounds("ambiguity", name)) for name in ("first_sample", "second_sample")},
        "step": st.none() | st.integers(*bounds("ambiguity", "step")),
        "guessed": st.integers(*bounds("ambiguity", "guessed")),
        "guess": st.none() | st.integers(*bounds("ambiguity", "guess")),
        **{name: st.sampled_from(choices("ambiguity", name)) for name in ("thing", "letter")},
        "noise_seed": st.integers(*bounds("ambiguity", "noise_seed")),
    },
    "why": {
        **{
            name: st.sampled_from(choices("why", name))
            for name in ("subject", "method", "patch_part", "view")
        },
        "target": st.none() | st.integers(*bounds("why", "target")),
        "layer": st.text(max_size=40),
        "through": st.integers(*bounds("why", "through")),
    },
    "excites": {
        **{name: st.sampled_from(choices("excites", name)) for name in ("subject", "source")},
        "layer": st.text(max_size=40),
        "chosen_filter": st.none() | st.integers(*bounds("excites", "chosen_filter")),
        **{name: st.integers(*bounds("excites", name)) for name in ("rank", "seed")},
    },
    "push": {
        **{name: st.sampled_from(choices("push", name)) for name in ("subject", "method")},
        **{name: st.none() | st.integers(*bounds("push", name)) for name in ("toward", "steps")},
        "true_size": st.booleans(),
    },
    "ideas": {
        **{name: st.sampled_from(choices("ideas", name)) for name in ("idea", "depth", "initializer")},
        "normalization": st.booleans(),
    },
    "invariance": {
        "view": st.sampled_from(choices("invariance", "view")),
        "chosen": st.sampled_from(choices("invariance", "chosen")),
        **{name: st.floats(*bounds("invariance", name)) for name in DISTORTIONS},
    },
    "what": {"sought": st.sampled_from(("", "dahlia", "Persian cat"))},
    "filters": {
        "beside": st.lists(st.sampled_from(list(KERNELS)), unique=True, max_size=6).map(tuple),
        "border": st.sampled_from(list(BORDERS)),
        "flip": flags,
        "clipped": flags,
        "map_view": st.sampled_from(choices("filters", "map_view")),
        "magnified": flags,
    },
    "walk": {
        "rounds": st.lists(rounds, min_size=1, max_size=9).map(tuple),
        "stage": st.integers(0, 27),
        "numbers": flags,
        "region": st.none() | st.tuples(places, places),
    },
    "cutout": {
        "over": st.sampled_from(choices("cutout", "over")),
        "corner": st.none() | st.tuples(places, places),
        "side": st.integers(*bounds("cutout", "side")),
        "coloured": st.booleans(),
        "unit": st.none() | st.builds(Unit, st.just("conv2d_1"), *[st.integers(0, 99)] * 3),
    },
    "convolution": {
        "strides": st.tuples(*2 * [st.integers(*bounds("convolution", "strides"))]),
        "padding": st.sampled_from(choices("convolution", "padding")),
        "mode": st.sampled_from(choices("convolution", "mode")),
        "dilation_rate": st.integers(*bounds("convolution", "dilation_rate")),
        "position": st.none() | st.tuples(places, places),
    },
    "relu": {
        "view": st.sampled_from(choices("relu", "view")),
        "activation": st.sampled_from(choices("relu", "activation")),
        "second": st.sampled_from(choices("relu", "second")),
    },
    "pooling": {
        "view": st.sampled_from(choices("pooling", "view")),
        "padding": st.sampled_from(choices("pooling", "padding")),
    },
    "receptive_field": {
        "stack": st.lists(layers, min_size=1, max_size=MAX_LAYERS).map(tuple),
        "unit": st.none() | st.tuples(places, places),
    },
    "learn_kernel": {
        "optimizer": st.sampled_from(choices("learn_kernel", "optimizer")),
        "rates": st.lists(st.floats(-1e9, 1e9), max_size=2).map(tuple),
        "size": st.sampled_from(choices("learn_kernel", "size")),
        "seed": st.integers(0, 9999),
        "step": st.integers(0, 300),
    },
    "training_step": {
        "example": st.sampled_from(choices("training_step", "example")),
        "grid": grids,
        "true_class": st.integers(0, 2),
        "start": st.integers(0, 99),
        "learning_rate": st.floats(1e-6, 1000),
        "stop": st.integers(0, 99),
    },
    "digit": {
        "source": st.sampled_from(choices("digit", "source")),
        "found": st.none() | st.integers(*bounds("digit", "found")),
    },
    "network": {
        "reader": st.sampled_from(list(READERS)),
        "explained": st.sampled_from(list(READERS)),
        "compared": st.booleans(),
        "layer": st.text(max_size=40),
        "unit": st.none() | st.builds(Unit, st.just("conv2d_1"), *[st.integers(0, 99)] * 3),
    },
    "train": {
        "epochs": st.integers(1, 30),
        "optimizer": st.sampled_from(list(OPTIMIZERS)),
        "learning_rate": st.floats(*bounds("train", "learning_rate")),
        "loss": st.sampled_from(list(runs.LOSSES)),
        "batch_size": st.integers(*bounds("train", "batch_size")),
        "share": st.sampled_from(choices("train", "share")),
        "seed": st.integers(0, 9999),
        "patience": st.integers(0, 10),
        "keep_best": flags,
    },
    "build": {
        "bricks": built(network.MAX_BRICKS),
    },
    "loss": {
        "view": st.sampled_from(choices("loss", "view")),
        "logits": st.none()
        | st.lists(st.floats(*bounds("loss", "logits")), min_size=10, max_size=10).map(tuple),
        "temperature": st.floats(*bounds("loss", "temperature")),
        "true_class": st.none() | st.integers(0, 9),
        "begins": st.sampled_from(choices("loss", "begins")),
    },
    "flatten": {
        "view": st.sampled_from(choices("flatten", "view")),
        "further": st.lists(
            st.sampled_from(choices("flatten", "further")), unique=True, max_size=MAX_FURTHER
        ).map(tuple),
        "place": st.none() | st.integers(0, MAX_PLACES - 1),
    },
    "votes": {
        "voters": st.sampled_from(choices("votes", "voters")),
        "neuron": st.none() | st.integers(0, 9),
        "hidden": st.none() | st.integers(0, MAX_PLACES - 1),
        "unit": st.none() | st.integers(0, 99).map(lambda n: Unit("dense_2", n)),
    },
    "boat": {
        "logit": st.floats(*bounds("boat", "logit")),
        "added": st.floats(*bounds("boat", "added")),
    },
    "data": {
        "source": st.sampled_from(choices("data", "source")),
        "view": st.sampled_from(choices("data", "view")),
        "sheet": st.integers(0, MAX_SHEETS - 1),
        "sample": st.none() | st.integers(0, mnist.MAX_DIGITS - 1),
    },
    "digit_map": {
        "layer": st.sampled_from(["pixels", "hidden", "dense_1"]),
        "method": st.sampled_from(choices("digit_map", "method")),
        "shown": st.sampled_from(choices("digit_map", "shown")),
    },
    "photo": {name: st.sampled_from(choices("photo", name)) for name in ("network", "weights")},
    "photo_network": {
        "view": st.sampled_from(choices("photo_network", "view")),
        "layer": st.sampled_from(["", "stem_conv", "block_5_add"]),
        "order": st.sampled_from(choices("photo_network", "order")),
        "sheet": st.integers(*bounds("photo_network", "sheet")),
        "unit": st.none() | st.integers(0, 99).map(lambda n: Unit("stem_conv", n)),
    },
    "architectures": {
        name: st.sampled_from(choices("architectures", name))
        for name in ("view", "chosen", "first", "second", "compared_by", "opened")
    },
    "transfer": {
        "count": st.sampled_from(choices("transfer", "count")),
        "seed": st.integers(*bounds("transfer", "seed")),
    },
    "own": {
        "view": st.sampled_from(choices("own", "view")),
        "names": st.sampled_from([("mug", "pen", "face"), ("cup", "tea spoon", ""), ("", "", "")]),
    },
    "parameter_counts": {
        "network": st.sampled_from(choices("parameter_counts", "network")),
        "variant": st.integers(*bounds("parameter_counts", "variant")),
    },
    "evaluate": {
        "view": st.sampled_from(choices("evaluate", "view")),
        "confused": st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
        "sample": st.none() | st.integers(0, mnist.MAX_DIGITS - 1),
    },
}
CHAPTERS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    chapter: st.fixed_dictionaries({}, optional=names) for chapter, names in FIELDS.items()
}
pipelines = st.fixed_dictionaries({}, optional=CHAPTERS).map(lambda chapters: Pipeline().replace(**chapters))


def through_a_browser(link):
    """Return the link's parameters as the address bar returns them: each one a list."""
    return parse_qs(urlencode(link, doseq=True), keep_blank_values=True)


def test_every_field_is_tried():
    assert {(chapter, name) for chapter, names in FIELDS.items() for name in names} == set(SETTINGS)


def test_only_the_image_and_what_differs_stands_in_a_link():
    assert Pipeline().to_link() == {"image": "china"}
    mine = Kernel("custom", ((0, -1.5), (2, 0)), 4, 128 / 255, EFFECT)
    now = Pipeline().replace(
        image={
            "name": "digit",
            "number": 7,
            "drawing": Drawing((((10, 20), (30, 40)),)),
            "grey": True,
            "crop": (1, 2, 30, 40),
        },
        filters={"beside": ("blur", "emboss"), "border": "wrap"},
        walk={
            "rounds": (Round(mine, "average", 3, 1), Round(kernels.get("gaussian blur 9x9"))),
            "stage": 0,
            "region": (0, 5),
        },
    )
    assert now.to_link() == {
        "image": "digit",
        "number": "7",
        "drawing": "AAIKFB4o",
        "grey": "yes",
        "crop": "1-2-30-40",
        "beside": ["blur", "emboss"],
        "border": "wrap",
        "rounds": ["average 3 1 0 -1.5;2 0 / 4 + 128", "max 2 2 gaussian blur 9x9"],
        "stage": "0",
        "region": "0-5",
        "reader": "pen",
        "explained": "lecture",
    }
    assert Pipeline.from_link(now.to_link()) == now


@settings(max_examples=100, deadline=None)
@given(pipelines)
def test_a_link_gives_back_what_made_it(now):
    link = now.to_link()
    assert all(isinstance(text, str) or all(isinstance(one, str) for one in text) for text in link.values())
    assert Pipeline.from_link(link) == now
    assert Pipeline.from_link(through_a_browser(link)) == now


@settings(max_examples=100, deadline=None)
@given(named_kernels | custom_kernels)
def test_a_kernels_text_gives_back_the_kernel(kernel):
    assert kernel_from_text(kernel_text(kernel)) == kernel


def test_a_classics_name_with_other_weights_is_told_apart():
    mine = replace(KERNELS["blur"], divisor=8)
    assert kernel_text(mine) == "1 1 1;1 1 1;1 1 1 / 8"


# --- a stranger's link

STRANGE = {
    "image": ["", "moon", "CHINA", "china ", "../etc/passwd", "upload\0"],
    "number": ["-1", "5000", "1e3", "0x10", "nan", "", "9" * 5000, "½", "1.0"],
    "view": ["", "GREY", "pixels"],
    "plain": ["no", "?"],
    "place": ["1", "1-2-3", "1-1025", "-1-2"],
    "drawing": ["%%%", "A", "AAA", "AAEA", "é" * 9, "A" * 10_000],
    "grey": ["no", "YES", "true", "1", ""],
    "crop": ["1-2-3", "1-2-3-4-5", "-1-2-3-4", "1-2-3-1025", "a-b-c-d", "", "-" * 999, "9" * 999],
    "beside": ["", "nonsense", "BLUR", "custom"],
    "border": ["", "symmetric", "Reflect"],
    "flip": ["no", "y"],
    "clipped": ["no", "y"],
    "rounds": [
        "",
        "max",
        "max 2 2",
        "max 2 2 ",
        "max 1 1 blur",
        "max 9 2 blur",
        "max 2 9 blur",
        "max 2 0 blur",
        "max -2 2 blur",
        "max 2 2 nonsense",
        "max 2 2 1 2; 3",
        "max 2 2 1 / 0",
        "max 2 2 1/0;",
        "max 2 2 nan",
        "max 2 2 1e999",
        "max 2 2 gaussian blur 999x999",
        "max 2 2 " + "1 " * 50_000,
        "max 2 2 " + "((" * 20_000,
    ],
    "bits": ["", "Smiley", "yes"],
    "stage": ["-1", "28", "one"],
    "numbers": ["no", "Yes"],
    "toned": ["no", "1"],
    "second": ["", "emboss", "Blur"],
    "region": ["1", "1-2-3", "1-1025", "-", "1-x"],
    "stack": [
        "",
        "conv",
        "conv 3 1 1",
        "conv 3 1 1 same same",
        "conv 0 1 1 same",
        "conv 8 1 1 same",
        "conv 3 0 1 same",
        "conv 3 5 1 same",
        "conv 3 1 4 same",
        "conv 3 1 1 full",
        "dense 3 1 1 same",
        "conv  3 1 1 same",
        "conv 3.0 1 1 same",
        "conv -3 1 1 same",
        "conv nan 1 1 same",
        "conv 3 1 1 same" + " " * 50_000,
        "9" * 5000,
    ],
    "unit": ["1", "1-2-3", "1-1025", "-1-2", "a-b"],
    "optimizer": ["", "Adam", "rmsprop"],
    "rates": ["", "nan", "inf", "-inf", "1e10", "-1e10", "1e999", "0.1 0.2", "0x1", "9" * 5000, "1/3"],
    "learned_size": ["", "1", "4", "9", "-3", "3.0"],
    "seed": ["-1", "10000", "1.5", ""],
    "descended": ["-1", "301", "1e2", ""],
    "example": ["", "Vertical", "cat"],
    "example_grid": ["", "1", "1 2 3;4 5 6", ";".join(["2 0 0 0 0 0"] * 6), "nan " * 36, "x" * 50_000],
    "example_class": ["-1", "3", "vertical", ""],
    "example_start": ["-1", "100", "x"],
    "example_rate": ["", "0", "-0.1", "1e9", "nan", "inf", "-inf", "1e-60", "1,5", "fast", "9" * 5000],
    "example_stop": ["-1", "100", "one"],
    "digit": ["", "photo"],
    "epochs": ["0", "31", "-5", "1.5", ""],
    "train_optimizer": ["", "Adam", "adamw"],
    "train_rate": ["", "0", "-0.1", "11", "nan", "inf", "1e-9", "1e-60", "fast", "9" * 5000],
    "train_loss": ["", "mse", "hinge"],
    "batch_size": ["", "0", "4001", "-32", "1e2", "32.0"],
    "share": ["", "0", "0.07", "1.01", "-0.5", "nan", "50 %"],
    "train_seed": ["", "-1", "10000", "1.5"],
    "patience": ["", "-1", "11", "x"],
    "keep_best": ["no", "1", "True"],
    "built": [
        "",
        " - ",
        "dense",
        "dense 10 softmax - ",
        "dense 10 softmax softmax",
        "dense 10 strides 2x2",
        "dense 65537",
        "dense -1",
        "dense 1e3",
        "dense ½",
        "dense 10 use_bias maybe",
        "dense 10 use_bias",
        "Dense 10",
        "lambda 1",
        "relu 3",
        "exec",
        "conv 3x3 32",
        "conv 0 3x3",
        "conv 65537 3x3",
        "conv 32 3x3x3",
        "conv 32 1025x1025",
        "conv 32 0x3",
        "conv 32 3x3 padding full",
        "conv 32 3x3 strides 2x2 dilation_rate 2x2",
        "conv 32 3x3 filters 9",
        "conv 32  3x3",
        "conv 32 3x3 __class__ x",
        "max 2x2 strides 0",
        "dropout 1",
        "dropout nan",
        "dropout 1e999",
        "dropout -0.1",
        "dropout 1-1",
        "norm momentum 1",
        "norm epsilon 0",
        "norm epsilon 1e-9",
        "flatten 3",
        "conv 32 3x3 - junk",
        " - ".join(["relu"] * 25),
        "9" * 5000,
        "conv " * 5000,
    ],
    "loss_view": ["", "mse", "Why"],
    "logits": [
        "",
        "1",
        "1 2 3 4 5 6 7 8 9",
        "0 1 2 3 4 5 6 7 8 9 10",
        "0 1 2 3 4 5 6 7 8 1000001",
        "0 1 2 3 4 5 6 7 8 -1e7",
        "0 1 2 3 4 5 6 7 8 nan",
        "0 1 2 3 4 5 6 7 8 inf",
        "0 1 2 3 4 5 6 7 8 x",
        "0 1 2 3 4 5 6 7 8 " + "0" * 30,
        "0  1 2 3 4 5 6 7 8",
        "1e999 " * 9 + "1",
    ],
    "temperature": ["", "0", "-1", "0.01", "21", "nan", "inf", "1e999", "one", "1" + "0" * 5000],
    "true_class": ["", "-1", "10", "1.5", "seven"],
    "flat_view": ["", "Column", "flat"],
    "further": ["", "blur,", "blur,ridge", "sobel x,sobel y,blur,emboss", "None", "," * 5000],
    "flat": ["", "-1", "100000", "1.5"],
    "voters": ["", "units"],
    "neuron": ["", "-1", "10", "x"],
    "hidden": ["", "-1", "100000"],
    "logit": ["", "nan", "9", "-8.01", "inf"],
    "added": ["", "nan", "1e3", "x"],
    "data": ["", "download", "/etc/passwd", "mnist.npz", "Complete"],
    "data_view": ["", "Samples", "spread"],
    "sheet": ["", "-1", "1000", "1.5"],
    "sample": ["", "-1", "250000", "first"],
    "evaluate_view": ["", "roc", "Confusion"],
    "confused": ["", "1", "1-2-3", "1-10", "-1-2", "a-b"],
    "judged": ["", "-1", "250000", "1e3"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name in STRANGE for text in STRANGE[name]])
def test_what_cannot_be_read_gets_the_default(name, text):
    assert Pipeline.from_link({name: text}) == Pipeline()
    assert Pipeline.from_link({name: [text]}) == Pipeline()
    # ... and takes nothing else with it
    chapter, other = ("filters", "flip") if name != "flip" else ("image", "grey")
    assert Pipeline.from_link({name: text, other: "yes"}) == Pipeline().replace(**{chapter: {other: True}})


def test_unknown_parameters_are_left_out():
    given_link = {"embed": "true", "kernel": "blur", "__class__": "x", "": "", "epochs": "7"}
    assert Pipeline.from_link(given_link) == Pipeline().replace(train={"epochs": 7})


@pytest.mark.parametrize("name", [one.link for one in SETTINGS.values()])
def test_an_empty_list_gives_the_default(name):
    assert Pipeline.from_link({name: []}) == Pipeline()


def test_the_first_of_repeated_parameters_counts():
    assert Pipeline.from_link({"epochs": ["3", "4"], "image": ["moon", "flower"]}) == Pipeline().replace(
        train={"epochs": 3}
    )


def test_only_the_first_nine_rounds_are_read():
    now = Pipeline.from_link({"rounds": [f"max {2 + n % 7} 2 blur" for n in range(500)]})
    assert [one.pool_size for one in now.walk.rounds] == [2, 3, 4, 5, 6, 7, 8, 2, 3]


def test_one_bad_round_spoils_them_all():
    assert Pipeline.from_link({"rounds": ["max 2 2 blur", "max 2 2 junk"]}) == Pipeline()


def test_only_the_first_eight_layers_are_read():
    now = Pipeline.from_link({"stack": [f"conv {1 + n % 7} 1 1 same" for n in range(500)]})
    assert [one.window for one in now.receptive_field.stack] == [1, 2, 3, 4, 5, 6, 7, 1]


def test_one_bad_layer_spoils_them_all():
    assert Pipeline.from_link({"stack": ["pool 2 2 1 valid", "pool 2 2"]}) == Pipeline()


def test_a_pooling_is_never_dilated():
    now = Pipeline.from_link({"stack": "pool 2 2 3 valid"})
    assert now.receptive_field.stack == (StackLayer("pool", 2, 2),)
    assert now.to_link()["stack"] == ["pool 2 2 1 valid"]


def assert_in_range(now):
    """Assert that the pages can work with these settings."""
    assert now.image.name in choices("image", "name")
    assert 0 <= now.image.number < 5000
    assert drawing.parse(drawing.to_text(now.image.drawing)) == now.image.drawing
    assert now.image.crop is None or (
        len(now.image.crop) == 4 and all(0 <= n <= 1024 for n in now.image.crop)
    )
    assert set(now.filters.beside) <= set(KERNELS)
    assert len(set(now.filters.beside)) == len(now.filters.beside)
    assert now.filters.border in BORDERS
    assert 1 <= len(now.walk.rounds) <= 9
    for one in now.walk.rounds:
        assert isinstance(one.kernel, Kernel)
        assert one.pooling in {"max", "average"}
        assert 2 <= one.pool_size <= 8
        assert 1 <= one.strides <= 8
    assert 0 <= now.walk.stage <= 27
    assert now.walk.region is None or (
        len(now.walk.region) == 2 and all(0 <= n <= 1024 for n in now.walk.region)
    )
    assert 1 <= len(now.receptive_field.stack) <= MAX_LAYERS
    for layer in now.receptive_field.stack:
        assert layer.kind in {"conv", "pool"}
        assert 1 <= layer.window <= 7
        assert 1 <= layer.strides <= 4
        assert 1 <= layer.dilation_rate <= (3 if layer.kind == "conv" else 1)
        assert layer.padding in {"valid", "same"}
    assert now.receptive_field.unit is None or (
        len(now.receptive_field.unit) == 2 and all(0 <= n <= 1024 for n in now.receptive_field.unit)
    )
    assert now.learn_kernel.optimizer in choices("learn_kernel", "optimizer")
    assert len(now.learn_kernel.rates) <= 2
    assert all(abs(rate) <= 1e9 for rate in now.learn_kernel.rates)
    assert now.learn_kernel.size in {3, 5, 7}
    assert 0 <= now.learn_kernel.seed <= 9999
    assert 0 <= now.learn_kernel.step <= 300
    assert now.training_step.example in choices("training_step", "example")
    assert as_grid(now.training_step.grid) == now.training_step.grid
    assert 0 <= now.training_step.true_class < len(CLASSES)
    assert 0 <= now.training_step.start <= LAST_START
    assert 0 < now.training_step.learning_rate <= 1000
    assert 0 <= now.training_step.stop <= LAST_STOP
    assert now.digit.source in choices("digit", "source")
    assert len(now.network.layer) <= 40
    assert 1 <= now.train.epochs <= 30
    assert now.train.optimizer in list(OPTIMIZERS)
    assert 1e-6 <= now.train.learning_rate <= 10
    assert now.train.loss in runs.LOSSES
    assert 1 <= now.train.batch_size <= 4000
    assert now.train.share in choices("train", "share")
    assert 0 <= now.train.seed <= 9999
    assert 0 <= now.train.patience <= 10
    assert 1 <= len(now.build.bricks) <= network.MAX_BRICKS
    assert len(network.check_bricks(now.build.bricks, network.DIGITS)) == len(now.build.bricks)
    assert network.from_text(network.to_text(now.build.bricks)) == now.build.bricks
    assert now.loss.view in choices("loss", "view")
    assert now.loss.logits is None or (
        len(now.loss.logits) == 10 and all(-1e6 <= n <= 1e6 for n in now.loss.logits)
    )
    assert 0.05 <= now.loss.temperature <= 20
    assert now.loss.true_class is None or 0 <= now.loss.true_class <= 9
    assert now.flatten.view in choices("flatten", "view")
    assert set(now.flatten.further) <= set(choices("flatten", "further"))
    assert len(set(now.flatten.further)) == len(now.flatten.further) <= 3
    assert now.flatten.place is None or 0 <= now.flatten.place < MAX_PLACES
    assert now.votes.voters in choices("votes", "voters")
    assert now.votes.neuron is None or 0 <= now.votes.neuron <= 9
    assert now.votes.hidden is None or 0 <= now.votes.hidden < MAX_PLACES
    assert -8 <= now.boat.logit <= 8
    assert -8 <= now.boat.added <= 8
    assert now.data.source in choices("data", "source")
    assert now.data.view in choices("data", "view")
    assert 0 <= now.data.sheet < MAX_SHEETS
    assert now.data.sample is None or 0 <= now.data.sample < mnist.MAX_DIGITS
    assert now.evaluate.view in choices("evaluate", "view")
    assert now.evaluate.confused is None or (
        len(now.evaluate.confused) == 2 and all(0 <= n <= 9 for n in now.evaluate.confused)
    )
    assert now.evaluate.sample is None or 0 <= now.evaluate.sample < mnist.MAX_DIGITS
    assert all(
        isinstance(flag, bool)
        for flag in (now.image.grey, now.filters.flip, now.filters.clipped, now.walk.numbers)
    )


almost = st.sampled_from(
    [
        "yes",
        "no",
        "blur",
        "max 2 2 blur",
        "average 3 1 1 2;3 4",
        "conv 3 1 1 same",
        "pool 2 2 1 valid",
        "1-2-3-4",
        "12",
        "-",
        ";",
        "/",
        "1/0",
        "wrap",
    ]
)
texts = st.text(max_size=60) | almost | st.integers().map(str) | st.floats().map(str)
strange_links = st.dictionaries(
    st.sampled_from(sorted(one.link for one in SETTINGS.values())) | st.text(max_size=8),
    texts | st.lists(texts, max_size=12),
    max_size=16,
)


@settings(max_examples=200, deadline=None)
@given(strange_links)
def test_no_link_raises_or_gives_what_is_out_of_range(link):
    now = Pipeline.from_link(link)
    assert_in_range(now)
    assert Pipeline.from_link(now.to_link()) == now


@settings(max_examples=100, deadline=None)
@given(pipelines, st.data())
def test_a_damaged_link_never_raises(now, data):
    """One character of a good link changed, left out or doubled."""
    text = urlencode(now.to_link(), doseq=True)
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.sampled_from(["", "%", "+", "9", "-", "&", "=", ";", "é", text[at] * 2]))
    damaged = Pipeline.from_link(parse_qs(text[:at] + put + text[at + 1 :], keep_blank_values=True))
    assert_in_range(damaged)


def test_a_browsers_values_take_the_way_of_a_link_and_are_checked_by_it():
    assert Pipeline.from_link(
        Pipeline().replace(train={"epochs": 99}, filters={"flip": True}).to_link()
    ) == Pipeline().replace(filters={"flip": True})


def test_the_drawing_of_a_link_is_what_is_rendered():
    dot = Pipeline.from_link({"drawing": "AAGAgA"}).image.drawing
    assert dot == Drawing((((128, 128),),))
    picture = drawing.render(dot)
    assert picture[128, 128] == 0
    assert picture[0, 0] == 1
