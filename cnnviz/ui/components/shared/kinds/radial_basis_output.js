// RadialBasisOutput: the squared distance of the inputs from fixed codes of 1 and -1. No DOM here.
import { range } from "../axes.js"
import { lookOf, sliceOf, totalOf } from "../network/slices.js"
import { MOST_TERMS } from "./dense.js"

/** @typedef {Network.Step & { signs: Float64Array[] }} Distances */

/** @type {Network.Kind<Distances>} */
export const RadialBasisOutput = {
  prepare(step) {
    const { channels } = step.inputs[0]
    const signs = step.settings.codes.map((/** @type {number[]} */ row) => {
      const code = new Float64Array(channels).fill(-1)
      for (const place of row) code[place] = 1
      return code
    })
    return { ...step, signs }
  },

  run({ inputs, output, signs }) {
    const { values } = inputs[0]
    for (let unit = 0; unit < output.channels; unit += 1) {
      let sum = 0
      for (let n = 0; n < values.length; n += 1) sum += (values[n] - signs[unit][n]) ** 2
      output.values[unit] = sum
    }
  },

  look(own, [, , unit]) {
    const { inputs, signs } = own
    const { terms, rest } = farthestOf(own, unit)
    const cells = terms.map((n) => /** @type {Cell} */ ([0, 0, n]))
    const slice = sliceOf(inputs[0], 0, [1, terms.length], cells)
    const weights = terms.map((n) => signs[unit][n])
    const products = terms.map((n) => squareOf(own, unit, n))
    const sum = totalOf(products)
    const slices = [{ ...slice, weights, products, sum }]
    return lookOf({ rule: "distance", slices, rest, before: sum + rest.sum })
  },

  link(own, first, end, links) {
    for (let unit = first; unit < end; unit += 1)
      for (let n = 0; n < own.inputs[0].channels; n += 1)
        links.add(own.inputs[0], n, unit, squareOf(own, unit, n))
  },

  part(own, unit) {
    const { terms, rest } = farthestOf(own, unit)
    const parts = terms.map((channel) => ({
      source: own.inputs[0].name,
      channel,
      kernel: null,
      map: { rows: 1, columns: 1, values: Float64Array.of(squareOf(own, unit, channel)) },
    }))
    return { parts, rule: "sum", rest, bias: 0 }
  },
}

/** How far an input is from its place in a code, squared. @param {Distances} own @param {number} unit @param {number} n */
function squareOf({ inputs, signs }, unit, n) {
  return (inputs[0].values[n] - signs[unit][n]) ** 2
}

/** The inputs that are farthest from a code, the farthest first, and the sum of the rest. @param {Distances} own @param {number} unit */
function farthestOf(own, unit) {
  const squares = range(own.inputs[0].channels).map((n) => squareOf(own, unit, n))
  const order = range(squares.length).sort((one, other) => squares[other] - squares[one])
  const left = order.slice(MOST_TERMS)
  return {
    terms: order.slice(0, MOST_TERMS),
    rest: { count: left.length, sum: totalOf(left.map((n) => squares[n])) },
  }
}
