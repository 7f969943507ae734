// A kernel's convolution of the picture, and its difference from the target. No DOM here.

/**
 * Convolve with the first window at `corner`; `shape` is the output's rows and columns.
 * @param {Plane} picture
 * @param {Place} corner
 * @param {Place} shape
 * @param {Plane} kernel
 * @param {number} added
 * @returns {FloatPlane}
 */
export function convolved(picture, corner, shape, kernel, added) {
  const [rows, columns] = shape
  const values = new Float64Array(rows * columns).fill(added)
  for (let i = 0, n = 0; i < kernel.rows; i += 1)
    for (let j = 0; j < kernel.columns; j += 1, n += 1)
      addShifted(
        values,
        columns,
        picture,
        (corner[0] + i) * picture.columns + corner[1] + j,
        kernel.values[n],
      )
  return { rows, columns, values }
}

/**
 * Add the picture from pixel `first` on, times a weight.
 * @param {Float64Array} values
 * @param {number} columns
 * @param {Plane} picture
 * @param {number} first
 * @param {number} weight
 */
function addShifted(values, columns, picture, first, weight) {
  if (weight === 0) return
  for (let n = 0, at = first; n < values.length; at += picture.columns - columns)
    for (const end = n + columns; n < end; n += 1, at += 1) values[n] += weight * picture.values[at]
}

/**
 * The difference of two maps of the same size.
 * @param {FloatPlane} made
 * @param {Plane} wanted
 * @returns {FloatPlane}
 */
export function difference(made, wanted) {
  return { ...made, values: made.values.map((value, n) => value - wanted.values[n]) }
}

/** The smallest and the largest value. @param {Plane} given @returns {[least: number, most: number]} */
export function extentOf({ values }) {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}
