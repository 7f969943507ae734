// The arithmetic in a worker of the browser: it gets a network once, then answers each input with all values.
import { makePlan, runPlan } from "./plan.js"

/** The worker's own scope, which the type checker takes for a page's. @type {any} */
const scope = globalThis
/** @type {Network.Plan} */
let kept

/** @param {{ data: Network.WorkerMessage }} message */
scope.onmessage = ({ data }) => {
  if ("description" in data) kept = makePlan(data.description, data.weights)
  else {
    runPlan(kept, data.input)
    const values = kept.store.slice()
    scope.postMessage(values, [values.buffer])
  }
}
