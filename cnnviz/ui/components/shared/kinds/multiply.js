// Multiply: the product of the inputs, number by number. No DOM here.
import { linkMerged, mergedParts, mergedSlices, prepareMerging } from "../network/merged.js"
import { lookOf } from "../network/slices.js"

/** @type {Network.Kind<import("../network/merged.js").Merging>} */
export const Multiply = {
  prepare: prepareMerging,

  run({ inputs, output, places }) {
    output.values.fill(1)
    for (let k = 0; k < inputs.length; k += 1) {
      const { values } = inputs[k]
      for (let n = 0; n < output.values.length; n += 1) output.values[n] *= values[places[k][n]]
    }
  },

  look(own, cell) {
    const slices = mergedSlices(own, cell)
    return lookOf({ rule: "product", slices, before: slices.reduce((all, { sum }) => all * sum, 1) })
  },

  link: linkMerged,

  part(own, channel) {
    return { parts: mergedParts(own, channel), rule: "product", rest: { count: 0, sum: 0 }, bias: 0 }
  },
}
