// Windows that become one number, channel by channel; padding takes no part. No DOM here.
import { windowSlice } from "./slices.js"
import { makeSweep } from "./sweeps.js"

/** @typedef {Network.Step & { sweep: Network.Sweep, down: Place[], across: Place[] }} Pooling */

/** @param {Network.Step} step @returns {Pooling} */
export function preparePooling(step) {
  const { settings, inputs } = step
  const sweep = makeSweep(inputs[0], settings.pool_size, /** @type {any} */ (settings))
  return { ...step, sweep, down: boundsOn(sweep.down), across: boundsOn(sweep.across) }
}

/** Where each window begins and ends on an axis, without padding. @param {Axis} axis @returns {Place[]} */
function boundsOn({ stride, before, window, size, count }) {
  return Array.from({ length: count }, (_, n) => {
    const start = n * stride - before
    return [Math.max(start, 0), Math.min(start + window, size)]
  })
}

/**
 * Reduce each window to a number: `reduce` gets the values, where the window's rows begin and end, its width
 * and the length of a row.
 * @param {Pooling} own
 * @param {(values: Float32Array, start: number, end: number, width: number, line: number) => number} reduce
 */
export function poolAll({ down, across, inputs, output }, reduce) {
  const { area, columns, channels, values } = inputs[0]
  let n = 0
  for (let channel = 0; channel < channels; channel += 1)
    for (const [top, bottom] of down)
      for (const [left, right] of across) {
        const start = channel * area + left
        output.values[n++] = reduce(
          values,
          start + top * columns,
          start + bottom * columns,
          right - left,
          columns,
        )
      }
}

/** @param {Pooling} own @param {Cell} cell */
export function pooledSlice({ sweep }, cell) {
  return windowSlice(sweep, cell, Number.NaN)
}
