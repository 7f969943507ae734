// A filter that adds up channels, each under a kernel of its own: what one number and one map are made of.
import { range } from "../axes.js"
import { sharesOf } from "./activated.js"
import { lookOf, totalOf, windowSlice } from "./slices.js"
import { fillSweep, sweptMap } from "./sweeps.js"

/**
 * The channels that a filter sees, each with the kernel over it.
 * @typedef {(filter: number) => { channel: number, values: Float64Array }[]} Connections
 * @typedef {Network.Step & { sweep: Network.Sweep }} Sweeping
 */

/**
 * How a unit's number comes about.
 * @param {Sweeping} own
 * @param {Cell} unit
 * @param {Connections} connections
 */
export function lookThrough(own, [row, column, filter], connections) {
  return lookSummed(own, filter, (which) =>
    connections(which).map(({ channel, values }) =>
      windowSlice(own.sweep, [row, column, channel], 0, [...values]),
    ),
  )
}

/**
 * How a number that is a sum of slices, each times its factor, comes about.
 * @param {Network.Step} own
 * @param {number} filter
 * @param {(filter: number) => Network.Slice[]} slicesOf
 */
export function lookSummed({ settings, output, weights }, filter, slicesOf) {
  /** @param {number} which */
  const bias = (which) => (weights.bias ? weights.bias[which] : 0)
  /** @param {number} which */
  const before = (which) => totalOf(slicesOf(which).map(({ factor, sum }) => factor * sum)) + bias(which)
  return lookOf({
    rule: "weighted sum",
    slices: slicesOf(filter),
    bias: bias(filter),
    before: before(filter),
    activation: settings.activation,
    shares: sharesOf(settings.activation, () => range(output.channels).map(before)),
  })
}

/**
 * What a filter's map is the sum of.
 * @param {Sweeping} own
 * @param {number} filter
 * @param {Connections} connections
 * @returns {Network.Parts}
 */
export function partThrough({ sweep, settings, inputs, weights }, filter, connections) {
  fillSweep(sweep)
  const [rows, columns] = settings.kernel_size
  const parts = connections(filter).map(({ channel, values }) => ({
    source: inputs[0].name,
    channel,
    kernel: { rows, columns, values },
    map: sweptMap(sweep, channel, values),
  }))
  return { parts, rule: "sum", rest: { count: 0, sum: 0 }, bias: weights.bias ? weights.bias[filter] : 0 }
}
