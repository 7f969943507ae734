// The course of the descents: what is sent once, and what stands at each step. No DOM here.
import { convolved, difference } from "./convolution.js"

/** The numbers that a text holds in base 64. */
export function unpacked(text, Numbers) {
  return new Numbers(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer)
}

/** All that follows from the data whatever the step is. */
export function prepared(data) {
  const [rows, columns] = data.size
  const picture = { rows, columns, values: Float64Array.from(unpacked(data.levels, Uint8Array), (level) => level / 255) }
  const { weights, corner, added } = data.wanted
  const wanted = { rows: weights.length, columns: weights[0].length, values: Float64Array.from(weights.flat()) }
  const runs = data.runs.map((run) => ({ ...run, ...Object.fromEntries(PARTS.map((name) => [name, unpacked(run[name], Float64Array)])) }))
  const last = Math.max(0, ...runs.map(lastOf))
  return { data, picture, wanted, target: convolved(picture, corner, data.shape, wanted, added), runs, last }
}

const PARTS = ["kernels", "added", "losses"]

/** The last step of a run: fewer than wanted where it was cut. */
export function lastOf(run) {
  return run.losses.length - 1
}

/** Where a run stands at a step: kernel, what it makes of the picture, how far that is off. After its end, its end. */
export function momentOf({ data, picture, target }, run, step) {
  const at = Math.min(step, lastOf(run))
  const kernel = kernelAt(data, run, at)
  const made = convolved(picture, data.corner, data.shape, kernel, run.added[at])
  return { step: at, kernel, added: run.added[at], loss: run.losses[at], made, error: difference(made, target) }
}

export function kernelAt({ learned }, run, step) {
  const count = learned * learned
  return { rows: learned, columns: learned, values: run.kernels.subarray(step * count, (step + 1) * count) }
}

/** Steps up and down are leaps. */
const LEAP = 10

/** The step to which a key leads, or null where it leads nowhere. */
export function steppedTo(key, step, last) {
  const to = {
    ArrowRight: Math.min(step + 1, last),
    ArrowLeft: Math.max(step - 1, 0),
    ArrowUp: Math.min(step + LEAP, last),
    ArrowDown: Math.max(step - LEAP, 0),
    Home: 0,
    End: last,
  }[key]
  return to === undefined || to === step ? null : to
}
