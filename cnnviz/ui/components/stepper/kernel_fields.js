// The kernel's cells as input fields.
import { hasFocus } from "../shared/elements.js"
import { typed } from "../shared/numbers.js"
import { written } from "./formula.js"

const DIGITS = 6
/** A weight with more characters is rounded further, as a cell has no room for it, until it is to be changed. */
const ROOM = 6

/**
 * Make the field of cell n; `edited` is called with channel, row, column and the typed text.
 * @param {number} n
 * @param {number} columns
 * @param {number} channel
 * @param {Stepper.Edited} edited
 */
export function fieldOf(n, columns, channel, edited) {
  const [row, column] = [Math.floor(n / columns), n % columns]
  const input = document.createElement("input")
  Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off" })
  const where = `row ${row + 1}, column ${column + 1}`
  input.setAttribute("aria-label", channel ? `kernel slice ${channel + 1}: ${where}` : `kernel: ${where}`)
  input.addEventListener("focus", () => {
    if (input.value === input.dataset.shown) input.value = input.dataset.exact ?? ""
    input.select()
  })
  input.addEventListener("blur", () => {
    if (input.value === input.dataset.exact) input.value = input.dataset.shown ?? ""
  })
  input.addEventListener("keydown", (event) => event.key === "Enter" && input.blur())
  input.addEventListener("change", () => {
    const text = input.value
    const value = typed(text)
    if (value === null) input.value = input.dataset.shown ?? ""
    edited(channel, row, column, value ?? text) // Python answers text with an error
  })
  return input
}

/**
 * Show a weight, unless the visitor is typing another.
 * @param {HTMLInputElement} input
 * @param {number} weight
 */
export function showWeight(input, weight) {
  const exact = written(weight, DIGITS)
  const text = exact.length > ROOM ? written(weight) : exact
  const untouched = [input.dataset.shown ?? "", input.dataset.exact].includes(input.value)
  if (!hasFocus(input)) input.value = text
  else if (untouched) input.value = exact
  Object.assign(input.dataset, { shown: text, exact })
}
