// The card below the sheet: the arithmetic of one number, and its map, on which another is chosen.
import { makeCard } from "../live_network/card.js"
import { linesOf } from "../live_network/card_lines.js"
import { mostInRow } from "../live_network/card_sizes.js"
import { byStrength } from "../live_network/card_terms.js"
import { viewOf } from "../live_network/card_view.js"
import { cellTowards } from "../live_network/card_walk.js"
import { hasFocus } from "../shared/elements.js"
import { planeAt, tellPlace } from "./map_tiles.js"
import { aroundOpened, insightsOf } from "./unit_insights.js"

/** Below this width, in pixels, matrices may stand in two rows. */
const NARROW_SHEET = 640

/**
 * @param {LayerMaps.State} state
 * @param {(at: LayerMaps.At | null) => void} choose is called with another number, or null to close
 */
export function makeOpenedCard(state, choose) {
  const card = makeCard({
    point: (place) => pointAt(state, place),
    key: (event) => press(state, event, choose),
    step: (by) => stepSlice(state, by),
    choose: (slice) => {
      state.slice = slice
      drawOpened(state)
    },
    open: () => {},
    close: () => choose(null),
  })
  card.output.addEventListener("click", () => {
    if (state.chosen && state.pointed) choose([state.chosen[0], ...state.pointed])
  })
  return card
}

/** Show the opened number, or hide the card. @param {LayerMaps.State} state */
export function showOpened(state) {
  const { data, card, chosen } = state
  const { opened, unit } = data
  card.element.hidden = !opened || !unit || !chosen
  card.element.classList.toggle("late", String(unit) !== String(chosen))
  if (card.element.hidden || !opened || !unit) return
  state.insights = insightsOf(opened, unit)
  state.slice = null
  drawOpened(state)
}

/** @param {LayerMaps.State} state */
export function drawOpened(state) {
  const { root, data, card, insights, shown, slice } = state
  const { opened, unit } = data
  const plane = unit && planeAt(state, unit[0])
  if (!opened || !unit || !plane || !shown) return
  const around = aroundOpened(opened, insights)
  const [width, narrow] = [root.clientWidth - 12, root.clientWidth < NARROW_SHEET]
  card.resize(width, narrow)
  card.element.classList.toggle("narrow", narrow)
  const view = viewOf(insights[0], around, { chosen: slice, most: mostInRow(width, plane, narrow) })
  const lines = insights.flatMap((insight) => namedLines(insight, around))
  const title = `${around.title(shown.layer)}, map ${unit[0]}`
  const look = { colours: /** @type {"layer"} */ ("layer"), limit: shown.limit }
  card.draw({ ...view, title, lines }, { plane, look, caption: `output ${plane.rows} × ${plane.columns}` })
  card.mark([[unit[1], 1, unit[2], 1]])
  const { value } = insights[insights.length - 1]
  Object.assign(card.element.dataset, { unit: unit.join("-"), value: String(value) })
  state.resting.speak(view.sentence)
}

/**
 * The lines of one layer, which begin with its name.
 * @param {Network.Insight} insight
 * @param {Card.Surroundings} around
 * @returns {Card.Item[][]}
 */
function namedLines(insight, around) {
  return linesOf(insight).map((line) => [{ word: `${around.title(insight.name)}:`, value: "" }, ...line])
}

/** @param {LayerMaps.State} state @param {1 | -1} by */
function stepSlice(state, by) {
  const order = byStrength(state.insights[0].slices)
  const now = state.slice === null ? 0 : order.indexOf(state.slice)
  state.slice = order[(now + by + order.length) % order.length]
  drawOpened(state)
}

/** The pointer is over the card's map. @param {LayerMaps.State} state @param {Place} place */
function pointAt(state, place) {
  state.pointed = place
  if (state.chosen) tellPlace(state, [state.chosen[0], ...place])
}

/**
 * Arrow keys move the number on its map, Escape closes the card.
 * @param {LayerMaps.State} state
 * @param {KeyboardEvent} event
 * @param {(at: LayerMaps.At | null) => void} choose
 */
function press(state, event, choose) {
  const { card, chosen } = state
  if (event.ctrlKey || event.metaKey || event.altKey || !chosen) return
  const to = hasFocus(card.output) && cellTowards(event.key, [chosen[1], chosen[2]], sidesOfSheet(state))
  if (!to && event.key !== "Escape") return
  event.preventDefault()
  event.stopPropagation()
  choose(to ? [chosen[0], ...to] : null)
}

/** @param {LayerMaps.State} state */
function sidesOfSheet({ shown }) {
  return { rows: shown?.rows ?? 0, columns: shown?.columns ?? 0 }
}
