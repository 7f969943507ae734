// A sheet of a layer's maps, and the card with the arithmetic of one number.
import { find, part, write } from "../shared/elements.js"
import { floatsAt } from "../shared/fetched_bytes.js"
import { keepFitting } from "../shared/lifecycle.js"
import { makeResting } from "../shared/resting.js"
import { drawTiles, markChosen } from "./map_tiles.js"
import { drawOpened, makeOpenedCard, showOpened } from "./opened_card.js"

/** @type {WeakMap<HTMLElement, Standing<LayerMaps.Message, LayerMaps.Send>>} */
const sheets = new WeakMap()

/** @param {ComponentArguments<LayerMaps.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".layer-maps")
  const component = sheets.get(root) ?? makeLayerMaps(root)
  sheets.set(root, component)
  root.dataset.wanted = data.digest
  component.take(data, setTriggerValue)
  return component.leave
}

/** @param {HTMLElement} root */
function makeLayerMaps(root) {
  const made = { root, tiles: [], numbers: new Float32Array(0), shown: null, slice: null, chosen: null }
  const state = /** @type {LayerMaps.State} */ (
    /** @type {unknown} */ ({ ...made, pointed: null, insights: [] })
  )
  state.sheet = part("div", "sheet-of-maps")
  state.told = part("p", "told")
  state.resting = makeResting(() => tellChosen(state))
  state.card = makeOpenedCard(state, (at) => choose(state, at))
  root.replaceChildren(state.sheet, state.told, state.card.element, state.resting.heard)
  return keepFitting(state, takeMaps, refit, () => state.resting.leave())
}

/** @param {LayerMaps.State} state */
function refit(state) {
  state.width = state.root.clientWidth
  drawOpened(state)
}

/**
 * Take Python's data. A number that was chosen here and that Python has not heard of yet stays chosen.
 * @param {LayerMaps.State} state
 * @param {LayerMaps.Message} data
 * @param {LayerMaps.Send} send
 */
async function takeMaps(state, data, send) {
  Object.assign(state, { data, send })
  const { root, told, resting } = state
  root.classList.toggle("working", !data.maps)
  write(told, data.said)
  if (!data.maps) return
  const numbers = await floatsAt(data.maps.numbers)
  if (state.data !== data) return
  const same = state.shown?.numbers === data.maps.numbers
  Object.assign(state, { numbers, shown: data.maps })
  if (!same) drawTiles(state, (at) => choose(state, at))
  if (!resting.waiting) state.chosen = data.unit
  const isNew = state.card.element.hidden
  markChosen(state)
  showOpened(state)
  if (isNew && data.opened) state.card.element.scrollIntoView({ block: "nearest" })
  if (!data.unit || data.opened) root.dataset.drawn = data.digest
}

/** Choose a number; Python is told at once, or when keys rest. @param {LayerMaps.State} state @param {LayerMaps.At | null} at */
function choose(state, at) {
  const byKeys = state.card.output.matches(":focus-visible") && at !== null
  state.chosen = at
  markChosen(state)
  if (at) state.card.mark([[at[1], 1, at[2], 1]])
  else state.card.element.hidden = true
  if (byKeys) state.resting.rest()
  else tellChosen(state)
}

/** @param {LayerMaps.State} state */
function tellChosen(state) {
  state.send("unit", state.chosen ?? [])
}
