// A matrix as a table of coloured cells with numbers; the cells of a kernel can be edited.
import { groundOf, inkOn } from "../shared/ink.js"
import { inCell, short, strength, typed } from "../shared/numbers.js"
import { LEGIBLE } from "../shared/scene_sizes.js"

/**
 * Draw the matrix into `frame`; `edited` is called with all rows when the visitor has changed a cell.
 * @param {HTMLElement} frame
 * @param {Stage.Cells} item
 * @param {Stage.Edited} edited
 */
export function drawCells(frame, item, edited) {
  frame.style.setProperty("--columns", String(item.rows[0].length))
  frame.style.setProperty("--digits", String(item.digits))
  const table = document.createElement("table")
  table.setAttribute("aria-label", item.alt)
  item.rows.forEach((row, r) => {
    const line = table.insertRow()
    row.forEach((value, c) => {
      const cell = line.insertCell()
      paint(cell, value, item)
      if (item.editable) cell.append(field(item, r, c, edited))
      else cell.textContent = inCell(value, item.digits, item.digits + 3)
    })
  })
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

/** @param {Stage.Cells} item @param {number} r @param {number} c @param {Stage.Edited} edited */
function field(item, r, c, edited) {
  const input = document.createElement("input")
  input.type = "text"
  input.inputMode = "decimal"
  input.autocomplete = "off"
  input.value = short(item.rows[r][c], 6)
  input.setAttribute("aria-label", `${item.label}: row ${r + 1}, column ${c + 1}`)
  input.onfocus = () => input.select()
  input.onkeydown = (event) => event.key === "Enter" && input.blur()
  input.onchange = () => {
    const value = typed(input.value)
    /** @type {(number | string)[][]} */
    const rows = item.rows.map((row) => [...row])
    rows[r][c] = value ?? input.value // Python answers text with an error
    if (value === null) input.value = short(item.rows[r][c], 6)
    edited(rows)
  }
  return input
}
