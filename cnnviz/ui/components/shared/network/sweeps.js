// Windows that slide over all channels of a volume, and sums of products under them. No DOM here.
import { paddedAxis } from "../axes.js"
import { totalOf } from "./slices.js"

/**
 * Prepare the windows of a convolution or pooling.
 * @param {Network.Volume} source
 * @param {[rows: number, columns: number]} window
 * @param {{ strides: Place, padding: string, dilation_rate?: Place }} settings
 * @returns {Network.Sweep}
 */
export function makeSweep(source, window, { strides, padding, dilation_rate = [1, 1] }) {
  const sides = [source.rows, source.columns]
  const [down, across] = sides.map((side, n) =>
    paddedAxis(side, window[n], strides[n], padding, dilation_rate[n]),
  )
  const plane = down.length * across.length
  return { source, down, across, plane, padded: new Float64Array(source.channels * plane) }
}

/** Take the source's present numbers; the padding stays 0. @param {Network.Sweep} sweep */
export function fillSweep({ source, down, across, plane, padded }) {
  const { rows, columns, channels, values } = source
  let n = 0
  for (let channel = 0; channel < channels; channel += 1)
    for (let row = 0; row < rows; row += 1) {
      let at = channel * plane + (row + down.before) * across.length + across.before
      for (let column = 0; column < columns; column += 1) padded[at++] = values[n++]
    }
}

/**
 * Reorder kernels from Keras's order, (rows, columns, ...), so that the cells of each kernel lie side by side.
 * @param {Float32Array} weights
 * @param {number} cells rows times columns
 */
export function oneByOne(weights, cells) {
  const count = weights.length / cells
  const kernels = new Float64Array(weights.length)
  for (let kernel = 0, n = 0; kernel < count; kernel += 1)
    for (let cell = 0; cell < cells; cell += 1) kernels[n++] = weights[cell * count + kernel]
  return kernels
}

/**
 * Add one channel's sums of products under two kernels to two planes at once: each number is read once.
 * @param {Network.Sweep} sweep
 * @param {number} channel
 * @param {Float64Array} kernels
 * @param {number} a where the first kernel begins
 * @param {number} b where the second begins
 * @param {Float64Array} sums
 * @param {Float64Array} more
 */
export function addPair(sweep, channel, kernels, a, b, sums, more) {
  const { down, across } = sweep
  const dense = across.stride === 1 && across.dilation === 1 && down.dilation === 1
  if (dense && down.window === 3 && across.window === 3) addNine(sweep, channel, kernels, a, b, sums, more)
  else addCells(sweep, channel, kernels, a, b, sums, more)
}

/**
 * A kernel of 3x3: its weights and the numbers under it stay in local variables. Reading them by destructuring
 * would take three times as long.
 * @type {typeof addPair}
 */
// biome-ignore format: a kernel's row is a line
function addNine({ padded: x, plane, down, across }, channel, w, a, b, sums, more) {
  const a0 = w[a], a1 = w[a + 1], a2 = w[a + 2]
  const a3 = w[a + 3], a4 = w[a + 4], a5 = w[a + 5]
  const a6 = w[a + 6], a7 = w[a + 7], a8 = w[a + 8]
  const b0 = w[b], b1 = w[b + 1], b2 = w[b + 2]
  const b3 = w[b + 3], b4 = w[b + 4], b5 = w[b + 5]
  const b6 = w[b + 6], b7 = w[b + 7], b8 = w[b + 8]
  const width = across.length
  let n = 0
  for (let row = 0; row < down.count; row += 1) {
    let p = channel * plane + row * down.stride * width
    let x0 = x[p], x1 = x[p + 1]
    let x3 = x[p + width], x4 = x[p + width + 1]
    let x6 = x[p + 2 * width], x7 = x[p + 2 * width + 1]
    p += 2
    for (const end = n + across.count; n < end; n += 1, p += 1) {
      const x2 = x[p], x5 = x[p + width], x8 = x[p + 2 * width]
      sums[n] += x0 * a0 + x1 * a1 + x2 * a2 + x3 * a3 + x4 * a4 + x5 * a5 + x6 * a6 + x7 * a7 + x8 * a8
      more[n] += x0 * b0 + x1 * b1 + x2 * b2 + x3 * b3 + x4 * b4 + x5 * b5 + x6 * b6 + x7 * b7 + x8 * b8
      x0 = x1; x1 = x2
      x3 = x4; x4 = x5
      x6 = x7; x7 = x8
    }
  }
}

/**
 * Any kernel, strides and dilation: weight by weight.
 * @type {typeof addPair}
 */
function addCells({ padded, plane, down, across }, channel, kernels, a, b, sums, more) {
  let cell = 0
  for (let i = 0; i < down.window; i += 1)
    for (let j = 0; j < across.window; j += 1, cell += 1) {
      const one = kernels[a + cell]
      const other = kernels[b + cell]
      let n = 0
      for (let row = 0; row < down.count; row += 1) {
        const line = channel * plane + (row * down.stride + i * down.dilation) * across.length
        let at = line + j * across.dilation
        for (let column = 0; column < across.count; column += 1, n += 1, at += across.stride) {
          sums[n] += one * padded[at]
          more[n] += other * padded[at]
        }
      }
    }
}

/**
 * One channel under one kernel, as a plane of its own.
 * @param {Network.Sweep} sweep
 * @param {number} channel
 * @param {Float64Array} kernel
 */
export function sweptMap(sweep, channel, kernel) {
  const [rows, columns] = [sweep.down.count, sweep.across.count]
  const values = new Float64Array(rows * columns)
  addPair(sweep, channel, kernel, 0, 0, values, new Float64Array(rows * columns))
  return { rows, columns, values }
}

/** Write a map's sums with its bias. @param {Network.Step} own @param {number} channel @param {Float64Array} sums */
export function writeMap({ output, weights }, channel, sums) {
  const bias = weights.bias ? weights.bias[channel] : 0
  const start = channel * output.area
  for (let n = 0; n < output.area; n += 1) output.values[start + n] = sums[n] + bias
}

/** The sum of each kernel. @param {Float64Array} kernels @param {number} cells */
export function kernelTotals(kernels, cells) {
  return Float64Array.from({ length: kernels.length / cells }, (_, n) =>
    totalOf([...kernels.subarray(n * cells, (n + 1) * cells)]),
  )
}
