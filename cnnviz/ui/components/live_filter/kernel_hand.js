// What the hand changes, and when it is sent to Python.
import { numbersAt } from "../shared/packed_numbers.js"
import { planOf } from "./convolving.js"
import { viewOf } from "./result_look.js"

/** Milliseconds after which a hand rests: released, or between two keys. */
const [RELEASED, TYPING] = [150, 700]
/** A divisor closer to 0 than this is not used. */
const LEAST_DIVISOR = 1e-6

/**
 * Make the hand of a live filter; what it changes is sent once, when it rests.
 * @param {LiveFilter.State} state
 * @param {HTMLElement} room
 * @returns {LiveFilter.Hand}
 */
export function makeHand(state, room) {
  /** @type {LiveFilter.Hand} */
  const hand = { pending: null, held: false, timer: 0 }
  room.addEventListener("pointerdown", () => {
    hand.held = true
  })
  const released = () => {
    hand.held = false
    if (hand.pending) rest(state, RELEASED)
  }
  room.addEventListener("pointerup", released)
  room.addEventListener("pointercancel", released)
  return hand
}

/**
 * Keep a change until the hand rests; a change of another kind sends the one before.
 * @param {LiveFilter.State} state
 * @param {string} event
 * @param {unknown} value
 * @param {LiveFilter.Kernel} kernel
 * @param {boolean} rests
 */
export function beginChange(state, event, value, kernel, rests) {
  const { hand } = state
  if (hand.pending && hand.pending.event !== event) flush(state)
  hand.pending = { event, value }
  state.kernel = kernel
  rest(state, rests ? RELEASED : TYPING)
}

/** @param {LiveFilter.State} state @param {number} delay */
function rest(state, delay) {
  clearTimeout(state.hand.timer)
  state.hand.timer = setTimeout(() => state.hand.held || flush(state), delay)
}

/** @param {LiveFilter.State} state */
function flush({ hand, send }) {
  clearTimeout(hand.timer)
  if (hand.pending) send(hand.pending.event, hand.pending.value)
  hand.pending = null
}

/**
 * Load the image's pixels and the family's kernels when the hand comes near, and compute what it has changed.
 * @param {LiveFilter.State} state
 */
export async function warmUp(state) {
  const { data } = state
  const loaded = await Promise.all([
    data.camera ? null : numbersAt(data.pixels.address, "uint8"),
    data.family && numbersAt(data.family.table, "float32"),
  ]).catch(() => null) // the page has turned meanwhile
  if (!loaded || data !== state.data) return
  const [pixels, table] = loaded
  const { width, height, channels } = data.pixels
  if (pixels && state.image?.data !== pixels)
    state.image = { data: /** @type {Uint8Array} */ (pixels), width, height, channels, stride: channels }
  state.table = /** @type {Float32Array | null} */ (table)
  state.panel.table = state.table
  if (state.table) state.panel.catchUp()
  if (pixels && state.hand.pending && canBeApplied(state.kernel)) state.work.start(jobOf(state))
  state.root.dataset.ready = data.digest
}

/** Whether the divisor is far enough from 0. @param {LiveFilter.Kernel} kernel */
export function canBeApplied({ divisor }) {
  return Math.abs(divisor) >= LEAST_DIVISOR
}

/** What is to be computed. @param {LiveFilter.State} state @returns {LiveFilter.Job} */
export function jobOf({ data, kernel, image }) {
  const view = viewOf(data.view, kernel)
  const mean = view !== "clipped"
  return { image, plan: planOf(kernel, data.flip), border: data.border, mean, view }
}
