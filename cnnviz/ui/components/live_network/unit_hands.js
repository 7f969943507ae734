// Pointer and keys on the stage and in the card: they choose a number, move to another, and close the card.
import { closest, hasFocus } from "../shared/elements.js"
import { INPUT } from "../shared/network/plan.js"
import { follow } from "../shared/tracking.js"
import { outputSides, placeOnOutput, spotOnOutput, strongestSpot } from "./card_output.js"
import { cellTowards } from "./card_walk.js"
import { hit } from "./layout.js"
import { chooseSpot } from "./live_state.js"

/** Parts of the stage where a click does something else than to close the card. */
const BUSY = ".card, .spread, .hand, button, a, input, select"

/**
 * Listen to the stage, and to clicks and Escape anywhere; return a function that stops it.
 * @param {LiveNetwork.CardState} state
 */
export function listenToHands(state) {
  const { live, card } = state
  const where = follow(live.stage)
  live.stage.addEventListener("click", (event) => pickOnStage(state, event, where.at(event)))
  live.stage.addEventListener("pointermove", (event) => {
    if (live.selection.chosen && !closest(event, ".card")) moveOverMap(state, where.at(event))
  })
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && !event.defaultPrevented && live.selection.chosen) state.close()
  }
  const touched = (/** @type {PointerEvent} */ event) => {
    const within = event.composedPath().includes(live.root)
    if (!within && !card.element.hidden) state.close()
  }
  addEventListener("keydown", pressed)
  addEventListener("pointerdown", touched)
  return () => {
    removeEventListener("keydown", pressed)
    removeEventListener("pointerdown", touched)
  }
}

/**
 * Open the card of the map under the pointer; a click beside all maps closes it.
 * @param {LiveNetwork.CardState} state
 * @param {MouseEvent} event
 * @param {[x: number, y: number]} at
 */
function pickOnStage(state, event, at) {
  if (closest(event, BUSY)) return
  const { live, card } = state
  const spot = hit(live.layout, ...at)
  if (!spot || !live.plan || spot.node === INPUT) return live.selection.chosen ? state.close() : undefined
  const volume = live.plan.volumes[spot.node]
  chooseSpot(live, spot.cell || volume.flat ? spot : strongestSpot(volume, spot.node, spot.channel))
  card.output.focus({ preventScroll: true })
}

/**
 * Move to the cell under the pointer, on the chosen map in its column or at the end of its path.
 * @param {LiveNetwork.CardState} state
 * @param {[x: number, y: number]} at
 */
function moveOverMap({ live, spread }, [x, y]) {
  const { plan, selection } = live
  const { chosen } = selection
  if (!plan || !chosen) return
  const place = spread.map && cellInBox(spread.map, plan.volumes[chosen.node], x, y)
  const spot = place ? { ...chosen, cell: place } : spread.map ? null : hit(live.layout, x, y)
  if (spot?.cell && spot.node === chosen.node && spot.channel === chosen.channel) chooseSpot(live, spot)
}

/**
 * The cell of a map at a point; null outside.
 * @param {Box} box
 * @param {{ rows: number, columns: number }} sides
 * @param {number} x
 * @param {number} y
 * @returns {Place | null}
 */
function cellInBox({ left, top, width, height }, { rows, columns }, x, y) {
  const [row, column] = [Math.floor((rows * (y - top)) / height), Math.floor((columns * (x - left)) / width)]
  return row >= 0 && column >= 0 && row < rows && column < columns ? [row, column] : null
}

/**
 * Move to another cell of the map, or to another unit of the column.
 * @param {LiveNetwork.CardState} state
 * @param {Place} place
 */
export function moveCell({ live }, place) {
  const { plan, selection } = live
  const { chosen } = selection
  const spot = plan && chosen && spotOnOutput(plan.volumes[chosen.node], chosen, place)
  if (spot) chooseSpot(live, spot)
}

/**
 * Keys in the card: arrows on the map move the cell, Escape closes.
 * @param {LiveNetwork.CardState} state
 * @param {KeyboardEvent} event
 */
export function pressInCard(state, event) {
  const { live, card } = state
  const { plan, selection } = live
  const { chosen } = selection
  if (event.ctrlKey || event.metaKey || event.altKey || !plan || !chosen) return
  if (event.key === "Escape") {
    event.preventDefault()
    event.stopPropagation()
    return state.close()
  }
  if (!hasFocus(card.output) || !/^Arrow|^Home$|^End$/.test(event.key)) return
  event.preventDefault()
  event.stopPropagation()
  const volume = plan.volumes[chosen.node]
  const to = cellTowards(event.key, placeOnOutput(volume, chosen), outputSides(volume))
  if (to) moveCell(state, to)
}
