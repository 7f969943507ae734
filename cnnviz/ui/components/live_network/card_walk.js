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
    const ahead = spanOfBox(other, way.axis)[0] - spanOfBox(one, way.axis)[1]
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
  const [[start, end], [first, last]] = [spanOfBox(from, axis), spanOfBox(box, axis)]
  const gap = Math.max(0, first - end, start - last)
  return ASIDE * gap + Math.abs(start + end - first - last) / 1000
}

/** A box's first and last pixel along an axis. @param {Box} box @param {WalkAxis} axis */
function spanOfBox({ left, top, width, height }, axis) {
  return axis === "across" ? [left, left + width] : [top, top + height]
}
