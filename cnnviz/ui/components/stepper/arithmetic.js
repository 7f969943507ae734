// An operation's output, and how each cell of it is computed. No DOM here.
import { ACTIVATIONS } from "../shared/activations.js"
import { axisOf, isInside, range, sourcesOf } from "../shared/axes.js"
import { originOf } from "./windows.js"

/**
 * Compute everything from the data: the axes, the padded channels, the output maps.
 * @param {Stepper.Message} data
 * @returns {Stepper.Model}
 */
export function compute(data) {
  const along = (/** @type {number} */ size, /** @type {0 | 1} */ n) =>
    axisOf(size, data.window[n], data.strides[n], data.padding[n], data.dilation_rate[n])
  /** @type {Stepper.Axes} */
  const axes = [along(data.x.length, 0), along(data.x[0].length, 1)]
  const model = /** @type {Stepper.Model} */ ({
    data,
    axes,
    inputs: range(data.x[0][0].length).map((channel) => padded(data, axes, channel)),
  })
  model.kernels = data.weights ? range(data.outputs).map((filter) => slicesOf(data.weights, filter)) : []
  model.outputs = range(data.outputs).map((filter) => outputOf(model, filter))
  return model
}

/**
 * One channel with its padding; padding without a value is NaN.
 * @param {Stepper.Message} given
 * @param {Stepper.Axes} more
 * @param {number} channel
 */
function padded({ x, mode }, [down, across], channel) {
  const empty = mode === "zeros" ? 0 : NaN
  const from = across.length ? range(across.length).map((c) => originOf(across, c, mode)) : []
  const values = range(down.length).flatMap((r) => {
    const row = originOf(down, r, mode)
    return from.map((column) => (row < 0 || column < 0 ? empty : x[row][column][channel]))
  })
  return { rows: down.length, columns: across.length, values: Float64Array.from(values) }
}

/** @param {number[][][][]} weights @param {number} filter */
function slicesOf(weights, filter) {
  return range(weights[0][0].length).map((channel) =>
    Float64Array.from(weights.flatMap((row) => row.map((cell) => cell[channel][filter]))),
  )
}

/** @param {Stepper.Model} model @param {number} filter */
function outputOf(model, filter) {
  const [rows, columns] = model.axes.map((axis) => axis.count)
  const values = new Float64Array(rows * columns)
  const value = VALUES[model.data.kind]
  for (let r = 0; r < rows; r += 1)
    for (let c = 0; c < columns; c += 1) values[r * columns + c] = value(model, filter, r, c)
  return { rows, columns, values }
}

const VALUES = { convolution: convolved, pooling: pooled, activation: activated }

/** @param {Stepper.Model} given @param {number} filter @param {number} row @param {number} column */
function convolved({ data, axes, inputs, kernels }, filter, row, column) {
  const [down, across] = axes
  let total = 0
  kernels[filter].forEach((weights, channel) => {
    const { values, columns } = inputs[channel]
    let n = 0
    for (let i = 0; i < down.window; i += 1) {
      let at = (row * down.stride + i * down.dilation) * columns + column * across.stride
      for (let j = 0; j < across.window; j += 1, at += across.dilation) total += values[at] * weights[n++]
    }
  })
  return total / data.divisor + data.offset + (data.bias ? data.bias[filter] : 0)
}

/** @param {Stepper.Model} model @param {number} channel @param {number} row @param {number} column */
function pooled(model, channel, row, column) {
  const values = windowOf(model, channel, row, column).filter((value) => !Number.isNaN(value))
  if (model.data.function === "max") return Math.max(...values)
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** @param {Stepper.Model} given @param {number} channel @param {number} row @param {number} column */
function activated({ data, inputs }, channel, row, column) {
  return ACTIVATIONS[data.function](inputs[channel].values[row * inputs[channel].columns + column])
}

/**
 * A window's values in one channel, row by row; padding without a value is NaN.
 * @param {Stepper.Model} given
 * @param {number} channel
 * @param {number} row
 * @param {number} column
 */
function windowOf({ axes, inputs }, channel, row, column) {
  const { values, columns } = inputs[channel]
  const across = sourcesOf(axes[1], column)
  return sourcesOf(axes[0], row).flatMap((r) => across.map((c) => values[r * columns + c]))
}

/**
 * How one output cell is computed: its value, and per channel the window, the products and their sum.
 * @param {Stepper.Model} model
 * @param {number} filter
 * @param {number} row
 * @param {number} column
 * @returns {Stepper.Insight}
 */
export function lookAt(model, filter, row, column) {
  const value = model.outputs[filter].values[row * model.outputs[filter].columns + column]
  const inside = insideOf(model.axes, row, column)
  /** @type {Stepper.Slice[]} */
  const slices = model.kernels.length
    ? model.kernels[filter].map((weights, channel) => ({
        ...weigh(windowOf(model, channel, row, column), weights),
        inside,
      }))
    : [{ window: windowOf(model, filter, row, column), weights: [], products: [], sum: 0, inside }]
  if (model.data.function === "max") slices[0].winner = slices[0].window.indexOf(value)
  return { row, column, filter, value, slices }
}

/** @param {number[]} window @param {Numbers} weights */
function weigh(window, weights) {
  const products = window.map((value, n) => value * weights[n])
  return { window, weights, products, sum: products.reduce((sum, product) => sum + product, 0) }
}

/**
 * For each cell of a window, whether it belongs to the input and not to the padding.
 * @param {Stepper.Axes} given
 * @param {number} row
 * @param {number} column
 */
function insideOf([down, across], row, column) {
  const columns = sourcesOf(across, column).map((c) => isInside(across, c))
  return sourcesOf(down, row).flatMap((r) => columns.map((inside) => inside && isInside(down, r)))
}

/** The largest absolute value, or 1 if all are 0: the value of the full colour. @param {Numbers} values */
export function spanOf(values) {
  let most = 0
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value)
  return most || 1
}

/** The smallest and the largest value. @param {Numbers} values */
export function extentOf(values) {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}
