"""The ideas: their networks differ in one thing, and cost what a hand computes."""

import numpy as np
import pytest

from cnnviz.lessons.ideas import DEPTHS, IDEAS, Options
from cnnviz.lessons.ideas.dense_connections import LAYERS, reuse
from cnnviz.lessons.ideas.outcome import chance, moment_at
from cnnviz.lessons.ideas.residual_stack import stack
from cnnviz.network import Conv2D, costs, receptive_fields
from cnnviz.runs import Moment


def contenders(name, options=None):
    return IDEAS[name].contenders(options or Options())


def block(one):
    """Return the parameters and multiplications of a network's block."""
    return tuple(
        sum(getattr(cost, of) for cost in one.block_costs) for of in ("parameters", "multiplications")
    )


@pytest.mark.parametrize("name", IDEAS)
def test_the_networks_of_an_idea_are_trained_alike(name):
    first, *others = (one.settings for one in contenders(name))
    for settings in others:
        assert settings.network != first.network or settings.shift != first.shift
        assert (settings.epochs, settings.batch_size, settings.seed, settings.learning_rate) == (
            first.epochs,
            first.batch_size,
            first.seed,
            first.learning_rate,
        )
        assert settings.network.output_shapes[-1] == (10,)


@pytest.mark.parametrize("name", IDEAS)
def test_names_are_unique_and_blocks_exist(name):
    made = contenders(name)
    assert len({one.name for one in made}) == len(made) > 1
    for one in made:
        assert set(one.block) <= set(one.network.names)
        assert one.block or one.note


def test_an_inception_blocks_cost_by_hand():
    reduced, naive, wide = map(block, contenders("inception"))
    # 48 maps of 7 x 7 enter: 1x1 to 16; 1x1 to 16 and 3x3 to 32; 1x1 to 4 and 5x5 to 8; 1x1 to 8.
    weights = 48 * 16 + 48 * 16 + 9 * 16 * 32 + 48 * 4 + 25 * 4 * 8 + 48 * 8
    assert reduced == (weights + 16 + 16 + 32 + 4 + 8 + 8, 49 * weights)
    assert naive == (48 * (16 + 9 * 32 + 25 * 8) + 16 + 32 + 8, 49 * 48 * (16 + 9 * 32 + 25 * 8))
    assert wide == (25 * 48 * 64 + 64, 49 * 25 * 48 * 64)


def test_inception_and_the_wide_convolution_make_as_many_maps():
    reduced, _, wide = contenders("inception")
    assert reduced.network.shapes["joined"] == wide.network.shapes["wide"] == (7, 7, 64)


def test_two_small_kernels_see_as_much_as_a_large_one():
    small, large = contenders("small")
    seen = receptive_fields(small.network)["second"], receptive_fields(large.network)["large"]
    assert seen[0] == seen[1]
    assert block(small)[1] / block(large)[1] == pytest.approx(2 * 9 / 25)


def test_depthwise_by_hand():
    split, full = map(block, contenders("depthwise"))
    assert split == (9 * 48 + 48 + 48 * 48 + 48, 196 * (9 * 48 + 48 * 48))
    assert full == (9 * 48 * 48 + 48, 196 * 9 * 48 * 48)


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("normalization", [True, False])
def test_a_stack_has_its_depth_and_the_same_weights_with_and_without_skips(depth, normalization):
    options = Options(depth, normalization)
    with_skips, plain = (stack(options, skips=skips) for skips in (True, False))
    assert sum(isinstance(layer, Conv2D) for layer in plain.layers) == depth + 1
    assert [one for one in with_skips.weight_shapes if one] == [one for one in plain.weight_shapes if one]
    assert sum(name.startswith("add") for name in with_skips.names) == depth // 2
    assert sum(one.multiplications for one in costs(with_skips)) == sum(
        one.multiplications for one in costs(plain)
    )


def test_dense_connections_cost_about_as_much_as_the_row():
    dense, row = map(block, contenders("dense"))
    assert dense[0] == pytest.approx(row[0], rel=0.03)


def test_reuse_is_the_mean_absolute_weight_by_source():
    network = contenders("dense")[0].network
    arrays = [np.zeros(shape, np.float32) for shapes in network.weight_shapes for shape in shapes]
    names = [name for name, shapes in zip(network.names, network.weight_shapes, strict=True) for _ in shapes]
    third = names.index("layer3")
    # The layer takes layer 2 (8 maps), layer 1 (8 maps) and the stem (16 maps) in the network's own order.
    taken = network.nodes[network.names.index("joined2")].inputs
    for n, source in enumerate(taken):
        start = sum(network.shapes[one][-1] for one in taken[:n])
        wide = network.shapes[source][-1]
        arrays[third][:, :, start : start + wide] = {"stem": 1.0, "layer1": -2.0, "layer2": 3.0}[source]
    layers, sources, means = reuse(network, arrays)
    assert (layers, sources) == (list(LAYERS), ["stem", *LAYERS[:-1]])
    np.testing.assert_array_equal(means[2], [1, 2, 3, np.nan])
    np.testing.assert_array_equal(means[3], np.zeros(4))


def test_the_moment_at_a_step_is_the_last_one_before_it():
    moments = [Moment(step, None, None, np.zeros(10, np.float32), {}) for step in (0, 4, 9)]
    assert [moment_at(moments, step) for step in (0, 5, 99)] == [moments[0], moments[1], moments[2]]
    assert moment_at([], 3) is None


def test_chance_is_two_standard_errors_of_a_difference():
    assert chance([0.5, 0.5], 100) == pytest.approx(2 * np.sqrt(2 * 0.25 / 100))
