// A picture between two digits. The same operations in the same order as in Python's lessons/ambiguity.py, so that
// the pictures are equal. No DOM here.
import { DIGIT_SIDE, MORPH_HALVINGS, MORPH_REACH, MORPH_STEPS } from "../shared/facts.js"

const PIXELS = DIGIT_SIDE * DIGIT_SIDE

/**
 * Prepare a digit: its levels, and how deep each pixel lies in the ink.
 * @param {ArrayLike<number>} levels 28 x 28, from 0 to 255
 * @returns {Morph.Digit}
 */
export function preparedDigit(levels) {
  let total = 0
  for (let n = 0; n < PIXELS; n += 1) total += levels[n]
  return { levels, heights: heightsOf(levels), total }
}

/**
 * How deep each pixel lies in the ink, in pixels; 0.5 is the outline.
 * @param {ArrayLike<number>} levels
 */
export function heightsOf(levels) {
  const heights = Float64Array.from(levels, (level) => level / 255)
  const places = heights.reduce(
    (found, share, n) => {
      if (share > 0) found.inked.push(n)
      if (share < 1) found.pale.push(n)
      return found
    },
    { inked: /** @type {number[]} */ ([]), pale: /** @type {number[]} */ ([]) },
  )
  const shares = heights.slice()
  for (let n = 0; n < PIXELS; n += 1) {
    if (shares[n] <= 0) heights[n] = outside(n, shares, places.inked)
    else if (shares[n] >= 1) heights[n] = inside(n, shares, places.pale)
  }
  return heights
}

/** @param {number} n @param {Float64Array} shares @param {number[]} inked */
function outside(n, shares, inked) {
  let most = -Infinity
  for (const other of inked) most = Math.max(most, shares[other] - distance(n, other))
  return most
}

/** @param {number} n @param {Float64Array} shares @param {number[]} pale */
function inside(n, shares, pale) {
  let least = Infinity
  for (const other of pale) least = Math.min(least, shares[other] + distance(n, other))
  return least
}

/** @param {number} one @param {number} other */
function distance(one, other) {
  const across = (one % DIGIT_SIDE) - (other % DIGIT_SIDE)
  const down = Math.floor(one / DIGIT_SIDE) - Math.floor(other / DIGIT_SIDE)
  return Math.sqrt(down * down + across * across)
}

/** The ways from one digit to another, by their names in a message. */
const WAYS = { outlines: byOutlines, pixels: byPixels }

/**
 * The picture at a step, in levels from 0 to 255.
 * @param {Morph.Digit} first
 * @param {Morph.Digit} second
 * @param {number} step from 0, the first digit, to MORPH_STEPS, the second
 * @param {Morph.Way} way
 */
export function morphed(first, second, step, way) {
  return WAYS[way](first, second, step / MORPH_STEPS)
}

/** @param {Morph.Digit} first @param {Morph.Digit} second @param {number} share */
function byOutlines(first, second, share) {
  const between = new Float64Array(PIXELS)
  for (let n = 0; n < PIXELS; n += 1) between[n] = (1 - share) * first.heights[n] + share * second.heights[n]
  const wanted = (1 - share) * first.total + share * second.total
  let [low, high] = [-MORPH_REACH, MORPH_REACH]
  for (let n = 0; n < MORPH_HALVINGS; n += 1) {
    const middle = (low + high) / 2
    if (inkOf(between, middle) < wanted) low = middle
    else high = middle
  }
  return Uint8Array.from(between, (height) => levelAt(height + high))
}

/** The sum of the levels at these heights. @param {Float64Array} heights @param {number} raised */
function inkOf(heights, raised) {
  let total = 0
  for (let n = 0; n < PIXELS; n += 1) total += levelAt(heights[n] + raised)
  return total
}

/** @param {number} height */
function levelAt(height) {
  return Math.floor(255 * Math.min(1, Math.max(0, height)) + 0.5)
}

/** @param {Morph.Digit} first @param {Morph.Digit} second @param {number} share */
function byPixels(first, second, share) {
  const levels = new Uint8Array(PIXELS)
  for (let n = 0; n < PIXELS; n += 1)
    levels[n] = Math.floor((1 - share) * first.levels[n] + share * second.levels[n] + 0.5)
  return levels
}
