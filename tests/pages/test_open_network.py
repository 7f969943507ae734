"""Open a network: published ones, the one that is being built, and the one in use."""

import pytest

from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import lecture_network
from cnnviz.network.ready import READY
from cnnviz.workers import NetworkFile
from tests.pages.dashboard import assert_sound, told, visit

KEY = "open-network"


def drawn(at):
    return told(at, KEY)["drawing"]


def opened(**link):
    at = visit("open_network", **link)
    assert_sound(at)
    return at


@pytest.mark.parametrize("name", ["alexnet-grouped", "googlenet", "resnet152"])
def test_a_published_network_is_shown_with_all_its_parameters(name):
    data = drawn(opened(architecture=name))
    network = ARCHITECTURES[name]()
    assert data["totals"]["parameters"] == network.n_weights
    assert [layer["name"] for layer in data["layers"]] == list(network.names)


def test_where_the_parameters_sit_and_where_the_work_is():
    # fc6 of AlexNet has 6·6·256·4096 + 4096 of 60,965,224 parameters.
    headline = told(opened(architecture="alexnet-grouped"), KEY)["headline"]
    assert headline.startswith(f"The layer fc6 has {100 * (6 * 6 * 256 * 4096 + 4096) / 60_965_224:.1f} %")


def test_the_network_in_use_and_the_one_that_is_built_are_opened():
    at = opened(opened="in_use", reader="lecture")
    assert drawn(at)["totals"]["parameters"] == lecture_network().n_weights
    at = opened(opened="built")
    assert drawn(at)["totals"]["parameters"] in {one.n_weights for one in READY.values()}


@pytest.mark.parametrize("page", ["open_network", "architectures"])
def test_lenet5_reads_the_digit_that_a_visitor_draws_for_it(page):
    at = visit(
        page, {"network in use": NetworkFile("Mine", b"")}, architecture="lenet5-published", both="yes"
    )
    at.button(key="draw-for-it").click().run()
    assert_sound(at)
    message = told(at, "network")
    assert (message["readers"]["pressed"], message["readers"]["label"]) == ("lenet5", "LeNet-5")
    assert message["network"]["n_weights"] == 60_000
    assert (at.query_params["reader"], at.query_params["digit"]) == ("lenet5", "drawing")
    assert not any(one.key == "draw-for-it" for one in visit(page, architecture="vgg16").button)


def test_bricks_that_do_not_fit_are_said():
    at = visit("open_network", opened="built", bricks="dense-10")
    assert not at.exception
    assert [error.value for error in at.error] or told(at, KEY)
