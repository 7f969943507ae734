// Concatenate: the channels of all inputs, one after the other. No DOM here.
import { singlePart } from "../network/carried.js"
import { lookOf, singleSlice } from "../network/slices.js"
import { channelOf } from "../network/volumes.js"

/** @type {Network.Kind} */
export const Concatenate = {
  prepare: (step) => step,

  run({ inputs, output }) {
    let start = 0
    for (const { values } of inputs) {
      output.values.set(values, start)
      start += values.length
    }
  },

  look({ inputs }, [row, column, channel]) {
    const [source, from] = originIn(inputs, channel)
    const slice = singleSlice(source, [row, column, from])
    return lookOf({ rule: "copy", slices: [slice], before: slice.sum })
  },

  link({ inputs }, first, end, links) {
    for (let channel = first; channel < end; channel += 1) {
      const [source, from] = originIn(inputs, channel)
      links.add(source, from, channel, links.means(source)[from])
    }
  },

  part({ inputs }, channel) {
    const [source, from] = originIn(inputs, channel)
    return singlePart(source, from, channelOf(source, from))
  },
}

/**
 * The input that a channel comes from, and its number there.
 * @param {Network.Volume[]} inputs
 * @param {number} channel
 * @returns {[Network.Volume, number]}
 */
function originIn(inputs, channel) {
  let from = channel
  for (const input of inputs) {
    if (from < input.channels) return [input, from]
    from -= input.channels
  }
  throw new RangeError(`No input has channel ${channel}.`)
}
