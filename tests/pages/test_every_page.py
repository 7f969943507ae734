"""Every page, opened by all kinds of links: never an exception, never more than one sentence of error."""

from pathlib import Path

import pytest
import streamlit as st

from cnnviz.drawing import Drawing, to_text
from cnnviz.kernels import KERNELS
from cnnviz.pipeline import Pipeline
from cnnviz.pipeline.settings import SETTINGS
from cnnviz.ui.frame import page_controls
from cnnviz.ui.frame.chapters import CHAPTERS
from tests.pages.concerned import concerned
from tests.pages.dashboard import PAGES, Link, act, assert_sound, awaited, said, stage, turn, visit

pytestmark = pytest.mark.usefixtures("quick_answers")

ONE = to_text(Drawing((((128, 40), (128, 210)),)))
DOT = to_text(Drawing((((0, 0),),)))
WIDE = "max 2 2 " + ";".join([" ".join(["1"] * 31)] * 31)

LINKS: dict[str, Link] = {
    "nothing": {},
    "a photograph": {"image": "flower"},
    "the smiley": {"image": "smiley"},
    "the test card": {"image": "test card"},
    "the first digit": {"image": "digit"},
    "the last digit": {"image": "digit", "number": "4999"},
    "an empty drawing": {"image": "drawing"},
    "a drawing": {"image": "drawing", "drawing": ONE},
    "an upload that the link cannot hold": {"image": "upload"},
    "grey": {"grey": "yes"},
    "a part": {"crop": "100-200-50-90"},
    "one pixel": {"crop": "0-1-0-1", "numbers": "yes", "stage": "2"},
    "one row": {"crop": "5-6-0-640", "numbers": "yes", "stage": "3"},
    "one column, grey": {"crop": "0-427-9-10", "grey": "yes", "numbers": "yes"},
    "a part beyond the picture": {"crop": "900-1000-900-1000"},
    "a part that ends beyond it": {"crop": "400-1000-600-1000"},
    "a part upside down": {"crop": "200-100-90-50"},
    "nearest": {"border": "nearest", "image": "smiley", "flip": "yes"},
    "mirror": {"border": "mirror", "image": "smiley", "clipped": "yes"},
    "wrap": {"border": "wrap", "image": "digit", "flip": "yes", "clipped": "yes"},
    "constant, kernel larger than the picture": {"border": "constant", "image": "smiley", "rounds": WIDE},
    "mirror, kernel larger than one pixel": {"border": "mirror", "crop": "0-1-0-1", "rounds": WIDE},
    "a kernel of one cell": {"image": "digit", "rounds": "max 2 2 7"},
    "an even kernel": {"image": "digit", "rounds": "average 3 2 1 2;3 4 / 10 - 20", "flip": "yes"},
    "a row": {"rounds": "max 8 8 gradient x", "numbers": "yes", "stage": "3"},
    "a kernel of zeros": {"image": "digit", "rounds": "max 2 1 0 0;0 0", "numbers": "yes", "stage": "3"},
    "strides, padding, dilation": {"strides": "3-2", "padding": "same", "mode": "wrap", "dilation_rate": "3"},
    "padding wider than the cut-out": {"image": "smiley", "side": "3", "padding": "8", "mode": "reflect"},
    "a magnifier": {"magnified": "yes", "place": "5000-1", "view": "channels"},
    "a magnifier, clipped": {"magnified": "yes", "clipped": "yes", "rounds": "max 2 2 outline"},
    "a magnifier over numbers that grow": {"magnified": "yes", "rounds": "max 2 2 1e6 -1e6;1e6 1e6 / 1e-6"},
    "huge weights": {"rounds": "max 2 2 1e6 -1e6;1e6 1e6 / 1e-6 + 1e6"},
    "huge weights again and again": {
        "image": "digit",
        "rounds": ["max 2 1 1e6 1e6;1e6 1e6 / 1e-6"] * 9,
        "stage": "27",
        "numbers": "yes",
    },
    "one of a family": {"image": "digit", "rounds": "average 2 2 gabor 31x31 175°", "clipped": "yes"},
    "nine rounds": {"rounds": ["max 2 2 blur"] * 9, "stage": "27", "numbers": "yes"},
    "more rounds than there is to pool": {"image": "smiley", "rounds": ["max 3 3 blur"] * 9, "stage": "27"},
    "the image itself": {"stage": "0", "numbers": "yes"},
    "numbers of the convolution": {"image": "digit", "stage": "1", "numbers": "yes"},
    "numbers of the ReLU": {"image": "digit", "stage": "2", "numbers": "yes", "region": "10-10"},
    "numbers far outside": {"image": "smiley", "stage": "3", "numbers": "yes", "region": "1024-1024"},
    "numbers with a large window": {
        "image": "digit",
        "stage": "3",
        "numbers": "yes",
        "region": "22-22",
        "rounds": "average 8 1 blur",
    },
    "all kernels beside": {"image": "smiley", "beside": list(KERNELS)},
    "a digit that is not drawn yet": {"image": "smiley", "digit": "drawing"},
    "a digit that is drawn": {"image": "smiley", "digit": "drawing", "drawing": ONE},
    "a dot in the corner": {"image": "smiley", "digit": "drawing", "drawing": DOT},
    "the image as a digit": {"digit": "image", "image": "digit", "number": "3600"},
    "a photograph as a digit": {"digit": "image"},
    "one pixel as a digit": {"digit": "image", "crop": "0-1-0-1"},
    "one of several digits": {"digit": "image", "image": "phone number", "found": "7"},
    "a digit that is not there": {"digit": "image", "image": "phone number", "found": "59"},
    "a layer": {"image": "smiley", "layer": "dense"},
    "a layer that is none": {"image": "smiley", "layer": "<b>x</b>"},
    "epochs": {"image": "smiley", "epochs": "3"},
    "a view": {"image": "smiley", "view": "channels", "plain": "yes", "place": "6-6"},
    "a place far outside": {"image": "smiley", "view": "unit", "place": "1024-1024"},
    "a convolution with all settings": {
        "cutout": "90-250",
        "side": "28",
        "strides": "3-1",
        "padding": "8",
        "mode": "wrap",
        "dilation_rate": "2",
        "position": "900-900",
        "activation": "gelu",
        "toned": "yes",
        "second": "sobel x",
    },
    "a map of one cell": {"image": "smiley", "side": "3", "activation": "tanh", "toned": "yes"},
    "a pooling window larger than the map": {"image": "smiley", "rounds": "average 8 8 blur"},
    "a kernel larger than the cut-out": {"rounds": "max 2 2 gaussian blur 31x31"},
    "layers that look through": {"image": "digit", "stack": ["conv 3 2 3 same"] * 8, "unit": "0-0"},
    "a unit of a pixel": {"crop": "0-1-0-1", "stack": "conv 2 1 3 same", "unit": "1024-1024"},
    "a layer that does not fit": {"image": "smiley", "stack": ["conv 7 1 1 valid", "pool 2 2 1 valid"]},
    "a descent with all settings": {
        "image": "digit",
        "optimizer": "adam",
        "rates": ["0.3", "0.01"],
        "learned_size": "5",
        "seed": "9999",
        "descended": "300",
    },
    "rates that are none": {"image": "smiley", "rates": ["0", "-0.5"], "descended": "7"},
    "rates that fly off": {"image": "smiley", "rates": ["1e9", "1"], "optimizer": "sgd", "descended": "300"},
    "a descent in an image that is too small": {"crop": "0-5-0-5", "learned_size": "7"},
    "a descent in a row": {"crop": "0-1-0-90"},
    "huge logits": {"logits": "1000000 -1000000" + " 0" * 8, "temperature": "0.05", "true_class": "1"},
    "equal logits": {"logits": " ".join(["-1e6"] * 10), "temperature": "20", "loss_view": "why"},
    "a place in the column far outside": {"flat": "99999", "further": "blur,emboss,sharpen"},
    "nothing but the chosen kernel, flattened": {"image": "smiley", "further": "none", "flat": "3"},
    "votes of hidden units": {"flat_view": "votes", "voters": "hidden", "neuron": "3"},
    "votes for a hidden unit that is not there": {"flat_view": "votes", "voters": "unit", "hidden": "99999"},
    "votes without a drawing": {"flat_view": "votes", "digit": "drawing"},
    "votes on a photograph": {"flat_view": "votes", "digit": "image"},
    "the boat": {"flat_view": "boat", "added": "-8", "logit": "8"},
    "shuffled pixels": {"flat_view": "shuffle", "digit": "image"},
    "a training step that is too large": {"example_rate": "1000", "example_class": "2", "example_stop": "99"},
    "a training step on an empty drawing": {"image": "drawing", "example": "cut-out", "example_start": "99"},
    "a training step with huge weights": {"rounds": "max 2 2 1e6 -1e6 1e6;1 1 1;0 0 0 / 1e-6 + 1e6"},
    "a network of one's own": {"built": "conv 8 3x5 padding same - norm - gelu - flatten - dense 10 softmax"},
    "layers that do not fit": {"built": "conv 8 28x28 - conv 8 3x3 - dense 10 softmax - flatten"},
    "a network without an end": {"built": "dropout 0.5"},
    "a network that is too large": {"built": " - ".join(["conv 1024 1x1"] * 24)},
    "samples far on": {"sheet": "999", "sample": "249999", "judged": "249999", "confused": "9-0"},
    "the mean digits of data that are not there": {"data": "complete", "data_view": "mean"},
    "how data are split": {"data_view": "split", "evaluate_view": "classes"},
    "data as a network takes them": {"data_view": "network", "sample": "0", "evaluate_view": "mistakes"},
    "how to get the complete data": {"data_view": "source", "evaluate_view": "amount"},
    "all distortions at once": {
        "distortion": "noise",
        "turned": "-90",
        "moved_right": "10",
        "moved_down": "-10",
        "scaled": "40",
        "sheared": "60",
        "thickened": "2.5",
        "blurred": "4",
        "noised": "80",
    },
    "averages over distorted digits": {"invariance_view": "average", "distortion": "scale", "scaled": "160"},
    "a map of the first convolution": {"map_layer": "convolution", "map_shown": "mistakes"},
    "a map by a layer that is none": {"map_layer": "<b>", "map_shown": "7", "digit": "drawing"},
    "how sure a network is": {"evaluate_view": "confidence", "judged": "999"},
    "a digit that becomes itself": {
        "morph_from": "4",
        "morph_to": "4",
        "morph_from_sample": "7",
        "morph_to_sample": "7",
        "morph_way": "pixels",
        "morph_step": "400",
    },
    "a morph into nothing": {"morph_to": "drawing"},
    "a morph into a dot": {"morph_to": "drawing", "drawing": DOT},
    "a guess": {"ambiguity_view": "guess", "guessed_digit": "11", "guess": "0"},
    "a letter as a digit": {"ambiguity_view": "none", "no_digit": "letter", "letter": "I"},
    "noise as a digit": {"ambiguity_view": "none", "no_digit": "noise", "noise_seed": "9999"},
    "a part of a photograph as it is": {"ambiguity_view": "none", "no_digit": "image", "crop": "0-1-0-1"},
    "nothing, nor a drawing": {"ambiguity_view": "none", "no_digit": "drawing"},
    "why a network says so": {"why_network": "lecture", "why_method": "occlusion", "why_class": "999"},
    "why, of a network that is not there": {"why_network": "own", "why_layer": "dense"},
    "a network that may not be here": {"photo_network": "mobilenet-v2"},
    "a network that nobody has trained": {"photo_network": "googlenet", "photo_weights": "random"},
    "other examples to transfer to": {"examples": "100", "transfer_seed": "999"},
    "one class of the visitor's own": {"own_view": "own", "own_names": "mug,,"},
    "how good a map is": {"why_network": "pen", "why_view": "quality", "why_patch": "2", "why_shown": "0"},
    "what excites a filter": {
        "excites_network": "lecture",
        "excites_layer": "dense",
        "excites_filter": "4095",
    },
    "what excites a network that is not there": {"excites_network": "own", "excites_pictures": "bundled"},
    "a layer of the photo network": {
        "inside": "layer",
        "inside_layer": "block6_depthwise_norm",
        "inside_sheet": "999",
        "inside_order": "channels",
        "inside_unit": "block6_depthwise_norm-479-13-0",
    },
    "a unit that is not there": {
        "inside": "layer",
        "inside_layer": "pool5",
        "inside_unit": "stem_conv-0-112-0",
    },
    "a push toward a class": {"push_network": "lecture", "push_toward": "3", "push_method": "iterated_fgsm"},
    "a push of a pixel": {"image": "cat", "crop": "0-1-0-1", "push_steps": "64", "push_toward": "999"},
    "a push, of a network that is not there": {"push_network": "own", "push_true_size": "yes"},
    "two networks layer by layer": {
        "architectures_view": "compared",
        "compared_first": "lenet5-published",
        "compared_second": "densenet201",
        "compared_by": "layers",
    },
    "a network in the table": {"architectures_view": "table", "architecture": "efficientnet-lite0"},
    "a variant that a network does not have": {"counted": "densenet169", "counted_variant": "6"},
    "the deepest stacks": {"idea_depth": "40", "idea_normalization": "yes", "idea_begins": "he_normal"},
    "dense connections": {"idea": "dense", "idea_depth": "4"},
    "an Inception block": {"idea": "inception"},
    "digits that move": {"idea": "augmentation"},
    "nonsense": {
        "example": "<b>",
        "example_grid": "1 2 3",
        "example_class": "9",
        "example_start": "?",
        "example_rate": "nan",
        "example_stop": "-1",
        "image": "moon",
        "number": "99999999999999",
        "drawing": "%%%",
        "grey": ["", ""],
        "crop": "a-b",
        "beside": ["", "x"],
        "border": "<script>",
        "rounds": ["max 99 0 junk", "", "9" * 2000],
        "stage": "-7",
        "numbers": "?",
        "region": "--",
        "digit": "🙂",
        "found": "60",
        "layer": "",
        "epochs": "0",
        "train_optimizer": "<b>",
        "train_rate": "nan",
        "train_loss": "?",
        "batch_size": "0",
        "share": "2",
        "train_seed": "-1",
        "patience": "x",
        "keep_best": "?",
        "view": "<b>",
        "plain": "?",
        "place": "1",
        "toned": "?",
        "second": "<b>",
        "stack": ["conv 3 1 1 same", "<b>"],
        "unit": "?",
        "optimizer": "<b>",
        "rates": ["nan", "<b>"],
        "learned_size": "4",
        "seed": "-1",
        "descended": "301",
        "built": "dense 10 - <b>",
        "loss_view": "<b>",
        "logits": "nan " * 9 + "inf",
        "invariance_view": "<b>",
        "distortion": "spin",
        "turned": "nan",
        "scaled": "0",
        "noised": "1e9",
        "temperature": "0",
        "true_class": "-1",
        "flat_view": "<b>",
        "further": "x,y",
        "flat": "-1",
        "voters": "?",
        "neuron": "ten",
        "hidden": "",
        "logit": "nan",
        "added": "1e9",
        "data": "../mnist.npz",
        "data_view": "<b>",
        "sheet": "-1",
        "sample": "99999999",
        "evaluate_view": "?",
        "confused": "4-x",
        "judged": "nan",
        "map_layer": "",
        "map_method": "umap",
        "map_shown": "10",
        "ambiguity_view": "<b>",
        "morph_from": "10",
        "morph_to": "-1",
        "morph_from_sample": "500",
        "morph_to_sample": "x",
        "morph_way": "?",
        "morph_step": "401",
        "guessed_digit": "12",
        "guess": "10",
        "no_digit": "<b>",
        "letter": "AB",
        "noise_seed": "-1",
        "excites_network": "<b>",
        "excites_layer": "<b>",
        "excites_filter": "-1",
        "excites_rank": "10",
        "excites_seed": "x",
        "excites_pictures": "<b>",
        "architectures_view": "<b>",
        "architecture": "resnet51",
        "compared_first": "",
        "compared_second": "lenet",
        "compared_by": "pixels",
        "counted": "vgg16",
        "counted_variant": "-1",
        "photo_network": "<b>",
        "photo_weights": "<b>",
        "why_network": "<b>",
        "why_method": "gradient",
        "why_class": "1000",
        "why_layer": "<b>",
        "why_patch": "1",
        "why_shown": "101",
        "why_view": "?",
        "inside": "?",
        "inside_layer": "<b>",
        "inside_order": "?",
        "inside_sheet": "-1",
        "inside_unit": "stem_conv-0",
        "push_network": "<b>",
        "push_method": "deepfool",
        "push_toward": "1000",
        "push_steps": "-1",
        "push_true_size": "<b>",
        "idea": "<b>",
        "idea_depth": "5",
        "idea_normalization": "?",
        "idea_begins": "zeros",
        "examples": "2",
        "transfer_seed": "0",
        "own_view": "?",
        "own_names": "<b>,[x](y),*,4",
        "unknown": "1",
    },
    "empty values": dict.fromkeys(
        ("image", "number", "drawing", "crop", "beside", "border", "rounds", "stage", "region", "epochs"), ""
    ),
}


#: Pages whose controls are in their picture, or that have none.
NO_CONTROLS = ("overview", "where_it_stands")

#: Links that change nothing, or next to nothing: what they say cannot be read.
ON_ALL_PAGES = ("nothing", "nonsense", "empty values")


@pytest.mark.parametrize("name", ON_ALL_PAGES)
def test_no_strange_link_breaks_any_page(name):
    at = visit(**LINKS[name])
    for page in PAGES:
        assert_sound(turn(at, page))


@pytest.mark.parametrize("name", [name for name in LINKS if name not in ON_ALL_PAGES])
def test_no_link_breaks_a_page_that_it_concerns(name):
    pages = concerned(LINKS[name])
    assert pages, "This link changes nothing that a page reads."
    at = visit(**LINKS[name])
    assert_sound(at)
    for page in pages:
        assert_sound(turn(at, page))


def test_the_pages_that_a_link_concerns_are_found():
    """Some whose pages are known: otherwise the test above might pass by opening too few."""
    assert concerned({}) == ()
    assert concerned({"image": "digit"}) == PAGES
    assert concerned({"epochs": "3", "image": "smiley"}) == ("train",)
    assert concerned({"padding": "same"}) == ("convolution", "flatten", "pooling", "relu")
    assert concerned({"border": "wrap"}) == ("filters", "relu_pooling")
    assert set(concerned({"crop": "0-1-0-1"})) > {"numbers", "filters", "convolution", "learn_kernel"}


def test_each_page_has_its_title_and_question():
    at = visit()
    titles = {Path(one.file).stem: one.title for one in CHAPTERS}
    assert set(PAGES) == set(titles)
    for page, title in titles.items():
        turn(at, page)
        assert [one.value for one in at.header] == [title]
        assert at.markdown[0].value.endswith("?")


def test_each_page_has_its_controls_in_one_container(monkeypatch):
    keys, container = [], st.container

    def noted(*args, **kwargs):
        keys.append(kwargs.get("key"))
        return container(*args, **kwargs)

    at = visit()
    monkeypatch.setattr(st, "container", noted)
    counts = {}
    for page in PAGES:
        keys.clear()
        assert_sound(turn(at, page))
        counts[page] = keys.count(page_controls.KEY)
    assert counts == dict.fromkeys(PAGES, 1) | dict.fromkeys(NO_CONTROLS, 0)


def test_the_ways_to_the_next_page_and_back_lead_through_the_lecture():
    at = visit("")
    titles = [one.title for one in CHAPTERS]
    assert "page-back" not in [one.key for one in at.button]
    seen = [at.header[0].value]
    for _ in titles[1:]:
        wanted = at.button(key="page-on").label
        at.button(key="page-on").click().run()
        assert_sound(at)
        assert at.header[0].value == wanted
        seen.append(wanted)
    assert seen == titles
    assert "page-on" not in [one.key for one in at.button]
    for wanted in titles[-2::-1]:
        at.button(key="page-back").click().run()
        assert at.header[0].value == wanted
    assert "page-back" not in [one.key for one in at.button]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_leaves_what_the_link_says_as_it_is(page):
    """Opening a page changes nothing: its link stays the one it was opened by."""
    link: Link = {
        "image": "digit",
        "number": "1234",
        "grey": "yes",
        "crop": "0-27-1-28",
        "border": "wrap",
        "flip": "yes",
        "clipped": "yes",
        "magnified": "yes",
        "beside": ["blur", "emboss"],
        "rounds": ["average 3 2 1 2 3;4 5 6;7 8 9 / 45", "max 2 2 outline"],
        "stage": "2",
        "numbers": "yes",
        "region": "1-2",
        "found": "3",
        "layer": "dense",
        "network_unit": "conv2d-5-10-12",
        "walked_unit": "conv2d-3-0-7",
        "voted_unit": "dense_1-7-0-0",
        "epochs": "7",
        "train_optimizer": "sgd",
        "train_rate": "0.05",
        "train_loss": "mean_squared_error",
        "batch_size": "100",
        "share": "0.3",
        "train_seed": "7",
        "patience": "2",
        "keep_best": "yes",
        "view": "grey",
        "bits": "image",
        "plain": "yes",
        "place": "3-4",
        "cutout": "2-3",
        "side": "20",
        "coloured": "yes",
        "over": "smiley",
        "pool_padding": "same",
        "bright": "yes",
        "loss_begins": "doubtful",
        "strides": "2-1",
        "padding": "same",
        "mode": "wrap",
        "dilation_rate": "2",
        "position": "3-2",
        "activation": "elu",
        "relu_view": "why",
        "pooling_view": "moved",
        "toned": "yes",
        "second": "sobel x",
        "stack": ["conv 3 1 1 same", "pool 2 2 1 valid"],
        "unit": "2-3",
        "optimizer": "sgd",
        "rates": ["0.2", "0.05"],
        "learned_size": "5",
        "seed": "12",
        "descended": "33",
        "built": "conv 4 5x5 tanh padding same - norm - flatten - dense 10 softmax",
        "loss_view": "why",
        "logits": "0 1 -2 3.5 4 5 6 7 8 -1000000",
        "temperature": "2.5",
        "true_class": "6",
        "flat_view": "boat",
        "further": "blur",
        "flat": "4",
        "voters": "hidden",
        "neuron": "3",
        "hidden": "2",
        "logit": "1.5",
        "added": "-2",
        "example": "own",
        "example_grid": ";".join(["1 -1 1 -1 1 -1"] * 6),
        "example_class": "2",
        "example_start": "7",
        "example_rate": "0.5",
        "example_stop": "3",
        "data": "complete",
        "data_view": "mean",
        "sheet": "2",
        "sample": "1234",
        "bar_angle": "45",
        "bar_shift": "-7",
        "dark_bar": "yes",
        "cells_pooled": "5",
        "evaluate_view": "doubtful",
        "confused": "4-9",
        "judged": "77",
        "ambiguity_view": "guess",
        "morph_from": "3",
        "morph_to": "8",
        "morph_from_sample": "7",
        "morph_to_sample": "9",
        "morph_way": "pixels",
        "morph_step": "4",
        "guessed_digit": "5",
        "guess": "2",
        "no_digit": "face",
        "letter": "K",
        "noise_seed": "6",
        "map_layer": "max_pooling2d",
        "map_method": "tsne",
        "map_shown": "mistakes",
        "sought_name": "dahlia",
        "excites_network": "lecture",
        "excites_layer": "conv2d",
        "excites_filter": "3",
        "excites_rank": "2",
        "excites_seed": "7",
        "excites_pictures": "bundled",
        "photo_network": "mobilenet-v2",
        "photo_weights": "random",
        "why_network": "pen",
        "why_method": "saliency",
        "why_class": "3",
        "why_layer": "conv2d",
        "why_patch": "14",
        "why_shown": "30",
        "why_view": "quality",
        "inside": "layer",
        "inside_layer": "stem_relu",
        "inside_order": "channels",
        "inside_sheet": "1",
        "inside_unit": "stem_relu-31-5-7",
        "push_network": "pen",
        "push_method": "iterated_fgsm",
        "push_toward": "3",
        "push_steps": "2",
        "push_true_size": "yes",
        "architectures_view": "compared",
        "architecture": "resnet34",
        "compared_first": "vgg16",
        "compared_second": "vgg19",
        "compared_by": "layers",
        "opened": "built",
        "counted": "googlenet",
        "counted_variant": "2",
        "idea": "depthwise",
        "idea_depth": "40",
        "idea_normalization": "yes",
        "idea_begins": "he_normal",
        "examples": "3",
        "transfer_seed": "4",
        "own_view": "own",
        "own_names": "cup,tea spoon,",
        "invariance_view": "average",
        "distortion": "noise",
        "turned": "-41",
        "moved_right": "2.25",
        "moved_down": "-0.5",
        "scaled": "90",
        "sheared": "12",
        "thickened": "-0.5",
        "blurred": "0.35",
        "noised": "30",
        "reader": "lecture",
        "explained": "pen",
        "both": "yes",
    }
    others = {"drawing", "digit"}  # a drawing would be the image, or the digit
    assert set(link) | others == {one.link for one in SETTINGS.values()}
    at = visit(page, **link)
    assert at.query_params == link
    assert at.run().query_params == link


def test_what_cannot_be_read_leaves_the_link():
    at = visit(**LINKS["nonsense"])
    # A network need not have a layer of a link's name.
    assert at.query_params == (
        Pipeline()
        .replace(
            network={"layer": "", "reader": "lecture"},
            digit_map={"layer": ""},
            why={"layer": "<b>"},
            excites={"layer": "<b>"},
            photo_network={"layer": "<b>"},
            own={"names": ("b", "x y", "")},
        )
        .to_link()
    )


def test_an_upload_that_is_not_there_is_said_and_a_sample_stands_in():
    at = visit(image="upload")
    assert len([text for text in said(at) if "uploaded images. Here is a sample instead." in text]) == 1
    assert stage(at, "filters-stage")[0]["label"] == "Temple"
    assert len(at.error) == 0


MADE_UP = (["a"], 5.5, "x", [99, 99, 99, 99], [-1, -1], [[1], {}], [1.5, "1"], [None, None, None], {})


@pytest.mark.parametrize(
    ("page", "key", "events", "link"),
    [
        ("convolution", "conv-stepper", ("position", "edited"), {}),
        ("relu", "act-stepper", ("position",), {}),
        ("pooling", "pool-stepper", ("position",), {}),
        ("filters", "filters-stage", ("picked", "member"), {"magnified": "yes"}),
        ("flatten", "flat-column", ("place",), {}),
        ("loss", "loss-softmax", ("settled",), {}),
        ("training_step", "step-walk", ("stop", "turn"), {}),
        ("learn_kernel", "learn-descent", ("step",), {}),
        ("train", "train-course", ("moment",), {}),
        ("train", "visitor-secret", ("told",), {}),
        ("data", "data-samples", ("picked",), {}),
        ("cells", "cells-stage", ("settled",), {}),
        ("digits", "digits-found", ("chosen",), {"image": "phone number"}),
        ("excites", "excites-stage", ("picked",), {}),
        ("own_classes", "own-classes", ("frame", "cleared"), {"own_view": "own"}),
    ],
)
def test_what_a_browser_makes_up_breaks_nothing(page, key, events, link):
    at = awaited(visit(page, **{"image": "smiley"} | link))
    before = at.query_params
    for event in events:
        for made_up in MADE_UP:
            act(at, key, event, made_up)
            assert_sound(at)
    assert at.query_params == before
