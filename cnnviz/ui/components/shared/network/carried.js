// Shared by the kinds whose channels come from the same channels of one input. No DOM here.
import { linkAlike } from "./links.js"
import { channelOf } from "./volumes.js"

/** @type {Network.Kind["link"]} */
export function linkSame({ inputs }, first, end, links) {
  linkAlike(inputs[0], first, end, links)
}

/** @type {Network.Kind["part"]} */
export function partSame({ inputs, output }, channel) {
  return singlePart(inputs[0], channel, channelOf(output, channel))
}

/**
 * A channel that comes from one channel of a source without a kernel.
 * @param {Network.Volume} source
 * @param {number} channel the source's
 * @param {Plane} map
 * @returns {Network.Parts}
 */
export function singlePart(source, channel, { rows, columns, values }) {
  const map = { rows, columns, values: Float64Array.from(values) }
  const parts = [{ source: source.name, channel, kernel: null, map }]
  return { parts, rule: "single", rest: { count: 0, sum: 0 }, bias: 0 }
}
