// The cut-out of a whole picture: its pixels, and its place. No DOM here.
import { range } from "../shared/axes.js"

/**
 * The pixels of a cut-out, as the stepper's input: the mean of the picture's channels, or each of them.
 * @param {Pick<Stepper.Whole, "width" | "channels" | "type" | "coloured">} whole
 * @param {Uint8Array | Float32Array} numbers the picture's pixels, row by row, channels last
 * @param {Place} corner
 * @param {Size} size
 * @returns {number[][][]}
 */
export function cutOut({ width, channels, type, coloured }, numbers, [top, left], size) {
  const unit = type === "uint8" ? 255 : 1
  return range(size.height).map((row) =>
    range(size.width).map((column) => {
      const start = ((top + row) * width + left + column) * channels
      const pixel = range(channels).map((channel) => numbers[start + channel] / unit)
      return coloured ? pixel : [pixel.reduce((sum, value) => sum + value, 0) / channels]
    }),
  )
}

/**
 * The corner nearest to a place at which the cut-out lies within the picture.
 * @param {Size} whole
 * @param {Size} size
 * @param {Place} given
 * @returns {Place}
 */
export function cornerWithin(whole, size, [row, column]) {
  const within = (/** @type {number} */ at, /** @type {number} */ last) =>
    Math.max(0, Math.min(Math.round(at), last))
  return [within(row, whole.height - size.height), within(column, whole.width - size.width)]
}

/**
 * The corner after an arrow key, with Shift by as much as the cut-out is large; null for another key.
 * @param {string} key
 * @param {boolean} far
 * @param {Size} size
 * @param {Place} given
 * @returns {Place | null}
 */
export function cornerAfter(key, far, { width, height }, [row, column]) {
  const [down, across] = far ? [height, width] : [1, 1]
  if (key === "ArrowUp") return [row - down, column]
  if (key === "ArrowDown") return [row + down, column]
  if (key === "ArrowLeft") return [row, column - across]
  if (key === "ArrowRight") return [row, column + across]
  return null
}
