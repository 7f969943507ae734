// Rescaling: each number times a scale, plus an offset. No DOM here.
import { linkScaled, partScaled, scaleAll } from "../network/scaled.js"
import { lookOf, singleSlice } from "../network/slices.js"

/** @type {Network.Kind<import("../network/scaled.js").Scaling>} */
export const Rescaling = {
  prepare(step) {
    const { channels } = step.output
    return {
      ...step,
      factors: new Float64Array(channels).fill(Math.fround(step.settings.scale)),
      offsets: new Float64Array(channels).fill(Math.fround(step.settings.offset)),
    }
  },

  run: scaleAll,

  look({ inputs, factors, offsets }, cell) {
    const slice = singleSlice(inputs[0], cell)
    const numbers = { scale: factors[cell[2]], offset: offsets[cell[2]] }
    const before = slice.sum * numbers.scale + numbers.offset
    return lookOf({ rule: "scale", slices: [slice], before, numbers })
  },

  link: linkScaled,
  part: partScaled,
}
