// The course of the descents: what is sent once, and what stands at each step. No DOM here.
import { convolved, difference } from "./convolution.js"

/**
 * The numbers that a text holds in base 64.
 * @template Values
 * @param {string} text
 * @param {{ new (buffer: ArrayBuffer): Values }} Numbers
 */
export function unpacked(text, Numbers) {
  return new Numbers(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer)
}

/**
 * All that follows from the data whatever the step is.
 * @param {KernelDescent.Message} data
 * @returns {KernelDescent.Model}
 */
export function prepared(data) {
  const [rows, columns] = data.size
  const picture = {
    rows,
    columns,
    values: Float64Array.from(unpacked(data.levels, Uint8Array), (level) => level / 255),
  }
  const { weights, corner, added } = data.wanted
  const wanted = {
    rows: weights.length,
    columns: weights[0].length,
    values: Float64Array.from(weights.flat()),
  }
  const runs = data.runs.map((run) => ({
    rate: run.rate,
    kernels: unpacked(run.kernels, Float64Array),
    added: unpacked(run.added, Float64Array),
    losses: unpacked(run.losses, Float64Array),
  }))
  const last = Math.max(0, ...runs.map(lastOf))
  return { data, picture, wanted, target: convolved(picture, corner, data.shape, wanted, added), runs, last }
}

/** The last step of a run: fewer than wanted where it was cut. @param {KernelDescent.Run} run */
export function lastOf(run) {
  return run.losses.length - 1
}

/**
 * Where a run stands at a step: kernel, what it makes of the picture, how far that is off. After its end, its end.
 * @param {KernelDescent.Model} given
 * @param {KernelDescent.Run} run
 * @param {number} step
 * @returns {KernelDescent.Moment}
 */
export function momentOf({ data, picture, target }, run, step) {
  const at = Math.min(step, lastOf(run))
  const kernel = kernelAt(data, run, at)
  const made = convolved(picture, data.corner, data.shape, kernel, run.added[at])
  return {
    step: at,
    kernel,
    added: run.added[at],
    loss: run.losses[at],
    made,
    error: difference(made, target),
  }
}

/**
 * @param {KernelDescent.Message} given
 * @param {KernelDescent.Run} run
 * @param {number} step
 * @returns {FloatPlane}
 */
export function kernelAt({ learned }, run, step) {
  const count = learned * learned
  return { rows: learned, columns: learned, values: run.kernels.subarray(step * count, (step + 1) * count) }
}

/** Steps up and down are leaps. */
const LEAP = 10

/**
 * The step to which a key leads, or null where it leads nowhere.
 * @param {string} key
 * @param {number} step
 * @param {number} last
 */
export function steppedTo(key, step, last) {
  const to = /** @type {Record<string, number | undefined>} */ ({
    ArrowRight: Math.min(step + 1, last),
    ArrowLeft: Math.max(step - 1, 0),
    ArrowUp: Math.min(step + LEAP, last),
    ArrowDown: Math.max(step - LEAP, 0),
    Home: 0,
    End: last,
  })[key]
  return to === undefined || to === step ? null : to
}
