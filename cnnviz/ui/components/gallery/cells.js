// The cells of a table, and its headings, as elements.
import { BRIGHT } from "../shared/numbers.js"
import { partOf } from "./moves.js"

/** All elements of the table, row by row, each cell a button with its place in its dataset. */
export function makeCells(data) {
  const across = Math.max(...data.rows.map((row) => row.length))
  const head = data.columnNames.length ? [corner(data), ...data.columnNames.map((name) => heading(name, "columnheader"))] : []
  const rows = data.rows.map((cells, r) => {
    const named = data.rowNames.length ? [heading(data.rowNames[r], "rowheader")] : []
    const places = Array.from({ length: across }, (_, c) => (cells[c] ? makeCell(cells[c], r, c, data.sheet) : gap()))
    return row([...named, ...places])
  })
  return head.length ? [row(head), ...rows] : rows
}

function row(elements) {
  const element = part("div", "row", "row")
  element.append(...elements)
  return element
}

function corner(data) {
  const element = part("div", "corner")
  const [down, across] = [part("span", "down"), part("span", "across")]
  down.textContent = data.down && `${data.down} ↓`
  across.textContent = data.across && `${data.across} →`
  element.append(across, down)
  return element
}

function heading(name, role) {
  const element = part("b", role, role)
  element.textContent = name
  return element
}

function gap() {
  return part("div", "gap", "gridcell")
}

function makeCell(cell, r, c, sheet) {
  const element = part("button", "cell", "gridcell")
  element.type = "button"
  element.tabIndex = -1
  Object.assign(element.dataset, { row: r, column: c })
  element.setAttribute("aria-label", cell.name)
  element.style.setProperty("--strength", cell.strength)
  element.classList.toggle("strong", cell.strength > BRIGHT)
  element.classList.toggle("faint", cell.picture === null && !cell.plain && cell.strength === 0)
  if (cell.picture !== null) element.append(picture(cell.picture, sheet))
  if (cell.text) element.append(Object.assign(part("span", "text"), { textContent: cell.text }))
  return element
}

function picture(n, sheet) {
  const element = part("i", "picture")
  const { size, position } = partOf(n, sheet)
  Object.assign(element.style, { backgroundImage: `url("${sheet.src}")`, backgroundSize: size, backgroundPosition: position })
  return element
}

function part(tag, name, role) {
  const element = document.createElement(tag)
  element.className = name
  if (role) element.setAttribute("role", role)
  return element
}
