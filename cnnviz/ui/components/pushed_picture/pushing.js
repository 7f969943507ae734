// The picture after a push, and the change itself enlarged. No DOM here.

/** The middle of the levels: no change is drawn in this grey. */
const NO_CHANGE = 128
/** The largest change that fits on both sides of the grey. */
const MOST_CHANGE = 127

/**
 * What Python has packed: the picture, the random directions, and the directions or the changes of the push.
 * @param {Uint8Array} bytes
 * @param {Pushed.Message} data
 * @returns {Pushed.Numbers}
 */
export function pushedNumbers(bytes, { width, height, channels, single, said }) {
  const count = width * height * channels
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset + count)
  const changes = signed.subarray(count)
  if (changes.length !== (single ? count : count * said.length)) throw new RangeError("numbers are missing")
  return { levels: bytes.subarray(0, count), random: signed.subarray(0, count), changes, single }
}

/**
 * The change of each value by a push, in steps.
 * @param {Pushed.Numbers} numbers
 * @param {number} steps
 * @returns {Int8Array}
 */
export function changeOf({ levels, changes, single }, steps) {
  if (single) return changes.map((direction) => direction * steps)
  return changes.subarray(steps * levels.length, (steps + 1) * levels.length)
}

/**
 * Levels after a change, cut to 0 … 255.
 * @param {Uint8Array} levels
 * @param {Int8Array} change
 */
export function movedLevels(levels, change) {
  return Uint8ClampedArray.from(levels, (level, n) => level + change[n])
}

/** The picture after a random change as large as a push. @param {Pushed.Numbers} numbers @param {number} steps */
export function randomlyMoved({ levels, random }, steps) {
  return movedLevels(
    levels,
    random.map((direction) => direction * steps),
  )
}

/** How often a push of this size can be enlarged without being cut. @param {number} steps */
export function enlargement(steps) {
  return steps > 0 ? Math.max(1, Math.floor(MOST_CHANGE / steps)) : 1
}

/** The change as a picture: grey where there is none. @param {Int8Array} change @param {number} times */
export function changeLevels(change, times) {
  return Uint8ClampedArray.from(change, (steps) => NO_CHANGE + times * steps)
}

/**
 * Levels as opaque pixels: red, green, blue and opacity.
 * @param {ArrayLike<number>} levels
 * @param {number} channels 1 for grey, or 3
 */
export function pixelsOf(levels, channels) {
  const pixels = new Uint8ClampedArray((levels.length / channels) * 4).fill(255)
  for (let n = 0, at = 0; n < levels.length; n += channels, at += 4) {
    pixels[at] = levels[n]
    pixels[at + 1] = levels[channels === 3 ? n + 1 : n]
    pixels[at + 2] = levels[channels === 3 ? n + 2 : n]
  }
  return pixels
}
