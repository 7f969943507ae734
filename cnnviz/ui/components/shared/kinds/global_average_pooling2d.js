// GlobalAveragePooling2D: the mean of each map. No DOM here.
import { linkSame, partSame } from "../network/carried.js"
import { lookOf, sliceOf } from "../network/slices.js"
import { meanOf } from "../network/volumes.js"

/** @type {Network.Kind} */
export const GlobalAveragePooling2D = {
  prepare: (step) => step,

  run({ inputs, output }) {
    for (let channel = 0; channel < output.channels; channel += 1)
      output.values[channel] = meanOf(inputs[0], channel)
  },

  look({ inputs }, [, , channel]) {
    const { rows, columns, area } = inputs[0]
    const cells = Array.from(
      { length: area },
      (_, n) => /** @type {Cell} */ ([Math.floor(n / columns), n % columns, channel]),
    )
    const slice = sliceOf(inputs[0], channel, [rows, columns], cells)
    return lookOf({ rule: "mean", slices: [slice], before: slice.sum / area, numbers: { count: area } })
  },

  link: linkSame,
  part: partSame,
}
