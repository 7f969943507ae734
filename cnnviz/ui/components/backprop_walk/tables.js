// The tables of one stop, and the highlighted cells.
import { closest } from "../shared/elements.js"
import { groundOf, inkOn } from "../shared/ink.js"

/**
 * Draw the tables of a stop side by side; `look` and `turn` are called with a cell, [table, row, column].
 * @param {HTMLElement} scene
 * @param {BackpropWalk.Stop} stop
 * @param {BackpropWalk.Hands} given
 */
export function drawTables(scene, stop, { look, turn }) {
  scene.replaceChildren(...stop.tables.map((table, n) => figureFor(table, n)))
  const placeUnder = (/** @type {Event} */ event) => {
    const cell = closest(event, "[data-place]")
    return cell && placeOf(cell)
  }
  scene.onpointermove = scene.onpointerdown = (event) => {
    const place = placeUnder(event)
    if (place) look(place)
  }
  scene.onclick = (event) => {
    const place = placeUnder(event)
    if (place) turn(place)
  }
}

/** @param {BackpropWalk.Table} table @param {number} n */
function figureFor(table, n) {
  const figure = document.createElement("figure")
  figure.dataset.operator = table.operator
  figure.classList.toggle("new", table.lines.length > 0)
  figure.classList.toggle("scaled", table.operator.length > 2)
  const caption = figure.appendChild(document.createElement("figcaption"))
  caption.textContent = table.name
  const grid = figure.appendChild(document.createElement("div"))
  grid.className = "numbers"
  grid.style.setProperty("--columns", String(table.texts[0].length))
  grid.append(
    ...table.heads.map((name, column) => headFor(name, table.signs[column])),
    ...table.texts.flatMap((row, r) => row.map((_, c) => cellFor(table, n, r, c))),
  )
  const longest = Math.max(...table.texts.flat().map((text) => text.length), 3)
  grid.style.setProperty("--letters", String(longest))
  return figure
}

/** @param {string} name @param {string} sign */
function headFor(name, sign) {
  const head = document.createElement("b")
  head.textContent = sign
  head.title = name
  return head
}

/** @param {BackpropWalk.Table} given @param {number} n @param {number} row @param {number} column */
function cellFor({ texts, strengths, colours, marked }, n, row, column) {
  const cell = document.createElement("span")
  const strength = strengths[row][column]
  cell.dataset.place = String([n, row, column])
  cell.textContent = texts[row][column]
  const shown = colours === "pixels" ? (strength + 1) / 2 : strength // for pixels, −1 is black and 1 white
  cell.style.background = groundOf(shown, { colours, limit: 1 })
  const ink = inkOn(shown, { colours, limit: 1 })
  if (ink) cell.classList.add(ink)
  cell.classList.toggle(
    "winner",
    marked.some(([r, c]) => r === row && c === column),
  )
  return cell
}

/** @param {Element} cell @returns {BackpropWalk.TableCell} */
function placeOf(cell) {
  const [table, row, column] = String(cell.getAttribute("data-place")).split(",").map(Number)
  return [table, row, column]
}

/**
 * Highlight one cell and the cells it was computed from.
 * @param {HTMLElement} scene
 * @param {BackpropWalk.TableCell} place
 * @param {BackpropWalk.TableFrame[]} frames
 */
export function lightUp(scene, place, frames) {
  const fed = (/** @type {BackpropWalk.TableCell} */ [n, row, column]) =>
    frames.some(
      ([table, r, c, rows, columns]) =>
        n === table && row >= r && row < r + rows && column >= c && column < c + columns,
    )
  for (const cell of scene.querySelectorAll("[data-place]")) {
    const here = placeOf(cell)
    cell.classList.toggle("looked", String(here) === String(place))
    cell.classList.toggle("fed", fed(here))
  }
}
