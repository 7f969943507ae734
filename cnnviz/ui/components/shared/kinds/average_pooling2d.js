// AveragePooling2D: the mean of each window; padding does not count. No DOM here.
import { linkSame, partSame } from "../network/carried.js"
import { poolAll, pooledSlice, preparePooling } from "../network/pooled.js"
import { lookOf } from "../network/slices.js"

/** @type {Network.Kind<import("../network/pooled.js").Pooling>} */
export const AveragePooling2D = {
  prepare: preparePooling,

  run(own) {
    poolAll(own, meanIn)
  },

  look(own, cell) {
    const slice = pooledSlice(own, cell)
    const count = slice.cells.filter((one) => one !== null).length
    return lookOf({ rule: "mean", slices: [slice], before: slice.sum / count, numbers: { count } })
  },

  link: linkSame,
  part: partSame,
}

/** @type {Parameters<typeof poolAll>[1]} */
function meanIn(values, start, end, width, line) {
  let sum = 0
  for (let row = start; row < end; row += line) for (let n = row; n < row + width; n += 1) sum += values[n]
  return sum / (((end - start) / line) * width)
}
