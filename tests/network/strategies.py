"""Random layers, from the settings that their kinds declare."""

from functools import singledispatch

from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.network import INPUT, KINDS, PREVIOUS, Node
from cnnviz.network.setting import Choice, Flag, Integer, Margins, Number, Rows, Sides


@singledispatch
def values(setting, most):
    """Return what a setting may be, whole numbers up to `most`."""
    raise NotImplementedError(type(setting).__name__)


@values.register
def _(setting: Integer, most):
    return st.integers(setting.least, min(setting.most, most))


@values.register
def _(setting: Sides, most):
    side = st.integers(setting.least, min(setting.most, most))
    pair = side.map(lambda n: (n, n)) if setting.square else st.tuples(side, side)
    return pair | st.none() if setting.follows else pair


@values.register
def _(setting: Margins, most):
    pair = st.tuples(st.integers(0, min(setting.most, most)), st.integers(0, min(setting.most, most)))
    return st.tuples(pair, pair)


@values.register
def _(setting: Choice, most):
    return st.sampled_from(setting.choices)


@values.register
def _(setting: Flag, most):
    return st.booleans()


@values.register
def _(setting: Number, most):
    low, high = max(setting.least, -100), min(setting.below, 100)
    number = st.floats(low, high, exclude_max=True, allow_nan=False, allow_subnormal=False)
    return number | st.none() if setting.optional else number


@values.register
def _(setting: Rows, most):
    numbers = st.sets(st.integers(0, min(setting.below, most) - 1), min_size=1, max_size=6)
    return st.lists(numbers.map(lambda row: tuple(sorted(row))), min_size=1, max_size=4).map(tuple)


@st.composite
def layers(draw, kind, most=3):
    """Return any layer of a kind; where settings do not go together, some are as Keras has them."""
    drawn = {name: draw(values(setting, most)) for name, setting in kind.settings().items()}
    free = draw(st.permutations(list(kind.defaults())))
    while True:
        try:
            return kind(**drawn)
        except NetworkError:
            if free[-1] in drawn and free[-1] in kind.defaults():
                drawn.pop(free.pop())
            else:
                free.pop()


def bricks():
    """Return any layer of any kind, small, as large as a digit, or larger."""
    sizes = st.sampled_from([3, 28, 1024])
    return sizes.flatmap(lambda most: st.one_of(*(layers(kind, most) for kind in KINDS.values())))


@st.composite
def built(draw, most=24):
    """Return what may stand in a link: layers, of which some have names, or take what others give."""
    row = draw(st.lists(bricks(), min_size=1, max_size=most))
    names = [f"n{n}" for n in range(len(row))]
    taken = st.lists(st.sampled_from([INPUT, PREVIOUS, *names]), min_size=1, max_size=3)
    told = [
        layer
        if draw(st.integers(0, 5))
        else Node(layer, tuple(draw(taken)), draw(st.sampled_from(["", name])))
        for layer, name in zip(row, names, strict=True)
    ]
    return tuple(layer if one == Node(layer) else one for layer, one in zip(row, told, strict=True))
