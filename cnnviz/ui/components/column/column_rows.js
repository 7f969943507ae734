// The column as a scrolled list of numbers; only the visible rows are in the page.
import { childrenOf, onPointer } from "../shared/elements.js"
import { cellOf } from "../shared/flatten_order.js"
import { groundOf, inkOn } from "../shared/ink.js"
import { short } from "../shared/numbers.js"

const ROW_HEIGHT = 32
const SPARE = 4

/**
 * Make the list; `hover` and `pick` are called with an index, or null outside the list.
 * @param {Column.Hands} given
 * @returns {Column.Rows}
 */
export function makeRows({ hover, pick }) {
  const element = document.createElement("div")
  element.className = "rows"
  element.setAttribute("role", "img")
  const inner = element.appendChild(document.createElement("div"))
  const rows = /** @type {Column.Rows} */ ({ element, inner, marked: null })
  const at = (/** @type {MouseEvent} */ event) => rowUnder(rows, event)
  onPointer(element, (event) => hover(at(event)))
  element.addEventListener("pointerleave", () => hover(null))
  element.addEventListener("click", (event) => pick(at(event)))
  element.addEventListener("scroll", () => writeRows(rows))
  rows.draw = (data, look) => drawRows(rows, data, look)
  rows.mark = (place, follow) => markRow(rows, place, follow)
  return rows
}

/** @param {Column.RowsState} given @param {MouseEvent} event */
function rowUnder({ element, data }, event) {
  const place = Math.floor(
    (event.clientY - element.getBoundingClientRect().top - element.clientTop + element.scrollTop) /
      ROW_HEIGHT,
  )
  return place >= 0 && place < data.values.length ? place : null
}

/** @param {Column.RowsState} rows @param {Column.Message} data @param {Column.ColumnLook} look */
function drawRows(rows, data, look) {
  Object.assign(rows, { data, look })
  rows.inner.style.height = `${ROW_HEIGHT * data.values.length}px`
  writeRows(rows)
}

/**
 * Mark a number and the others of the same cell; scroll there if `follow` is set.
 * @param {Column.RowsState} rows
 * @param {number} place
 * @param {boolean} follow
 */
function markRow(rows, place, follow) {
  rows.marked = place
  const { element } = rows
  if (follow) element.scrollTop = ROW_HEIGHT * place - (element.clientHeight - ROW_HEIGHT) / 2
  writeRows(rows)
}

/** @param {Column.RowsState} given */
function writeRows({ element, inner, data, look, marked }) {
  const first = Math.max(0, Math.floor(element.scrollTop / ROW_HEIGHT) - SPARE)
  const seen = Math.ceil(element.clientHeight / ROW_HEIGHT) + 2 * SPARE
  const count = Math.max(0, Math.min(seen, data.values.length - first))
  while (inner.children.length > count) inner.children[0].remove()
  while (inner.children.length < count) inner.append(rowElement())
  childrenOf(inner).forEach((row, n) => writeRow(row, first + n, data, look, marked))
}

function rowElement() {
  const row = document.createElement("div")
  row.innerHTML = "<b></b><span></span><em></em>"
  return row
}

/**
 * @param {HTMLElement} row
 * @param {number} place
 * @param {Column.Message} given
 * @param {Column.ColumnLook} look
 * @param {number | null} marked
 */
function writeRow(row, place, { shape, names, values }, look, marked) {
  const [down, across, channel] = cellOf(place, shape)
  const [number, value, where] = childrenOf(row)
  const cell = Math.floor(place / shape[2])
  const parts = [cell % 2 ? "odd" : "even"]
  if (marked === place) parts.push("marked")
  else if (marked !== null && Math.floor(marked / shape[2]) === cell) parts.push("beside")
  row.className = parts.join(" ")
  row.dataset.place = String(place)
  row.style.top = `${ROW_HEIGHT * place}px`
  number.textContent = String(place)
  value.textContent = short(values[place], look.digits)
  value.className = inkOn(values[place], look)
  value.style.background = groundOf(values[place], look)
  where.textContent = `${down}, ${across}, ${names[channel]}`
}
