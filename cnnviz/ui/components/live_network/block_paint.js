// A layer's numbers as pixels: all its maps or units in one picture. No DOM here.
import { MAP_STEPS } from "../shared/facts.js"
import { MAP_TABLES } from "../shared/map_colours.js"
import { packed } from "../shared/reduced_map.js"

/** The colours of a layer's numbers, from −limit to the limit, as ImageData packs them. */
const LAYER_COLOURS = Uint32Array.from({ length: 2 * MAP_STEPS + 1 }, (_, level) =>
  packed(MAP_TABLES.layer.subarray(3 * level, 3 * level + 3)),
)

/** The pixels of a painter without a picture. */
const NO_PIXELS = new Uint32Array(0)

/**
 * How to paint a block: the size of its picture, and where each map begins. The screen enlarges the picture by
 * whole factors, so that a number is one pixel wherever the gaps between the maps allow it.
 * @param {LiveNetwork.Placed} block
 * @param {"right" | "down"} flow
 * @param {number} step CSS pixels of a pixel of the screen
 * @returns {LiveNetwork.Painter}
 */
export function painterOf(block, flow, step) {
  const isRight = flow === "right"
  const [width, height] = isRight
    ? [block.part.along, block.part.across]
    : [block.part.across, block.part.along]
  const [right, down] = isRight
    ? [block.pitch.along, block.pitch.across]
    : [block.pitch.across, block.pitch.along]
  const reduced = block.scale < 1 ? Math.round(1 / block.scale) : 1
  const [zoomX, zoomY] = reduced > 1 ? [1, 1] : [width / block.map.width, height / block.map.height]
  const [unitX, unitY] = [wholeUnit(zoomX, right, step), wholeUnit(zoomY, down, step)]
  const size = { width: Math.round(block.width / unitX), height: Math.round(block.height / unitY) }
  const starts = Int32Array.from({ length: block.count }, (_, n) => {
    const [lane, row] = [n % block.lanes, Math.floor(n / block.lanes)]
    const [column, line] = isRight ? [lane, row] : [row, lane]
    return ((line * down) / unitY) * size.width + (column * right) / unitX
  })
  const zoom = { x: zoomX / unitX, y: zoomY / unitY }
  return { ...size, starts, zoom, reduced, map: block.map, pixels: NO_PIXELS }
}

/**
 * CSS pixels of one pixel of the picture: all of a number's, if the pitch is a multiple of them.
 * @param {number} zoom
 * @param {number} pitch
 * @param {number} step
 */
function wholeUnit(zoom, pitch, step) {
  return pitch % zoom === 0 ? zoom : step
}

/**
 * Paint numbers, map by map.
 * @param {LiveNetwork.Painter} painter
 * @param {Float32Array} values
 * @param {number} limit the value of the full colour
 */
export function paintNumbers(painter, values, limit) {
  if (painter.reduced > 1) paintReduced(painter, values, limit)
  else if (painter.zoom.x === 1 && painter.zoom.y === 1) paintPlain(painter, values, limit)
  else paintZoomed(painter, values, limit)
}

/** Each number is one pixel. @param {LiveNetwork.Painter} painter @param {Float32Array} values @param {number} limit */
function paintPlain({ pixels, starts, width, map }, values, limit) {
  const steps = MAP_STEPS / limit
  for (let channel = 0, n = 0; channel < starts.length; channel += 1)
    for (let row = 0, start = starts[channel]; row < map.height; row += 1, start += width)
      for (let at = start, end = start + map.width; at < end; at += 1, n += 1)
        pixels[at] = LAYER_COLOURS[colourLevel(values[n] * steps)]
}

/** Each number is several pixels. @param {LiveNetwork.Painter} painter @param {Float32Array} values @param {number} limit */
function paintZoomed({ pixels, starts, width, map, zoom }, values, limit) {
  const steps = MAP_STEPS / limit
  for (let channel = 0, n = 0; channel < starts.length; channel += 1)
    for (let row = 0; row < map.height; row += 1) {
      const first = starts[channel] + row * zoom.y * width
      let at = first
      for (let column = 0; column < map.width; column += 1, n += 1) {
        const colour = LAYER_COLOURS[colourLevel(values[n] * steps)]
        for (const end = at + zoom.x; at < end; at += 1) pixels[at] = colour // quicker than fill
      }
      for (let line = 1; line < zoom.y; line += 1)
        pixels.copyWithin(first + line * width, first, first + map.width * zoom.x)
    }
}

/** Each pixel stands for several numbers, and shows the one farthest from 0. @param {LiveNetwork.Painter} painter @param {Float32Array} values @param {number} limit */
function paintReduced({ pixels, starts, width, map, reduced }, values, limit) {
  const steps = MAP_STEPS / limit
  const area = map.height * map.width
  for (let channel = 0; channel < starts.length; channel += 1)
    for (let row = 0, line = starts[channel]; row < map.height; row += reduced, line += width)
      for (let column = 0, at = line; column < map.width; column += reduced, at += 1) {
        const value = farthestIn(values, channel * area, map, row, column, reduced)
        pixels[at] = LAYER_COLOURS[colourLevel(value * steps)]
      }
}

/**
 * @param {Float32Array} values
 * @param {number} start
 * @param {Size} map
 * @param {number} top
 * @param {number} left
 * @param {number} side
 */
function farthestIn(values, start, map, top, left, side) {
  let found = 0
  for (let row = top; row < Math.min(top + side, map.height); row += 1)
    for (let column = left; column < Math.min(left + side, map.width); column += 1) {
      const value = values[start + row * map.width + column]
      if (Math.abs(value) > Math.abs(found)) found = value
    }
  return found
}

/** The level of a value that was divided by the limit. @param {number} steps from −MAP_STEPS to MAP_STEPS */
function colourLevel(steps) {
  if (steps >= MAP_STEPS) return 2 * MAP_STEPS
  return steps <= -MAP_STEPS ? 0 : Math.floor(steps + MAP_STEPS + 0.5)
}

/**
 * Paint an input of one channel in grey, of three in colour; values from the least to the largest.
 * @param {Uint32Array} pixels
 * @param {Network.Volume} volume
 * @param {[least: number, most: number]} range
 */
export function paintPicture(pixels, { values, area, channels }, [least, most]) {
  const level = (/** @type {number} */ n) =>
    Math.max(0, Math.min(255, (255 * (values[n] - least)) / (most - least)))
  const [green, blue] = channels >= 3 ? [area, 2 * area] : [0, 0]
  const bytes = new Uint8ClampedArray(pixels.buffer)
  for (let n = 0; n < area; n += 1) {
    bytes[4 * n] = level(n)
    bytes[4 * n + 1] = level(n + green)
    bytes[4 * n + 2] = level(n + blue)
    bytes[4 * n + 3] = 255
  }
}
