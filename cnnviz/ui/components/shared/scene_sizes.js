// Sizes of a scene's parts in the available room. No DOM here.

/** The smallest font of a number, in pixels, that is read from the back of a hall. */
export const LEGIBLE = 14
const LARGEST = 52
const NARROW = 760
/** On a phone the grids leave a strip free for scrolling. */
const PHONE_GRID = 290
/** The largest share of the width for the loupe, and the least width that it leaves, in pixels. */
const MOST = 0.74
const LEAST = 180
const GAP = 22
const ROW_GAP = 4

/**
 * The sides of the cells of input and output in pixels, and the width of the loupe.
 *
 * room: the scene's width and height; caption: a heading's height; below: the height below the output.
 * input, output: [rows, columns]; channels: the number of inputs, one below the other.
 * matrix: the widths of the loupe's matrices, their height, and the space between them.
 * @param {SceneRoom} given
 * @returns {SceneSizes}
 */
export function measured({ room, caption, below, input, output, channels, matrix }) {
  const loupe = loupeWidth(room, channels, matrix)
  const rest = room.width - loupe - 2 * GAP
  if (room.width < NARROW || rest < LEAST)
    return { narrow: true, ...sides(PHONE_GRID, PHONE_GRID, input, output, PHONE_GRID, PHONE_GRID) }
  // Several inputs have their captions beside the grids.
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
 * The smallest width in which all matrices fit the height; if none does, the width of a single row.
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

/** The widest row when each row has n matrices. @param {number[]} widths @param {number} n */
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
