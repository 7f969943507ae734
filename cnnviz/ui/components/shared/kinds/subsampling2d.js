// Subsampling2D: the sum of each window, times a learned number, plus a learned bias. No DOM here.
import { poolAll, preparePooling } from "../network/pooled.js"
import { linkScaled } from "../network/scaled.js"
import { lookOf, windowSlice } from "../network/slices.js"
import { channelOf } from "../network/volumes.js"

/** @typedef {import("../network/pooled.js").Pooling & import("../network/scaled.js").Scaling} Subsampling */

/** @type {Network.Kind<Subsampling>} */
export const Subsampling2D = {
  prepare(step) {
    const settings = { ...step.settings, padding: "valid" }
    const [rows, columns] = step.settings.pool_size
    const factors = Float64Array.from(step.weights.coefficient, (one) => one * rows * columns)
    return {
      ...preparePooling({ ...step, settings }),
      factors,
      offsets: Float64Array.from(step.weights.bias),
    }
  },

  run(own) {
    const { output, weights } = own
    poolAll(own, totalIn)
    for (let n = 0; n < output.values.length; n += 1) {
      const channel = Math.floor(n / output.area)
      output.values[n] = output.values[n] * weights.coefficient[channel] + weights.bias[channel]
    }
  },

  look(own, cell) {
    const [coefficient, bias] = [own.weights.coefficient[cell[2]], own.weights.bias[cell[2]]]
    const [rows, columns] = own.settings.pool_size
    const slice = windowSlice(own.sweep, cell, 0, new Array(rows * columns).fill(coefficient))
    return lookOf({ rule: "weighted sum", slices: [slice], bias, before: slice.sum + bias })
  },

  link: linkScaled,

  part({ inputs, output, weights }, channel) {
    const { rows, columns, values } = channelOf(output, channel)
    const bias = weights.bias[channel]
    const map = { rows, columns, values: Float64Array.from(values, (value) => value - bias) }
    const parts = [{ source: inputs[0].name, channel, kernel: null, map }]
    return { parts, rule: "single", rest: { count: 0, sum: 0 }, bias }
  },
}

/** @type {Parameters<typeof poolAll>[1]} */
function totalIn(values, start, end, width, line) {
  let sum = 0
  for (let row = start; row < end; row += line) for (let n = row; n < row + width; n += 1) sum += values[n]
  return sum
}
