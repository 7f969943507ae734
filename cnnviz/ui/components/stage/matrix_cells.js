// A matrix as a table of coloured cells with numbers.
import { groundOf, inkOn } from "../shared/ink.js"
import { inCell, strength } from "../shared/numbers.js"
import { LEGIBLE } from "../shared/scene_sizes.js"

/**
 * Draw the matrix into `frame`.
 * @param {HTMLElement} frame
 * @param {Stage.Cells} item
 */
export function drawCells(frame, item) {
  frame.style.setProperty("--columns", String(item.rows[0].length))
  frame.style.setProperty("--digits", String(item.digits))
  const table = document.createElement("table")
  table.setAttribute("aria-label", item.alt)
  for (const row of item.rows) {
    const line = table.insertRow()
    for (const value of row) {
      const cell = line.insertCell()
      paint(cell, value, item)
      cell.textContent = inCell(value, item.digits, item.digits + 3)
    }
  }
  frame.replaceChildren(table)
}

/**
 * Leave the numbers out where they would be too small to read; a cell then shows its own under the pointer.
 * @param {Element} given
 */
export function muteSmall(given) {
  const frame = /** @type {HTMLElement} */ (given)
  const cell = frame.querySelector("td")
  if (!cell) return
  frame.classList.remove("mute")
  frame.classList.toggle("mute", parseFloat(getComputedStyle(cell).fontSize) < LEGIBLE)
  frame.style.setProperty("--lens", String(Math.max(1, (3 * LEGIBLE) / Math.max(1, cell.offsetWidth))))
}

/** @param {HTMLElement} cell @param {number} value @param {Stage.Cells} item */
function paint(cell, value, item) {
  const shown = item.colours === "pixels" ? strength(value, item.limit) : value
  cell.className = inkOn(shown, item)
  cell.style.background = groundOf(shown, item)
}
