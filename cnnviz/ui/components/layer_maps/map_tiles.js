// The maps of a sheet as tiles: their numbers under the pointer, and the place that is marked.
import { onPointer, part, write } from "../shared/elements.js"
import { makeGrid } from "../shared/grid.js"
import { threeDigits } from "../shared/numbers.js"

/** The side that a map is enlarged to, by a whole factor, in pixels. */
const TILE_SIDE = 112

/**
 * Draw the tiles of the sheet.
 * @param {LayerMaps.State} state
 * @param {(at: LayerMaps.At) => void} choose is called with the number that was clicked
 */
export function drawTiles(state, choose) {
  const { shown, tiles, sheet } = state
  if (!shown) return
  while (tiles.length < shown.channels.length) tiles.push(makeMapTile(state, tiles.length, choose))
  for (const tile of tiles.splice(shown.channels.length)) tile.element.remove()
  const scale = Math.max(1, Math.floor(TILE_SIDE / Math.max(shown.rows, shown.columns)))
  shown.channels.forEach((channel, n) => drawTile(state, tiles[n], channel, scale))
  sheet.append(...tiles.map(({ element }) => element))
}

/** @param {LayerMaps.State} state @param {number} n @param {(at: LayerMaps.At) => void} choose @returns {LayerMaps.Tile} */
function makeMapTile(state, n, choose) {
  const element = part("figure", "tile")
  const grid = makeGrid("map")
  const [caption, name, range] = [part("figcaption"), part("b"), part("span")]
  caption.append(name, range)
  element.append(grid.element, caption)
  grid.element.tabIndex = 0
  grid.element.setAttribute("role", "button")
  /** @param {MouseEvent} event @returns {LayerMaps.At | null} */
  const at = (event) => {
    const place = grid.placeAt(event)
    return place && state.shown ? [state.shown.channels[n], ...place] : null
  }
  onPointer(grid.element, (event) => {
    const found = at(event)
    if (found) tellPlace(state, found)
  })
  grid.element.addEventListener("pointerleave", () => write(state.told, state.data.said))
  grid.element.addEventListener("click", (event) => {
    const found = at(event)
    if (found) choose(found)
  })
  grid.element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    event.stopPropagation()
    if (state.shown) choose(farthestPlace(state, state.shown.channels[n]))
  })
  return { element, grid, name, range }
}

/** @param {LayerMaps.State} state @param {LayerMaps.Tile} tile @param {number} channel @param {number} scale */
function drawTile(state, { element, grid, name, range }, channel, scale) {
  const { shown } = state
  const plane = planeAt(state, channel)
  if (!plane || !shown) return
  const text = rangeText(plane.values)
  grid.draw(plane, { colours: "layer", limit: shown.limit, label: `Map ${channel}: ${text}` })
  grid.resize(scale)
  element.dataset.channel = String(channel)
  write(name, `map ${channel}`)
  write(range, text)
}

/** A map's range; a dead map has none. @param {Float32Array} values */
function rangeText(values) {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return least === most ? `${threeDigits(least)} everywhere` : `${threeDigits(least)} … ${threeDigits(most)}`
}

/** The numbers of a channel on the sheet; null if it is not there. @param {LayerMaps.State} state @param {number} channel */
export function planeAt({ shown, numbers }, channel) {
  const n = shown?.channels.indexOf(channel) ?? -1
  if (!shown || n < 0) return null
  const { rows, columns } = shown
  return { rows, columns, values: numbers.subarray(n * rows * columns, (n + 1) * rows * columns) }
}

/** The place of the number farthest from 0. @param {LayerMaps.State} state @param {number} channel @returns {LayerMaps.At} */
function farthestPlace(state, channel) {
  const { values, columns } = planeAt(state, channel) ?? { values: [0], columns: 1 }
  let best = 0
  values.forEach((value, n) => {
    if (Math.abs(value) > Math.abs(values[best])) best = n
  })
  return [channel, Math.floor(best / columns), best % columns]
}

/** Say the number at a place. @param {LayerMaps.State} state @param {LayerMaps.At} at */
export function tellPlace(state, [channel, row, column]) {
  const plane = planeAt(state, channel)
  if (!plane) return
  const value = plane.values[row * plane.columns + column]
  write(state.told, `Map ${channel}, row ${row}, column ${column}: ${threeDigits(value)}`)
}

/** Mark the chosen place. @param {LayerMaps.State} state */
export function markChosen({ tiles, shown, chosen }) {
  tiles.forEach(({ grid }, n) => {
    const own = chosen && shown?.channels[n] === chosen[0]
    grid.mark("window", own ? [[chosen[1], 1, chosen[2], 1]] : [])
  })
}
