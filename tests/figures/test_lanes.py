"""The layout of any graph: no node stands where another one does."""

from hypothesis import example, given
from hypothesis import strategies as st

from cnnviz.figures.lanes import laid_out


@st.composite
def sources(draw):
    """The inputs of each node among earlier ones; the first node has none."""
    n_nodes = draw(st.integers(2, 12))
    before = [st.lists(st.integers(0, n - 1), min_size=1, max_size=4, unique=True) for n in range(1, n_nodes)]
    return [[], *(draw(starts) for starts in before)]


@given(sources())
# The last input of node 7 reserves a lane in which node 3 stands.
@example([[], [0], [1], [1], [0], [4], [0], [2, 4], [3, 5, 6, 7]])
def test_no_node_stands_where_another_does(graph):
    lanes = laid_out(graph)
    assert len(set(lanes.places)) == len(graph)
    assert all(lanes.places[start].column < lanes.places[end].column for start, end in lanes.straight)
    assert len(lanes.straight) + len(lanes.arcs) == sum(map(len, graph))
