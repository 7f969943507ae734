// The cells that a window covers along one axis. Cells are counted including the padding. No DOM here.

/**
 * One axis: its lengths, and the number of windows that fit on it.
 * @param {number} size
 * @param {number} window
 * @param {number} stride
 * @param {[before: number, after: number]} given
 * @param {number} dilation
 * @returns {Axis}
 */
export function axisOf(size, window, stride, [before, after], dilation) {
  const span = (window - 1) * dilation + 1
  const length = size + before + after
  const formula = Math.floor((length - span) / stride) + 1
  return { size, window, stride, before, after, dilation, span, length, formula, count: Math.max(0, formula) }
}

/** The cells that window n covers. @param {Axis} axis @param {number} n */
export function sourcesOf(axis, n) {
  return Array.from({ length: axis.window }, (_, k) => n * axis.stride + k * axis.dilation)
}

/**
 * Whether a cell belongs to the input and not to the padding.
 * @param {Axis} axis
 * @param {number} cell
 */
export function isInside(axis, cell) {
  return cell >= axis.before && cell < axis.before + axis.size
}

/**
 * The same for Keras's padding "valid" or "same", which adds the fewest cells for ⌈size / stride⌉ windows;
 * of an odd number the extra one comes after.
 * @param {number} size
 * @param {number} window
 * @param {number} stride
 * @param {string} padding
 * @param {number} dilation
 */
export function paddedAxis(size, window, stride, padding, dilation) {
  if (padding === "valid") return axisOf(size, window, stride, [0, 0], dilation)
  if (padding !== "same") throw new RangeError(`Unknown padding. Received: ${padding}`)
  const span = (window - 1) * dilation + 1
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + span - size, 0)
  const before = Math.floor(total / 2)
  return axisOf(size, window, stride, [before, total - before], dilation)
}

/** @param {number} n */
export function range(n) {
  return Array.from({ length: n }, (_, k) => k)
}
