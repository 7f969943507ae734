"""The stage: all layers or one filter, updated while patches are found and inputs grow, with a stop."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import streamlit as st

from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.lessons.exciting import GROWTH_STEPS, FilterLayer, Growth, Strongest, merged
from cnnviz.pipeline import bounds
from cnnviz.ui.chapters.excites import excites_words, shown_filters
from cnnviz.ui.chapters.excites.excited_network import ExcitedNetwork
from cnnviz.ui.components import exciting as component
from cnnviz.ui.session import exciting_work
from cnnviz.ui.session.exciting_work import GrowingInput, PictureSearch, growing_inputs, picture_searches
from cnnviz.ui.session.state import change, current

KEY = "excites-stage"
AGAIN = "Grows the input again, from other noise."
#: Seconds between two looks at what has been found and grown.
UPDATED_EVERY = 0.7
_STOPPED = "excites stopped"


@dataclass(frozen=True, eq=False)
class StageState:
    """What has been found and grown so far."""

    work: PictureSearch | None
    found: dict[str, Strongest]
    """The strongest outputs by the layer that is read, the visitor's own picture among them."""
    filters: list[int]
    """The filter of each layer that is shown; empty before there are any."""
    growths: list[Growth | None]
    is_running: bool


def shown_layers(excited: ExcitedNetwork) -> Sequence[FilterLayer]:
    """Return the layers on the stage: the opened one, or those of one screen."""
    return excited.screen if excited.opened is None else [excited.opened]


def show(excited: ExcitedNetwork) -> None:
    """Show the stage, and update it until all is found and grown, unless the visitor stops it."""
    key = _view_key(excited)
    stopped = _is_stopped(key)
    is_running = state_of(excited, watch=not stopped).is_running and not stopped

    def update() -> None:
        if _is_stopped(key) != stopped or _view_key(excited) != key:
            st.rerun()  # a button or a layer was chosen, which runs only this fragment
        try:
            state = state_of(excited, watch=not stopped)
        except (NetworkError, WorkerError) as error:
            st.error(sentence(error))
            return
        _show_state(excited, state, stopped=stopped)
        _progress(excited, state, key, stopped=stopped)
        if is_running and not state.is_running:
            st.rerun()

    st.fragment(update, run_every=UPDATED_EVERY if is_running else None)()


def state_of(excited: ExcitedNetwork, *, watch: bool) -> StageState:
    """Return what has been found and grown so far.

    Args:
        excited: The network and its pictures.
        watch: Whether the work goes on meanwhile.

    Raises:
        NetworkError: If the network cannot be asked.
        WorkerError: If the worker does not answer; the next call asks again.
    """
    layers = shown_layers(excited)
    work = _search(excited, watch=watch)
    if work is None or not work.found:
        return StageState(work, {}, [], [None] * len(layers), is_running=True)
    found, own_is_open = _with_own(excited, work)
    filters = [filter_of(layer, work) for layer in layers]
    growths = [
        _grown(excited, layer, chosen, watch=watch and work.is_ranked)
        for layer, chosen in zip(layers, filters, strict=True)
    ]
    at_work = not work.done or own_is_open or any(one is None or not one.done for one in growths)
    return StageState(work, found, filters, growths, is_running=at_work)


def filter_of(layer: FilterLayer, work: PictureSearch) -> int:
    """Return the filter of a layer that is shown: the chosen one, or one of the most selective ones.

    Of the network's output, it is the class of which the network is surest.
    """
    now = current().excites
    chosen = now.chosen_filter
    if now.layer == layer.name and chosen is not None and chosen < layer.n_filters:
        return chosen
    ranking = work.surest(layer.read) if layer.is_output else work.ranking(layer.read)
    return ranking[now.rank % len(ranking)]


def _layers_to_search(excited: ExcitedNetwork) -> Sequence[FilterLayer]:
    """Return the layers of one screen, or the opened one if it is none of them."""
    screen, opened = excited.screen, excited.opened
    return screen if opened is None or opened.name in {one.name for one in screen} else [opened]


def _search(excited: ExcitedNetwork, *, watch: bool) -> PictureSearch | None:
    layers = _layers_to_search(excited)
    searches = exciting_work.searches_of(layers, excited.pictures)
    key = exciting_work.search_key(excited.network, excited.pictures, searches)
    if not watch:
        return picture_searches().seen(key)
    begun = exciting_work.begun(excited.network, excited.pictures, layers)
    return picture_searches().watch(key, begun)


def _with_own(excited: ExcitedNetwork, work: PictureSearch) -> tuple[dict[str, Strongest], bool]:
    """Return what was found with the visitor's own picture among it, and whether that is still open."""
    if excited.own is None:
        return work.found, False
    layers = _layers_to_search(excited)
    answer = exciting_work.own_picture(excited.network, excited.own.x, layers, excited.pictures).answer()
    if answer is None:
        return work.found, True
    return {layer: merged([found, answer[layer]]) for layer, found in work.found.items()}, False


def _grown(excited: ExcitedNetwork, layer: FilterLayer, chosen: int, *, watch: bool) -> Growth | None:
    seed = current().excites.seed
    key = exciting_work.growth_key(excited.network, layer, chosen, seed)
    if watch:
        noise = exciting_work.noise(excited.network, excited.described, layer, chosen, seed)
        found: GrowingInput | None = growing_inputs().watch(key, noise) or noise
    else:
        found = growing_inputs().seen(key)
    return None if found is None else found.growth


def _show_state(excited: ExcitedNetwork, state: StageState, *, stopped: bool) -> None:
    layers, is_opened = shown_layers(excited), excited.opened is not None
    if state.filters:
        shown = [
            shown_filters.shown_filter(
                excited, layer, chosen, state.found[layer.read], growth, with_pictures=is_opened
            )
            for layer, chosen, growth in zip(layers, state.filters, state.growths, strict=True)
        ]
    else:
        shown = [shown_filters.awaited_filter(excited, layer) for layer in layers]
    whole = []
    if is_opened and state.filters:
        whole = shown_filters.whole_pictures(excited, state.filters[0], state.found[layers[0].read])
    component.show(
        KEY,
        shown,
        patches_of=excited.words,
        pictures=whole,
        is_opened=is_opened,
        is_running=state.is_running and not stopped,
        on_pick=lambda index: _open(layers, state.filters, index),
    )


def _open(layers: Sequence[FilterLayer], filters: Sequence[int], index: int) -> None:
    """Open a layer with the filter that the overview shows."""
    if index < len(filters):
        change(excites={"layer": layers[index].name, "chosen_filter": filters[index]})


def _progress(excited: ExcitedNetwork, state: StageState, key: Hashable, *, stopped: bool) -> None:
    """Show how far it is, and the button that stops, goes on, or grows again."""
    with st.container(horizontal=True, vertical_alignment="center", key="excites-progress"):
        if state.is_running:
            share, text = progress_of(state, excited.pictures.n_pictures)
            st.progress(share, text)
            if stopped:
                st.button("Go on", icon=":material/play_arrow:", on_click=_go_on, key="excites-go_on")
            else:
                st.button("Stop", icon=":material/stop:", on_click=_stop, args=(key,), key="excites-stop")
        else:
            st.markdown(excites_words.NUMBERS)
            st.button(
                "Grow again", icon=":material/replay:", on_click=_grow_again, key="excites-again", help=AGAIN
            )


def progress_of(state: StageState, n_pictures: int) -> tuple[float, str]:
    """Return how far the stage is, from 0 to 1, and in words.

    Args:
        state: What has been found and grown.
        n_pictures: How many pictures are at hand.
    """
    n_seen = 0 if state.work is None else state.work.n_seen
    if n_seen < n_pictures:
        return n_seen / n_pictures, f"The network has read {n_seen:,} of {n_pictures:,} pictures."
    steps = sum(0 if one is None else one.n_steps if one.done else one.step for one in state.growths)
    total = sum(GROWTH_STEPS if one is None else one.n_steps for one in state.growths)
    return steps / total, f"Growing: step {steps} of {total}"


def _grow_again() -> None:
    largest = bounds("excites", "seed")[1]
    change(excites={"seed": (current().excites.seed + 1) % (largest + 1)})


def _view_key(excited: ExcitedNetwork) -> Hashable:
    now = current().excites
    return excited.network.digest, excited.pictures.key, now.layer, now.chosen_filter, now.rank, now.seed


def _is_stopped(key: Hashable) -> bool:
    return bool(st.session_state.get(_STOPPED) == key)


def _stop(key: Hashable) -> None:
    st.session_state[_STOPPED] = key


def _go_on() -> None:
    st.session_state.pop(_STOPPED, None)
