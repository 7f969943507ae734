// The cells of the input and its padding, and the windows that cover them. No DOM here.
import { isInside, range } from "../shared/axes.js"

/**
 * The input's cell with the same value, or -1 for padding that copies none.
 * @param {Axis} axis
 * @param {number} cell
 * @param {Stepper.Mode} mode
 */
export function originOf(axis, cell, mode) {
  const at = cell - axis.before
  if (isInside(axis, cell)) return at
  if (mode === "edge") return at < 0 ? 0 : axis.size - 1
  if (mode === "wrap") return modulo(at, axis.size)
  if (mode === "reflect") return reflected(at, axis.size)
  if (mode === "zeros" || mode === "none") return -1
  throw new RangeError(`Unknown padding mode. Received: ${mode}`)
}

/** @param {number} at @param {number} size */
function reflected(at, size) {
  if (size === 1) return 0
  const place = modulo(at, 2 * size - 2)
  return place < size ? place : 2 * size - 2 - place
}

/** @param {number} value @param {number} by */
function modulo(value, by) {
  return ((value % by) + by) % by
}

/**
 * The cell itself and all padding that copies the same cell.
 * @param {Axis} axis
 * @param {number} cell
 * @param {Stepper.Mode} mode
 */
export function copiesOf(axis, cell, mode) {
  const origin = originOf(axis, cell, mode)
  if (origin < 0) return [cell]
  return range(axis.length).filter((other) => originOf(axis, other, mode) === origin)
}

/**
 * The windows that cover a cell or a copy of it, in ascending order.
 * @param {Axis} axis
 * @param {number} cell
 * @param {Stepper.Mode} mode
 */
export function fedBy(axis, cell, mode) {
  const cells = copiesOf(axis, cell, mode)
  return range(axis.count).filter((n) => cells.some((one) => sees(axis, n, one)))
}

/** @param {Axis} axis @param {number} n @param {number} cell */
function sees(axis, n, cell) {
  const offset = cell - n * axis.stride
  return offset >= 0 && offset < axis.span && offset % axis.dilation === 0
}

/**
 * The input's cells that no window covers, neither themselves nor copies.
 * @param {Axis} axis
 * @param {Stepper.Mode} mode
 */
export function unseenIn(axis, mode) {
  return range(axis.length).filter((cell) => isInside(axis, cell) && !fedBy(axis, cell, mode).length)
}

/**
 * The cells where rows and columns meet, as rectangles: [first row, rows, first column, columns].
 * @param {number[]} rows
 * @param {number[]} columns
 * @returns {Frame[]}
 */
export function framesOf(rows, columns) {
  const across = runsOf(columns)
  return runsOf(rows).flatMap((run) => across.map((other) => [...run, ...other]))
}

/**
 * Ascending numbers as runs: [first, count].
 * @param {number[]} cells
 * @returns {[first: number, count: number][]}
 */
function runsOf(cells) {
  /** @type {[first: number, count: number][]} */
  const runs = []
  for (const cell of cells) {
    const last = runs.at(-1)
    if (last && cell === last[0] + last[1]) last[1] += 1
    else runs.push([cell, 1])
  }
  return runs
}

/** The padding's cells, as frames. @param {Stepper.Axes} given */
export function paddingOf([down, across]) {
  const [inside, outside] = partsOf(down)
  return [...framesOf(outside, range(across.length)), ...framesOf(inside, partsOf(across)[1])]
}

/**
 * The input's cells that no window covers, as frames, and their number; none if there are no windows.
 * @param {Stepper.Axes} given
 * @param {Stepper.Mode} mode
 */
export function neverSeen([down, across], mode) {
  if (!down.count || !across.count) return { frames: [], count: 0 }
  const [rows, columns] = [unseenIn(down, mode), unseenIn(across, mode)]
  const seen = partsOf(down)[0].filter((row) => !rows.includes(row))
  return {
    frames: [...framesOf(rows, partsOf(across)[0]), ...framesOf(seen, columns)],
    count: down.size * across.size - seen.length * (across.size - columns.length),
  }
}

/** The input's cells, and the padding's. @param {Axis} axis */
function partsOf(axis) {
  const cells = range(axis.length)
  return [cells.filter((cell) => isInside(axis, cell)), cells.filter((cell) => !isInside(axis, cell))]
}
