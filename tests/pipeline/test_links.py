"""Links that visitors have today: each parameter is read to its setting and written back as it was."""

from typing import Any

import pytest

from cnnviz import network
from cnnviz.drawing import Drawing
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.pipeline import Pipeline, Round, StackLayer, bounds, choices
from cnnviz.pipeline.settings import SETTINGS
from cnnviz.pipeline.settings.pipeline import NETWORK_PARAMETERS
from cnnviz.pipeline.unit import Unit

GRID_TEXT = ";".join(["1 -0.5 1 -1 0.125 -1"] * 6)
GRID = ((1.0, -0.5, 1.0, -1.0, 0.125, -1.0),) * 6
ROUNDS = (
    Round(
        Kernel("custom", ((1, 2, 3), (4, 5, 6), (7, 8, 9)), 45, effect="Your own kernel."), "average", 3, 2
    ),
    Round(KERNELS["outline"]),
)
BRICKS = (
    network.Conv2D(4, (5, 5), padding="same", activation="tanh"),
    network.BatchNormalization(),
    network.Flatten(),
    network.Dense(10, "softmax"),
)
#: A parameter of a link, its text or texts, and the setting that it tells.
LINKS: list[tuple[str, Any, str, str, Any]] = [
    ("image", "digit", "image", "name", "digit"),
    ("number", "1234", "image", "number", 1234),
    ("view", "grey", "numbers", "view", "grey"),
    ("plain", "yes", "numbers", "plain", True),
    ("place", "3-4", "numbers", "place", (3, 4)),
    ("drawing", "AAIKFB4o", "image", "drawing", Drawing((((10, 20), (30, 40)),))),
    ("bright", "yes", "image", "bright", True),
    ("grey", "yes", "image", "grey", True),
    ("crop", "0-27-1-28", "image", "crop", (0, 27, 1, 28)),
    ("bar_angle", "45", "cells", "angle", 45),
    ("bar_shift", "-7", "cells", "shift", -7),
    ("dark_bar", "yes", "cells", "dark", True),
    ("cells_pooled", "5", "cells", "pool_size", 5),
    ("invariance_view", "average", "invariance", "view", "average"),
    ("distortion", "noise", "invariance", "chosen", "noise"),
    ("turned", "-41", "invariance", "turn", -41.0),
    ("moved_right", "2.25", "invariance", "right", 2.25),
    ("moved_down", "-0.5", "invariance", "down", -0.5),
    ("scaled", "160", "invariance", "scale", 160.0),
    ("sheared", "12", "invariance", "shear", 12.0),
    ("thickened", "-1.5", "invariance", "thickness", -1.5),
    ("blurred", "0.35", "invariance", "blur", 0.35),
    ("noised", "80", "invariance", "noise", 80.0),
    ("why_network", "own", "why", "subject", "own"),
    ("why_method", "occlusion", "why", "method", "occlusion"),
    ("why_class", "282", "why", "target", 282),
    ("why_layer", "block3_add", "why", "layer", "block3_add"),
    ("why_patch", "14", "why", "patch_part", 14),
    ("why_shown", "30", "why", "through", 30),
    ("why_view", "quality", "why", "view", "quality"),
    ("excites_network", "photo", "excites", "subject", "photo"),
    ("excites_layer", "conv2d_3", "excites", "layer", "conv2d_3"),
    ("excites_filter", "13", "excites", "chosen_filter", 13),
    ("excites_rank", "2", "excites", "rank", 2),
    ("excites_seed", "7", "excites", "seed", 7),
    ("excites_pictures", "bundled", "excites", "source", "bundled"),
    ("inside", "layer", "photo_network", "view", "layer"),
    ("inside_layer", "block3_add", "photo_network", "layer", "block3_add"),
    ("inside_order", "channels", "photo_network", "order", "channels"),
    ("inside_sheet", "3", "photo_network", "sheet", 3),
    ("inside_unit", "stem_conv-3-10-12", "photo_network", "unit", Unit("stem_conv", 3, 10, 12)),
    ("push_network", "pen", "push", "subject", "pen"),
    ("push_method", "iterated_fgsm", "push", "method", "iterated_fgsm"),
    ("push_toward", "967", "push", "toward", 967),
    ("push_steps", "3", "push", "steps", 3),
    ("push_true_size", "yes", "push", "true_size", True),
    ("bits", "image", "numbers", "bits_of", "image"),
    ("found", "3", "digit", "found", 3),
    ("architectures_view", "compared", "architectures", "view", "compared"),
    ("architecture", "resnet152", "architectures", "chosen", "resnet152"),
    ("compared_first", "vgg16", "architectures", "first", "vgg16"),
    ("compared_second", "densenet201", "architectures", "second", "densenet201"),
    ("opened", "in_use", "architectures", "opened", "in_use"),
    ("compared_by", "layers", "architectures", "compared_by", "layers"),
    ("counted", "googlenet", "parameter_counts", "network", "googlenet"),
    ("counted_variant", "3", "parameter_counts", "variant", 3),
    ("idea", "dense", "ideas", "idea", "dense"),
    ("idea_depth", "40", "ideas", "depth", 40),
    ("idea_normalization", "yes", "ideas", "normalization", True),
    ("idea_begins", "he_normal", "ideas", "initializer", "he_normal"),
    ("examples", "30", "transfer", "count", 30),
    ("transfer_seed", "7", "transfer", "seed", 7),
    ("own_view", "own", "own", "view", "own"),
    ("own_names", "cup,tea spoon,", "own", "names", ("cup", "tea spoon", "")),
    ("map_layer", "max_pooling2d", "digit_map", "layer", "max_pooling2d"),
    ("map_method", "tsne", "digit_map", "method", "tsne"),
    ("map_shown", "mistakes", "digit_map", "shown", "mistakes"),
    ("photo_network", "vgg16", "photo", "network", "vgg16"),
    ("photo_weights", "random", "photo", "weights", "random"),
    ("sought_name", "Persian cat", "what", "sought", "Persian cat"),
    ("ambiguity_view", "guess", "ambiguity", "view", "guess"),
    ("morph_from", "drawing", "ambiguity", "first", "drawing"),
    ("morph_to", "7", "ambiguity", "second", "7"),
    ("morph_from_sample", "499", "ambiguity", "first_sample", 499),
    ("morph_to_sample", "3", "ambiguity", "second_sample", 3),
    ("morph_way", "pixels", "ambiguity", "way", "pixels"),
    ("morph_step", "217", "ambiguity", "step", 217),
    ("guessed_digit", "11", "ambiguity", "guessed", 11),
    ("guess", "7", "ambiguity", "guess", 7),
    ("no_digit", "noise", "ambiguity", "thing", "noise"),
    ("letter", "Q", "ambiguity", "letter", "Q"),
    ("noise_seed", "42", "ambiguity", "noise_seed", 42),
    ("beside", ["blur", "emboss"], "filters", "beside", ("blur", "emboss")),
    ("border", "wrap", "filters", "border", "wrap"),
    ("flip", "yes", "filters", "flip", True),
    ("clipped", "yes", "filters", "clipped", True),
    ("magnified", "yes", "filters", "magnified", True),
    ("rounds", ["average 3 2 1 2 3;4 5 6;7 8 9 / 45", "max 2 2 outline"], "walk", "rounds", ROUNDS),
    ("stage", "2", "walk", "stage", 2),
    ("numbers", "yes", "walk", "numbers", True),
    ("cutout", "2-3", "cutout", "corner", (2, 3)),
    ("side", "20", "cutout", "side", 20),
    ("coloured", "yes", "cutout", "coloured", True),
    ("over", "lecture", "cutout", "over", "lecture"),
    ("walked_unit", "conv2d_1-3-0-7", "cutout", "unit", Unit("conv2d_1", 3, 0, 7)),
    ("strides", "2-1", "convolution", "strides", (2, 1)),
    ("padding", "same", "convolution", "padding", "same"),
    ("mode", "wrap", "convolution", "mode", "wrap"),
    ("dilation_rate", "2", "convolution", "dilation_rate", 2),
    ("position", "3-2", "convolution", "position", (3, 2)),
    ("activation", "elu", "relu", "activation", "elu"),
    ("relu_view", "why", "relu", "view", "why"),
    ("pooling_view", "moved", "pooling", "view", "moved"),
    ("pool_padding", "same", "pooling", "padding", "same"),
    ("toned", "yes", "filters", "map_view", "toned"),
    ("second", "sobel x", "relu", "second", "sobel x"),
    ("region", "1-2", "walk", "region", (1, 2)),
    (
        "stack",
        ["conv 3 1 1 same", "pool 2 2 1 valid"],
        "receptive_field",
        "stack",
        (StackLayer(padding="same"), StackLayer("pool", 2, 2)),
    ),
    ("unit", "2-3", "receptive_field", "unit", (2, 3)),
    ("optimizer", "sgd", "learn_kernel", "optimizer", "sgd"),
    ("rates", ["0.2", "0.05"], "learn_kernel", "rates", (0.2, 0.05)),
    ("learned_size", "5", "learn_kernel", "size", 5),
    ("seed", "12", "learn_kernel", "seed", 12),
    ("descended", "33", "learn_kernel", "step", 33),
    ("example", "own", "training_step", "example", "own"),
    ("example_grid", GRID_TEXT, "training_step", "grid", GRID),
    ("example_class", "2", "training_step", "true_class", 2),
    ("example_start", "7", "training_step", "start", 7),
    ("example_rate", "0.5", "training_step", "learning_rate", 0.5),
    ("example_stop", "3", "training_step", "stop", 3),
    ("digit", "drawing", "digit", "source", "drawing"),
    ("reader", "lecture", "network", "reader", "lecture"),
    ("explained", "pen", "network", "explained", "pen"),
    ("both", "yes", "network", "compared", True),
    ("layer", "dense", "network", "layer", "dense"),
    ("network_unit", "conv2d-5-10-12", "network", "unit", Unit("conv2d", 5, 10, 12)),
    ("epochs", "7", "train", "epochs", 7),
    ("train_optimizer", "sgd", "train", "optimizer", "sgd"),
    ("train_rate", "0.05", "train", "learning_rate", 0.05),
    ("train_loss", "mean_squared_error", "train", "loss", "mean_squared_error"),
    ("batch_size", "100", "train", "batch_size", 100),
    ("share", "0.3", "train", "share", 0.3),
    ("train_seed", "7", "train", "seed", 7),
    ("patience", "2", "train", "patience", 2),
    ("keep_best", "yes", "train", "keep_best", True),
    (
        "built",
        "conv 4 5x5 tanh padding same - norm - flatten - dense 10 softmax",
        "build",
        "bricks",
        BRICKS,
    ),
    ("loss_view", "why", "loss", "view", "why"),
    ("logits", "0 1 -2 3.5 4 5 6 7 8 -1000000", "loss", "logits", (0, 1, -2, 3.5, 4, 5, 6, 7, 8, -1e6)),
    ("temperature", "2.5", "loss", "temperature", 2.5),
    ("true_class", "6", "loss", "true_class", 6),
    ("loss_begins", "doubtful", "loss", "begins", "doubtful"),
    ("flat_view", "boat", "flatten", "view", "boat"),
    ("further", "blur,sharpen", "flatten", "further", ("blur", "sharpen")),
    ("flat", "4", "flatten", "place", 4),
    ("voters", "hidden", "votes", "voters", "hidden"),
    ("neuron", "3", "votes", "neuron", 3),
    ("hidden", "2", "votes", "hidden", 2),
    ("voted_unit", "dense_2-7-0-0", "votes", "unit", Unit("dense_2", 7)),
    ("logit", "1.5", "boat", "logit", 1.5),
    ("added", "-2", "boat", "added", -2.0),
    ("data", "complete", "data", "source", "complete"),
    ("data_view", "mean", "data", "view", "mean"),
    ("sheet", "2", "data", "sheet", 2),
    ("sample", "1234", "data", "sample", 1234),
    ("evaluate_view", "doubtful", "evaluate", "view", "doubtful"),
    ("confused", "4-9", "evaluate", "confused", (4, 9)),
    ("judged", "77", "evaluate", "sample", 77),
]


@pytest.mark.parametrize(("link", "text", "chapter", "name", "value"), LINKS, ids=[one[0] for one in LINKS])
def test_a_link_of_today_is_read_to_its_setting_and_written_back(link, text, chapter, name, value):
    now = Pipeline.from_link({link: text})
    of_network = link in NETWORK_PARAMETERS
    older = {"network": {"reader": "lecture"}} if of_network else {}
    assert now == Pipeline().replace(**older).replace(**{chapter: {name: value}}) != Pipeline()
    named = {"reader": "lecture", "explained": "lecture"} if of_network else {}
    assert now.to_link() == {"image": "china"} | named | {link: text}


@pytest.mark.parametrize("view", ["signed", "strength"])
def test_a_view_of_maps_is_read_and_written_back(view):
    now = Pipeline.from_link({"toned": view})
    assert now.filters.map_view == view
    assert now.to_link()["toned"] == view


def test_an_older_link_walks_over_its_image_and_begins_with_the_convolution():
    """A new visitor begins elsewhere, and that is in their link."""
    for link in ({"image": "china"}, {"cutout": "2-3"}, {"position": "1-1"}, {}):
        then = Pipeline.from_link(link)
        assert (then.cutout.over, then.walk.stage) == ("image", 1)
    assert Pipeline.from_link(Pipeline.opening().to_link()) == Pipeline.opening() != Pipeline()


@pytest.mark.parametrize(
    "link",
    [
        {"digit": "drawing"},
        {"drawing": "AAIKFB4o"},
        {"image": "digit", "number": "7"},
        {"layer": "conv2d"},
        {"network_unit": "conv2d-5-10-12"},
        {"walked_unit": "conv2d-5-10-12"},
        {"voters": "hidden"},
        {"voted_unit": "dense_1-7-0-0"},
        {"flat": "4"},
        {"loss_begins": "digit"},
        {"judged": "77"},
    ],
    ids=str,
)
def test_an_older_link_with_something_that_a_network_reads_means_the_lectures_network(link):
    then = Pipeline.from_link(link)
    assert (then.network.reader, then.network.explained) == ("lecture", "lecture")
    assert then.to_link()["reader"] == "lecture"


@pytest.mark.parametrize(
    "link",
    [
        {},
        {"image": "astronaut", "flip": "yes"},
        {"train_seed": "3", "built": "flatten - dense 10 softmax"},
        {"fbclid": "of a network of people"},
    ],
    ids=str,
)
def test_a_link_without_anything_that_a_network_reads_leaves_a_new_visitors_network(link):
    assert "reader" not in Pipeline.from_link(link).to_link()
    assert Pipeline.from_link(link).network.reader == Pipeline.opening().network.reader == "pen"
    assert Pipeline.from_link(link).network.explained == "lecture"


@pytest.mark.parametrize("name", ["pen", "lecture"])
def test_a_link_that_names_the_network_means_it(name):
    for more in ({}, {"digit": "drawing", "layer": "conv2d"}):
        assert Pipeline.from_link({"reader": name} | more).network.reader == name


def test_a_link_of_all_parameters_is_read_and_written_back():
    whole = {link: text for link, text, *_ in LINKS}
    assert Pipeline.from_link(whole).to_link() == whole


def test_the_links_are_those_of_all_settings():
    told = [(chapter, name) for _, _, chapter, name, _ in LINKS]
    assert len(set(told)) == len(told)
    assert set(told) == set(SETTINGS)
    parameters = [one.link for one in SETTINGS.values()]
    assert len(set(parameters)) == len(parameters)


def test_a_new_visitor_begins_elsewhere_than_a_link_that_leaves_the_settings_out():
    assert Pipeline.from_link({"image": "china"}) == Pipeline() != Pipeline.opening()
    assert Pipeline.from_link(Pipeline.opening().to_link()) == Pipeline.opening()


@pytest.mark.parametrize("text", ["1e308", "-1e308", "1e-320", "9" * 30, "inf", "nan"])
def test_no_number_in_a_link_causes_a_warning(text):
    """A number that is rounded before it is checked may overflow, and warnings are errors."""
    for link in (setting.link for setting in SETTINGS.values()):
        for many in (text, ";".join([" ".join([text] * 6)] * 6), " ".join([text] * 10), f"{text}-{text}"):
            now = Pipeline.from_link({link: many})
            assert Pipeline.from_link(now.to_link()) == now


def test_a_grid_of_numbers_that_are_too_large_is_the_default():
    assert Pipeline.from_link({"example_grid": GRID_TEXT.replace("0.125", "1e308")}) == Pipeline()


def test_an_unknown_setting_is_an_error():
    with pytest.raises(TypeError, match="speed"):
        Pipeline().replace(train={"speed": 3})
    with pytest.raises(AttributeError, match="weather"):
        Pipeline().replace(weather={"speed": 3})
    with pytest.raises(KeyError):
        bounds("train", "speed")


def test_bounds_and_choices_are_those_that_a_link_is_held_to():
    assert bounds("train", "seed") == bounds("learn_kernel", "seed") == (0, 9999)
    assert bounds("train", "learning_rate") == (1e-6, 10)
    assert bounds("learn_kernel", "rates") == (-1e9, 1e9)
    assert bounds("cutout", "side") == (3, 28)
    assert bounds("convolution", "strides") == (1, 4)
    assert choices("learn_kernel", "optimizer") == ("sgd", "momentum", "adam")
    assert choices("learn_kernel", "size") == (3, 5, 7)
    assert choices("train", "share") == (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
    with pytest.raises(TypeError, match=r"train\.optimizer has no bounds"):
        bounds("train", "optimizer")
    with pytest.raises(TypeError, match=r"train\.seed is not a choice"):
        choices("train", "seed")
