// Where the path to a map stands when it has spread out: a row for each source, then their sum. No DOM here.

/** Pixels around the path, between its parts, above each row for its name, and for the sum with its bias and activation. */
const [SPREAD_EDGE, GAP_OF_PARTS, NAME_ABOVE, SUM_WIDTH] = [12, 30, 22, 152]
/** A map is drawn at least this wide; a kernel's cell at most so. */
const [LEAST_MAP, LARGEST_CELL] = [40, 14]
/** The most sources in rows of their own. */
export const MOST_SOURCES = 3

/**
 * The rectangles of the path's parts.
 * @param {{ map: Box, left: number, room: Box }} stage the chosen map, the left edge of its block, and the room
 * @param {Size} output the size of its map in numbers
 * @param {Size | null} kernel the kernel's size in weights; null where nothing is weighted
 * @param {{ rows: number, more: boolean }} given how many rows there are, and whether a line counts the others
 * @returns {LiveNetwork.SpreadLayout}
 */
export function spreadLayout({ map, left, room }, output, kernel, { rows, more }) {
  const name = rows > 1 || more ? NAME_ABOVE : 0
  const enlarged = enlargement(map, output)
  const [width, height] = [map.width * enlarged, map.height * enlarged]
  const cell = kernel
    ? Math.min(LARGEST_CELL, Math.max(2, Math.floor(height / Math.max(kernel.width, kernel.height))))
    : 0
  const kernelWidth = kernel ? kernel.width * cell + GAP_OF_PARTS : 0
  const maps = 2 * SPREAD_EDGE + kernelWidth + 2 * width
  const sumWidth = Math.min(SUM_WIDTH, room.width - maps)
  const pitch = height + name
  const size = {
    width: maps + sumWidth,
    height: 2 * SPREAD_EDGE + rows * pitch + (more ? NAME_ABOVE : 0),
  }
  const box = { ...size, ...corner(map, left, size, room) }
  const first = box.top + SPREAD_EDGE + name
  const lines = Array.from({ length: rows }, (_, n) => {
    const top = first + n * pitch
    return {
      kernel: kernel && {
        left: box.left + SPREAD_EDGE,
        top: top + (height - kernel.height * cell) / 2,
        width: kernel.width * cell,
        height: kernel.height * cell,
      },
      map: { left: box.left + SPREAD_EDGE + kernelWidth, top, width, height },
    }
  })
  const middle = first + (rows * pitch - name) / 2
  const end = box.left + size.width - SPREAD_EDGE - width
  return {
    box,
    rows: lines,
    sum: {
      left: end - sumWidth + GAP_OF_PARTS,
      top: middle - height / 2,
      width: sumWidth - GAP_OF_PARTS - 12,
      height,
    },
    result: { left: end, top: middle - height / 2, width, height },
    scale: width / output.width,
  }
}

/**
 * By how much a map grows to LEAST_MAP: to whole pixels for each number, unless several numbers share a pixel.
 * @param {Box} map
 * @param {Size} output the size of the map in numbers
 */
function enlargement(map, output) {
  const scale = map.width / output.width
  if (scale < 1) return Math.max(1, Math.ceil(LEAST_MAP / Math.max(map.width, map.height)))
  return Math.max(1, Math.ceil(LEAST_MAP / Math.max(output.width, output.height)) / scale)
}

/**
 * Level with the chosen map, inside the room.
 * @param {Box} map
 * @param {number} left
 * @param {Size} size
 * @param {Box} room
 */
function corner(map, left, size, room) {
  const within = (/** @type {number} */ at, /** @type {number} */ least, /** @type {number} */ most) =>
    Math.round(Math.max(least, Math.min(at, most)))
  return {
    left: within(left - SPREAD_EDGE, room.left, room.left + room.width - size.width),
    top: within(map.top + (map.height - size.height) / 2, room.top, room.top + room.height - size.height),
  }
}

/**
 * The parts of a path that have a row: the strongest ones, strongest first, and how many others there are.
 * @param {Network.Intermediates} path
 */
export function rowsOfPath({ parts, rest, rule }) {
  const strength = parts.map(({ map }) => map.values.reduce((sum, value) => sum + Math.abs(value), 0))
  const order = parts.map((_, n) => n)
  if (rule === "sum") order.sort((one, other) => strength[other] - strength[one] || one - other)
  const shown = order.slice(0, MOST_SOURCES).map((n) => parts[n])
  return { shown, others: parts.length + rest.count - shown.length }
}

/** A curve from the right edge of one rectangle to the left edge of another, as SVG's path. @param {Box} from @param {Box} to */
export function edgeBetween(from, to) {
  const [x, y] = [from.left + from.width, from.top + from.height / 2]
  const [right, down] = [to.left, to.top + to.height / 2]
  const bend = Math.max(8, (right - x) / 2)
  return `M${x} ${y}C${x + bend} ${y} ${right - bend} ${down} ${right} ${down}`
}
