// DepthwiseConv2D: a convolution of each channel with its own kernels. No DOM here.
import { range } from "../axes.js"
import { activateAll, sharesOf } from "../network/activated.js"
import { lookOf, windowSlice } from "../network/slices.js"
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

  look(own, [row, column, map]) {
    const { settings, output, weights } = own
    /** @param {number} which @returns {Cell} */
    const at = (which) => [row, column, Math.floor(which / own.multiplier)]
    /** @param {number} which */
    const bias = (which) => (weights.bias ? weights.bias[which] : 0)
    /** @param {number} which */
    const slice = (which) => windowSlice(own.sweep, at(which), 0, [...kernelBehind(own, which)])
    return lookOf({
      rule: "weighted sum",
      slices: [slice(map)],
      bias: bias(map),
      before: slice(map).sum + bias(map),
      activation: settings.activation,
      shares: sharesOf(settings.activation, () =>
        range(output.channels).map((which) => slice(which).sum + bias(which)),
      ),
    })
  },

  link({ inputs, totals, multiplier }, first, end, links) {
    const means = links.means(inputs[0])
    for (let map = first; map < end; map += 1) {
      const channel = Math.floor(map / multiplier)
      links.add(inputs[0], channel, map, means[channel] * totals[map])
    }
  },

  part(own, map) {
    fillSweep(own.sweep)
    const [rows, columns] = own.settings.kernel_size
    const channel = Math.floor(map / own.multiplier)
    const values = kernelBehind(own, map)
    const swept = sweptMap(own.sweep, channel, values)
    return {
      parts: [{ source: own.inputs[0].name, channel, kernel: { rows, columns, values }, map: swept }],
      rule: "single",
      rest: { count: 0, sum: 0 },
      bias: own.weights.bias ? own.weights.bias[map] : 0,
    }
  },
}

/** The kernel that makes a map. @param {ByChannel} own @param {number} map */
function kernelBehind({ kernels, cells }, map) {
  return kernels.subarray(map * cells, (map + 1) * cells)
}
