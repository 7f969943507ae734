// An image under a kernel, as cnnviz.filters.apply computes it. No DOM here.
import { covered } from "./borders.js"
import { separated } from "./separating.js"

/** A result may differ by this much, for pixels from 0 to 1, if fewer multiplications suffice. */
const TOLERANCE = 0.5 / 255

/** A smaller share of the sum of all weights is rounding error, for pixels from 0 to 1. */
const ALMOST_ZERO = 1e-9

/**
 * A kernel, ready to be applied.
 * @param {LiveFilter.Kernel} kernel
 * @param {boolean} flip
 * @returns {LiveFilter.Plan}
 */
export function planOf({ weights, divisor, offset }, flip) {
  const shares = weights.map((row) => row.map((weight) => weight / divisor))
  const turned = flip ? shares.reverse().map((row) => row.reverse()) : shares
  const [rows, columns] = [turned.length, turned[0].length]
  const centre = (/** @type {number} */ size) => Math.floor((size - Number(flip)) / 2)
  const parts = separated(turned, TOLERANCE)
  const products = parts ? parts.length * (rows + columns) : turned.flat().filter(Boolean).length
  const noise = ALMOST_ZERO * turned.flat().reduce((sum, weight) => sum + Math.abs(weight), 0)
  const before = { top: centre(rows), left: centre(columns) }
  return { weights: turned, rows, columns, ...before, offset, parts, products, noise }
}

/**
 * The planes that a kernel sees, continued beyond their edges: the mean of the channels, or each channel.
 * @param {LiveFilter.Pixels} image
 * @param {LiveFilter.Plan} plan
 * @param {string} border
 * @param {boolean} mean
 * @returns {LiveFilter.Planes}
 */
export function continuedPlanes(image, plan, border, mean) {
  const { data, width, height, channels, stride } = image
  const [ups, acrosses] = [
    covered(height, plan.rows, plan.top, border),
    covered(width, plan.columns, plan.left, border).map((x) => (x < 0 ? -1 : x * stride)),
  ]
  const share = mean ? 1 / (255 * channels) : 1 / 255
  const planes = Array.from({ length: mean ? 1 : channels }, (_, channel) => {
    const plane = new Float64Array(ups.length * acrosses.length)
    ups.forEach((y, row) => {
      if (y < 0) return
      const line = plane.subarray(row * acrosses.length, (row + 1) * acrosses.length)
      const summed = mean && channels === 3
      fillLine(line, data, acrosses, y * width * stride + channel, summed, share)
    })
    return plane
  })
  return { planes, width: acrosses.length, height: ups.length }
}

/**
 * @param {Float64Array} line
 * @param {LiveFilter.Bytes} data
 * @param {Int32Array} acrosses
 * @param {number} start
 * @param {boolean} summed
 * @param {number} share
 */
function fillLine(line, data, acrosses, start, summed, share) {
  for (let n = 0; n < line.length; n += 1) {
    if (acrosses[n] < 0) continue
    const at = start + acrosses[n]
    line[n] = share * (summed ? data[at] + data[at + 1] + data[at + 2] : data[at])
  }
}

/**
 * Empty results of every `step`-th pixel of every `step`-th row.
 * @param {Size} size
 * @param {number} count
 * @param {number} step
 * @returns {LiveFilter.Results}
 */
export function emptyResults({ width, height }, count, step) {
  const [across, down] = [Math.ceil(width / step), Math.ceil(height / step)]
  const planes = Array.from({ length: count }, () => new Float32Array(across * down))
  return { planes, width: across, height: down, step, done: 0 }
}

/**
 * Compute the next rows of all planes.
 * @param {LiveFilter.Results} results
 * @param {LiveFilter.Planes} source
 * @param {LiveFilter.Plan} plan
 * @param {number} rows
 */
export function computeRows(results, source, plan, rows) {
  const end = Math.min(results.height, results.done + rows)
  const sums = new Float64Array(results.width)
  const between = new Float64Array(source.width)
  const taps = tapsOf(plan, source.width)
  results.planes.forEach((plane, n) => {
    for (let row = results.done; row < end; row += 1) {
      sums.fill(plan.offset)
      const start = row * results.step * source.width
      if (plan.parts) addParts(sums, between, source.planes[n], start, plan.parts, source.width, results.step)
      else addTaps(sums, source.planes[n], start, taps, results.step)
      for (let n = 0, at = row * results.width; n < sums.length; n += 1, at += 1)
        plane[at] = Math.abs(sums[n]) < plan.noise ? 0 : sums[n]
    }
  })
  results.done = end
}

/** The weights that are not 0, and how far each lies behind the first. @param {LiveFilter.Plan} plan @param {number} width @returns {LiveFilter.Taps} */
function tapsOf(plan, width) {
  const all = plan.weights.flatMap((row, r) => row.map((weight, c) => ({ weight, offset: r * width + c })))
  const taps = all.filter(({ weight }) => weight !== 0)
  return { weights: taps.map(({ weight }) => weight), offsets: taps.map(({ offset }) => offset) }
}

/**
 * Add one row's results: along the columns first, then along the row.
 * @param {Float64Array} sums
 * @param {Float64Array} between
 * @param {Float64Array} plane
 * @param {number} start
 * @param {LiveFilter.Part[]} parts
 * @param {number} width
 * @param {number} step
 */
function addParts(sums, between, plane, start, parts, width, step) {
  for (const { column, row } of parts) {
    between.fill(0)
    addTaps(between, plane, start, { weights: column, offsets: column.map((_, r) => r * width) }, 1)
    addTaps(sums, between, 0, { weights: row, offsets: row.map((_, c) => c) }, step)
  }
}

/**
 * Add to each sum the products of the weights and the numbers at their offsets, four at a time: so each sum is
 * read and written a quarter as often.
 * @param {Float64Array} sums
 * @param {Float64Array} source
 * @param {number} start
 * @param {LiveFilter.Taps} taps
 * @param {number} step
 */
function addTaps(sums, source, start, { weights, offsets }, step) {
  const count = sums.length
  let tap = 0
  for (; tap + 3 < weights.length; tap += 4) {
    const [a, b, c, d] = [weights[tap], weights[tap + 1], weights[tap + 2], weights[tap + 3]]
    const at = start + offsets[tap]
    const [second, third, fourth] = [1, 2, 3].map((n) => offsets[tap + n] - offsets[tap])
    for (let n = 0, i = at; n < count; n += 1, i += step)
      sums[n] += a * source[i] + b * source[i + second] + c * source[i + third] + d * source[i + fourth]
  }
  for (; tap < weights.length; tap += 1) {
    const weight = weights[tap]
    for (let n = 0, i = start + offsets[tap]; n < count; n += 1, i += step) sums[n] += weight * source[i]
  }
}

/**
 * The results at one place: one of the channels' mean, or one a channel.
 * @param {LiveFilter.Pixels} image
 * @param {LiveFilter.Plan} plan
 * @param {string} border
 * @param {boolean} mean
 * @param {Place} place
 */
export function responsesAt(image, plan, border, mean, [row, column]) {
  const ups = covered(image.height, plan.rows, plan.top, border)
  const acrosses = covered(image.width, plan.columns, plan.left, border)
  const sums = Array.from({ length: mean ? 1 : image.channels }, () => plan.offset)
  plan.weights.forEach((line, r) =>
    line.forEach((weight, c) => {
      const [y, x] = [ups[row + r], acrosses[column + c]]
      if (y < 0 || x < 0) return
      pixelAt(image, mean, y, x).forEach((value, n) => (sums[n] += weight * value))
    }),
  )
  return sums.map((sum) => (Math.abs(sum) < plan.noise ? 0 : sum))
}

/**
 * A pixel's values from 0 to 1: the mean of its channels, or one a channel.
 * @param {LiveFilter.Pixels} image
 * @param {boolean} mean
 * @param {number} row
 * @param {number} column
 */
export function pixelAt({ data, width, channels, stride }, mean, row, column) {
  const start = (row * width + column) * stride
  const values = Array.from({ length: channels }, (_, n) => data[start + n] / 255)
  return mean ? [values.reduce((sum, value) => sum + value, 0) / channels] : values
}
