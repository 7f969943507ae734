// What the card shows of one number: windows, kernels, products, sums and the lines below. No DOM here.
import { linesOf, MOST_MERGED } from "./card_lines.js"
import { channelName, placeName, unitName } from "./card_names.js"
import { noteOf } from "./card_note.js"
import { sentenceOf } from "./card_sentence.js"
import { byStrength, entriesOf, isRow, othersName, sourceName, sumTerms } from "./card_terms.js"

/** Weights of less than this size have colours of their own; of less than the other one they are all pale. */
const [LEAST_SPAN, USUAL_SPAN] = [0.05, 0.51]

/** @typedef {{ name: string, operator: string, values: number[], look: Look }} Row */

/**
 * Everything that the card shows.
 * @param {Network.Insight} insight
 * @param {Card.Surroundings} around
 * @param {{ chosen: number | null, most: number }} wish the slice to show, or null for the strongest; and the
 * most sources in a row
 * @returns {Card.View}
 */
export function viewOf(insight, around, { chosen, most }) {
  const { name, cell, slices } = insight
  const slice = chosen !== null && chosen < slices.length ? chosen : byStrength(slices)[0]
  return {
    title: unitName(name, cell[2], around),
    place: placeName(name, cell, around),
    ...figuresOf(insight, slices[slice], around, most),
    terms: sumTerms(insight, slice, around),
    lines: linesOf(insight),
    note: noteOf(insight, around),
    sentence: sentenceOf(insight, around),
  }
}

/**
 * The numbers that stand as matrices, or in rows with heads.
 * @param {Network.Insight} insight
 * @param {Network.Slice} slice
 * @param {Card.Surroundings} around
 * @param {number} most
 * @returns {{ heads: string[], matrices: Card.Matrix[] }}
 */
function figuresOf(insight, slice, around, most) {
  const { rule } = insight
  if (rule === "sum" || rule === "product") return { heads: [], matrices: mergedOf(insight, around) }
  return isRow(insight)
    ? rowsOf(insight, around, most)
    : { heads: [], matrices: windowOf(insight, slice, around) }
}

/**
 * One window, its kernel and their products.
 * @param {Network.Insight} insight
 * @param {Network.Slice} slice
 * @param {Card.Surroundings} around
 * @returns {Card.Matrix[]}
 */
function windowOf({ rule, slices }, slice, around) {
  const { rows, columns, window, weights, products, cells, winner } = slice
  const marks = cells.map((cell, n) => (cell ? (n === winner ? "winner" : "") : "outside"))
  const numbers = around.look(slice.source)
  const name = window.length > 1 ? "window" : "input"
  const where = slices.length > 1 ? `${name}, ${channelName(slice.source, slice.channel, around)}` : name
  const shape = { rows, columns }
  /** @type {Card.Matrix[]} */
  const matrices = [{ ...shape, name: where, operator: "", values: window, look: numbers, marks }]
  if (rule !== "weighted sum" || !weights.length) return matrices
  const kernel = {
    ...shape,
    name: "kernel",
    operator: "×",
    values: weights,
    look: weightLook(weights),
    marks: [],
  }
  const look = weightLook([spanOfNumbers(weights) * numbers.limit])
  return [
    ...matrices,
    kernel,
    { ...shape, name: "products", operator: "=", values: products, look, marks: [] },
  ]
}

/**
 * The numbers of several layers, with what joins them.
 * @param {Network.Insight} insight
 * @param {Card.Surroundings} around
 * @returns {Card.Matrix[]}
 */
function mergedOf({ rule, slices }, around) {
  return slices.slice(0, MOST_MERGED).map(({ source, channel, window }, n) => ({
    ...{ name: unitName(source, channel, around), rows: 1, columns: 1, values: [window[0]], marks: [] },
    operator: n ? (rule === "sum" ? "+" : "×") : "",
    look: around.look(source),
  }))
}

/**
 * The strongest of many weighted numbers in a row, their weights and products in rows below.
 * @param {Network.Insight} insight
 * @param {Card.Surroundings} around
 * @param {number} most
 * @returns {{ heads: string[], matrices: Card.Matrix[] }}
 */
function rowsOf(insight, around, most) {
  const { slices, rest } = insight
  const all = entriesOf(insight)
  const shown = all.slice(0, most)
  const heads = shown.map(({ source, cell }) =>
    sourceName({ source, channel: cell?.[2] ?? 0 }, slices, around),
  )
  const values = shown.map(({ value }) => value)
  const weights = shown.map(({ weight }) => weight)
  const products = shown.map(({ product }) => product)
  const count = all.length + rest.count - shown.length
  const sum = insight.before - insight.bias - products.reduce((total, product) => total + product, 0)
  const summed = count ? [...products, sum] : products
  const apart = insight.rule === "distance"
  return {
    heads: count ? [...heads, othersName(count)] : heads,
    matrices: [
      rowNamed({ name: "inputs", operator: "", values, look: around.look(shown[0].source) }),
      rowNamed({
        ...{ name: apart ? "code" : "weights", operator: apart ? "−" : "×" },
        ...{ values: weights, look: weightLook(weights) },
      }),
      rowNamed({
        ...{ name: apart ? "squared" : "products", operator: apart ? "→" : "=" },
        ...{ values: summed, look: weightLook(products) },
      }),
    ],
  }
}

/** @param {Row} row @returns {Card.Matrix} */
function rowNamed(row) {
  return { marks: [], ...row, rows: 1, columns: row.values.length }
}

/**
 * The colours of weights and products. Up to the usual size of weights they share one scale.
 * @param {number[]} values
 * @returns {Look}
 */
function weightLook(values) {
  const span = spanOfNumbers(values)
  return { colours: "weights", limit: span < LEAST_SPAN ? span : Math.max(USUAL_SPAN, span) }
}

/** The largest absolute value, or 1. @param {number[]} values */
function spanOfNumbers(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
}
