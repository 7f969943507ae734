// How large everything gets, from the room there is. No DOM here.

/** From so many pixels on, a cell has its number in it. */
export const LEGIBLE = 24
const LARGEST = 52
const NARROW = 760
/** On a phone a strip beside the grids stays free, where a finger scrolls. */
const PHONE_GRID = 290
/** The largest part of the width that the loupe takes, and the least that it leaves, in pixels. */
const MOST = 0.74
const LEAST = 180
const GAP = 22
const ROW_GAP = 4

/**
 * Sides of the cells of input and output in pixels, and the width of the loupe.
 *
 * room: width and height of the scene; caption: a heading's height; below: that of what stands under the output.
 * input, output: [rows, columns]; channels: how many inputs stand one below the other.
 * matrix: the widths of the loupe's matrices, their height, and what lies between them.
 * @param {SceneRoom} given
 * @returns {SceneSizes}
 */
export function measured({ room, caption, below, input, output, channels, matrix }) {
  const loupe = loupeWidth(room, channels, matrix)
  const rest = room.width - loupe - 2 * GAP
  if (room.width < NARROW || rest < LEAST)
    return { narrow: true, ...sides(PHONE_GRID, PHONE_GRID, input, output, PHONE_GRID, PHONE_GRID) }
  // Of several, the captions stand beside the grids.
  const high = channels > 1 ? room.height / channels - ROW_GAP : room.height - caption
  const wide = channels > 1 ? Math.min(0.45 * rest, high) : 0.5 * rest
  const outputWide = rest - wide - (channels > 1 ? caption : 0)
  return {
    narrow: false,
    loupe,
    ...sides(wide, high, input, output, outputWide, room.height - caption - below),
  }
}

/**
 * The least width with which all matrices fit into the height; if none does, all in one row.
 * @param {Size} room
 * @param {number} channels
 * @param {MatrixSizes} given
 */
function loupeWidth(room, channels, { widths, height, between }) {
  const high = room.height / channels - ROW_GAP
  const needed = [1, 2, 3].filter((n) => n <= widths.length).map((n) => widest(widths, n) + (n - 1) * between)
  const fitting = needed.find((_, n) => Math.ceil(widths.length / (n + 1)) * height <= high)
  return Math.min(fitting ?? needed[needed.length - 1], room.width * MOST)
}

/** The widest of the rows that n of them make. @param {number[]} widths @param {number} n */
function widest(widths, n) {
  const rows = Array.from({ length: Math.ceil(widths.length / n) }, (_, row) =>
    widths.slice(row * n, (row + 1) * n),
  )
  return Math.max(...rows.map((row) => row.reduce((sum, width) => sum + width, 0)))
}

/**
 * @param {number} wide
 * @param {number} high
 * @param {number[]} input
 * @param {number[]} output
 * @param {number} outputWide
 * @param {number} outputHigh
 */
function sides(wide, high, input, output, outputWide, outputHigh) {
  return { input: side(wide, high, input), output: side(outputWide, outputHigh, output) }
}

/** @param {number} wide @param {number} high @param {number[]} given */
function side(wide, high, [rows, columns]) {
  return Math.max(
    2,
    Math.min(LARGEST, Math.floor(wide / Math.max(1, columns)), Math.floor(high / Math.max(1, rows))),
  )
}
