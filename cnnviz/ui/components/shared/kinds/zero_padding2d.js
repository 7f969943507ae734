// ZeroPadding2D: rows and columns of zeros around the maps. No DOM here.
import { linkSame, partSame } from "../network/carried.js"
import { lookOf, sliceOf } from "../network/slices.js"

/** @type {Network.Kind} */
export const ZeroPadding2D = {
  prepare: (step) => step,

  run({ settings, inputs, output }) {
    const [[top], [left]] = settings.padding
    const { rows, columns, channels, values } = inputs[0]
    let n = 0
    for (let channel = 0; channel < channels; channel += 1)
      for (let row = 0; row < rows; row += 1) {
        let at = channel * output.area + (row + top) * output.columns + left
        for (let column = 0; column < columns; column += 1) output.values[at++] = values[n++]
      }
  },

  look({ settings, inputs }, [row, column, channel]) {
    const [[top], [left]] = settings.padding
    const [r, c] = [row - top, column - left]
    const inside = r >= 0 && r < inputs[0].rows && c >= 0 && c < inputs[0].columns
    const slice = sliceOf(inputs[0], channel, [1, 1], [inside ? [r, c, channel] : null])
    return lookOf({ rule: "copy", slices: [slice], before: slice.sum })
  },

  link: linkSame,
  part: partSame,
}
