// A sample that draws itself: the order in which a pen could have drawn its pixels. No DOM here.

/** A pixel of at least this share of the darkest one is on the pen's way. */
const INKED = 0.25

/**
 * When a pen reaches each pixel, from 0 to 1. It begins at the highest ink and follows the strokes; pixels without
 * ink come with their neighbours.
 * @param {ArrayLike<number>} pixels row by row
 * @param {Size} size
 */
export function arrivalTimes(pixels, size) {
  const times = new Float32Array(pixels.length).fill(-1)
  const least = INKED * Array.from(pixels).reduce((most, value) => Math.max(most, value), 0)
  let last = 0
  for (let n = 0; n < pixels.length; n += 1)
    if (times[n] < 0 && pixels[n] > least)
      last = spreadFrom(times, n, last + 1, size, (at) => pixels[at] > least)
  for (let n = 0; n < pixels.length; n += 1) if (times[n] < 0) times[n] = earliestBeside(times, n, size)
  return times.map((time) => Math.max(0, time) / Math.max(1, last))
}

/**
 * Spread from one pixel to all that it is joined with, and return the last time.
 * @param {Float32Array} times
 * @param {number} first
 * @param {number} begun
 * @param {Size} size
 * @param {(at: number) => boolean} isInk
 */
function spreadFrom(times, first, begun, size, isInk) {
  times[first] = begun
  let [now, last] = [[first], begun]
  while (now.length) {
    const next = []
    for (const at of now)
      for (const beside of neighbours(at, size))
        if (times[beside] < 0 && isInk(beside)) {
          times[beside] = last + 1
          next.push(beside)
        }
    last += 1
    now = next
  }
  return last
}

/** @param {Float32Array} times @param {number} n @param {Size} size */
function earliestBeside(times, n, size) {
  const known = neighbours(n, size)
    .map((at) => times[at])
    .filter((time) => time > 0)
  return known.length ? Math.min(...known) : 0
}

/** The up to eight pixels around one. @param {number} at @param {Size} size */
function neighbours(at, { width, height }) {
  const [row, column] = [Math.floor(at / width), at % width]
  const found = []
  for (let r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r += 1)
    for (let c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c += 1)
      if (r !== row || c !== column) found.push(r * width + c)
  return found
}
