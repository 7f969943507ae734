// A map as a grid: colours on a canvas with one pixel per cell, numbers where they fit, and marks on top.

import { cellTexts } from "./cell_texts.js"
import { childrenOf } from "./elements.js"
import { NEGATIVE, OPACITY, POSITIVE } from "./facts.js"
import { inkOn } from "./ink.js"
import { levelOf, MAP_TABLES } from "./map_colours.js"
import { strength } from "./numbers.js"
import { follow } from "./tracking.js"

/** @type {GridLayer[]} */
const LAYERS = ["lines", "padding", "numbers", "unseen", "empty", "arriving", "fed", "window", "winner"]

/** Make a grid: its element and its methods. @param {string} name @returns {Grid} */
export function makeGrid(name) {
  const element = document.createElement("div")
  element.className = `grid ${name}`
  element.setAttribute("role", "img")
  const canvas = element.appendChild(document.createElement("canvas"))
  const layers = /** @type {GridLayers} */ ({})
  for (const layer of LAYERS) layers[layer] = element.appendChild(layerOf(layer))
  const grid = /** @type {Grid} */ ({ element, cell: 1, place: follow(element) })
  grid.draw = (plane, look) => drawGrid(grid, canvas, layers, plane, look)
  grid.resize = (cell) => resize(grid, layers, cell)
  grid.mark = (layer, frames) => mark(layers[layer], frames)
  grid.hideFrom = (index) => hideFrom(grid, layers.empty, index)
  grid.placeAt = (event) => placeAt(grid, event)
  return grid
}

/** @param {string} name */
function layerOf(name) {
  const layer = document.createElement("div")
  layer.className = `layer ${name}`
  return layer
}

/**
 * Draw the values; `look` has the kind of colours, the value of the full colour, and the label.
 * @param {GridState} grid
 * @param {HTMLCanvasElement} canvas
 * @param {GridLayers} layers
 * @param {Plane} plane
 * @param {LabelledLook} look
 */
function drawGrid(grid, canvas, layers, plane, look) {
  Object.assign(grid, { plane, look })
  drawColours(canvas, plane, look)
  grid.element.setAttribute("aria-label", look.label)
  number(grid, layers.numbers)
}

/**
 * Draw a map on a canvas, one pixel per cell.
 * @param {HTMLCanvasElement} canvas
 * @param {Plane} given
 * @param {Look} look
 */
export function drawColours(canvas, { rows, columns, values }, look) {
  canvas.width = Math.max(1, columns)
  canvas.height = Math.max(1, rows)
  const picture = new ImageData(canvas.width, canvas.height)
  const put = PUT[look.colours]
  values.forEach((value, n) => Number.isNaN(value) || put(picture.data, 4 * n, value, look))
  canvas.getContext("2d")?.putImageData(picture, 0, 0)
}

/**
 * Write a value's colour as red, green, blue and opacity; without arrays, as a photograph has many values.
 * @param {Uint8ClampedArray} data
 * @param {number} at
 * @param {number} value
 */
function putPixel(data, at, value) {
  data[at] = data[at + 1] = data[at + 2] = 255 * Math.max(0, Math.min(1, value))
  data[at + 3] = 255
}

/** @param {Uint8ClampedArray} data @param {number} at @param {number} value @param {Look} look */
function putMap(data, at, value, look) {
  const table = MAP_TABLES[/** @type {MapColours} */ (look.colours)]
  const level = 3 * levelOf(value, look.limit)
  data[at] = table[level]
  data[at + 1] = table[level + 1]
  data[at + 2] = table[level + 2]
  data[at + 3] = 255
}

/** @param {Uint8ClampedArray} data @param {number} at @param {number} value @param {Look} given */
function putWeight(data, at, value, { limit }) {
  const colour = value < 0 ? NEGATIVE : POSITIVE
  data[at] = colour[0]
  data[at + 1] = colour[1]
  data[at + 2] = colour[2]
  data[at + 3] = 255 * OPACITY * strength(value, limit)
}

/** @type {Record<Colours, (data: Uint8ClampedArray, at: number, value: number, look: Look) => void>} */
const PUT = {
  pixels: putPixel,
  weights: putWeight,
  signed: putMap,
  layer: putMap,
  strength: putMap,
  toned: putMap,
  grey: putMap,
}

/** @param {GridState} grid @param {GridLayers} layers @param {number} cell */
function resize(grid, layers, cell) {
  grid.cell = cell
  grid.place.look()
  grid.element.style.width = `${cell * grid.plane.columns}px`
  grid.element.style.height = `${cell * grid.plane.rows}px`
  grid.element.style.setProperty("--cell", `${cell}px`)
  grid.element.classList.toggle("fine", cell < 7)
  number(grid, layers.numbers)
}

/**
 * Write the numbers into the cells if the cells are large enough.
 * @param {GridState} given
 * @param {HTMLElement} layer
 */
function number({ cell, plane, look, element }, layer) {
  const { texts, size } = cellTexts(cell, plane.values, look.limit)
  const values = texts.length ? [...plane.values] : []
  element.dataset.numbers = String(texts.length > 0)
  layer.style.setProperty("--columns", String(plane.columns))
  layer.style.fontSize = `${size}px`
  while (layer.children.length > texts.length) layer.children[0].remove()
  while (layer.children.length < texts.length) layer.append(document.createElement("span"))
  texts.forEach((text, n) => {
    layer.children[n].textContent = text
    layer.children[n].className = inkOn(values[n], look)
  })
}

/**
 * Put frames around cells: each is [first row, rows, first column, columns].
 * @param {HTMLElement} layer
 * @param {Frame[]} frames
 */
function mark(layer, frames) {
  while (layer.children.length < frames.length) layer.append(document.createElement("i"))
  childrenOf(layer).forEach((child, n) => frameCells(child, frames[n]))
}

/** @param {HTMLElement} element @param {Frame | undefined} cells */
function frameCells(element, cells) {
  element.hidden = !cells
  if (!cells) return
  const [top, height, left, width] = cells
  element.style.inset = `calc(var(--cell) * ${top}) auto auto calc(var(--cell) * ${left})`
  element.style.width = `calc(var(--cell) * ${width})`
  element.style.height = `calc(var(--cell) * ${height})`
}

/**
 * Cover the cells from this index on, row by row; null covers none.
 * @param {GridState} grid
 * @param {HTMLElement} layer
 * @param {number | null} index
 */
function hideFrom(grid, layer, index) {
  const { rows, columns } = grid.plane
  const first = index === null ? rows * columns : index
  const [row, column] = [Math.floor(first / columns), first % columns]
  /** @type {Frame[]} */
  const parts = [
    [row, 1, column, columns - column],
    [row + 1, rows - row - 1, 0, columns],
  ]
  mark(
    layer,
    parts.filter(([top, height]) => top < rows && height > 0),
  )
  grid.element.dataset.shown = String(Math.min(first, rows * columns))
}

/**
 * Row and column under the pointer, or null outside the grid.
 * @param {GridState} given
 * @param {MouseEvent} event
 * @returns {Place | null}
 */
function placeAt({ cell, plane, place }, event) {
  const [column, row] = place.at(event).map((offset) => Math.floor(offset / cell))
  const within = row >= 0 && column >= 0 && row < plane.rows && column < plane.columns
  return within ? [row, column] : null
}
