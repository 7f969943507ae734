// The responses of the cells: convolution, ReLU and max pooling at the places that are needed. No DOM here.
import { barLevels, nearestShown } from "./cell_bar.js"

/**
 * The response of a simple cell whose kernel begins at a place of the picture.
 * @param {Uint8Array} levels the picture, row by row
 * @param {number} side its rows and columns
 * @param {Cells.Kernel} kernel
 * @param {number} top
 * @param {number} left
 */
export function responseAt(levels, side, { weights, size, divisor }, top, left) {
  let sum = 0
  for (let row = 0, n = 0; row < size; row += 1) {
    const first = (top + row) * side + left
    for (let column = 0; column < size; column += 1, n += 1) sum += weights[n] * levels[first + column]
  }
  return sum > 0 ? sum / (255 * divisor) : 0
}

/**
 * The kernel with this index.
 * @param {Pick<Cells.Message, 'size' | 'divisors'>} data
 * @param {Float32Array} weights those of all kernels
 * @param {number} n
 * @returns {Cells.Kernel}
 */
export function kernelOf({ size, divisors }, weights, n) {
  return { weights: weights.subarray(n * size * size, (n + 1) * size * size), size, divisor: divisors[n] }
}

/**
 * The responses of the simple cells at the centre, one for each angle.
 * @param {Cells.Message} data
 * @param {Float32Array} weights those of all kernels
 * @param {Cells.Pose} pose
 */
export function responsesByAngle(data, weights, pose) {
  const levels = barLevels(data, pose, data.size)
  return data.angles.map((_, n) => responseAt(levels, data.size, kernelOf(data, weights, n), 0, 0))
}

/**
 * The responses of a simple and a complex cell, which prefer about the bar's angle, to each shift of the bar.
 * @param {Cells.Message} data
 * @param {Float32Array} weights those of all kernels
 * @param {number} angle the bar's
 * @returns {Cells.ByShift}
 */
export function responsesByShift(data, weights, angle) {
  const cell = nearestShown(data.shown, angle)
  const kernel = kernelOf(data, weights, data.angles.indexOf(cell))
  const shifts = Array.from({ length: 2 * data.mostShift + 1 }, (_, n) => n - data.mostShift)
  const maps = shifts.map((shift) => mapAround(data, kernel, { angle, shift }))
  const centre = (data.pool * data.pool - 1) / 2
  return {
    cell,
    shifts,
    simple: maps.map((map) => map[centre]),
    pooled: maps.map((map) => Math.max(...map)),
  }
}

/**
 * The responses of simple cells at all places that the complex cell pools, row by row.
 * @param {Cells.Message} data
 * @param {Cells.Kernel} kernel
 * @param {Cells.Pose} pose
 */
function mapAround(data, kernel, pose) {
  const { pool, size } = data
  const side = size + pool - 1
  const levels = barLevels(data, pose, side)
  const map = new Float64Array(pool * pool)
  for (let n = 0; n < map.length; n += 1)
    map[n] = responseAt(levels, side, kernel, Math.floor(n / pool), n % pool)
  return map
}
