// Whether the parts of a number make the number. Used in Node.js and, by tests/browser, in the browser.
import { ACTIVATIONS } from "#ui/shared/activations.js"
import { insightOf } from "#ui/shared/network/insight.js"
import { intermediates } from "#ui/shared/network/intermediates.js"
import { linksInto, strongestInto } from "#ui/shared/network/links.js"

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
  "local normalization": ({ slices: [slice], numbers: { bias, alpha, squares, beta } }) =>
    slice.window[0] / (bias + alpha * squares) ** beta,
  "scaled tanh": ({ slices: [slice], numbers: { amplitude, slope } }) =>
    amplitude * Math.tanh(slope * slice.window[0]),
  distance: ({ slices: [{ window, weights }], rest }) =>
    added(window.map((number, n) => (number - weights[n]) ** 2)) + rest.sum,
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

/** The cells of a layer that are checked: shares of its rows, columns and channels. */
const SHARES = [0, 0.37, 0.71, 0.99]

/**
 * How wrong some insights of a layer are, and the maps between its inputs and some channels: at most 1 if all is
 * within the tolerance.
 * @param {Network.Plan} plan
 * @param {string} name
 */
export function errorOf(plan, name) {
  const { rows, columns, channels } = plan.volumes[name]
  const cells = SHARES.map((share) =>
    [rows, columns, channels].map((side, n) => Math.floor(share * (n + 1) * side) % side),
  )
  const errors = cells.flatMap((cell) => {
    const look = insightOf(plan, name, cell)
    const { before } = intermediates(plan, name, cell[2])
    return [
      beyond(recomputed(look), look.value),
      beyond(before.values[cell[0] * columns + cell[1]], look.before),
      farthestPart(plan, look) ? Infinity : 0,
      linksInto(plan, name, cell[2]).every(({ channel, strength }) => channel === cell[2] && strength)
        ? 0
        : Infinity,
    ]
  })
  const sizes = strongestInto(plan, name, 5).map(({ strength }) => Math.abs(strength))
  const sorted = sizes.every((size, n) => !n || size <= sizes[n - 1])
  return Math.max(...errors, sorted ? 0 : Infinity)
}

/** @param {number} found @param {number} wanted */
function beyond(found, wanted) {
  return Math.abs(found - wanted) / (1e-5 + 1e-4 * Math.abs(wanted))
}
