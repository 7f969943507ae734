// How any number of any layer came about. No DOM here.
import { numberAt } from "./volumes.js"

/**
 * What a card shows about one number: the windows, weights and products that it came from, and where they lie.
 * @param {Network.Plan} plan after a pass
 * @param {string} name the node's
 * @param {number[]} at [row, column, channel], or [unit]
 * @returns {Network.Insight}
 */
export function insightOf({ steps, nodes, volumes }, name, at) {
  const { kind, own } = steps[name]
  const cell = /** @type {Cell} */ (at.length === 1 ? [0, 0, at[0]] : at)
  const { rows, columns, channels } = volumes[name]
  if (cell.some((place, n) => !(place >= 0 && place < [rows, columns, channels][n])))
    throw new RangeError(`${name} has ${rows} x ${columns} x ${channels} numbers. Received: ${at}`)
  const value = numberAt(volumes[name], cell)
  return { name, kind: nodes[name].kind, cell, value, ...kind.look(own, cell) }
}
