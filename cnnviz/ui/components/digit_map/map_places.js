// Places on the map: from the plane to the screen, under the pointer, and on the way. No DOM here.

/** Room for a digit at the edge of the map, in pixels. */
const MARGIN = 22
/** The farthest that a digit may be from the pointer, in pixels. */
const REACH = 28
/** How much a key's sideways distance counts beside that along its direction. */
const SIDEWAYS = 2.5
/** @type {Record<string, [x: number, y: number]>} */
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/**
 * Places in pixels, x and y in turn: as large as fits, with one scale for both axes; y points up on the map.
 * @param {number[]} points
 * @param {Size} size
 */
export function placesOn(points, { width, height }) {
  const [left, right] = rangeOf(points, 0)
  const [bottom, top] = rangeOf(points, 1)
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(right - left, 1e-9),
    (height - 2 * MARGIN) / Math.max(top - bottom, 1e-9),
  )
  const places = new Float32Array(points.length)
  for (let n = 0; n < points.length; n += 2) {
    places[n] = width / 2 + scale * (points[n] - (left + right) / 2)
    places[n + 1] = height / 2 - scale * (points[n + 1] - (bottom + top) / 2)
  }
  return places
}

/** The smallest and largest number of one axis. @param {number[]} points @param {number} axis */
function rangeOf(points, axis) {
  let [least, most] = [Infinity, -Infinity]
  for (let n = axis; n < points.length; n += 2) {
    least = Math.min(least, points[n])
    most = Math.max(most, points[n])
  }
  return [least, most]
}

/**
 * The index of the digit nearest to a place on the screen, or -1 if none is near.
 * @param {Float32Array} places
 * @param {number} x
 * @param {number} y
 * @param {(index: number) => boolean} counts whether a digit may be found
 */
export function indexAt(places, x, y, counts) {
  let [found, least] = [-1, REACH ** 2]
  for (let n = 0; 2 * n < places.length; n++) {
    const squared = (places[2 * n] - x) ** 2 + (places[2 * n + 1] - y) ** 2
    if (squared < least && counts(n)) [found, least] = [n, squared]
  }
  return found
}

/**
 * The index of the digit that an arrow key leads to: the nearest one in its direction. -1 for other keys, and if
 * there is none.
 * @param {Float32Array} places
 * @param {number} from
 * @param {string} key
 * @param {(index: number) => boolean} counts whether a digit may be found
 */
export function indexTowards(places, from, key, counts) {
  if (!(key in DIRECTIONS)) return -1
  const [right, down] = DIRECTIONS[key]
  let [found, least] = [-1, Infinity]
  for (let n = 0; 2 * n < places.length; n++) {
    const [x, y] = [places[2 * n] - places[2 * from], places[2 * n + 1] - places[2 * from + 1]]
    const along = x * right + y * down
    const away = along + SIDEWAYS * Math.abs(x * down - y * right)
    if (along > 0 && away < least && counts(n)) [found, least] = [n, away]
  }
  return found
}

/**
 * Places on the way from one to the other; `share` is that of the time that has passed.
 * @param {Float32Array} from
 * @param {Float32Array} to
 * @param {number} share
 */
export function placesBetween(from, to, share) {
  const eased = share < 0.5 ? 2 * share ** 2 : 1 - 2 * (1 - share) ** 2
  return to.map((place, n) => from[n] + eased * (place - from[n]))
}
