// The windows and the sources of one number, strongest first. No DOM here.
import { channelName, unitName } from "./card_names.js"

/** Most sources whose sums stand beside one another. */
const MOST_SUMS = 3

/** How much a window adds to the sum. @param {Network.Slice} slice */
export function addedBy({ sum, factor }) {
  return sum * factor
}

/**
 * The indices of the slices, strongest first; slices of equal strength keep their order.
 * @param {Network.Slice[]} slices
 */
export function byStrength(slices) {
  const strength = slices.map((slice) => Math.abs(addedBy(slice)))
  return slices.map((_, n) => n).sort((one, other) => strength[other] - strength[one] || one - other)
}

/** Whether the sources are many weighted numbers, which stand in one row. @param {Network.Insight} insight */
export function isRow({ slices, rest }) {
  if (slices.length > 1) return slices.every(({ window }) => window.length === 1)
  return slices[0].rows === 1 && slices[0].columns > 1 && (rest.count > 0 || isColumn(slices[0]))
}

/** Whether a window's numbers are units and not neighbours in a map. @param {Network.Slice} slice */
function isColumn({ cells }) {
  return new Set(cells.map((cell) => cell?.[2])).size > 1
}

/**
 * All numbers with their weights, strongest products first.
 * @param {Network.Insight} insight
 * @returns {Card.Entry[]}
 */
export function entriesOf({ slices }) {
  const all = slices.flatMap(({ source, cells, window, weights, products, factor }) =>
    window.map((value, n) => ({
      source,
      cell: cells[n],
      value,
      weight: (weights[n] ?? 1) * factor,
      product: products[n] * factor,
    })),
  )
  return all.sort((one, other) => Math.abs(other.product) - Math.abs(one.product))
}

/**
 * The strongest slices, and the chosen one in place of the last of them if it is none of them.
 * @param {Network.Insight} insight
 * @param {number | null} chosen
 */
export function shownSlices({ slices }, chosen) {
  const strongest = byStrength(slices).slice(0, MOST_SUMS)
  return chosen === null || strongest.includes(chosen) ? strongest : [...strongest.slice(0, -1), chosen]
}

/**
 * The sums of the strongest sources, of the chosen one if it is none of them, and of the others together.
 * @param {Network.Insight} insight
 * @param {number} chosen the index of the slice whose window is shown
 * @param {Card.Surroundings} around
 * @returns {Card.Term[]}
 */
export function sumTerms(insight, chosen, around) {
  const { slices, rest } = insight
  if (isRow(insight) || slices.length + rest.count < 2) return []
  const shown = shownSlices(insight, chosen)
  const terms = shown.map((slice) => ({
    name: sourceName(slices[slice], slices, around),
    value: addedBy(slices[slice]),
    slice,
    chosen: slice === chosen,
  }))
  const count = slices.length + rest.count - shown.length
  if (!count) return terms
  const value = insight.before - insight.bias - terms.reduce((sum, term) => sum + term.value, 0)
  return [...terms, { name: othersName(count), value, slice: null, chosen: false }]
}

/** @param {number} count */
export function othersName(count) {
  return count === 1 ? "1 other" : `${count.toLocaleString("en")} others`
}

/**
 * A source's name: its layer is named where the numbers come from several layers.
 * @param {{ source: string, channel: number }} given
 * @param {{ source: string }[]} slices
 * @param {Card.Surroundings} around
 */
export function sourceName({ source, channel }, slices, around) {
  const several = slices.some((other) => other.source !== slices[0].source)
  return several ? unitName(source, channel, around) : channelName(source, channel, around)
}
