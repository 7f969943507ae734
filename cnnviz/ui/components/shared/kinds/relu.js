// ReLU: max(x, 0), with an optional maximum, a threshold, and a slope below it. No DOM here.
import { linkSame, singlePart } from "../network/carried.js"
import { lookOf, singleSlice } from "../network/slices.js"
import { channelOf } from "../network/volumes.js"

/** @type {Network.Kind} */
export const ReLU = {
  prepare: (step) => step,

  run({ settings, inputs, output }) {
    const { most, slope, threshold } = limitsOf(settings)
    const { values } = inputs[0]
    for (let n = 0; n < values.length; n += 1) {
      const x = values[n]
      output.values[n] = x > threshold ? Math.min(x, most) : slope * (x - threshold)
    }
  },

  look({ settings, inputs }, cell) {
    const slice = singleSlice(inputs[0], cell)
    const { most, slope, threshold } = limitsOf(settings)
    return lookOf({
      rule: "clipped",
      slices: [slice],
      before: slice.sum,
      numbers: { max_value: most, negative_slope: slope, threshold },
    })
  },

  link: linkSame,

  part({ inputs }, channel) {
    return singlePart(inputs[0], channel, channelOf(inputs[0], channel))
  },
}

/** Its numbers; without a maximum it is infinite. @param {Network.Settings} settings */
function limitsOf({ max_value, negative_slope, threshold }) {
  return { most: max_value ?? Infinity, slope: negative_slope, threshold: Math.fround(threshold) }
}
