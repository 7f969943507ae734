// MaxPooling2D: the largest number of each window. No DOM here.
import { linkSame, partSame } from "../network/carried.js"
import { poolAll, pooledSlice, preparePooling } from "../network/pooled.js"
import { lookOf } from "../network/slices.js"

/** @type {Network.Kind<import("../network/pooled.js").Pooling>} */
export const MaxPooling2D = {
  prepare: preparePooling,

  run(own) {
    poolAll(own, largestIn)
  },

  look(own, cell) {
    const slice = pooledSlice(own, cell)
    const largest = Math.max(...slice.window.filter((number) => !Number.isNaN(number)))
    const slices = [{ ...slice, winner: slice.window.indexOf(largest) }]
    return lookOf({ rule: "maximum", slices, before: largest })
  },

  link: linkSame,
  part: partSame,
}

/** @type {Parameters<typeof poolAll>[1]} */
function largestIn(values, start, end, width, line) {
  let most = -Infinity
  for (let row = start; row < end; row += line)
    for (let n = row; n < row + width; n += 1) if (values[n] > most) most = values[n]
  return most
}
