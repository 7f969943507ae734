// The networks' answers: at the amounts under the hand at once, and along a curve in short slices.
import { floatsAt } from "../shared/fetched_bytes.js"
import { INPUT } from "../shared/network/plan.js"
import { makeRunner } from "../shared/network/runner.js"
import { emptyCurve, nextAmount, takeAnswer, winnerOf } from "./tolerance_curves.js"

/** Milliseconds of computing before the page may draw and the hand may move. */
const SLICE = 8

/**
 * Load all networks.
 * @param {Invariance.Reader[]} readers
 * @param {() => void} answered is called when a network has answered what its `run` was given
 * @returns {Promise<Invariance.Loaded[]>}
 */
export function loadReaders(readers, answered) {
  return Promise.all(readers.map((reader) => loadReader(reader, answered)))
}

/** @param {Invariance.Reader} reader @param {() => void} answered @returns {Promise<Invariance.Loaded>} */
async function loadReader(reader, answered) {
  const weights = await floatsAt(reader.weights)
  const last = reader.network.outputs[0]
  /** @type {Invariance.Loaded} */
  const loaded = {
    ...reader,
    runner: makeRunner(reader.network, weights, (plan) => {
      loaded.answer = plan.values[last].slice()
      loaded.seen = plan.values[INPUT].slice()
      answered()
    }),
    output: () => loaded.runner.plan.values[last],
    answer: null,
    seen: null,
  }
  return loaded
}

/** Whether a network's answer is to another picture: one in a worker of the browser takes a moment. @param {Invariance.Loaded} reader @param {Float32Array} picture */
export function isLate({ seen }, picture) {
  return seen === null || picture.some((value, n) => value !== seen[n])
}

/**
 * The class that a network sees in a picture.
 * @param {Invariance.Loaded} reader
 * @param {ArrayLike<number>} picture
 */
export async function classSeen({ runner, output }, picture) {
  let winner = 0
  await runner.each([picture], () => (winner = winnerOf(output())))
  return winner
}

/**
 * A job: the curves of all networks for one distortion.
 * @param {string} key what they belong to
 * @param {Invariance.Distortion} distortion
 * @param {number} count of the networks
 * @param {number} truth
 * @returns {Invariance.Job}
 */
export function newJob(key, distortion, count, truth) {
  const curves = Array.from({ length: count }, () => emptyCurve(distortion))
  return { key, distortion, curves, truth, done: false, stopped: false }
}

/**
 * Compute a job's curves together, from the neutral amount outwards, until they are done or the job is stopped.
 * @param {Invariance.Job} job
 * @param {Invariance.Loaded[]} readers
 * @param {(amount: number) => ArrayLike<number>} pictureAt
 * @param {() => void} show is called after each slice
 */
export async function computeCurves(job, readers, pictureAt, show) {
  const { distortion, curves, truth } = job
  const pictures = /** @type {Map<number, ArrayLike<number>>} */ (new Map())
  let began = performance.now()
  while (!job.stopped) {
    const next = curves.map((curve) => nextAmount(distortion, curve))
    job.done = next.every((amount) => amount === null)
    if (job.done) return show()
    for (const [n, amount] of next.entries())
      if (amount !== null) {
        const picture = pictures.get(amount) ?? pictureAt(amount)
        pictures.set(amount, picture)
        const { runner, output } = readers[n]
        await runner.each([picture], () => takeAnswer(distortion, curves[n], amount, output(), truth))
        if (job.stopped) return
        if (performance.now() - began > SLICE) {
          show()
          await pause()
          began = performance.now()
        }
      }
  }
}

/** Let the page draw and listen. */
function pause() {
  return new Promise((resolve) => setTimeout(resolve))
}
