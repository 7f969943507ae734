// A kernel as a table of numbers, coloured by sign, in cells as large as the room allows.
import { closest } from "../shared/elements.js"
import { groundOf, inkOn } from "../shared/ink.js"
import { LEGIBLE } from "../shared/scene_sizes.js"
import { cellText } from "./descent_text.js"

/**
 * Make a table of this size; `show` sets its numbers, `resize` its side in pixels.
 * @param {number} rows
 * @param {number} columns
 * @returns {KernelDescent.Kernel}
 */
export function makeKernel(rows, columns) {
  const element = document.createElement("table")
  element.className = "kernel"
  const cells = Array.from({ length: rows }, () => element.insertRow()).flatMap((line) =>
    Array.from({ length: columns }, () => line.insertCell()),
  )
  return {
    element,
    rename: (label) => element.setAttribute("aria-label", label),
    show: (values, limit) => cells.forEach((cell, n) => showCell(cell, values[n], limit)),
    resize: (side, limit) => resizeKernel(element, side / Math.max(rows, columns), letters(limit)),
    mark: (at) => cells.forEach((cell, n) => cell.classList.toggle("here", n === at)),
    cellAt: (event) => cells.indexOf(/** @type {HTMLTableCellElement} */ (closest(event, "td"))),
  }
}

/** @param {HTMLTableCellElement} cell @param {number} value @param {number} limit */
function showCell(cell, value, limit) {
  const text = cellText(value, limit)
  if (cell.textContent !== text) cell.textContent = text
  /** @type {Look} */
  const look = { colours: "weights", limit }
  cell.style.background = groundOf(value, look)
  const here = cell.classList.contains("here") ? " here" : ""
  cell.className = `${inkOn(value, look)}${here}`
}

/** @param {HTMLElement} element @param {number} cell @param {number} count */
function resizeKernel(element, cell, count) {
  element.style.setProperty("--cell", `${cell}px`)
  const size = Math.min(0.42 * cell, cell / (0.52 * count + 0.4))
  element.style.fontSize = `${size}px`
  element.classList.toggle("mute", size < LEGIBLE)
}

/** The number of characters of a number of this size, with its sign. @param {number} limit */
function letters(limit) {
  return Math.max(4, 1 + cellText(limit * 1.2345678, limit).length)
}
