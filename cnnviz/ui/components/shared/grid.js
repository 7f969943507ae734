// One map as a grid: its colours on a canvas of one pixel a cell, its numbers where they fit, and marks over it.
import { BRIGHT, short, strength } from "./numbers.js"
import { follow } from "./following.js"
import { LEGIBLE } from "./measures.js"

const LAYERS = ["lines", "padding", "numbers", "unseen", "empty", "fed", "window", "winner"]

/** Make a grid: its element, and what can be done with it. */
export function makeGrid(name) {
  const element = document.createElement("div")
  element.className = `grid ${name}`
  element.setAttribute("role", "img")
  const canvas = element.appendChild(document.createElement("canvas"))
  const layers = Object.fromEntries(LAYERS.map((layer) => [layer, element.appendChild(layerOf(layer))]))
  const grid = { element, cell: 1, plane: null, place: follow(element) }
  return Object.assign(grid, {
    draw: (plane, look) => draw(grid, canvas, layers, plane, look),
    resize: (cell) => resize(grid, layers, cell),
    mark: (layer, frames) => mark(layers[layer], frames),
    hideFrom: (index) => hideFrom(grid, layers.empty, index),
    placeAt: (event) => placeAt(grid, event),
  })
}

function layerOf(name) {
  const layer = document.createElement("div")
  layer.className = `layer ${name}`
  return layer
}

/** Draw the values; `look` says how: pixels or signed, the limit of the colours, the colours themselves. */
function draw(grid, canvas, layers, plane, look) {
  Object.assign(grid, { plane, look })
  drawColours(canvas, plane, look)
  grid.element.setAttribute("aria-label", look.label)
  number(grid, layers.numbers)
}

/** Draw a map on a canvas, a pixel for each cell. */
export function drawColours(canvas, { rows, columns, values }, look) {
  canvas.width = Math.max(1, columns)
  canvas.height = Math.max(1, rows)
  const picture = new ImageData(canvas.width, canvas.height)
  const put = look.pixels ? putPixel : putSigned
  values.forEach((value, n) => Number.isNaN(value) || put(picture.data, 4 * n, value, look))
  canvas.getContext("2d").putImageData(picture, 0, 0)
}

/** Put the colour of a value as red, green, blue, opacity; number by number, since a photograph has many. */
function putPixel(data, at, value) {
  data[at] = data[at + 1] = data[at + 2] = 255 * Math.max(0, Math.min(1, value))
  data[at + 3] = 255
}

function putSigned(data, at, value, { limit, colours }) {
  const colour = value < 0 ? colours.negative : colours.positive
  data[at] = colour[0]
  data[at + 1] = colour[1]
  data[at + 2] = colour[2]
  data[at + 3] = 255 * 0.85 * strength(value, limit)
}

function resize(grid, layers, cell) {
  grid.cell = cell
  grid.place.look()
  grid.element.style.width = `${cell * grid.plane.columns}px`
  grid.element.style.height = `${cell * grid.plane.rows}px`
  grid.element.style.setProperty("--cell", `${cell}px`)
  grid.element.classList.toggle("fine", cell < 7)
  number(grid, layers.numbers)
}

/** Write the numbers into the cells where they can be read; else none. */
function number({ cell, plane, look, element }, layer) {
  const legible = cell >= LEGIBLE
  element.dataset.numbers = legible
  const values = legible ? [...plane.values] : []
  const digits = digitsFor(cell, look)
  const texts = values.map((value) => (Number.isNaN(value) ? "" : short(value, digits)))
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 2)
  layer.style.setProperty("--columns", plane.columns)
  layer.style.fontSize = `${Math.min(0.5 * cell, 20, cell / (0.5 * longest + 0.35))}px`
  while (layer.children.length > texts.length) layer.lastChild.remove()
  while (layer.children.length < texts.length) layer.append(document.createElement("span"))
  texts.forEach((text, n) => {
    layer.children[n].textContent = text
    layer.children[n].className = inkOn(values[n], look)
  })
}

/** Digits behind the point: few in a small cell, but so many that the largest value does not read as 0. */
function digitsFor(cell, { limit }) {
  return Math.min(6, (cell < 40 ? 1 : 2) + Math.max(0, Math.ceil(-Math.log10(limit) - 0.3)))
}

/** Which ink is read on the colour of a value, with a contrast of 4.5 at least; none is the theme's. */
export function inkOn(value, { pixels, limit }) {
  if (pixels) return value > 0.46 ? "black" : "white"
  return value > 0 && strength(value, limit) > BRIGHT ? "black" : ""
}

/** Put frames around cells: each is [first row, rows, first column, columns]. */
function mark(layer, frames) {
  while (layer.children.length < frames.length) layer.append(document.createElement("i"))
  for (let n = 0; n < layer.children.length; n += 1) frameCells(layer.children[n], frames[n])
}

function frameCells(element, cells) {
  element.hidden = !cells
  if (!cells) return
  const [top, height, left, width] = cells
  element.style.inset = `calc(var(--cell) * ${top}) auto auto calc(var(--cell) * ${left})`
  element.style.width = `calc(var(--cell) * ${width})`
  element.style.height = `calc(var(--cell) * ${height})`
}

/** Leave the cells from this one on empty, row by row; none with null. */
function hideFrom(grid, layer, index) {
  const { rows, columns } = grid.plane
  const first = index === null ? rows * columns : index
  const [row, column] = [Math.floor(first / columns), first % columns]
  const parts = [
    [row, 1, column, columns - column],
    [row + 1, rows - row - 1, 0, columns],
  ].filter(([top, height]) => top < rows && height > 0)
  mark(layer, parts)
  grid.element.dataset.shown = Math.min(first, rows * columns)
}

/** Row and column under the pointer, or null beside the grid. */
function placeAt({ cell, plane, place }, event) {
  const [column, row] = place.at(event).map((offset) => Math.floor(offset / cell))
  const within = row >= 0 && column >= 0 && row < plane.rows && column < plane.columns
  return within ? [row, column] : null
}
