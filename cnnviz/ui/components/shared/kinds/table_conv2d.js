// TableConv2D: a convolution in which a table says which channels each kernel sees. No DOM here.
import { range } from "../axes.js"
import { activateAll } from "../network/activated.js"
import { lookThrough, partThrough } from "../network/connected_channels.js"
import { totalOf } from "../network/slices.js"
import { addPair, fillSweep, kernelTotals, makeSweep, oneByOne, writeMap } from "../network/sweeps.js"

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
      for (const { channel, kernel } of tableRowOf(own, filter))
        addPair(sweep, channel, kernels, kernel * cells, kernel * cells, sums, unused)
      writeMap(own, filter, sums)
    }
    activateAll(own.settings.activation, output)
  },

  look: (own, unit) => lookThrough(own, unit, (filter) => kernelsInTable(own, filter)),

  link(own, first, end, links) {
    const means = links.means(own.inputs[0])
    for (let filter = first; filter < end; filter += 1)
      for (const { channel, kernel } of tableRowOf(own, filter))
        links.add(own.inputs[0], channel, filter, means[channel] * own.totals[kernel])
  },

  part: (own, filter) => partThrough(own, filter, (which) => kernelsInTable(own, which)),
}

/**
 * The channels that a filter sees, each with the index of its kernel.
 * @param {Connecting} own
 * @param {number} filter
 * @returns {{ channel: number, kernel: number }[]}
 */
function tableRowOf({ settings, firsts }, filter) {
  return settings.table[filter].map((/** @type {number} */ channel, /** @type {number} */ n) => ({
    channel,
    kernel: firsts[filter] + n,
  }))
}

/** The same with the kernels. @param {Connecting} own @param {number} filter */
function kernelsInTable(own, filter) {
  return tableRowOf(own, filter).map(({ channel, kernel }) => ({
    channel,
    values: own.kernels.subarray(kernel * own.cells, (kernel + 1) * own.cells),
  }))
}
