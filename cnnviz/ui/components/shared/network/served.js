// A network that the server computes. The page shows the last numbers until the next ones come. No DOM here.
import { INPUT, makePlan, takeOutputs } from "./plan.js"
import { channelsLast, fillFrom } from "./volumes.js"

/**
 * A network without weights, as a runner.
 * @param {Network.Description} description
 * @param {(plan: Network.Plan) => void} onOutputs is called for each input and each answer of the server
 * @returns {Network.Served}
 */
export function makeServed(description, onOutputs) {
  const plan = makePlan(description, null)
  /** The input that the numbers belong to. */
  let answered = new Float32Array(0)
  let isLate = true
  return {
    plan,
    place: "server",
    late: () => isLate,
    run: (input) => {
      fillFrom(plan.volumes[INPUT], input)
      isLate = answered.length === 0 || answered.some((number, n) => number !== input[n])
      onOutputs(plan)
    },
    each: async (_, seen) => seen(plan),
    leave: () => {},
    take: (numbers) => {
      takeOutputs(plan, numbers)
      answered = channelsLast(plan.volumes[INPUT])
      isLate = false
      onOutputs(plan)
    },
  }
}
