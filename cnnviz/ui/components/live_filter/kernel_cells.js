// A kernel's weights: as cells to type into or to drag, or as a picture where they are too many.
import { hasFocus, part } from "../shared/elements.js"
import { NEGATIVE, POSITIVE } from "../shared/facts.js"
import { groundOf, inkOn } from "../shared/ink.js"
import { short, typed } from "../shared/numbers.js"
import { scrubbed, stepOf } from "./scrubbing.js"

const DIGITS = 6

/**
 * Show the weights as they stand on the screen; cells stay, and so does what is typed into one.
 * @param {HTMLElement} frame
 * @param {number[][]} rows
 * @param {LiveFilter.KernelHands} hands
 */
export function drawKernel(frame, rows, hands) {
  const [down, across] = [rows.length, rows[0].length]
  const limit = Math.max(...rows.flat().map(Math.abs)) || 1
  if (across > hands.mostColumns) return drawWeights(frame, rows, limit, hands.label)
  const shape = `${down} ${across}`
  if (frame.dataset.cells !== shape) frame.replaceChildren(cellTable(down, across, hands))
  frame.dataset.cells = shape
  const whole = rows.flat().every(Number.isInteger)
  frame.style.setProperty("--columns", String(across))
  frame.style.setProperty("--digits", String(whole ? 0 : 3))
  frame.querySelector("table")?.setAttribute("aria-label", hands.label)
  frame.querySelectorAll("td").forEach((cell, n) => {
    const weight = rows[Math.floor(n / across)][n % across]
    const look = /** @type {Look} */ ({ colours: "weights", limit })
    cell.className = inkOn(weight, look)
    cell.style.background = groundOf(weight, look)
    const input = /** @type {HTMLInputElement} */ (cell.firstChild)
    if (!hasFocus(input) || typed(input.value) !== weight) writeWeight(input, weight)
  })
}

/** @param {HTMLInputElement} input @param {number} weight */
function writeWeight(input, weight) {
  const text = short(weight, DIGITS)
  if (input.value !== text) input.value = text
}

/**
 * @param {number} down
 * @param {number} across
 * @param {LiveFilter.KernelHands} hands
 */
function cellTable(down, across, hands) {
  const table = part("table")
  for (let r = 0; r < down; r += 1) {
    const line = table.insertRow()
    for (let c = 0; c < across; c += 1) line.insertCell().append(fieldOfCell(r, c, hands))
  }
  return table
}

/** @param {number} r @param {number} c @param {LiveFilter.KernelHands} hands */
function fieldOfCell(r, c, hands) {
  const input = part("input")
  Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off" })
  input.setAttribute("aria-label", `row ${r + 1}, column ${c + 1}`)
  const weights = () => hands.rows()
  const set = (/** @type {number} */ weight, /** @type {boolean} */ rests) =>
    hands.changed(
      weights().map((row, n) => (n === r ? row.with(c, weight) : row)),
      rests,
    )
  input.onfocus = () => input.select()
  input.oninput = () => {
    const weight = typed(input.value)
    input.setAttribute("aria-invalid", String(weight === null))
    if (weight !== null) set(weight, false)
  }
  input.onchange = () => {
    const weight = typed(input.value)
    input.removeAttribute("aria-invalid")
    if (weight !== null) return set(weight, true)
    const rows = /** @type {(number | string)[][]} */ (weights())
    hands.refused(rows.map((row, n) => (n === r ? row.with(c, input.value) : row)))
    writeWeight(input, weights()[r][c])
  }
  const step = () => stepOf(weights().flat())
  scrubbed(input, { value: () => weights()[r][c], step, set })
  return input
}

/** A picture of many weights. @param {HTMLElement} frame @param {number[][]} rows @param {number} limit @param {string} label */
function drawWeights(frame, rows, limit, label) {
  const present = /** @type {HTMLCanvasElement | null} */ (frame.querySelector("canvas.weights"))
  const canvas = present ?? part("canvas", "weights")
  if (!present) frame.replaceChildren(canvas)
  delete frame.dataset.cells
  Object.assign(canvas, { width: rows[0].length, height: rows.length })
  canvas.setAttribute("role", "img")
  canvas.setAttribute("aria-label", label)
  const bytes = rows.flat().flatMap((weight) => {
    const colour = weight < 0 ? NEGATIVE : POSITIVE
    return [...colour, Math.round((255 * Math.abs(weight)) / limit)]
  })
  canvas.getContext("2d")?.putImageData(new ImageData(Uint8ClampedArray.from(bytes), canvas.width), 0, 0)
}
