// The responses of the cells: convolution, ReLU and max pooling at the places that are needed. No DOM here.
import { barLevels, nearestShown } from "./cell_bar.js"

/**
 * The picture around the centre, and in each row the columns that differ from the background: a bar covers few,
 * and only they are multiplied one by one.
 * @param {Pick<Cells.Message, 'barWidth' | 'barLength' | 'dark'>} look
 * @param {Cells.Pose} pose
 * @param {number} side rows and columns, an odd number
 * @returns {Cells.Seen}
 */
export function seenAround(look, pose, side) {
  const levels = barLevels(look, pose, side)
  const background = look.dark ? 255 : 0
  const [first, last] = [new Int16Array(side).fill(side), new Int16Array(side).fill(-1)]
  for (let row = 0, n = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1, n += 1) {
      if (levels[n] === background) continue
      if (first[row] === side) first[row] = column
      last[row] = column
    }
  return { levels, side, background, first, last }
}

/**
 * The response of a simple cell whose kernel begins at a place of the picture.
 * @param {Cells.Seen} seen
 * @param {Cells.Kernel} kernel
 * @param {number} top
 * @param {number} left
 */
export function responseAt({ levels, side, background, first, last }, kernel, top, left) {
  const { weights, size, divisor, total } = kernel
  let sum = background * total
  for (let row = 0; row < size; row += 1) {
    const from = Math.max(left, first[top + row])
    const to = Math.min(left + size - 1, last[top + row])
    const [pixels, inKernel] = [(top + row) * side, row * size - left]
    for (let column = from; column <= to; column += 1)
      sum += weights[inKernel + column] * (levels[pixels + column] - background)
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
  const own = weights.subarray(n * size * size, (n + 1) * size * size)
  return { weights: own, size, divisor: divisors[n], total: own.reduce((sum, weight) => sum + weight, 0) }
}

/**
 * The responses of the simple cells at the centre, one for each angle.
 * @param {Cells.Message} data
 * @param {Float32Array} weights those of all kernels
 * @param {Cells.Pose} pose
 */
export function responsesByAngle(data, weights, pose) {
  const seen = seenAround(data, pose, data.size)
  return data.angles.map((_, n) => responseAt(seen, kernelOf(data, weights, n), 0, 0))
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
  const seen = seenAround(data, pose, size + pool - 1)
  const map = new Float64Array(pool * pool)
  for (let n = 0; n < map.length; n += 1) map[n] = responseAt(seen, kernel, Math.floor(n / pool), n % pool)
  return map
}
