// The tables of one stop, and what is lit up in them.
import { BRIGHT } from "../shared/numbers.js"

/** Draw the tables of a stop side by side; `look` and `turn` are called with a cell, [table, row, column]. */
export function drawTables(scene, stop, { look, turn }) {
  scene.replaceChildren(...stop.tables.map((table, n) => figureFor(table, n)))
  const placeUnder = (event) => {
    const cell = event.target.closest("[data-place]")
    return cell && cell.dataset.place.split(",").map(Number)
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

function figureFor(table, n) {
  const figure = document.createElement("figure")
  figure.dataset.operator = table.operator
  figure.classList.toggle("new", table.lines.length > 0)
  figure.classList.toggle("scaled", table.operator.length > 2)
  const caption = figure.appendChild(document.createElement("figcaption"))
  caption.textContent = table.name
  const grid = figure.appendChild(document.createElement("div"))
  grid.className = "numbers"
  grid.style.setProperty("--columns", table.texts[0].length)
  grid.append(...table.heads.map((name, column) => headFor(name, table.signs[column])), ...table.texts.flatMap((row, r) => row.map((_, c) => cellFor(table, n, r, c))))
  const longest = Math.max(...table.texts.flat().map((text) => text.length), 3)
  grid.style.setProperty("--letters", longest)
  return figure
}

function headFor(name, sign) {
  const head = document.createElement("b")
  head.textContent = sign
  head.title = name
  return head
}

function cellFor({ texts, strengths, kind, marked }, n, row, column) {
  const cell = document.createElement("span")
  const strength = strengths[row][column]
  cell.dataset.place = [n, row, column]
  cell.textContent = texts[row][column]
  cell.className = kind === "pixels" ? "pixel" : strength < 0 ? "negative" : "positive"
  cell.style.setProperty("--strength", kind === "pixels" ? (strength + 1) / 2 : Math.abs(strength))
  if (kind === "pixels") cell.classList.add(strength > -0.08 ? "light" : "dark")
  if (kind !== "pixels" && strength > BRIGHT) cell.classList.add("light")
  cell.classList.toggle("winner", marked.some(([r, c]) => r === row && c === column))
  return cell
}

/** Light up one cell, and those from which it came. */
export function lightUp(scene, place, frames) {
  const fed = ([n, row, column]) =>
    frames.some(([table, r, c, rows, columns]) => n === table && row >= r && row < r + rows && column >= c && column < c + columns)
  for (const cell of scene.querySelectorAll("[data-place]")) {
    const here = cell.dataset.place.split(",").map(Number)
    cell.classList.toggle("looked", String(here) === String(place))
    cell.classList.toggle("fed", fed(here))
  }
}
