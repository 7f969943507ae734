// Dropout: only training drops numbers. Here they pass unchanged. No DOM here.
import { linkSame, partSame } from "../network/carried.js"
import { lookOf, singleSlice } from "../network/slices.js"

/** @type {Network.Kind} */
export const Dropout = {
  prepare: (step) => step,

  run({ inputs, output }) {
    output.values.set(inputs[0].values)
  },

  look({ inputs }, cell) {
    const slice = singleSlice(inputs[0], cell)
    return lookOf({ rule: "copy", slices: [slice], before: slice.sum })
  },

  link: linkSame,
  part: partSame,
}
