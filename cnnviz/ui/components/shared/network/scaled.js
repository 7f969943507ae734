// Shared by the kinds that multiply each channel by a number and add another. No DOM here.
import { linkAlike } from "./links.js"
import { channelOf } from "./volumes.js"

/** @typedef {Network.Step & { factors: Float64Array, offsets: Float64Array }} Scaling */

/** @param {Scaling} own */
export function scaleAll({ inputs, output, factors, offsets }) {
  const { area, channels, values } = inputs[0]
  let n = 0
  for (let channel = 0; channel < channels; channel += 1) {
    const factor = factors[channel]
    const offset = offsets[channel]
    for (const end = n + area; n < end; n += 1) output.values[n] = values[n] * factor + offset
  }
}

/** @type {Network.Kind<Scaling>["link"]} */
export function linkScaled({ inputs, factors }, first, end, links) {
  linkAlike(inputs[0], first, end, links, (channel) => factors[channel])
}

/** @param {Scaling} own @param {number} channel @returns {Network.Parts} */
export function partScaled({ inputs, factors, offsets }, channel) {
  const { rows, columns, values } = channelOf(inputs[0], channel)
  const kernel = { rows: 1, columns: 1, values: [factors[channel]] }
  const map = { rows, columns, values: Float64Array.from(values, (value) => value * factors[channel]) }
  return {
    parts: [{ source: inputs[0].name, channel, kernel, map }],
    rule: "single",
    rest: { count: 0, sum: 0 },
    bias: offsets[channel],
  }
}
