// Conv2D: a convolution with learned kernels, each over all channels of its group. No DOM here.
import { range } from "../axes.js"
import { activateAll } from "../network/activated.js"
import { lookThrough, partThrough } from "../network/connected_channels.js"
import { addPair, fillSweep, kernelTotals, makeSweep, oneByOne, writeMap } from "../network/sweeps.js"

/**
 * @typedef {Network.Step & {
 *   sweep: Network.Sweep, kernels: Float64Array, totals: Float64Array, cells: number,
 *   grouped: number, filters: number, sums: Float64Array, more: Float64Array,
 * }} Convolving
 */

/** @type {Network.Kind<Convolving>} */
export const Conv2D = {
  prepare(step) {
    const { settings, inputs, output, weights } = step
    const cells = settings.kernel_size[0] * settings.kernel_size[1]
    const kernels = oneByOne(weights.kernel, cells)
    return {
      ...step,
      sweep: makeSweep(inputs[0], settings.kernel_size, /** @type {any} */ (settings)),
      kernels,
      totals: kernelTotals(kernels, cells),
      cells,
      grouped: inputs[0].channels / settings.groups,
      filters: output.channels / settings.groups,
      sums: new Float64Array(output.area),
      more: new Float64Array(output.area),
    }
  },

  run(own) {
    const { sweep, sums, more, output, filters } = own
    fillSweep(sweep)
    for (let filter = 0; filter < output.channels; filter += 1) {
      const paired = (filter % filters) + 1 < filters
      convolvePair(own, filter, paired ? filter + 1 : filter)
      writeMap(own, filter, sums)
      if (paired) writeMap(own, (filter += 1), more)
    }
    activateAll(own.settings.activation, output)
  },

  look: (own, unit) => lookThrough(own, unit, (filter) => channelsOfGroup(own, filter)),

  link(own, first, end, links) {
    const { inputs, grouped, filters, output, totals } = own
    const means = links.means(inputs[0])
    for (let filter = first; filter < end; filter += 1)
      for (let n = 0; n < grouped; n += 1) {
        const channel = Math.floor(filter / filters) * grouped + n
        links.add(inputs[0], channel, filter, means[channel] * totals[n * output.channels + filter])
      }
  },

  part: (own, filter) => partThrough(own, filter, (which) => channelsOfGroup(own, which)),
}

/**
 * Add up all channels of their group under the kernels of two filters.
 * @param {Convolving} own
 * @param {number} filter
 * @param {number} next
 */
function convolvePair({ sweep, kernels, cells, grouped, filters, output, sums, more }, filter, next) {
  sums.fill(0)
  more.fill(0)
  const channel = Math.floor(filter / filters) * grouped
  for (let n = 0; n < grouped; n += 1) {
    const at = n * output.channels
    addPair(sweep, channel + n, kernels, (at + filter) * cells, (at + next) * cells, sums, more)
  }
}

/** The channels of a filter's group, each with the kernel over it. @param {Convolving} own @param {number} filter */
function channelsOfGroup({ grouped, filters, kernels, cells, output }, filter) {
  return range(grouped).map((n) => {
    const at = (n * output.channels + filter) * cells
    return { channel: Math.floor(filter / filters) * grouped + n, values: kernels.subarray(at, at + cells) }
  })
}
