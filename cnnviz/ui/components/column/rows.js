// The column, number below number, scrolled: only the rows that can be seen are in the page.
import { inkOn } from "../shared/grid.js"
import { short, strength } from "../shared/numbers.js"
import { cellOf } from "../shared/order.js"

const ROW_HEIGHT = 32
const SPARE = 4

/** Make the list; `hover` and `pick` are called with a place, `hover` also with null. */
export function makeRows({ hover, pick }) {
  const element = document.createElement("div")
  element.className = "rows"
  element.setAttribute("role", "img")
  const inner = element.appendChild(document.createElement("div"))
  const rows = { element, inner, data: null, marked: null }
  const at = (event) => rowUnder(rows, event)
  for (const moved of ["pointermove", "pointerdown"]) element.addEventListener(moved, (event) => hover(at(event)))
  element.addEventListener("pointerleave", () => hover(null))
  element.addEventListener("click", (event) => pick(at(event)))
  element.addEventListener("scroll", () => writeRows(rows))
  return Object.assign(rows, {
    draw: (data, look) => drawRows(rows, data, look),
    mark: (place, follow) => markRow(rows, place, follow),
  })
}

function rowUnder({ element, data }, event) {
  const place = Math.floor((event.clientY - element.getBoundingClientRect().top - element.clientTop + element.scrollTop) / ROW_HEIGHT)
  return place >= 0 && place < data.values.length ? place : null
}

function drawRows(rows, data, look) {
  Object.assign(rows, { data, look })
  rows.inner.style.height = `${ROW_HEIGHT * data.values.length}px`
  writeRows(rows)
}

/** Mark a place and its neighbours of the same cell; scrolled to where it is, if wanted. */
function markRow(rows, place, follow) {
  rows.marked = place
  const { element } = rows
  if (follow) element.scrollTop = ROW_HEIGHT * place - (element.clientHeight - ROW_HEIGHT) / 2
  writeRows(rows)
}

function writeRows({ element, inner, data, look, marked }) {
  const first = Math.max(0, Math.floor(element.scrollTop / ROW_HEIGHT) - SPARE)
  const seen = Math.ceil(element.clientHeight / ROW_HEIGHT) + 2 * SPARE
  const count = Math.max(0, Math.min(seen, data.values.length - first))
  while (inner.children.length > count) inner.lastChild.remove()
  while (inner.children.length < count) inner.append(rowElement())
  for (let n = 0; n < count; n += 1) writeRow(inner.children[n], first + n, data, look, marked)
}

function rowElement() {
  const row = document.createElement("div")
  row.innerHTML = "<b></b><span></span><em></em>"
  return row
}

function writeRow(row, place, { shape, names, values }, look, marked) {
  const [down, across, channel] = cellOf(place, shape)
  const [number, value, where] = row.children
  const cell = Math.floor(place / shape[2])
  const parts = [cell % 2 ? "odd" : "even"]
  if (marked === place) parts.push("marked")
  else if (marked !== null && Math.floor(marked / shape[2]) === cell) parts.push("beside")
  row.className = parts.join(" ")
  row.dataset.place = place
  row.style.top = `${ROW_HEIGHT * place}px`
  number.textContent = place
  value.textContent = short(values[place], look.digits)
  value.className = `${values[place] < 0 ? "negative" : "positive"} ${inkOn(values[place], look)}`
  value.style.setProperty("--strength", strength(values[place], look.limit))
  where.textContent = `${down}, ${across}, ${names[channel]}`
}
