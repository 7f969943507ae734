// The points of a stroke: cut off at the board's edge, and simplified to whole cells as a link holds them.
import { BOARD } from "../facts.js"

/** The largest distance, in cells, between a simplified stroke and the points that it leaves out. */
const TOLERANCE = 0.5

/**
 * Draw on from one point to the next. Beyond the board's edge there is no ink: a stroke that comes back begins
 * another part.
 * @param {DrawingPad.Stroke[]} parts
 * @param {DrawingPad.Point} from
 * @param {DrawingPad.Point} to
 */
export function extend(parts, from, to) {
  const last = parts[parts.length - 1]
  if (isOnBoard(from) && isOnBoard(to)) last.push(to)
  else if (isOnBoard(from)) last.push(edgeTowards(from, to))
  else if (isOnBoard(to)) parts.push([edgeTowards(to, from), to])
}

/** @param {DrawingPad.Point} point */
function isOnBoard(point) {
  return point.every((value) => value >= 0 && value <= BOARD)
}

/**
 * Return the point where the way from a point inside the board to one outside crosses the edge.
 * @param {DrawingPad.Point} inside
 * @param {DrawingPad.Point} outside
 * @returns {DrawingPad.Point}
 */
function edgeTowards(inside, outside) {
  const shares = inside.map((value, axis) => {
    const way = outside[axis] - value
    return way === 0 ? 1 : Math.min(1, ((way > 0 ? BOARD : 0) - value) / way)
  })
  const share = Math.min(...shares)
  return [inside[0] + share * (outside[0] - inside[0]), inside[1] + share * (outside[1] - inside[1])]
}

/**
 * Return a stroke in whole cells, simplified. It is simplified again after rounding, which makes small steps.
 * @param {DrawingPad.Stroke} points on the board, from 0 to BOARD
 * @returns {DrawingPad.Stroke}
 */
export function simplified(points) {
  const cell = (/** @type {number} */ value) => Math.min(BOARD - 1, Math.max(0, Math.floor(value)))
  return withoutNeedless(withoutNeedless(points).map(([x, y]) => [cell(x), cell(y)]))
}

/**
 * Return a line without the points that are within TOLERANCE of what remains.
 * Source: Ramer 1972; Douglas and Peucker 1973.
 * @param {DrawingPad.Stroke} points
 * @returns {DrawingPad.Stroke}
 */
function withoutNeedless(points) {
  const line = points.filter(([x, y], n) => n === 0 || x !== points[n - 1][0] || y !== points[n - 1][1])
  const keep = new Set([0, line.length - 1])
  const spans = [[0, line.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span
    const middle = farthest(line, first, last)
    if (middle === null) continue
    keep.add(middle)
    spans.push([first, middle], [middle, last])
  }
  return line.filter((_, n) => keep.has(n))
}

/**
 * Return the point between two others that is farthest from the line segment between them; null if none is
 * farther than TOLERANCE.
 * @param {DrawingPad.Stroke} line
 * @param {number} first
 * @param {number} last
 */
function farthest(line, first, last) {
  let [found, most] = [/** @type {number | null} */ (null), TOLERANCE]
  for (let n = first + 1; n < last; n++) {
    const distance = distanceFrom(line[n], line[first], line[last])
    if (distance > most) [found, most] = [n, distance]
  }
  return found
}

/**
 * Return the distance of a point from the line segment between two others.
 * @param {DrawingPad.Point} point
 * @param {DrawingPad.Point} start
 * @param {DrawingPad.Point} end
 */
function distanceFrom([x, y], [startX, startY], [endX, endY]) {
  const [alongX, alongY] = [endX - startX, endY - startY]
  const projected = (x - startX) * alongX + (y - startY) * alongY
  const share = Math.min(1, Math.max(0, projected / Math.max(1e-9, alongX ** 2 + alongY ** 2)))
  return Math.hypot(x - startX - share * alongX, y - startY - share * alongY)
}
