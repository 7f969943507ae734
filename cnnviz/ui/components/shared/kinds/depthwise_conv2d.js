// DepthwiseConv2D: a convolution of each channel with its own kernels. No DOM here.
import { activateAll } from "../network/activated.js"
import { lookThrough, partThrough } from "../network/connected_channels.js"
import { addPair, fillSweep, kernelTotals, makeSweep, oneByOne, writeMap } from "../network/sweeps.js"

/**
 * @typedef {Network.Step & {
 *   sweep: Network.Sweep, kernels: Float64Array, totals: Float64Array, cells: number, multiplier: number,
 *   sums: Float64Array, more: Float64Array,
 * }} ByChannel
 */

/** @type {Network.Kind<ByChannel>} */
export const DepthwiseConv2D = {
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
      multiplier: settings.depth_multiplier,
      sums: new Float64Array(output.area),
      more: new Float64Array(output.area),
    }
  },

  run(own) {
    const { sweep, kernels, cells, multiplier, output, sums, more } = own
    fillSweep(sweep)
    for (let map = 0; map < output.channels; map += 1) {
      const paired = (map % multiplier) + 1 < multiplier
      const next = paired ? map + 1 : map
      sums.fill(0)
      more.fill(0)
      addPair(sweep, Math.floor(map / multiplier), kernels, map * cells, next * cells, sums, more)
      writeMap(own, map, sums)
      if (paired) writeMap(own, (map += 1), more)
    }
    activateAll(own.settings.activation, output)
  },

  look: (own, unit) => lookThrough(own, unit, (map) => channelBehind(own, map)),

  link({ inputs, totals, multiplier }, first, end, links) {
    const means = links.means(inputs[0])
    for (let map = first; map < end; map += 1) {
      const channel = Math.floor(map / multiplier)
      links.add(inputs[0], channel, map, means[channel] * totals[map])
    }
  },

  part: (own, map) => ({ ...partThrough(own, map, (which) => channelBehind(own, which)), rule: "single" }),
}

/** The one channel behind a map, with the kernel over it. @param {ByChannel} own @param {number} map */
function channelBehind({ kernels, cells, multiplier }, map) {
  return [{ channel: Math.floor(map / multiplier), values: kernels.subarray(map * cells, (map + 1) * cells) }]
}
