// The walk by keys: from map to map, and from cell to cell. No DOM here.

/** @typedef {"across" | "down"} WalkAxis */

/** How much farther a map to the side counts than one straight ahead. */
const ASIDE = 3

/** @type {Record<string, { axis: WalkAxis, sign: 1 | -1 }>} */
const WAYS = {
  ArrowRight: { axis: "across", sign: 1 },
  ArrowLeft: { axis: "across", sign: -1 },
  ArrowDown: { axis: "down", sign: 1 },
  ArrowUp: { axis: "down", sign: -1 },
}

/**
 * The box that an arrow key leads to, or null: the nearest one that lies wholly in its direction. A box straight
 * ahead comes before one to the side.
 * @param {string} key
 * @param {Box} from
 * @param {Box[]} boxes
 * @returns {number | null}
 */
export function boxTowards(key, from, boxes) {
  const way = WAYS[key]
  if (!way) return null
  const side = way.axis === "across" ? "down" : "across"
  let [best, least] = [/** @type {number | null} */ (null), Infinity]
  boxes.forEach((box, n) => {
    const [one, other] = way.sign > 0 ? [from, box] : [box, from]
    const ahead = edgesOfBox(other, way.axis)[0] - edgesOfBox(one, way.axis)[1]
    const distance = ahead + asideOf(from, box, side)
    if (ahead >= 0 && distance < least) [best, least] = [n, distance]
  })
  return best
}

/**
 * How far to the side a box lies, in pixels that count more; of boxes beside each other the middle one wins.
 * @param {Box} from
 * @param {Box} box
 * @param {WalkAxis} axis
 */
function asideOf(from, box, axis) {
  const [[start, end], [first, last]] = [edgesOfBox(from, axis), edgesOfBox(box, axis)]
  const gap = Math.max(0, first - end, start - last)
  return ASIDE * gap + Math.abs(start + end - first - last) / 1000
}

/** A box's first and last pixel along an axis. @param {Box} box @param {WalkAxis} axis */
function edgesOfBox({ left, top, width, height }, axis) {
  return axis === "across" ? [left, left + width] : [top, top + height]
}

/**
 * The cell of a map that a key leads to, or null for another key or at the edge.
 * @param {string} key
 * @param {Place} place
 * @param {{ rows: number, columns: number }} plane
 * @returns {Place | null}
 */
export function cellTowards(key, [row, column], { rows, columns }) {
  /** @type {Record<string, Place>} */
  const to = {
    ArrowRight: [row, column + 1],
    ArrowLeft: [row, column - 1],
    ArrowDown: [row + 1, column],
    ArrowUp: [row - 1, column],
    Home: [0, 0],
    End: [rows - 1, columns - 1],
  }
  const [r, c] = to[key] ?? [-1, -1]
  return r >= 0 && c >= 0 && r < rows && c < columns ? [r, c] : null
}
