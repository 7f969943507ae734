// Activation: a function of each number, or softmax over the channels of each place. No DOM here.
import { range } from "../axes.js"
import { activateAll, sharesOf } from "../network/activated.js"
import { linkSame, singlePart } from "../network/carried.js"
import { lookOf, singleSlice } from "../network/slices.js"
import { channelOf, numberAt } from "../network/volumes.js"

/** @type {Network.Kind} */
export const Activation = {
  prepare: (step) => step,

  run({ settings, inputs, output }) {
    output.values.set(inputs[0].values)
    activateAll(settings.activation, output)
  },

  look({ settings, inputs, output }, [row, column, channel]) {
    const slice = singleSlice(inputs[0], [row, column, channel])
    return lookOf({
      rule: "function",
      slices: [slice],
      before: slice.sum,
      activation: settings.activation,
      shares: sharesOf(settings.activation, () =>
        range(output.channels).map((which) => numberAt(inputs[0], [row, column, which])),
      ),
    })
  },

  link: linkSame,

  part({ inputs }, channel) {
    return singlePart(inputs[0], channel, channelOf(inputs[0], channel))
  },
}
