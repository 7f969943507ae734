// What each channel contributes to each channel of the next layer. No DOM here.
import { meanOf } from "./volumes.js"

/**
 * Collect the strongest links. Links of strength 0 do not count.
 * @param {number} most
 * @returns {Network.Links}
 */
export function makeLinks(most) {
  /** @type {Map<Network.Volume, Float64Array>} */
  const known = new Map()
  /** @type {Network.Links} */
  const links = {
    found: [],
    least: 0,
    add: (source, from, channel, strength) => {
      const size = Math.abs(strength)
      if (!(size > links.least)) return
      const { found } = links
      if (found.length === most) found.pop()
      let at = found.length
      while (at > 0 && Math.abs(found[at - 1].strength) < size) at -= 1
      found.splice(at, 0, { source: source.name, from, channel, strength })
      if (found.length === most) links.least = Math.abs(found[most - 1].strength)
    },
    means: (volume) => {
      const means =
        known.get(volume) ?? Float64Array.from({ length: volume.channels }, (_, n) => meanOf(volume, n))
      known.set(volume, means)
      return means
    },
  }
  return links
}

/**
 * The strongest links into one channel of a node, strongest first.
 * @param {Network.Plan} plan
 * @param {string} name
 * @param {number} channel
 * @param {number} most
 */
export function linksInto(plan, name, channel, most = 64) {
  return linksBetween(plan, name, channel, channel + 1, most)
}

/**
 * The strongest links into all channels of a node, strongest first.
 * @param {Network.Plan} plan
 * @param {string} name
 * @param {number} most
 */
export function strongestInto(plan, name, most) {
  return linksBetween(plan, name, 0, plan.volumes[name].channels, most)
}

/**
 * @param {Network.Plan} plan
 * @param {string} name
 * @param {number} first
 * @param {number} end
 * @param {number} most
 */
function linksBetween({ steps, computes }, name, first, end, most) {
  const links = makeLinks(most)
  if (computes) steps[name].kind.link(steps[name].own, first, end, links)
  return links.found
}

/**
 * Link each channel to the same channel of an input, by the channel's mean times a factor.
 * @param {Network.Volume} source
 * @param {number} first
 * @param {number} end
 * @param {Network.Links} links
 * @param {(channel: number) => number} factor
 */
export function linkAlike(source, first, end, links, factor = () => 1) {
  const means = links.means(source)
  for (let channel = first; channel < end; channel += 1)
    links.add(source, channel, channel, means[channel] * factor(channel))
}
