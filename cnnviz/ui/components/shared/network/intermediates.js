// The maps between a node's inputs and one of its channels. No DOM here.
import { channelOf } from "./volumes.js"

/**
 * The path to one channel: each input map under its kernel, their sum with the bias, and the result.
 * @param {Network.Plan} plan after a pass
 * @param {string} name the node's
 * @param {number} channel
 * @returns {Network.Intermediates}
 */
export function intermediates({ steps, volumes }, name, channel) {
  const { kind, own } = steps[name]
  const found = kind.part(own, channel)
  return {
    name,
    channel,
    activation: own.settings.activation ?? "linear",
    ...found,
    before: joinedParts(found),
    map: channelOf(volumes[name], channel),
  }
}

/** @param {Network.Parts} given */
function joinedParts({ parts, rule, rest, bias }) {
  const { rows, columns } = parts[0].map
  const values = parts[0].map.values.map((first, n) => {
    let number = first
    for (const { map } of parts.slice(1))
      if (rule === "product") number *= map.values[n]
      else number += map.values[n]
    return number + rest.sum + bias
  })
  return { rows, columns, values }
}
