// A number in a field that changes under the hand: dragged sideways, or by the keys up and down.
import { LARGEST_NUMBER } from "../shared/facts.js"

/** CSS pixels of a step, and how far a pointer slips before it drags. */
const [PIXELS, DRAGS_AFTER] = [5, 4]
/** A step is about this share of the largest weight. */
const SHARE = 0.05

/**
 * A step of 1, 2 or 5 times a power of ten, small beside the largest of some numbers.
 * @param {number[]} numbers
 */
export function stepOf(numbers) {
  const wanted = SHARE * (Math.max(...numbers.map(Math.abs)) || 1)
  const power = 10 ** Math.floor(Math.log10(wanted) + 1e-9)
  return power * ([5, 2].find((n) => n * power <= wanted * (1 + 1e-9)) ?? 1)
}

/**
 * The number that lies some steps away: a multiple of the step.
 * @param {number} value
 * @param {number} steps
 * @param {number} step
 */
export function movedBy(value, steps, step) {
  const moved = Math.round(value / step + steps) * step
  return Math.max(-LARGEST_NUMBER, Math.min(LARGEST_NUMBER, Number(moved.toPrecision(12)) + 0))
}

/**
 * Let a hand change the number in a field: drag it, or press Up and Down, with Shift ten steps.
 * @param {HTMLInputElement} input
 * @param {LiveFilter.Scrubbed} given
 */
export function scrubbed(input, { value, step, set }) {
  /** @type {{ x: number, from: number, step: number, drags: boolean } | null} */
  let held = null
  input.addEventListener("pointerdown", (event) => {
    held = { x: event.clientX, from: value(), step: step(), drags: false }
  })
  input.addEventListener("pointermove", (event) => {
    if (!held || !event.buttons) return
    const moved = event.clientX - held.x
    if (!held.drags && Math.abs(moved) > DRAGS_AFTER) {
      held.drags = true
      input.setPointerCapture(event.pointerId)
      input.blur()
    }
    if (held.drags) set(movedBy(held.from, Math.round(moved / PIXELS), held.step), false)
  })
  const end = () => {
    if (held?.drags) set(value(), true)
    held = null
  }
  input.addEventListener("pointerup", end)
  input.addEventListener("pointercancel", end)
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") event.stopPropagation() // the page and the magnifier have the same keys
    if (event.key === "Enter") input.blur()
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (!way) return
    event.preventDefault()
    set(movedBy(value(), way * (event.shiftKey ? 10 : 1), step()), false)
  })
}
