"""What is said about each architecture, and what is measured of it."""

import subprocess
import sys
import tracemalloc

import pytest

from cnnviz.architectures import ARCHITECTURES, TIMELINE
from cnnviz.architectures.digit_codes import COLUMNS, ROWS, digit_codes
from cnnviz.network import Conv2D, Dense, Network, costs, described, keras_code, limits
from cnnviz.network.measures import depth_of, last_field, measured

every = pytest.mark.parametrize("name", ARCHITECTURES)


def test_the_timeline_has_every_published_network_once_by_year():
    years = [ARCHITECTURES[name].year for name in TIMELINE]
    assert years == sorted(years)
    assert (years[0], years[-1], len(TIMELINE)) == (1998, 2020, 15)
    titles = [ARCHITECTURES[name].title for name in TIMELINE]
    assert len(set(titles)) == len(titles)


def sentences(one):
    variants = [text for variant in one.variants for text in (variant.sentence, variant.published)]
    return [*one.brought, *filter(None, [one.no_error]), *variants]


@every
def test_what_is_said_is_short(name):
    for sentence in sentences(ARCHITECTURES[name]):
        assert sentence.endswith(".")
        assert len(sentence.split()) <= 15, sentence


@every
def test_each_has_a_paper_and_an_error_or_a_reason(name):
    one = ARCHITECTURES[name]
    assert one.paper.link.startswith("https://")
    assert one.paper.authors
    assert bool(one.errors) != bool(one.no_error)
    for error in one.errors:
        assert 3 < error.percent < 20
        assert error.n_networks >= 1
        assert "table" in error.source
    assert all(variant.link.startswith("https://") or variant.link == "" for variant in one.variants)
    assert len({variant.name for variant in one.variants}) == len(one.variants)


def test_who_was_never_in_the_contest_has_no_error():
    without = {name for name, one in ARCHITECTURES.items() if not one.errors}
    never = {
        name for name in ARCHITECTURES if name.startswith(("lenet", "densenet", "mobilenet", "efficientnet"))
    }
    assert without == never


def test_one_networks_error_falls_with_the_years():
    alone = [ARCHITECTURES[name].errors[0] for name in TIMELINE if ARCHITECTURES[name].errors]
    assert all((error.n_networks, error.data) == (1, "validation") for error in alone)
    assert alone[0].percent == max(error.percent for error in alone)
    assert alone[-1].percent == min(error.percent for error in alone)


#: The depth stands in most names. The receptive fields are those of A. Araujo, W. Norris, J. Sim, "Computing
#: Receptive Fields of Convolutional Neural Networks", Distill, 2019.
DEPTHS = {"alexnet-grouped": 8, "zfnet": 8, "googlenet": 22} | {
    name: int(name.removeprefix("vgg").removeprefix("resnet").removeprefix("densenet"))
    for name in TIMELINE
    if name.startswith(("vgg", "resnet", "densenet"))
}
FIELDS = {"alexnet": 195, "vgg16": 212, "resnet50": 483, "resnet101": 1027, "resnet152": 1507}


@pytest.mark.parametrize(("name", "depth"), DEPTHS.items(), ids=DEPTHS)
def test_the_longest_path_is_the_depth_in_the_name(name, depth):
    assert depth_of(ARCHITECTURES[name]()) == depth


@pytest.mark.parametrize(("name", "side"), FIELDS.items(), ids=FIELDS)
def test_the_receptive_field_is_the_published_one(name, side):
    assert last_field(ARCHITECTURES[name]()) == (side, side)


def test_measures_by_hand():
    found = measured(ARCHITECTURES["lenet5-published"]())
    maps = 28 * 28 * 6 * 2 + 14 * 14 * 6 * 2 + 10 * 10 * 16 * 2 + 5 * 5 * 16 * 2
    assert found.activation_bytes == 4 * (32 * 32 + maps + 120 * 3 + 84 * 2 + 10)
    assert (found.depth, found.parameters, found.learned) == (6, 60_000, 60_000)
    assert found.field == (32, 32)
    tanh = 2 * (28 * 28 * 6 + 14 * 14 * 6 + 10 * 10 * 16 + 5 * 5 * 16 + 120 + 84)
    sums = 25 * 6 * 28 * 28 + 14 * 14 * 6 + 60 * 25 * 100 + 5 * 5 * 16 + 25 * 16 * 120 + 120 * 84
    assert found.multiplications == sums + tanh + 10 * 84
    assert measured(ARCHITECTURES["vgg16"]()).multiplications == 15_470_264_320


@every
def test_every_network_and_variant_can_be_computed_here(name):
    for network in (ARCHITECTURES[name](), *(variant.network for variant in ARCHITECTURES[name].variants)):
        limits.check_computable(network)


def test_without_maps_there_is_no_field():
    assert last_field(Network((3, 3, 1), [Conv2D(2)])) == (3, 3)
    flat = Network((4, 4, 1), [ARCHITECTURES["lenet5"]().layers[4], Dense(2)])
    assert (last_field(flat), depth_of(flat)) == ((1, 1), 1)


def test_the_digits_codes_are_pictures_that_differ():
    codes = digit_codes()
    assert len(set(codes)) == 10
    assert all(min(code) >= 0 and max(code) < ROWS * COLUMNS for code in codes)
    differences = [len(set(one) ^ set(other)) for one in codes for other in codes if one is not other]
    assert min(differences) >= 6


def test_importing_builds_nothing():
    program = (
        "import cnnviz.network.network as n; made = []; whole = n.Network.__init__\n"
        "def counted(self, *given, **named): made.append(given); whole(self, *given, **named)\n"
        "import cnnviz.network; n.Network.__init__ = counted\n"
        "import cnnviz.architectures, sys; print(len(made), 'keras' in sys.modules)\n"
        "cnnviz.architectures.ARCHITECTURES['vgg16'](); cnnviz.architectures.ARCHITECTURES['vgg16']()\n"
        "print(len(made))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "False", "1"]


@pytest.mark.parametrize("name", ["vgg19", "densenet201"])
def test_opening_a_network_takes_no_memory_for_weights(name):
    """VGG-19's weights alone would take 548 megabytes."""
    tracemalloc.start()
    network = ARCHITECTURES[name].build()
    costs(network), described(network), keras_code(network), measured(network)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * 2**20
