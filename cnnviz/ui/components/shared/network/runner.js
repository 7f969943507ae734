// Runs a network where it does not hold up the page: quick ones in the page, slow ones in a worker.
import { BROWSER_MULTIPLICATIONS, BROWSER_WEIGHTS } from "../facts.js"
import { makePlan, runPlan } from "./plan.js"
import { WORKER_TEXT } from "./worker_text.js"

/** The most milliseconds of a pass in the page: a frame has 16, and the maps must be painted, too. */
const BUDGET = 10
/** The most passes to warm up, and the most multiplications of a network that is tried in the page at all. */
const [PASSES, AT_ONCE] = [5, 20_000_000]

/** Whether a browser should leave a network to the server. @param {Network.Description} description */
export function tooLarge({ multiplications, n_weights }) {
  return multiplications > BROWSER_MULTIPLICATIONS || n_weights > BROWSER_WEIGHTS
}

/**
 * Prepare a network and warm it up.
 * @param {Network.Description} description
 * @param {Float32Array} weights
 * @param {(plan: Network.Plan) => void} onOutputs is called after each pass of `run`
 * @param {number} budget milliseconds that a pass may take in the page
 * @returns {Network.Runner}
 */
export function makeRunner(description, weights, onOutputs, budget = BUDGET) {
  const plan = makePlan(description, weights)
  const quick = description.multiplications <= AT_ONCE && isQuick(plan, budget)
  return quick ? inPage(plan, onOutputs) : inWorker(plan, weights, onOutputs)
}

/**
 * Whether a pass is quick enough once the browser has compiled it: the first passes are slow.
 * @param {Network.Plan} plan
 * @param {number} budget
 */
function isQuick(plan, budget) {
  const grey = new Float32Array(plan.values.input.length).fill(0.5)
  for (let n = 0; n < PASSES; n += 1) {
    const start = performance.now()
    runPlan(plan, grey)
    if (performance.now() - start <= budget) return true
  }
  return false
}

/**
 * @param {Network.Plan} plan
 * @param {(plan: Network.Plan) => void} onOutputs
 * @returns {Network.Runner}
 */
function inPage(plan, onOutputs) {
  return {
    plan,
    place: "page",
    late: () => false,
    run: (input) => {
      runPlan(plan, input)
      onOutputs(plan)
    },
    each: async (inputs, seen) => {
      for (const input of inputs) {
        runPlan(plan, input)
        seen(plan)
      }
    },
    leave: () => {},
  }
}

/**
 * A worker computes one input at a time; of those that come meanwhile, only the newest is computed next.
 * @param {Network.Plan} plan
 * @param {Float32Array} weights
 * @param {(plan: Network.Plan) => void} onOutputs
 * @returns {Network.Runner}
 */
function inWorker(plan, weights, onOutputs) {
  const { ask, end } = startWorker(plan, weights)
  /** @type {Float32Array | null} */
  let newest = null
  let busy = false
  const catchUp = async () => {
    busy = true
    while (newest) {
      const input = newest
      newest = null
      if (!(await ask(input))) return
      onOutputs(plan)
    }
    busy = false
  }
  return {
    plan,
    place: "worker",
    late: () => false,
    run: (input) => {
      newest = Float32Array.from(input)
      if (!busy) catchUp()
    },
    each: async (inputs, seen) => {
      for (const input of inputs) if (await ask(Float32Array.from(input))) seen(plan)
    },
    leave: end,
  }
}

/**
 * Start a worker. `ask` fills the plan's values for one input after the other, and answers whether it did: not after
 * `end`. If a server's rules forbid workers, the page computes after all.
 * @param {Network.Plan} plan
 * @param {Float32Array} weights
 */
function startWorker(plan, weights) {
  const address = URL.createObjectURL(new Blob([WORKER_TEXT], { type: "text/javascript" }))
  const worker = new Worker(address, { type: "module" })
  /** @type {Network.Asked | null} */
  let now = null
  let [broken, ended] = [false, false]
  let last = Promise.resolve(true)

  /** @param {boolean} done */
  const answer = (done) => {
    now?.answer(done)
    now = null
  }
  const instead = () => {
    broken = true
    if (now) runPlan(plan, now.input)
    answer(true)
  }
  /** @param {Float32Array} input @returns {boolean | Promise<boolean>} */
  const compute = (input) => {
    if (ended) return false
    return new Promise((resolve) => {
      now = { input, answer: resolve }
      if (broken) instead()
      else worker.postMessage({ input })
    })
  }
  worker.onmessage = ({ data }) => {
    plan.store.set(data)
    answer(true)
  }
  worker.onerror = instead
  worker.postMessage({ description: plan.description, weights })
  return {
    /** @param {Float32Array} input */
    ask: (input) => (last = last.then(() => compute(input))),
    end: () => {
      ended = true
      worker.terminate()
      URL.revokeObjectURL(address)
      answer(false)
    },
  }
}
