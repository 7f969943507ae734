// SeparableConv2D: a depthwise convolution, then weighted sums of its maps at each place. No DOM here.
import { range } from "../axes.js"
import { lookSummed } from "../network/connected_channels.js"
import { totalOf, windowSlice } from "../network/slices.js"
import { fillSweep, kernelTotals, sweptMap } from "../network/sweeps.js"
import { makeVolumes } from "../network/volumes.js"
import { Conv2D } from "./conv2d.js"
import { DepthwiseConv2D } from "./depthwise_conv2d.js"

/** Settings of both steps that Keras's SeparableConv2D does not have. */
const POINTWISE = { kernel_size: [1, 1], strides: [1, 1], padding: "valid", dilation_rate: [1, 1], groups: 1 }

/**
 * @typedef {Network.Step & {
 *   depthwise: import("./depthwise_conv2d.js").ByChannel, pointwise: import("./conv2d.js").Convolving,
 * }} Separable
 */

/** @type {Network.Kind<Separable>} */
export const SeparableConv2D = {
  prepare(step) {
    const { settings, inputs, output, weights } = step
    const channels = inputs[0].channels * settings.depth_multiplier
    const between = makeVolumes([["between", [output.rows, output.columns, channels]]]).volumes.between
    const { depthwise_kernel, pointwise_kernel, ...bias } = weights
    return {
      ...step,
      depthwise: /** @type {any} */ (
        DepthwiseConv2D.prepare({
          settings: { ...settings, activation: "linear" },
          inputs,
          output: between,
          weights: { kernel: depthwise_kernel },
        })
      ),
      pointwise: /** @type {any} */ (
        Conv2D.prepare({
          settings: { ...settings, ...POINTWISE },
          inputs: [between],
          output,
          weights: { kernel: pointwise_kernel, ...bias },
        })
      ),
    }
  },

  run({ depthwise, pointwise }) {
    DepthwiseConv2D.run(depthwise)
    Conv2D.run(pointwise)
  },

  look: (own, [row, column, filter]) =>
    lookSummed(own, filter, (which) => separableSlices(own, [row, column, which])),

  link(own, first, end, links) {
    const means = links.means(own.inputs[0])
    for (let filter = first; filter < end; filter += 1)
      for (let channel = 0; channel < own.inputs[0].channels; channel += 1) {
        const [total] = kernelTotals(kernelJoined(own, channel, filter), own.depthwise.cells)
        links.add(own.inputs[0], channel, filter, means[channel] * total)
      }
  },

  part(own, filter) {
    fillSweep(own.depthwise.sweep)
    const [rows, columns] = own.settings.kernel_size
    const parts = range(own.inputs[0].channels).map((channel) => {
      const values = kernelJoined(own, channel, filter)
      const map = sweptMap(own.depthwise.sweep, channel, values)
      return { source: own.inputs[0].name, channel, kernel: { rows, columns, values }, map }
    })
    const bias = own.weights.bias ? own.weights.bias[filter] : 0
    return { parts, rule: "sum", rest: { count: 0, sum: 0 }, bias }
  },
}

/** A filter's weight for a map of the first step. @param {Separable} own @param {number} map @param {number} filter */
function pointwiseWeight({ weights, output }, map, filter) {
  return weights.pointwise_kernel[map * output.channels + filter]
}

/** Each window under its depthwise kernel, with the pointwise weight. @param {Separable} own @param {Cell} cell */
function separableSlices(own, [row, column, filter]) {
  const { sweep, kernels, cells, multiplier } = own.depthwise
  return range(own.depthwise.output.channels).map((map) => ({
    ...windowSlice(sweep, [row, column, Math.floor(map / multiplier)], 0, [
      ...kernels.subarray(map * cells, (map + 1) * cells),
    ]),
    factor: pointwiseWeight(own, map, filter),
  }))
}

/**
 * Both steps from a channel to a filter as one kernel.
 * @param {Separable} own
 * @param {number} channel
 * @param {number} filter
 */
function kernelJoined(own, channel, filter) {
  const { kernels, cells, multiplier } = own.depthwise
  return Float64Array.from({ length: cells }, (_, cell) =>
    totalOf(
      range(multiplier).map((n) => {
        const map = channel * multiplier + n
        return kernels[map * cells + cell] * pointwiseWeight(own, map, filter)
      }),
    ),
  )
}
