"""Every published count, derived by hand from the layer table, is what the network counts to."""

import pytest

from cnnviz.architectures import ARCHITECTURES
from cnnviz.architectures.resnet import resnet
from cnnviz.network import limits


def conv(size, before, filters, bias=1):
    """Return the weights of a convolution of size x size."""
    return size * size * before * filters + bias * filters


def dense(before, units):
    return before * units + units


def statistics(channels):
    """Return what a batch normalization keeps without learning it: a mean and a variance each."""
    return 2 * channels


LENET_ENDS = dense(120, 84)
#: C3: six maps see three maps each, nine see four, and one sees all six.
C3 = (6 * 3 + 9 * 4 + 6) * 25 + 16
ALEXNET_DENSE = dense(6 * 6 * 256, 4096) + dense(4096, 4096)
ALEXNET_GROUPED = (
    conv(11, 3, 96) + conv(5, 48, 256) + conv(3, 256, 384) + conv(3, 192, 384) + conv(3, 192, 256)
)
ALEXNET_TOWER = conv(11, 3, 96) + conv(5, 96, 256) + conv(3, 256, 384) + conv(3, 384, 384) + conv(3, 384, 256)
ALEXNET_TORCHVISION = (
    conv(11, 3, 64) + conv(5, 64, 192) + conv(3, 192, 384) + conv(3, 384, 256) + conv(3, 256, 256)
)
ANSWERS = dense(4096, 1000)

#: The paper's table 1: channels before, 1x1, before 3x3, 3x3, before 5x5, 5x5, after the pooling.
INCEPTIONS = [
    (192, 64, 96, 128, 16, 32, 32),
    (256, 128, 128, 192, 32, 96, 64),
    (480, 192, 96, 208, 16, 48, 64),
    (512, 160, 112, 224, 24, 64, 64),
    (512, 128, 128, 256, 24, 64, 64),
    (512, 112, 144, 288, 32, 64, 64),
    (528, 256, 160, 320, 32, 128, 128),
    (832, 256, 160, 320, 32, 128, 128),
    (832, 384, 192, 384, 48, 128, 128),
]


def inceptions(fives, bias):
    """Return the weights of the first convolutions and all blocks of GoogLeNet."""
    total = conv(7, 3, 64, bias) + conv(1, 64, 64, bias) + conv(3, 64, 192, bias)
    for before, ones, reduce3, threes, reduce5, fifth, pooled in INCEPTIONS:
        total += conv(1, before, ones, bias) + conv(1, before, reduce3, bias) + conv(3, reduce3, threes, bias)
        total += conv(1, before, reduce5, bias) + conv(fives, reduce5, fifth, bias)
        total += conv(1, before, pooled, bias)
    return total


#: The filters of all convolutions of GoogLeNet.
GOOGLENET_FILTERS = 64 + 64 + 192 + sum(sum(block[1:]) for block in INCEPTIONS)
GOOGLENET_END = dense(1024, 1000)
#: A head: 1x1 to 128 maps of 4x4, 1,024 units, the classes.
HEADS = conv(1, 512, 128) + conv(1, 528, 128) + 2 * (dense(4 * 4 * 128, 1024) + dense(1024, 1000))
LEARNED_NORMS = 2 * GOOGLENET_FILTERS


def residual(blocks, bottleneck):
    """Return the weights of all convolutions of a ResNet without biases, and the filters of all of them."""
    weights, filters, before = conv(7, 3, 64, 0), 64, 64
    for width, count in zip((64, 128, 256, 512), blocks, strict=True):
        after = 4 * width if bottleneck else width
        for _ in range(count):
            sizes = [(1, before, width), (3, width, width), (1, width, after)]
            for size, one, other in sizes if bottleneck else [(3, before, width), (3, width, width)]:
                weights, filters = weights + conv(size, one, other, 0), filters + other
            if before != after:
                weights, filters = weights + conv(1, before, after, 0), filters + after
            before = after
    return weights, filters, dense(before, 1000)


def resnets(depth):
    """Return what Keras and what torchvision count."""
    blocks = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}
    weights, filters, end = residual(blocks[depth], depth >= 50)
    learned = weights + 2 * filters + end
    return learned + statistics(filters) + filters, learned


def densenets(blocks):
    """Return the weights of a DenseNet with and without statistics."""
    weights, normalized, channels = conv(7, 3, 64, 0), 64, 64
    for number, layers in enumerate(blocks):
        if number:
            weights, normalized = weights + conv(1, channels, channels // 2, 0), normalized + channels
            channels //= 2
        for _ in range(layers):
            weights += conv(1, channels, 128, 0) + conv(3, 128, 32, 0)
            normalized, channels = normalized + channels + 128, channels + 32
    learned = weights + 2 * (normalized + channels) + dense(channels, 1000)
    return learned + statistics(normalized + channels), learned


BY_HAND = {
    "lenet5-published": [
        (60_000, conv(5, 1, 6) + 2 * 6 + C3 + 2 * 16 + conv(5, 16, 120) + LENET_ENDS),
        (61_706, conv(5, 1, 6) + conv(5, 6, 16) + dense(5 * 5 * 16, 120) + LENET_ENDS + dense(84, 10)),
        (431_080, conv(5, 1, 20) + conv(5, 20, 50) + dense(4 * 4 * 50, 500) + dense(500, 10)),
    ],
    "alexnet-grouped": [
        (60_965_224, ALEXNET_GROUPED + ALEXNET_DENSE + ANSWERS),
        (62_378_344, ALEXNET_TOWER + ALEXNET_DENSE + ANSWERS),
        (61_100_840, ALEXNET_TORCHVISION + ALEXNET_DENSE + ANSWERS),
        (56_901_000, ALEXNET_GROUPED + ALEXNET_DENSE + dense(4096, 8)),
        (56_868_224, ALEXNET_GROUPED + ALEXNET_DENSE),
        (50_844_008, ALEXNET_TOWER + dense(5 * 5 * 256, 4096) + dense(4096, 4096) + ANSWERS),
    ],
    "zfnet": [
        (
            62_357_608,
            conv(7, 3, 96)
            + conv(5, 96, 256)
            + conv(3, 256, 384)
            + conv(3, 384, 384)
            + conv(3, 384, 256)
            + ALEXNET_DENSE
            + ANSWERS,
        )
    ],
    "googlenet": [
        (6_998_552, inceptions(5, 1) + GOOGLENET_END),
        (13_378_280, inceptions(5, 1) + GOOGLENET_END + HEADS),
        (7_005_832, inceptions(5, 0) + LEARNED_NORMS + GOOGLENET_END),
        (7_020_392, inceptions(5, 0) + LEARNED_NORMS + GOOGLENET_END + statistics(GOOGLENET_FILTERS)),
        (6_624_904, inceptions(3, 0) + LEARNED_NORMS + GOOGLENET_END),
        (6_639_464, inceptions(3, 0) + LEARNED_NORMS + GOOGLENET_END + statistics(GOOGLENET_FILTERS)),
        (5_966_272, inceptions(5, 0)),
    ],
    "resnet18": [(11_703_912, resnets(18)[0]), (11_689_512, resnets(18)[1])],
    "resnet34": [(21_823_208, resnets(34)[0]), (21_797_672, resnets(34)[1])],
    "resnet50": [(25_636_712, resnets(50)[0]), (25_557_032, resnets(50)[1]), (25_636_712, resnets(50)[0])],
    "resnet101": [
        (44_707_176, resnets(101)[0]),
        (44_549_160, resnets(101)[1]),
        (44_707_176, resnets(101)[0]),
    ],
    "resnet152": [
        (60_419_944, resnets(152)[0]),
        (60_192_808, resnets(152)[1]),
        (60_419_944, resnets(152)[0]),
    ],
    "densenet121": list(zip((8_062_504, 7_978_856), densenets((6, 12, 24, 16)), strict=True)),
    "densenet169": list(zip((14_307_880, 14_149_480), densenets((6, 12, 32, 32)), strict=True)),
    "densenet201": list(zip((20_242_984, 20_013_928), densenets((6, 12, 48, 32)), strict=True)),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_each_variant_counts_to_what_is_published_and_derived(name):
    variants = ARCHITECTURES[name].variants
    assert [variant.count for variant in variants] == [published for published, _ in BY_HAND[name]]
    assert [variant.count for variant in variants] == [derived for _, derived in BY_HAND[name]]
    assert variants[0].network == ARCHITECTURES[name]()


def test_every_architecture_with_variants_is_derived_here():
    with_variants = {name for name, one in ARCHITECTURES.items() if one.variants}
    assert with_variants - {"lenet5", "alexnet"} == set(BY_HAND)


def test_the_names_without_more_are_the_usual_networks():
    assert ARCHITECTURES["lenet5"]().n_weights == 61_706
    assert ARCHITECTURES["alexnet"]().n_weights == 62_378_344


def test_parts_of_lenet_5_are_the_papers():
    network = ARCHITECTURES["lenet5-published"]()
    counts = dict(zip(network.names, network.parameters, strict=True))
    assert (counts["c1"], counts["s2"], counts["c3"], counts["s4"]) == (156, 12, 1516, 32)
    assert (counts["c5"], counts["f6"], counts["distances"]) == (48_120, 10_164, 0)
    assert [network.shapes[name] for name in ("c1", "s2", "c3", "s4", "c5")] == [
        *((28, 28, 6), (14, 14, 6), (10, 10, 16), (5, 5, 16), (1, 1, 120)),
    ]


def test_resnet_50_is_torchvisions_with_statistics_and_biases():
    keras, torchvision, steps = ARCHITECTURES["resnet50"].variants
    kept = keras.count - sum(keras.network.trainable)
    biases = sum(
        weight.size for weights in keras.network.weights for weight in weights if weight.name == "bias"
    )
    assert (kept, biases - 1000) == (53_120, 26_560)
    assert keras.count == torchvision.count + kept + biases - 1000
    assert steps.count == keras.count


@pytest.mark.parametrize("depth", [50, 101, 152])
def test_steps_in_the_3x3_cost_more_multiplications(depth):
    """In each later stage the first 1x1 then works on four times as many places."""
    early, late = resnet(depth), resnet(depth, stride_in_3x3=True)
    assert [early.shapes[f"conv{n}_block1_1_relu"][0] for n in (2, 3, 4, 5)] == [56, 28, 14, 7]
    assert [late.shapes[f"conv{n}_block1_1_relu"][0] for n in (2, 3, 4, 5)] == [56, 56, 28, 14]
    more = 0
    for side, before, width in ((28, 256, 128), (14, 512, 256), (7, 1024, 512)):
        more += 3 * side * side * (before * width + width)  # the convolution, and its normalization
    assert limits.multiplications(late) - limits.multiplications(early) == more


def test_alexnets_shapes_are_the_papers():
    shapes = ARCHITECTURES["alexnet-grouped"]().shapes
    assert [shapes[name] for name in ("conv1", "pool1", "conv2", "pool2", "conv3", "conv5", "pool5")] == [
        *((55, 55, 96), (27, 27, 96), (27, 27, 256), (13, 13, 256)),
        *((13, 13, 384), (13, 13, 256), (6, 6, 256)),
    ]
    assert ARCHITECTURES["alexnet"].variants[5].network.shapes["pool5"] == (5, 5, 256)
    assert ARCHITECTURES["alexnet"].variants[2].network.shapes["pool5"] == (6, 6, 256)


def test_zf_nets_shapes_are_the_papers():
    shapes = ARCHITECTURES["zfnet"]().shapes
    assert [shapes[name] for name in ("conv1", "norm1", "conv2", "norm2", "conv3", "conv5", "pool5")] == [
        *((110, 110, 96), (55, 55, 96), (26, 26, 256), (13, 13, 256)),
        *((13, 13, 384), (13, 13, 256), (6, 6, 256)),
    ]


def test_googlenets_shapes_are_those_of_the_papers_table():
    network = ARCHITECTURES["googlenet"]()
    names = ("conv1", "pool1", "conv2", "pool2", "inception_3a", "inception_3b", "pool3", "inception_4a")
    assert [network.shapes[name] for name in names] == [
        *((112, 112, 64), (56, 56, 64), (56, 56, 192), (28, 28, 192)),
        *((28, 28, 256), (28, 28, 480), (14, 14, 480), (14, 14, 512)),
    ]
    later = ("inception_4d", "inception_4e", "pool4", "inception_5b", "pool5")
    assert [network.shapes[name] for name in later] == [
        *((14, 14, 528), (14, 14, 832), (7, 7, 832), (7, 7, 1024), (1024,)),
    ]
    heads = ARCHITECTURES["googlenet"].variants[1].network
    assert heads.outputs == ("predictions", "head_4a_predictions", "head_4d_predictions")
    assert heads.shapes["head_4a_pool"] == (4, 4, 512)
