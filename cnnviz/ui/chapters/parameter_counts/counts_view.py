"""The variants of a network with their counts, and what makes the chosen one's count differ."""

from __future__ import annotations

import streamlit as st

from cnnviz.architectures.architecture import Architecture, Variant
from cnnviz.figures import captions
from cnnviz.lessons.architecture_history import published, short_names
from cnnviz.lessons.parameter_parts import PARTS, parts
from cnnviz.network import limits
from cnnviz.pipeline.settings.architecture_settings import SECOND
from cnnviz.ui.components import number_table
from cnnviz.ui.components.number_table import TableColumn, TableRow
from cnnviz.ui.session.state import bind, change, current

#: The widths of the tables, and of the count beside them.
TABLES_AND_COUNT = (2, 1)
VARIANTS = (
    TableColumn("Variant", has_numbers=False),
    TableColumn("Parameters"),
    TableColumn("Difference"),
    TableColumn("Multiplications"),
)
#: A million, and the bytes of a megabyte.
MILLION, MEGABYTE = 10**6, 2**20


def chosen() -> tuple[Architecture, int]:
    """Return the chosen network, and the index of its chosen variant."""
    settings = current().parameter_counts
    one = published(settings.network)
    return one, min(settings.variant, len(one.variants) - 1)


def choose_network(names: tuple[str, ...]) -> None:
    """Show the choice of the network. Its second variant is shown beside the first, the published one."""
    st.segmented_control(
        "Network",
        names,
        format_func=short_names().__getitem__,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **bind(
            "parameter_counts-network",
            current().parameter_counts.network,
            lambda name: change(parameter_counts={"network": name, "variant": SECOND}),
        ),
    )


def show() -> None:
    """Show the variants, the chosen one's count, and what it is made of."""
    one, index = chosen()
    tables, count = st.columns(TABLES_AND_COUNT, gap="medium")
    with tables:
        number_table.show(
            VARIANTS,
            [_row(one, n, index) for n in range(len(one.variants))],
            "parameter_counts-variants",
            label=f"Variants of {one.title}",
            on_choose=lambda name: change(parameter_counts={"variant": int(name)}),
        )
        _show_parts(one, one.variants[index])
    with count:
        _show_count(one.variants[index])


def _row(one: Architecture, n: int, chosen_index: int) -> TableRow:
    variant = one.variants[n]
    cells = (
        variant.name,
        f"{variant.count:,}",
        difference(variant.count - one.variants[0].count),
        captions.amount(limits.multiplications(variant.network)),
    )
    return TableRow(cells, is_chosen=n == chosen_index, name=str(n))


def _show_parts(one: Architecture, variant: Variant) -> None:
    """Show the parameters by what they are, beside those of the first variant."""
    first = one.variants[0]
    base, found = parts(first.network, first.counting), parts(variant.network, variant.counting)
    names = dict.fromkeys((first.name, variant.name))
    columns = [TableColumn("Made of", has_numbers=False), *map(TableColumn, names)]
    rows = []
    for part in (part for part in PARTS if part in base or part in found):
        numbers = [base.get(part, 0), found.get(part, 0)][: len(names)]
        differing = (0, 1, 2) if len(set(numbers)) > 1 else ()
        rows.append(TableRow((part, *(f"{n:,}" for n in numbers)), differing))
    number_table.show(
        columns, rows, "parameter_counts-parts", label="What the parameters are, beside the first variant"
    )


def _show_count(variant: Variant) -> None:
    """Show the count, what differs, where the number stands, and its memory."""
    with st.container(key="parameter_counts-count"):
        st.markdown(f"{variant.name}:\n## {variant.count:,}\n{variant.sentence}")
        linked = f"  \n[{_host(variant.link)}]({variant.link})" if variant.link else ""
        st.markdown(f"**Source.** {variant.published}{linked}")
        st.markdown(memory(variant.count))


def difference(n: int) -> str:
    """Return a difference with its sign.

    >>> difference(1_413_120), difference(-53_120), difference(0)
    ('+1,413,120', '−53,120', '')
    """
    return f"{n:+,}".replace("-", "−") if n else ""


def memory(n_parameters: int) -> str:
    """Return that a megabyte is not a million, with the numbers of a network.

    >>> "fill 243.9 million bytes, or 232.6 MB" in memory(60_965_224)
    True
    """
    n_bytes = limits.NUMBER * n_parameters
    filled = f"{n_bytes / MILLION:,.1f} million bytes, or {n_bytes / MEGABYTE:,.1f} MB"
    return (
        f"**A megabyte is not a million.** {captions.amount(n_parameters)} parameters "
        f"of {limits.NUMBER} bytes fill {filled}. "
        f"A megabyte here has {MEGABYTE:,} bytes."
    )


def _host(link: str) -> str:
    """Return the name of the place that a link leads to.

    >>> _host("https://docs.pytorch.org/vision/stable/models.html")
    'docs.pytorch.org'
    """
    return link.partition("://")[2].partition("/")[0]
