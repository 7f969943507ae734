// Compute results while a hand moves: at as many pixels as fit into two frames, and then at all of them. No DOM
// here, apart from the frames.
import { computeRows, continuedPlanes, emptyResults } from "./convolving.js"

/** Milliseconds of two frames that computing may take; painting takes the rest. */
const TWO_FRAMES = 22
/** All pixels are computed within this many frames, in parts of at least so many milliseconds. */
const MOST_FRAMES = 8
const LEAST_PART = 8
const EVERY = [1, 2, 4]
/** Milliseconds of one product, until it is measured. */
const FIRST_RATE = 1.5e-6

/**
 * Make a worker; `show` is called with the results of a job, and whether they are of all pixels.
 * @param {(results: LiveFilter.Results, job: LiveFilter.Job) => void} show
 * @returns {LiveFilter.Work}
 */
export function makeWork(show) {
  /** @type {LiveFilter.WorkState} */
  const state = { job: null, fresh: false, rest: null, source: null, frame: 0, rate: FIRST_RATE, show }
  return {
    start: (job) => {
      Object.assign(state, { job, fresh: true, rest: null })
      state.frame ||= requestAnimationFrame(() => tick(state))
    },
    stop: () => {
      cancelAnimationFrame(state.frame)
      Object.assign(state, { job: null, rest: null, frame: 0 })
    },
  }
}

/** @param {LiveFilter.WorkState} state */
function tick(state) {
  state.frame = 0
  const { job } = state
  if (!job) return
  const results = state.fresh ? begun(state, job) : continuedRest(state, job)
  state.fresh = false
  if (results) state.show(results, job)
  if (state.rest) state.frame = requestAnimationFrame(() => tick(state))
}

/** The first results of a job; what is left for later frames is `state.rest`. @param {LiveFilter.WorkState} state @param {LiveFilter.Job} job */
function begun(state, job) {
  const step = stepFor(job, state.rate)
  const results = emptyResults(job.image, countOf(job), step)
  timed(state, job, results, results.height)
  if (step > 1) state.rest = emptyResults(job.image, countOf(job), 1)
  return results
}

/** Compute the next rows of all pixels; return them when they are complete. @param {LiveFilter.WorkState} state @param {LiveFilter.Job} job */
function continuedRest(state, job) {
  const { rest } = state
  if (!rest) return null
  const parts = Math.min(MOST_FRAMES, Math.ceil((productsOf(job, 1) * state.rate) / LEAST_PART))
  timed(state, job, rest, Math.ceil(rest.height / Math.max(1, parts)))
  if (rest.done < rest.height) return null
  state.rest = null
  return rest
}

/**
 * Compute rows, and measure how long a product takes.
 * @param {LiveFilter.WorkState} state
 * @param {LiveFilter.Job} job
 * @param {LiveFilter.Results} results
 * @param {number} rows
 */
function timed(state, job, results, rows) {
  const source = sourceOf(state, job)
  const [before, began] = [results.done, performance.now()]
  computeRows(results, source, job.plan, rows)
  const share = (results.done - before) / results.height
  const rate = (performance.now() - began) / Math.max(1, share * productsOf(job, results.step))
  state.rate += (Math.min(rate, 4 * state.rate) - state.rate) / 2
}

/** The image continued beyond its edges, as a kernel of this size needs it. @param {LiveFilter.WorkState} state @param {LiveFilter.Job} job */
function sourceOf(state, { image, plan, border, mean }) {
  const key = [plan.rows, plan.columns, plan.top, plan.left, border, mean].join(" ")
  if (state.source?.key !== key || state.source.image !== image)
    state.source = { key, image, planes: continuedPlanes(image, plan, border, mean) }
  return state.source.planes
}

/**
 * The smallest step whose results take no longer than two frames; the largest if none does.
 * @param {LiveFilter.Job} job
 * @param {number} rate
 */
export function stepFor(job, rate) {
  const [last] = EVERY.slice(-1)
  return EVERY.find((step) => productsOf(job, step) * rate <= TWO_FRAMES) ?? last
}

/** @param {LiveFilter.Job} job @param {number} step */
function productsOf(job, step) {
  const { plan, image } = job
  const pixels = (countOf(job) * image.width * image.height) / (step * step)
  if (!plan.parts) return pixels * plan.products
  // Along the columns, no column is left out.
  return pixels * plan.parts.length * (step * plan.rows + plan.columns)
}

/** The number of planes of results. @param {LiveFilter.Job} job */
function countOf({ image, mean }) {
  return mean ? 1 : image.channels
}
