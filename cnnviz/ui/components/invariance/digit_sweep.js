// The amount moves by itself: once when the page is opened, while the lines part, and whenever the visitor presses Play.
import { draw, drawSoon, shownCurves } from "./invariance_drawing.js"
import { knownReach, rounded, tellingAmount } from "./tolerance_curves.js"

/** Seconds from the neutral amount to the largest one. */
const SECONDS = 4

/** The chosen distortion. @param {Invariance.State} state */
function chosenOf({ data, chosen }) {
  const found = data?.distortions.find(({ name }) => name === chosen)
  if (!found) throw new RangeError(`Unknown distortion. Received: ${chosen}`)
  return found
}

/** The slider's steps in a second. @param {Invariance.State} state */
export function sweepSpeed(state) {
  const { most, neutral, step } = chosenOf(state)
  return (most - neutral) / step / SECONDS
}

/** Begin to sweep over all amounts, unless a sweep goes on. @param {Invariance.State} state */
export function beginSweep(state) {
  const { most, least, neutral } = chosenOf(state)
  if (!state.ways.length) state.ways = least === neutral ? [most, null] : [most, least, null]
}

/** All lines are drawn to their ends. @param {Invariance.State} state */
export function endSweep(state) {
  state.ways = []
  if (state.reveal < 1) state.version += 1
  state.reveal = 1
}

/** Sweep once when the networks are there; without motion, go where the networks differ. @param {Invariance.State} state */
export function arrive(state) {
  if (!state.arriving) return
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    endSweep(state)
    drawSoon(state)
  } else {
    state.arriving = false
    state.ways = [chosenOf(state).most, null]
    state.walk.play()
  }
}

/** Rest at the telling amount, once the lines are known. @param {Invariance.State} state */
export function restWhereTheyDiffer(state) {
  if (!state.arriving || !state.job?.done) return
  state.arriving = false
  state.amounts = { ...state.amounts, [state.chosen]: tellingAmount(chosenOf(state), shownCurves(state)) }
  drawSoon(state)
  state.walk.rest()
}

/**
 * Move the amount by some of the slider's steps; return whether more follow.
 * @param {Invariance.State} state
 * @param {number} steps
 */
export function advanceSweep(state, steps) {
  const one = chosenOf(state)
  const [way] = state.ways
  if (way === undefined) return false
  if (way === null && !state.job?.done) return true
  const target = way ?? tellingAmount(one, shownCurves(state))
  if (way !== null && state.reveal < 1) steps = Math.min(steps, stepsKnown(state, one))
  const amount = towards(state.amounts[state.chosen], target, steps * one.step)
  state.amounts = { ...state.amounts, [state.chosen]: amount }
  if (state.reveal < 1) {
    state.reveal = Math.max(state.reveal, Math.abs(amount - one.neutral) / (one.most - one.neutral))
    state.version += 1
  }
  if (amount === target) state.ways.shift()
  draw(state)
  return state.ways.length > 0
}

/** How many steps of the slider the lines go on: the digit does not overtake them. @param {Invariance.State} state @param {Invariance.Distortion} one */
function stepsKnown(state, one) {
  const known = knownReach(one, shownCurves(state))
  return Math.max(0, (known - Math.abs(state.amounts[state.chosen] - one.neutral)) / one.step)
}

/** @param {number} from @param {number} to @param {number} most */
function towards(from, to, most) {
  return Math.abs(to - from) <= most ? to : rounded(from + Math.sign(to - from) * most)
}
