// The card of the chosen number: it opens over a map, follows the hand and the pen, and closes again.
import { insightOf } from "../shared/network/insight.js"
import { INPUT } from "../shared/network/plan.js"
import { makeResting } from "../shared/resting.js"
import { makeCard } from "./card.js"
import { makeMarks, markPatches } from "./card_marks.js"
import {
  cellOfSpot,
  outputCaption,
  outputPlane,
  placeOnOutput,
  spotOfUnit,
  strongestSpot,
} from "./card_output.js"
import { fieldOnInput, patchesOf } from "./card_patches.js"
import { mostInRow } from "./card_sizes.js"
import { standCard, widthFor } from "./card_stand.js"
import { surroundingsOf } from "./card_surroundings.js"
import { byStrength, shownSlices } from "./card_terms.js"
import { viewOf } from "./card_view.js"
import { makeFocusRing } from "./focus_ring.js"
import { chooseSpot, onNews } from "./live_state.js"
import { makeSpread, showSpread } from "./spread.js"
import { listenToHands, moveCell, pressInCard } from "./unit_hands.js"

/**
 * Put the card, the marks and the focus ring on the stage of a live network.
 * @param {LiveNetwork.Live} live
 * @returns {LiveNetwork.UnitCard}
 */
export function makeUnitCard(live) {
  const state = /** @type {LiveNetwork.CardState} */ ({ live, slice: null, shown: null, told: null })
  state.resting = makeResting(() => tellUnit(state))
  state.marks = makeMarks()
  state.spread = makeSpread()
  state.close = () => closeCard(state)
  state.card = makeCard({
    point: (place) => moveCell(state, place),
    key: (event) => pressInCard(state, event),
    step: (by) => stepSlice(state, by),
    choose: (slice) => showSlice(state, slice),
    open: () => live.send("opened", unitOf(live.selection.chosen)),
    close: state.close,
  })
  state.ring = makeFocusRing(live, {
    choose: (node, channel) => openByKeys(state, node, channel),
    speak: state.resting.speak,
  })
  live.stage.append(
    state.spread.element,
    state.marks,
    state.ring.element,
    state.card.element,
    state.resting.heard,
  )
  onNews(live, "selected", () => showUnit(state))
  onNews(live, "computed", () => showUnit(state, true))
  onNews(live, "arranged", () => {
    state.ring.refit()
    showUnit(state, true)
    standCard(state)
  })
  const deafen = listenToHands(state)
  return {
    take: (unit) => takeUnit(state, unit),
    leave: () => {
      deafen()
      state.resting.leave()
    },
  }
}

/**
 * Open the unit that the link names, unless this card has sent it there.
 * @param {LiveNetwork.CardState} state
 * @param {LiveNetwork.Unit | null} unit
 */
function takeUnit(state, unit) {
  const asked = JSON.stringify(unit)
  if (asked === state.asked) return
  state.asked = asked
  if (asked === state.told || !state.live.plan) return
  chooseSpot(state.live, unit && spotOfUnit(state.live.plan.volumes, unit))
}

/** @param {LiveNetwork.Spot | null} spot @returns {LiveNetwork.Unit | []} */
function unitOf(spot) {
  return spot ? [spot.node, spot.channel, ...(spot.cell ?? /** @type {Place} */ ([0, 0]))] : []
}

/** Tell Python which unit is open, once. @param {LiveNetwork.CardState} state */
function tellUnit(state) {
  const unit = unitOf(state.live.selection.chosen)
  const told = JSON.stringify(unit.length ? unit : null)
  if (told === (state.told ?? state.asked)) return
  state.told = told
  state.live.send("unit", unit)
}

/** @param {LiveNetwork.CardState} state @param {string} node @param {number} channel */
function openByKeys(state, node, channel) {
  const { live, card } = state
  if (!live.plan) return
  chooseSpot(live, strongestSpot(live.plan.volumes[node], node, channel))
  card.output.focus({ preventScroll: true })
}

/** Close the card; the focus goes back to the map if it was in the card. @param {LiveNetwork.CardState} state */
function closeCard({ live, card, ring }) {
  const { chosen } = live.selection
  const within = card.element.matches(":focus-within")
  if (chosen) ring.stand(chosen)
  chooseSpot(live, null)
  if (within) ring.focus()
}

/** @param {LiveNetwork.CardState} state @param {1 | -1} by */
function stepSlice(state, by) {
  const insight = insightOfChosen(state)
  if (!insight) return
  const order = byStrength(insight.slices)
  const now = state.slice === null ? 0 : order.indexOf(state.slice)
  showSlice(state, order[(now + by + order.length) % order.length])
}

/** @param {LiveNetwork.CardState} state @param {number} slice */
function showSlice(state, slice) {
  state.slice = slice
  showUnit(state)
}

/** @param {LiveNetwork.CardState} state */
function insightOfChosen({ live: { plan, selection } }) {
  const { chosen } = selection
  return plan && chosen && chosen.node !== INPUT ? insightOf(plan, chosen.node, cellOfSpot(chosen)) : null
}

/**
 * Show the chosen number as it is now, or nothing.
 * @param {LiveNetwork.CardState} state
 * @param {boolean} [changed] whether numbers or places have changed, and not only what is chosen
 */
function showUnit(state, changed = false) {
  const { live, card, marks, spread, shown } = state
  const { plan, selection } = live
  const insight = insightOfChosen(state)
  const { chosen } = selection
  const another = shown?.node !== chosen?.node || shown?.channel !== chosen?.channel
  card.element.hidden = marks.hidden = !insight
  state.shown = insight ? chosen : null
  if (JSON.stringify(shown) !== JSON.stringify(state.shown)) state.resting.rest()
  if (shown?.node !== chosen?.node) state.slice = null
  if (plan && (another || changed)) showSpread(spread, live, plan, insight && chosen)
  if (!insight || !plan || !chosen) return
  drawUnit(state, plan, chosen, insight)
  if (another) standCard(state)
}

/**
 * @param {LiveNetwork.CardState} state
 * @param {Network.Plan} plan
 * @param {LiveNetwork.Spot} chosen
 * @param {Network.Insight} insight
 */
function drawUnit({ live, card, marks, spread, slice, resting }, plan, chosen, insight) {
  const around = surroundingsOf(live, plan)
  const volume = plan.volumes[chosen.node]
  const plane = outputPlane(volume, chosen.channel)
  const [width, narrow] = widthFor(live)
  card.resize(width, narrow)
  const view = viewOf(insight, around, { chosen: slice, most: mostInRow(width, plane, narrow) })
  card.draw(view, { plane, look: around.look(chosen.node), caption: outputCaption(volume) })
  const [row, column] = placeOnOutput(volume, chosen)
  card.mark([[row, 1, column, 1]])
  const field = fieldOnInput(
    (name, cell) => insightOf(plan, name, cell),
    around.sides,
    INPUT,
    chosen.node,
    insight.cell,
  )
  const onInput = field ? [{ name: INPUT, channel: 0, frames: [field] }] : []
  const { node, channel } = chosen
  /** @type {Card.Patch[]} */
  const own = volume.flat ? [] : [{ name: node, channel, frames: [[row, 1, column, 1]], box: spread.map }]
  const windows = patchesOf(insight, shownSlices(insight, slice), around.sides)
  markPatches(marks, live, [...onInput, ...own, ...windows], around.sides)
  resting.speak(view.sentence)
}
