// Small networks for tests, and the number that an insight's parts make.
import { ACTIVATIONS } from "#ui/shared/activations.js"
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

/** What each rule makes of its slices. @type {Record<Network.Rule, (insight: Network.Insight) => number>} */
const RULES = {
  "weighted sum": ({ slices, rest, bias }) =>
    slices.reduce((sum, slice) => sum + slice.factor * added(slice.products), 0) + rest.sum + bias,
  maximum: ({ slices: [slice] }) => slice.window[slice.winner],
  mean: ({ slices: [slice] }) => added(slice.window) / slice.cells.filter(Boolean).length,
  copy: ({ slices: [slice] }) => slice.window[0],
  sum: ({ slices }) => added(slices.map((slice) => slice.window[0])),
  product: ({ slices }) => slices.reduce((product, slice) => product * slice.window[0], 1),
  function: ({ slices: [slice] }) => slice.window[0],
  normalization: ({ slices: [slice], numbers: { mean, variance, epsilon, gamma, beta } }) =>
    ((slice.window[0] - mean) / Math.sqrt(variance + epsilon)) * gamma + beta,
  scale: ({ slices: [slice], numbers: { scale, offset } }) => slice.window[0] * scale + offset,
  clipped: ({ slices: [slice], numbers: { max_value, negative_slope, threshold } }) =>
    slice.window[0] > threshold
      ? Math.min(slice.window[0], max_value)
      : negative_slope * (slice.window[0] - threshold),
}

/** @param {number[]} numbers */
function added(numbers) {
  return numbers.filter((number) => !Number.isNaN(number)).reduce((sum, number) => sum + number, 0)
}

/** The number that the parts of an insight make. @param {Network.Insight} insight */
export function recomputed(insight) {
  const { activation, shares } = insight
  const before = RULES[insight.rule](insight)
  if (shares) return Math.exp(before - shares.largest) / added(shares.exponentials)
  return activation === "linear" ? before : ACTIVATIONS[activation](before)
}

/**
 * How far the farthest part of an insight is from the number of the source that it says it is.
 * @param {Network.Plan} plan
 * @param {Network.Insight} insight
 */
export function farthestPart({ volumes }, { slices }) {
  let most = 0
  for (const { source, cells, window } of slices)
    cells.forEach((cell, n) => {
      if (!cell) return
      const { rows, columns, values } = volumes[source]
      const [row, column, channel] = cell
      most = Math.max(most, Math.abs(values[(channel * rows + row) * columns + column] - window[n]))
    })
  return most
}
