// How an image under a kernel is shown: with the colours and the limit that Python's picture has. No DOM here.
import { ALMOST_BALANCED, MAP_NOTHING, MAP_SAMPLE, MAP_SCALES, MAP_STEPS } from "../shared/facts.js"
import { MAP_TABLES } from "../shared/map_colours.js"
import { packed } from "../shared/reduced_map.js"

/**
 * The view of a kernel's map, as pipeline.map_view: a kernel whose weights add up to 0 has a map with signs.
 * @param {LiveFilter.View} view
 * @param {LiveFilter.Kernel} kernel
 * @returns {Exclude<LiveFilter.View, "by kernel">}
 */
export function viewOf(view, { weights, offset }) {
  if (view !== "by kernel") return view
  const all = weights.flat()
  const sum = all.reduce((total, weight) => total + weight, 0)
  const strength = all.reduce((total, weight) => total + Math.abs(weight), 0)
  return offset === 0 && Math.abs(sum) <= ALMOST_BALANCED * strength ? "signed" : "toned"
}

/**
 * The colours and the limit of results in a view.
 * @param {Exclude<LiveFilter.View, "by kernel">} view
 * @param {Float32Array} values
 * @returns {LiveFilter.Look}
 */
export function lookOf(view, values) {
  if (view === "clipped") return { colours: "pixels", limit: 1 }
  const colours = coloursOf(view, values)
  return { colours, limit: reachOf(values, colours) }
}

/** As colours_of in figures/map_colours.py. @param {"signed" | "strength" | "toned"} view @param {Float32Array} values */
function coloursOf(view, values) {
  const [least, most] = extremesOf(values)
  const positive = Math.min(least, 0) >= -MAP_NOTHING * (Math.max(most, -least) || 1)
  return view === "toned" && positive ? "grey" : view
}

/** The smallest and the largest value. @param {Float32Array} values @returns {[least: number, most: number]} */
export function extremesOf(values) {
  let [least, most] = [Infinity, -Infinity]
  for (let n = 0; n < values.length; n += 1) {
    if (values[n] < least) least = values[n]
    if (values[n] > most) most = values[n]
  }
  return [least, most]
}

/**
 * The value of the full colour, as `reach` in figures/map_colours.py.
 * @param {Float32Array} values
 * @param {MapColours} colours
 */
export function reachOf(values, colours) {
  const every = Math.max(1, Math.floor(values.length / MAP_SAMPLE))
  const some = new Float32Array(Math.ceil(values.length / every))
  let [count, largest] = [0, 0]
  for (let n = 0; n < values.length; n += every) largest = Math.max(largest, Math.abs(values[n]))
  for (let n = 0; n < values.length; n += every)
    if (Math.abs(values[n]) > MAP_NOTHING * largest) some[count++] = Math.abs(values[n])
  const sorted = some.subarray(0, count).sort()
  const place = MAP_SCALES[colours].quantile * (count - 1)
  const below = Math.floor(place)
  if (count) return sorted[below] + (place - below) * (sorted[Math.min(below + 1, count - 1)] - sorted[below])
  const [least, most] = extremesOf(values)
  return Math.max(most, -least, 0) || 1
}

/**
 * The results as a picture's rows of red, green, blue and opacity.
 * @param {LiveFilter.Results} results
 * @param {LiveFilter.Look} look
 */
export function pictureOf(results, look) {
  const bytes = new Uint8ClampedArray(4 * results.width * results.height)
  if (look.colours === "pixels") paintPixels(bytes, results.planes)
  else paintMap(new Uint32Array(bytes.buffer), results.planes[0], look)
  return bytes
}

/** Assigned to clamped bytes, numbers are rounded and clipped. @param {Uint8ClampedArray} bytes @param {Float32Array[]} planes */
function paintPixels(bytes, planes) {
  const [red, green, blue] = planes.length === 3 ? planes : [planes[0], planes[0], planes[0]]
  for (let n = 0, at = 0; n < red.length; n += 1, at += 4) {
    bytes[at] = 255 * red[n]
    bytes[at + 1] = 255 * green[n]
    bytes[at + 2] = 255 * blue[n]
    bytes[at + 3] = 255
  }
}

/** @param {Uint32Array} pixels @param {Float32Array} values @param {{ colours: MapColours, limit: number }} look */
function paintMap(pixels, values, { colours, limit }) {
  const table = colourWords(colours)
  const scale = MAP_STEPS / limit
  for (let n = 0; n < values.length; n += 1) {
    const level = Math.min(MAP_STEPS, Math.max(-MAP_STEPS, values[n] * scale))
    pixels[n] = table[Math.floor(level + MAP_STEPS + 0.5)]
  }
}

/** The colours of all levels, as ImageData packs them. @param {MapColours} colours */
export function colourWords(colours) {
  const table = MAP_TABLES[colours]
  return Uint32Array.from({ length: 2 * MAP_STEPS + 1 }, (_, n) => packed(table.subarray(3 * n, 3 * n + 3)))
}
