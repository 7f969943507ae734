// One more sentence where a number needs it. No DOM here.
import { countedOut } from "../shared/flatten_order.js"
import { cellName } from "./card_names.js"
import { lined } from "./card_numbers.js"

/**
 * Where a copied number comes from, how sources are weighed, and what a large bias does; "" if all is plain.
 * @param {Network.Insight} insight
 * @param {Card.Surroundings} around
 */
export function noteOf(insight, around) {
  if (insight.rule === "copy") return copied(insight, around)
  if (insight.rule !== "weighted sum") return ""
  const { factor } = insight.slices[0] ?? { factor: 1 }
  if (factor !== 1 && insight.slices.some(({ window }) => window.length > 1))
    return "The layer multiplies each map's sum by one more weight."
  return biased(insight)
}

/** @param {Network.Insight} insight @param {Card.Surroundings} around */
function copied({ name, cell, slices: [{ source, cells }] }, around) {
  const [from] = cells
  if (!from) return "This cell is padding. It lies outside the map."
  const { flat, rows, columns, channels } = around.sides(source)
  if (around.sides(name).flat && !flat)
    return `From ${cellName(source, from, around)}: ${countedOut(cell[2], [rows, columns, channels])}`
  return `From ${cellName(source, from, around)}`
}

/** If every product is 0, say that only the bias is left. @param {Network.Insight} insight */
function biased({ bias, before }) {
  const alone = bias !== 0 && before === bias
  return alone ? `All products are 0. Only the bias ${lined(bias)} remains.` : ""
}
