// Flatten: all maps as one column, place by place, all channels of each. No DOM here.
import { cellOf } from "../flatten_order.js"
import { singlePart } from "../network/carried.js"
import { lookOf, singleSlice } from "../network/slices.js"
import { channelOf, numberAt } from "../network/volumes.js"

/** @type {Network.Kind} */
export const Flatten = {
  prepare: (step) => step,

  run({ inputs, output }) {
    const { area, channels, values } = inputs[0]
    let at = 0
    for (let place = 0; place < area; place += 1)
      for (let n = place; n < area * channels; n += area) output.values[at++] = values[n]
  },

  look({ inputs }, [, , unit]) {
    const slice = singleSlice(inputs[0], cellFlattened(inputs[0], unit))
    return lookOf({ rule: "copy", slices: [slice], before: slice.sum })
  },

  link({ inputs }, first, end, links) {
    for (let unit = first; unit < end; unit += 1) {
      const cell = cellFlattened(inputs[0], unit)
      links.add(inputs[0], cell[2], unit, numberAt(inputs[0], cell))
    }
  },

  part({ inputs, output }, unit) {
    return singlePart(inputs[0], cellFlattened(inputs[0], unit)[2], channelOf(output, unit))
  },
}

/** @param {Network.Volume} volume @param {number} unit */
function cellFlattened({ rows, columns, channels }, unit) {
  return cellOf(unit, [rows, columns, channels])
}
