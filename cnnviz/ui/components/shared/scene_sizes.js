// Sizes of a scene's parts in the available room. No DOM here.

/** The smallest font of a number, in pixels, that is read from the back of a hall. */
export const LEGIBLE = 14
const LARGEST_IN_SCENE = 72
const NARROW = 760
/** The largest share of the width for the loupe, and the least width that it leaves, in pixels. */
const MOST = 0.74
const LEAST = 180
const SCENE_GAP = 22
const SCENE_ROW_GAP = 4
/** The loupe's largest enlargement. */
const MOST_GROWN = 1.7

/**
 * The sides of the cells of input and output in pixels, the width of the loupe, and its enlargement.
 *
 * room: the scene's width and height; caption: a heading's height; below: the height below the output; above:
 * the height above the loupe; beside: the width beside the output; heads: the widths of the headings of input and
 * output. input, output: [rows, columns]; channels: the number of inputs, one below the other. matrix: the widths of
 * the loupe's matrices, their height, and the space between them. phone: the side of a grid on a phone.
 * @param {SceneRoom} given
 * @returns {SceneSizes}
 */
export function measured(given) {
  const { room, caption, below, above, beside, heads, input, output, channels, matrix, phone } = given
  // Several inputs have their captions beside the grids.
  const high = channels > 1 ? room.height / channels - SCENE_ROW_GAP : room.height - caption
  const outputHigh = room.height - caption - below
  const wanted =
    Math.max(heads[0], side(Infinity, high, input) * input[1]) +
    Math.max(heads[1], side(Infinity, outputHigh, output) * output[1])
  const loupeHigh = (room.height - above) / channels - SCENE_ROW_GAP
  const width = room.width - 2 * SCENE_GAP - beside
  const loupe = loupeWidth(room.width, loupeHigh, width - wanted, matrix)
  const rest = width - loupe
  if (room.width < NARROW || rest < LEAST)
    return { narrow: true, ...sides(phone, phone, input, output, phone, phone) }
  const wide = channels > 1 ? Math.min(0.45 * rest, high) : share(rest, input, output)
  const inputs = channels > 1 ? side(wide, high, input) * input[1] + caption : wide
  const found = sides(wide, high, input, output, rest - inputs, outputHigh)
  const taken = [found.input * input[1], found.output * output[1]].map((one, n) => Math.max(heads[n], one))
  const left = width - taken[0] - taken[1]
  const rows = Math.ceil(matrix.widths.length / perRow(matrix, loupe))
  const grown = Math.min((left - SCENE_GAP) / loupe, loupeHigh / rowsHeight(matrix, rows), MOST_GROWN)
  return { narrow: false, loupe, grown: channels > 1 ? 1 : Math.max(1, grown), ...found }
}

/**
 * The input's part of the width that both grids share.
 * @param {number} width
 * @param {number[]} input
 * @param {number[]} output
 */
function share(width, [, columns], [, outputColumns]) {
  return (width * columns) / (columns + outputColumns)
}

/**
 * The width of the loupe: that of the fewest rows that leave the grids their room; if none does, that of the most
 * rows that fit the height.
 * @param {number} width
 * @param {number} high
 * @param {number} free the width that the grids leave
 * @param {MatrixSizes} matrix
 */
function loupeWidth(width, high, free, matrix) {
  const counts = [3, 2, 1].filter((n) => n <= matrix.widths.length)
  const fits = (/** @type {number} */ n) => rowsHeight(matrix, Math.ceil(matrix.widths.length / n)) <= high
  const roomy = counts.find((n) => fits(n) && rowWidth(matrix, n) <= free)
  const chosen = roomy ?? counts.findLast(fits) ?? counts[0]
  return Math.min(rowWidth(matrix, chosen), width * MOST)
}

/** The width of rows of n matrices. @param {MatrixSizes} given @param {number} n */
function rowWidth({ widths, between }, n) {
  return widest(widths, n) + (n - 1) * between + n // widths are rounded
}

/** The height of n rows of matrices. @param {MatrixSizes} matrix @param {number} n */
function rowsHeight({ height }, n) {
  return n * height + (n - 1) * SCENE_ROW_GAP
}

/** The matrices in a row of a loupe of this width. @param {MatrixSizes} matrix @param {number} loupe */
function perRow(matrix, loupe) {
  const counts = [3, 2, 1].filter((n) => n <= matrix.widths.length)
  return counts.find((n) => rowWidth(matrix, n) <= loupe) ?? 1
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
    Math.min(LARGEST_IN_SCENE, Math.floor(wide / Math.max(1, columns)), Math.floor(high / Math.max(1, rows))),
  )
}
