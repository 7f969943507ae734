// The windows that one number came from, and what follows from them. No DOM here.
import { isInside, sourcesOf } from "../axes.js"
import { numberAt } from "./volumes.js"

/** @param {number[]} numbers */
export function totalOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/**
 * A window over one channel at an output's row and column.
 * @param {Network.Sweep} sweep
 * @param {Cell} at row and column of the output, channel of the source
 * @param {number} padding the number in the padding
 * @param {number[]} weights none if nothing is weighted
 * @returns {Network.Slice}
 */
export function windowSlice({ source, down, across }, [row, column, channel], padding, weights = []) {
  const columns = sourcesOf(across, column)
  const cells = sourcesOf(down, row).flatMap((r) =>
    columns.map((c) =>
      isInside(down, r) && isInside(across, c)
        ? /** @type {Cell} */ ([r - down.before, c - across.before, channel])
        : null,
    ),
  )
  return sliceOf(source, channel, [down.window, across.window], cells, weights, padding)
}

/**
 * Numbers of a source with their weights.
 * @param {Network.Volume} source
 * @param {number} channel
 * @param {Place} sides rows and columns of the window
 * @param {(Cell | null)[]} cells
 * @param {number[]} weights
 * @param {number} padding
 * @returns {Network.Slice}
 */
export function sliceOf(source, channel, [rows, columns], cells, weights = [], padding = 0) {
  const window = cells.map((cell) => (cell ? numberAt(source, cell) : padding))
  const products = weights.length ? window.map((number, n) => number * weights[n]) : window
  const sum = totalOf(products.filter((product) => !Number.isNaN(product)))
  return {
    ...{ source: source.name, channel, rows, columns, cells, window, weights, products, sum },
    factor: 1,
    winner: -1,
  }
}

/** A single number of a source. @param {Network.Volume} source @param {Cell} cell */
export function singleSlice(source, cell) {
  return sliceOf(source, cell[2], [1, 1], [cell])
}

/**
 * How a number follows from slices, with defaults for what most kinds do not set.
 * @param {Pick<Network.Look, "rule" | "slices" | "before"> & Partial<Network.Look>} given
 * @returns {Network.Look}
 */
export function lookOf(given) {
  return { rest: { count: 0, sum: 0 }, bias: 0, activation: "linear", shares: null, numbers: {}, ...given }
}
