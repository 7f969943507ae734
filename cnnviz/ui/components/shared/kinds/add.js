// Add: the sum of the inputs, number by number. No DOM here.
import { linkMerged, mergedParts, mergedSlices, prepareMerging } from "../network/merged.js"
import { lookOf, totalOf } from "../network/slices.js"

/** @type {Network.Kind<import("../network/merged.js").Merging>} */
export const Add = {
  prepare: prepareMerging,

  run({ inputs, output, places }) {
    output.values.fill(0)
    for (let k = 0; k < inputs.length; k += 1) {
      const { values } = inputs[k]
      for (let n = 0; n < output.values.length; n += 1) output.values[n] += values[places[k][n]]
    }
  },

  look(own, cell) {
    const slices = mergedSlices(own, cell)
    return lookOf({ rule: "sum", slices, before: totalOf(slices.map((slice) => slice.sum)) })
  },

  link: linkMerged,

  part(own, channel) {
    return { parts: mergedParts(own, channel), rule: "sum", rest: { count: 0, sum: 0 }, bias: 0 }
  },
}
