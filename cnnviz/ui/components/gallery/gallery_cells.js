// A table's cells and headings as elements.
import { part } from "../shared/elements.js"
import { inkOn } from "../shared/ink.js"
import { partOf } from "./gallery_moves.js"

/**
 * All elements of the table, row by row; each cell is a button with its position in its dataset.
 * @param {Gallery.Message} data
 */
export function makeCells(data) {
  const across = Math.max(...data.rows.map((row) => row.length))
  const head = data.columnNames.length
    ? [corner(data), ...data.columnNames.map((name) => heading(name, "columnheader"))]
    : []
  const rows = data.rows.map((cells, r) => {
    const named = data.rowNames.length ? [heading(data.rowNames[r], "rowheader")] : []
    const places = Array.from({ length: across }, (_, c) => placeFor(cells[c] ?? null, r, c, data.sheet))
    return row([...named, ...places])
  })
  return head.length ? [row(head), ...rows] : rows
}

/** @param {HTMLElement[]} elements */
function row(elements) {
  const element = asRole(part("div", "row"), "row")
  element.append(...elements)
  return element
}

/** @param {Gallery.Message} data */
function corner(data) {
  const element = part("div", "corner")
  const [down, across] = [part("span", "down"), part("span", "across")]
  down.textContent = data.down && `${data.down} ↓`
  across.textContent = data.across && `${data.across} →`
  element.append(across, down)
  return element
}

/** @param {string} name @param {string} role */
function heading(name, role) {
  const element = asRole(part("b", role), role)
  element.textContent = name
  return element
}

/** @param {Gallery.CellData | null} cell @param {number} r @param {number} c @param {Gallery.Sheet | null} sheet */
function placeFor(cell, r, c, sheet) {
  return cell ? makeCell(cell, r, c, sheet) : gap()
}

function gap() {
  return asRole(part("div", "gap"), "gridcell")
}

/** @param {Gallery.CellData} cell @param {number} r @param {number} c @param {Gallery.Sheet | null} sheet */
function makeCell(cell, r, c, sheet) {
  const element = asRole(part("button", "cell"), "gridcell")
  element.type = "button"
  element.tabIndex = -1
  Object.assign(element.dataset, { row: r, column: c })
  element.setAttribute("aria-label", cell.name)
  element.style.setProperty("--strength", String(cell.strength))
  element.classList.toggle("black", inkOn(cell.strength, { colours: "weights", limit: 1 }) === "black")
  element.classList.toggle("faint", cell.picture === null && !cell.plain && cell.strength === 0)
  if (cell.picture !== null && sheet) element.append(picture(cell.picture, sheet))
  if (cell.text) element.append(Object.assign(part("span", "text"), { textContent: cell.text }))
  return element
}

/** @param {number} n @param {Gallery.Sheet} sheet */
function picture(n, sheet) {
  const element = part("i", "picture")
  const { size, position } = partOf(n, sheet)
  Object.assign(element.style, {
    backgroundImage: `url("${sheet.src}")`,
    backgroundSize: size,
    backgroundPosition: position,
  })
  return element
}

/**
 * @template {HTMLElement} Kind
 * @param {Kind} element
 * @param {string} role
 */
function asRole(element, role) {
  element.setAttribute("role", role)
  return element
}
