// TableConv2D: a convolution in which a table says which channels each kernel sees. No DOM here.
import { range } from "../axes.js"
import { activateAll, sharesOf } from "../network/activated.js"
import { lookOf, totalOf, windowSlice } from "../network/slices.js"
import {
  addPair,
  fillSweep,
  kernelTotals,
  makeSweep,
  oneByOne,
  sweptMap,
  writeMap,
} from "../network/sweeps.js"

/**
 * @typedef {Network.Step & {
 *   sweep: Network.Sweep, kernels: Float64Array, totals: Float64Array, cells: number, firsts: number[],
 *   sums: Float64Array, unused: Float64Array,
 * }} Connecting
 */

/** @type {Network.Kind<Connecting>} */
export const TableConv2D = {
  prepare(step) {
    const { settings, inputs, output, weights } = step
    const cells = settings.kernel_size[0] * settings.kernel_size[1]
    const kernels = oneByOne(weights.kernel, cells)
    const counts = settings.table.map((/** @type {number[]} */ row) => row.length)
    return {
      ...step,
      sweep: makeSweep(inputs[0], settings.kernel_size, /** @type {any} */ (settings)),
      kernels,
      totals: kernelTotals(kernels, cells),
      cells,
      firsts: range(output.channels).map((filter) => totalOf(counts.slice(0, filter))),
      sums: new Float64Array(output.area),
      unused: new Float64Array(output.area),
    }
  },

  run(own) {
    const { sweep, kernels, cells, sums, unused, output } = own
    fillSweep(sweep)
    for (let filter = 0; filter < output.channels; filter += 1) {
      sums.fill(0)
      for (const { channel, kernel } of connectionsOf(own, filter))
        addPair(sweep, channel, kernels, kernel * cells, kernel * cells, sums, unused)
      writeMap(own, filter, sums)
    }
    activateAll(own.settings.activation, output)
  },

  look(own, [row, column, filter]) {
    const { settings, output, weights } = own
    /** @param {number} which */
    const slices = (which) =>
      connectionsOf(own, which).map(({ channel, kernel }) =>
        windowSlice(own.sweep, [row, column, channel], 0, [...kernelAt(own, kernel)]),
      )
    /** @param {number} which */
    const bias = (which) => (weights.bias ? weights.bias[which] : 0)
    /** @param {number} which */
    const before = (which) => totalOf(slices(which).map((slice) => slice.sum)) + bias(which)
    return lookOf({
      rule: "weighted sum",
      slices: slices(filter),
      bias: bias(filter),
      before: before(filter),
      activation: settings.activation,
      shares: sharesOf(settings.activation, () => range(output.channels).map(before)),
    })
  },

  link(own, first, end, links) {
    const means = links.means(own.inputs[0])
    for (let filter = first; filter < end; filter += 1)
      for (const { channel, kernel } of connectionsOf(own, filter))
        links.add(own.inputs[0], channel, filter, means[channel] * own.totals[kernel])
  },

  part(own, filter) {
    fillSweep(own.sweep)
    const [rows, columns] = own.settings.kernel_size
    const parts = connectionsOf(own, filter).map(({ channel, kernel }) => {
      const values = kernelAt(own, kernel)
      const map = sweptMap(own.sweep, channel, values)
      return { source: own.inputs[0].name, channel, kernel: { rows, columns, values }, map }
    })
    const bias = own.weights.bias ? own.weights.bias[filter] : 0
    return { parts, rule: "sum", rest: { count: 0, sum: 0 }, bias }
  },
}

/**
 * The channels that a filter sees, each with the index of its kernel.
 * @param {Connecting} own
 * @param {number} filter
 * @returns {{ channel: number, kernel: number }[]}
 */
function connectionsOf({ settings, firsts }, filter) {
  return settings.table[filter].map((/** @type {number} */ channel, /** @type {number} */ n) => ({
    channel,
    kernel: firsts[filter] + n,
  }))
}

/** @param {Connecting} own @param {number} kernel */
function kernelAt({ kernels, cells }, kernel) {
  return kernels.subarray(kernel * cells, (kernel + 1) * cells)
}
