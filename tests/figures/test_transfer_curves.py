"""The curves of transfer learning show both ways as far as they are trained."""

from cnnviz.figures.transfer_curves import transfer_curves
from cnnviz.lessons.transfer import COUNTS, Compared


def test_both_ways_have_a_curve_and_the_chosen_count_a_larger_mark():
    found = [Compared(1, 0.7, 0.6), Compared(3, 0.9, 0.8)]
    figure = transfer_curves(found, 3)
    frozen, scratch = figure.data
    assert (list(frozen.x), list(frozen.y)) == ([1, 3], [0.7, 0.9])
    assert (list(scratch.x), list(scratch.y)) == ([1, 3], [0.6, 0.8])
    assert frozen.marker.size[1] > frozen.marker.size[0]
    assert list(figure.layout.xaxis.tickvals) == list(COUNTS)


def test_before_anything_is_trained_there_are_axes_and_names():
    figure = transfer_curves([], 10)
    assert [one.name for one in figure.data] == ["frozen convolutions", "from scratch"]
    assert all(one.showlegend for one in figure.data)
