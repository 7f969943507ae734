"""The shipped networks are what their cards say."""

import json
from importlib.resources import files

import pytest

from cnnviz import mnist, models, network
from cnnviz.architectures import ARCHITECTURES
from cnnviz.architectures.lenet5_reader import lenet5_reader
from cnnviz.network import Conv2D, MaxPooling2D
from cnnviz.training import accuracy

BUILT = {
    "pen": network.pen_network(),
    "no-pooling": network.no_pooling(),
    "no-convolution": network.no_convolution(),
    "lenet5": lenet5_reader(),
}


def card_of(name):
    return json.loads(files("cnnviz.assets").joinpath(f"{name}.json").read_text(encoding="utf-8"))


def on_the_bundled_digits(card):
    """Return the accuracy in a card; the one of `pen` has a figure for each set."""
    figure = card.get("bundled digits")
    return figure["accuracy"] if isinstance(figure, dict) else card["accuracy on the bundled digits"]


@pytest.mark.parametrize("name", BUILT)
def test_a_shipped_network_reads_the_bundled_digits_as_its_card_says(name):
    card, model = card_of(name), models.load_pretrained(name)
    assert card["weights"] == model.count_params() == BUILT[name].n_weights
    assert card["without the bundled digits"] is True
    assert accuracy(model, *mnist.bundled()) == pytest.approx(on_the_bundled_digits(card), abs=5e-4)


@pytest.mark.parametrize("name", BUILT)
def test_a_shipped_network_is_the_one_that_the_command_builds(name):
    stored, _ = models.read(models.pretrained_bytes(name))
    assert stored.layers == BUILT[name].layers
    assert f"--network {name} " in card_of(name)["command"]
    assert len(models.pretrained_bytes(name)) < 1_500_000


def test_the_network_of_the_digits_0_to_4_reads_them_as_its_card_says():
    card, model = card_of("digits-0-4"), models.load_pretrained("digits-0-4")
    pictures, labels = mnist.bundled()
    known = labels < 5
    assert card["weights"] == model.count_params() == network.digits_0_4().n_weights
    assert accuracy(model, pictures[known], labels[known]) == pytest.approx(
        card["accuracy on the test digits"], abs=5e-3
    )


def test_lenet5_is_the_published_network_and_reads_no_worse_than_the_paper_says():
    card, published = card_of("lenet5"), ARCHITECTURES["lenet5-published"]()
    assert card["weights"] == published.n_weights == 60_000
    assert card["fixed numbers of the codes"] == 10 * 84
    assert card["trained on"] == 55_000
    assert card["test digits"]["digits"] == 10_000
    assert 1 - card["test digits"]["accuracy"] <= card["published error on the test digits"] == 0.0095
    assert min(card["test digits"]["by digit"].values()) > 0.985


def test_the_networks_to_compare_with_lack_what_their_names_say():
    kinds = {name: {type(layer) for layer in one.layers} for name, one in BUILT.items()}
    assert MaxPooling2D not in kinds["no-pooling"]
    assert Conv2D in kinds["no-pooling"]
    assert not kinds["no-convolution"] & {Conv2D, MaxPooling2D}


def test_the_card_of_the_pen_holds_what_is_promised():
    card = card_of("pen")
    assert card["unseen writers"]["accuracy"] >= 0.99
    assert card["test digits"]["accuracy"] >= 0.994
    assert card["drawn at nine places in two sizes"]["the same answer"] >= 0.99
    assert min(card["unseen writers"]["by digit"].values()) >= 0.97
    assert "mnist.npz --strokes pen_strokes.json.gz --scans scanned_digits.npz" in card["command"]
    assert len(card["unseen writers"]["by a network of its own"]["without the writers"]) == 6
