// The descents' data, decoded once, and the values at each step. No DOM here.
import { convolved, difference } from "./kernel_maps.js"

/**
 * Decode the numbers in a base64 text.
 * @template Values
 * @param {string} text
 * @param {{ new (buffer: ArrayBuffer): Values }} Numbers
 */
export function unpacked(text, Numbers) {
  return new Numbers(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer)
}

/**
 * Compute everything that does not depend on the step.
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

/** The last step of a run, which may have ended early. @param {KernelDescent.Run} run */
export function lastOf(run) {
  return run.losses.length - 1
}

/**
 * A run's values at a step: its kernel, the kernel's picture and its error. After the end, its last values.
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

/** Up and down move by this many steps. */
const LEAP = 10

/**
 * The step that a key leads to, or null.
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
