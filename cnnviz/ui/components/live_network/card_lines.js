// The lines below the card's windows: from the sum to the result. No DOM here.
import { percentAmong } from "../shared/numbers.js"
import { functionName } from "./card_names.js"
import { item, lined, operand, resultItem } from "./card_numbers.js"
import { othersName } from "./card_terms.js"

/** The most layers whose numbers stand one by one. */
export const MOST_MERGED = 6

/**
 * The arithmetic of one number in one or two lines; the last item is the result.
 * @param {Network.Insight} insight
 * @returns {Card.Item[][]}
 */
export function linesOf(insight) {
  const write = LINES[insight.rule]
  if (!write) throw new RangeError(`Unknown rule. Received: ${insight.rule}`)
  const line = write(insight)
  if (insight.shares) return [[...line, ...logitItems(line, insight)], softmaxLine(insight, insight.shares)]
  return [[...line, ...resultItems(line, insight)]]
}

/** @type {Record<Network.Rule, (insight: Network.Insight) => Card.Item[]>} */
const LINES = {
  "weighted sum": ({ before, bias, activation }) =>
    bias
      ? [item("sum", before - bias), item("+ bias", bias)]
      : [activation === "linear" ? resultItem("sum", lined(before)) : item("sum", before)],
  maximum: (insight) => [{ word: `the largest of ${countOf(insight)}`, value: "" }],
  mean: (insight) => [item("sum", insight.slices[0].sum), { word: "÷", value: String(countOf(insight)) }],
  copy: ({ slices: [{ cells }] }) => [{ word: cells[0] ? "the same number" : "padding", value: "" }],
  sum: ({ slices }) => joinedItems(slices, "+", (one, other) => one + other),
  product: ({ slices }) => joinedItems(slices, "×", (one, other) => one * other),
  function: ({ slices }) => [item("input", slices[0].window[0])],
  normalization: normalized,
  scale: ({ slices, numbers: { scale, offset } }) => [
    item("input", slices[0].window[0]),
    item("×", scale),
    ...(offset ? [{ word: "+", value: operand(offset) }] : []),
  ],
  "local normalization": ({ slices, numbers: { bias, alpha, squares, beta } }) => [
    item("input", slices[0].window[0]),
    item("÷ strength of the channels beside it", (bias + alpha * squares) ** beta),
  ],
  "scaled tanh": ({ slices, numbers: { amplitude, slope } }) => [
    item("input", slices[0].window[0]),
    item("×", slope),
    item("→ tanh →", Math.tanh(slope * slices[0].window[0])),
    item("×", amplitude),
  ],
  distance: ({ before }) => [resultItem("sum of squares", lined(before))],
  clipped: ({ slices, numbers }) => [item("input", slices[0].window[0]), ...clippingItems(numbers)],
}

/** The number of cells that are not padding. @param {Network.Insight} insight */
export function countOf({ slices: [{ window }] }) {
  return window.filter((value) => !Number.isNaN(value)).length
}

/**
 * Numbers with an operator between them. If there are many, the last ones are joined into one number.
 * @param {Network.Slice[]} slices
 * @param {string} operator
 * @param {(one: number, other: number) => number} join
 */
function joinedItems(slices, operator, join) {
  const numbers = slices.map(({ window }) => window[0])
  const items = numbers
    .slice(0, MOST_MERGED)
    .map((value, n) => ({ word: n ? operator : "", value: (n ? operand : lined)(value) }))
  const left = numbers.slice(MOST_MERGED)
  return left.length ? [...items, item(`${operator} ${othersName(left.length)}`, left.reduce(join))] : items
}

/** @param {Network.Insight} insight */
function normalized({ slices, numbers: { mean, variance, epsilon, gamma, beta } }) {
  return [
    item("input", slices[0].window[0]),
    item("− mean", mean),
    item("÷ standard deviation", Math.sqrt(variance + epsilon)),
    ...(gamma === undefined || gamma === 1 ? [] : [item("× gamma", gamma)]),
    ...(beta === undefined || beta === 0 ? [] : [item("+ beta", beta)]),
  ]
}

/** What a ReLU with settings does. @param {Record<string, number>} numbers */
function clippingItems({ threshold, max_value, negative_slope: slope }) {
  return [
    ...(threshold ? [item("threshold", threshold)] : []),
    ...(Number.isFinite(max_value) ? [item("at most", max_value)] : []),
    ...(slope ? [item("slope below", slope)] : []),
  ]
}

/**
 * From the sum, or from what came before, to the result.
 * @param {Card.Item[]} line
 * @param {Network.Insight} insight
 */
function resultItems(line, { rule, activation, before, value }) {
  const applied = rule === "clipped" ? "relu" : activation
  const result = lined(value)
  if (rule === "copy" || rule === "maximum") return [resultItem("", result)]
  if (rule === "distance") return []
  if (applied === "linear" && rule === "weighted sum" && line.length === 1) return []
  if (applied === "linear") return [resultItem("=", result)]
  const passed = line.length > 1 && rule !== "clipped" ? [item("=", before)] : []
  return [...passed, resultItem(`→ ${functionName(applied)} →`, result)]
}

/** @param {Card.Item[]} line @param {Network.Insight} insight */
function logitItems(line, { before }) {
  return line.length > 1 ? [item("= logit", before)] : []
}

/** A channel's share after softmax, in percent. @param {Network.Shares} shares @param {number} channel */
export function shareText({ exponentials, total }, channel) {
  return percentAmong(
    exponentials.map((exponential) => exponential / total),
    channel,
  )
}

/**
 * Softmax: the exponential of the logit, less the largest logit, divided by the sum of all.
 * @param {Network.Insight} insight
 * @param {Network.Shares} shares
 */
function softmaxLine({ cell }, shares) {
  const { logits, largest, exponentials, total } = shares
  return [
    item("− largest logit", largest),
    item("=", logits[cell[2]] - largest),
    item("→ exp →", exponentials[cell[2]]),
    item("÷ sum of all", total),
    resultItem("=", shareText(shares, cell[2])),
  ]
}
