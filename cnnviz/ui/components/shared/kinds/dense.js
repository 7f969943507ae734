// Dense: each unit is a weighted sum of all inputs. No DOM here.
import { range } from "../axes.js"
import { activateAll, sharesOf } from "../network/activated.js"
import { lookOf, sliceOf, totalOf } from "../network/slices.js"

/** How many terms of a unit are listed; the others are summed up. */
export const MOST_TERMS = 12

/**
 * @typedef {Network.Step & {
 *   units: number, sums: Float64Array, present: Int32Array, largest: Float64Array,
 * }} Weighing
 */

/** @type {Network.Kind<Weighing>} */
export const Dense = {
  prepare(step) {
    const units = step.output.channels
    const present = new Int32Array(step.inputs[0].channels)
    return { ...step, units, sums: new Float64Array(units), present, largest: largestOf(step) }
  },

  run(own) {
    const { sums, weights, output, units } = own
    sums.fill(0)
    addRows(own, presentIn(own))
    for (let unit = 0; unit < units; unit += 1)
      output.values[unit] = sums[unit] + (weights.bias ? weights.bias[unit] : 0)
    activateAll(own.settings.activation, output)
  },

  look(own, [, , unit]) {
    const { settings, inputs, weights, units } = own
    const { terms, rest } = termsOf(own, unit)
    const bias = weights.bias ? weights.bias[unit] : 0
    const cells = terms.map((n) => /** @type {Cell} */ ([0, 0, n]))
    const chosen = terms.map((n) => weights.kernel[n * units + unit])
    const slice = sliceOf(inputs[0], 0, [1, terms.length], cells, chosen)
    return lookOf({
      rule: "weighted sum",
      slices: [slice],
      rest,
      bias,
      before: slice.sum + rest.sum + bias,
      activation: settings.activation,
      shares: sharesOf(settings.activation, () => range(units).map((which) => logitOf(own, which))),
    })
  },

  link({ inputs, weights, units, largest }, first, end, links) {
    const { values, channels } = inputs[0]
    for (let n = 0; n < channels; n += 1)
      if (Math.abs(values[n]) * largest[n] > links.least)
        for (let unit = first; unit < end; unit += 1) {
          const strength = values[n] * weights.kernel[n * units + unit]
          if (strength > links.least || -strength > links.least) links.add(inputs[0], n, unit, strength)
        }
  },

  part(own, unit) {
    const { inputs, weights, units } = own
    const { terms, rest } = termsOf(own, unit)
    const parts = terms.map((channel) => {
      const weight = weights.kernel[channel * units + unit]
      return {
        source: inputs[0].name,
        channel,
        kernel: { rows: 1, columns: 1, values: [weight] },
        map: { rows: 1, columns: 1, values: Float64Array.of(inputs[0].values[channel] * weight) },
      }
    })
    return { parts, rule: "sum", rest, bias: weights.bias ? weights.bias[unit] : 0 }
  },
}

/** The size of each input's largest weight. @param {Network.Step} step */
function largestOf({ inputs, output, weights }) {
  const largest = new Float64Array(inputs[0].channels)
  let at = 0
  for (let n = 0; n < largest.length; n += 1)
    for (const end = at + output.channels; at < end; at += 1)
      largest[n] = Math.max(largest[n], Math.abs(weights.kernel[at]))
  return largest
}

/** Note which inputs are not 0, and return how many. @param {Weighing} own */
function presentIn({ inputs, present }) {
  const { values, channels } = inputs[0]
  let count = 0
  for (let n = 0; n < channels; n += 1) if (values[n] !== 0) present[count++] = n
  return count
}

/**
 * Add the weighted rows of the inputs that are not 0, four at a time.
 * @param {Weighing} own
 * @param {number} count
 */
function addRows({ inputs, weights, sums, units, present }, count) {
  const { values } = inputs[0]
  const { kernel } = weights
  const fours = count - (count % 4)
  for (let k = 0; k < fours; k += 4) {
    const [i, j, l, m] = [present[k], present[k + 1], present[k + 2], present[k + 3]]
    const [xi, xj, xl, xm] = [values[i], values[j], values[l], values[m]]
    let [pi, pj, pl, pm] = [i * units, j * units, l * units, m * units]
    for (let unit = 0; unit < units; unit += 1)
      sums[unit] += xi * kernel[pi++] + xj * kernel[pj++] + xl * kernel[pl++] + xm * kernel[pm++]
  }
  for (let k = fours; k < count; k += 1) {
    const x = values[present[k]]
    let at = present[k] * units
    for (let unit = 0; unit < units; unit += 1) sums[unit] += x * kernel[at++]
  }
}

/** A unit's strongest terms, strongest first, and the sum of the rest. @param {Weighing} own @param {number} unit */
function termsOf({ inputs, weights, units }, unit) {
  const { values, channels } = inputs[0]
  const products = range(channels).map((n) => values[n] * weights.kernel[n * units + unit])
  const order = range(channels).sort((one, other) => Math.abs(products[other]) - Math.abs(products[one]))
  const left = order.slice(MOST_TERMS)
  return {
    terms: order.slice(0, MOST_TERMS),
    rest: { count: left.length, sum: totalOf(left.map((n) => products[n])) },
  }
}

/** @param {Weighing} own @param {number} unit */
function logitOf({ inputs, weights, units }, unit) {
  const { values, channels } = inputs[0]
  let sum = weights.bias ? weights.bias[unit] : 0
  for (let n = 0; n < channels; n += 1) sum += values[n] * weights.kernel[n * units + unit]
  return sum
}
