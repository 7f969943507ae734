// ScaledTanh: LeNet-5's squashing function, amplitude * tanh(slope * x). No DOM here.
import { linkSame, partSame } from "../network/carried.js"
import { lookOf, singleSlice } from "../network/slices.js"

/** @type {Network.Kind} */
export const ScaledTanh = {
  prepare: (step) => step,

  run({ settings, inputs, output }) {
    const { amplitude, slope } = settings
    const { values } = inputs[0]
    for (let n = 0; n < values.length; n += 1) output.values[n] = amplitude * Math.tanh(slope * values[n])
  },

  look({ settings, inputs }, cell) {
    const { amplitude, slope } = settings
    const slice = singleSlice(inputs[0], cell)
    const before = amplitude * Math.tanh(slope * slice.sum)
    return lookOf({ rule: "scaled tanh", slices: [slice], before, numbers: { amplitude, slope } })
  },

  link: linkSame,
  part: partSame,
}
