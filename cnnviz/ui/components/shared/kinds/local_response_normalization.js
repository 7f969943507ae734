// LocalResponseNormalization: each number divided by the strength of the channels beside it. No DOM here.
import { linkSame, partSame } from "../network/carried.js"
import { lookOf, singleSlice } from "../network/slices.js"
import { numberAt } from "../network/volumes.js"

/** @type {Network.Kind} */
export const LocalResponseNormalization = {
  prepare: (step) => step,

  run({ settings, inputs, output }) {
    const { area, channels, values } = inputs[0]
    for (let place = 0; place < area; place += 1)
      for (let channel = 0; channel < channels; channel += 1) {
        let squares = 0
        const [first, end] = channelsBeside(settings, channel, channels)
        for (let n = first; n < end; n += 1) squares += values[n * area + place] ** 2
        output.values[channel * area + place] = values[channel * area + place] / divisorOf(settings, squares)
      }
  },

  look({ settings, inputs }, cell) {
    const [row, column, channel] = cell
    const [first, end] = channelsBeside(settings, channel, inputs[0].channels)
    let squares = 0
    for (let n = first; n < end; n += 1) squares += numberAt(inputs[0], [row, column, n]) ** 2
    const { bias, alpha, beta } = settings
    const slice = singleSlice(inputs[0], cell)
    const before = slice.sum / divisorOf(settings, squares)
    const numbers = { squares, bias, alpha, beta }
    return lookOf({ rule: "local normalization", slices: [slice], before, numbers })
  },

  link: linkSame,
  part: partSame,
}

/** The channels that count for one, from the first to before the last. @param {Network.Settings} settings @param {number} channel @param {number} channels @returns {Place} */
function channelsBeside({ depth_radius: radius }, channel, channels) {
  return [Math.max(0, channel - radius), Math.min(channels, channel + radius + 1)]
}

/** What a number is divided by. @param {Network.Settings} settings @param {number} squares */
function divisorOf({ bias, alpha, beta }, squares) {
  return (bias + alpha * squares) ** beta
}
