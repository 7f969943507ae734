// The arrow keys' moves in a table with gaps, and a picture's part of the image that holds all. No DOM here.

/** @type {Record<string, Place>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/**
 * The cell that a key leads to from [row, column], skipping gaps and not wrapping around edges, or null.
 * @param {string} key
 * @param {Place} given
 * @param {unknown[][]} rows
 * @returns {Place | null}
 */
export function ledBy(key, [row, column], rows) {
  if (key === "Home") return first(rows[row], row)
  if (key === "End") return last(rows[row], row)
  if (!(key in STEPS)) return null
  const [down, right] = STEPS[key]
  for (
    let r = row + down, c = column + right;
    r >= 0 && r < rows.length && c >= 0 && c < width(rows);
    r += down, c += right
  ) {
    if (rows[r][c]) return [r, c]
  }
  return null
}

/** @param {unknown[][]} rows */
function width(rows) {
  return Math.max(...rows.map((row) => row.length))
}

/** @param {unknown[]} cells @param {number} row @returns {Place} */
function first(cells, row) {
  return [row, cells.findIndex((cell) => cell)]
}

/** @param {unknown[]} cells @param {number} row @returns {Place} */
function last(cells, row) {
  return [row, cells.length - 1 - [...cells].reverse().findIndex((cell) => cell)]
}

/**
 * The first cell that exists, in reading order.
 * @param {unknown[][]} rows
 * @returns {Place}
 */
export function firstOf(rows) {
  const row = rows.findIndex((cells) => cells.some((cell) => cell))
  return first(rows[row], row)
}

/**
 * The n-th picture of the image as CSS: background size and position, in percent.
 * @param {number} n
 * @param {{ across: number, down: number }} given
 */
export function partOf(n, { across, down }) {
  const share = (/** @type {number} */ place, /** @type {number} */ count) =>
    count > 1 ? (100 * place) / (count - 1) : 0
  return {
    size: `${100 * across}% ${100 * down}%`,
    position: `${share(n % across, across)}% ${share(Math.floor(n / across), down)}%`,
  }
}
