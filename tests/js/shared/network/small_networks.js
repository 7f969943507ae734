// Small networks for tests.
import { makePlan, runPlan } from "#ui/shared/network/plan.js"

/**
 * A network that is ready to compute. Each node gives its kind, its settings, the shape of its output, its weights
 * as [name, shape, numbers], and the names of its inputs, by default the one before it.
 * @param {number[]} input
 * @param {{ kind: string, settings?: object, shape: number[], weights?: any[][], inputs?: string[], name?: string }[]} nodes
 */
export function planOf(input, nodes) {
  let offset = 0
  const numbers = nodes.flatMap(({ weights = [] }) => weights.flatMap(([, , values]) => values))
  const named = nodes.map(({ kind, settings = {}, shape, weights = [], inputs, name }, n) => ({
    ...{
      name: name ?? `n${n}`,
      kind,
      settings,
      shape,
      title: kind,
      short: kind,
      group: "",
      multiplications: 0,
    },
    inputs: inputs ?? [n ? (nodes[n - 1].name ?? `n${n - 1}`) : "input"],
    weights: weights.map(([weight, sides, values]) => {
      offset += values.length
      return { name: weight, shape: sides, offset: offset - values.length }
    }),
  }))
  const outputs = [named[named.length - 1].name]
  const totals = { multiplications: 0, n_weights: numbers.length }
  return makePlan({ input, nodes: named, outputs, classes: [], ...totals }, Float32Array.from(numbers))
}

/**
 * The last node's numbers, in the plan's order: channel by channel.
 * @param {Network.Plan} plan
 * @param {number[]} input channels last
 */
export function computed(plan, input) {
  runPlan(plan, input)
  return [...plan.values[plan.description.outputs[0]]]
}
