// The parts' names and colours: each kind of value has one scale. No DOM here.
import { extentOf, spanOf } from "./arithmetic.js"
import { written } from "./formula.js"

/**
 * The colours of input, window, weights, products and output.
 * @param {Stepper.Model} given
 * @param {number} filter
 * @returns {Stepper.Looks}
 */
export function looksOf({ data, inputs, kernels, outputs }, filter) {
  const all = {
    input: Math.max(...inputs.map((plane) => spanOf(plane.values))),
    output: Math.max(...outputs.map((plane) => spanOf(plane.values))),
  }
  if (data.kind !== "convolution") all.input = all.output = Math.max(all.input, all.output)
  const weights = kernels.length ? Math.max(...kernels[filter].map(spanOf)) : 1
  return {
    input: { colours: data.pixels ? "pixels" : "signed", limit: all.input },
    weights: { colours: "weights", limit: weights },
    products: { colours: "weights", limit: all.input * weights },
    output: { colours: data.pixels && data.kind === "pooling" ? "pixels" : "signed", limit: all.output },
  }
}

/**
 * The indices of the inputs to show: all channels of a convolution, else the chosen one.
 * @param {Stepper.Model} given
 * @param {number} filter
 */
export function shownInputs({ data, inputs }, filter) {
  return data.kind === "convolution" ? inputs.map((_, n) => n) : [filter]
}

/**
 * An input's name, and its colour if it has one.
 * @param {Stepper.Model} given
 * @param {number} channel
 */
export function inputName({ data, inputs }, channel) {
  if (inputs.length === 1) return { name: "input" }
  const colour = data.pixels && inputs.length === 3 ? ["red", "green", "blue"][channel] : ""
  return { name: colour || `channel ${channel}`, colour }
}

/** @param {Stepper.Model} given @param {number} filter */
export function outputName({ data, inputs }, filter) {
  const { kind, outputs } = data
  if (outputs > 1)
    return kind === "convolution" ? `output of filter ${filter}` : `output of channel ${filter}`
  return kind === "convolution" && inputs.length === 1 ? "feature map" : "output" // three inputs leave no room
}

/**
 * Rows and columns without the padding, and the smallest and the largest value.
 * @param {number[]} given
 * @param {Plane} plane
 */
export function detailOf([rows, columns], plane) {
  if (!plane.values.length) return ""
  return `${rows} × ${columns}, ${extentOf(plane.values)
    .map((value) => written(value, 3))
    .join(" … ")}`
}

/**
 * The number of characters of the longest number in each of the loupe's matrices.
 * @param {Pick<Stepper.Model, 'inputs' | 'kernels'>} given
 * @param {Pick<Stepper.Looks, 'input' | 'weights' | 'products'>} more
 */
export function lettersOf({ inputs, kernels }, { input, weights, products }) {
  const planes = inputs.map((plane) => plane.values)
  const slices = kernels.flat()
  const all = [...planes, ...slices]
  return {
    window: letters(planes, input.limit),
    kernel: letters(slices, weights.limit),
    products: letters(all, products.limit),
  }
}

/**
 * The number of characters that numbers with these signs and fractions, up to the limit, need.
 * @param {Numbers[]} planes
 * @param {number} limit
 */
function letters(planes, limit) {
  const sign = planes.some((values) => extentOf(values)[0] < 0) ? 1 : 0
  const fraction = planes.some(hasFraction) ? 3 : 0
  return sign + Math.max(written(limit).length, Math.trunc(limit).toString().length + fraction)
}

/** @param {Numbers} values */
function hasFraction(values) {
  return values.some((value) => !Number.isNaN(value) && !Number.isInteger(value))
}
