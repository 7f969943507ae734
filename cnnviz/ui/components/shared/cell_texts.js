// The numbers of a grid's cells as texts of one legible size. No DOM here.
import { inCell } from "./numbers.js"
import { LEGIBLE } from "./scene_sizes.js"

/** The largest font, in pixels. */
const LARGEST_FONT = 28
/** The largest share of the cells whose text is left out because it is too long. */
const FEW = 0.1

/**
 * The cells' texts with two decimals, or with one, and their size; no texts if the cells are too small for both.
 *
 * Where all values are small, there are more decimals: the largest value does not read as 0. If there is no room
 * for those, the largest value keeps its first digit. Of the texts that are too long, those of tiny numbers
 * become "≈0", and a few others are left out.
 * @param {number} cell the side of a cell in pixels
 * @param {Numbers} values NaN for a cell without a number
 * @param {number} limit the value of the full colour
 * @returns {{ texts: string[], size: number }}
 */
export function cellTexts(cell, values, limit) {
  const more = Math.max(0, Math.ceil(-Math.log10(limit) - 0.3))
  const room = Math.floor((cell / LEGIBLE - 0.35) / 0.5) // characters
  for (const decimals of 0.5 * cell < LEGIBLE ? [] : more ? [2, 1, 0] : [2, 1]) {
    const digits = Math.min(6, decimals + more)
    const texts = Array.from(values, (value) => textOf(value, digits, room))
    const leftOut = texts.filter((text, n) => text === "" && !Number.isNaN(values[n])).length
    if (leftOut <= FEW * texts.length) return { texts, size: fontFor(texts, cell) }
  }
  return { texts: [], size: LEGIBLE }
}

/** @param {number} value @param {number} digits @param {number} room */
function textOf(value, digits, room) {
  if (Number.isNaN(value)) return ""
  const text = inCell(value, digits, room)
  return text.length <= room ? text : ""
}

/** @param {string[]} texts @param {number} cell */
function fontFor(texts, cell) {
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 2)
  return Math.min(0.5 * cell, LARGEST_FONT, cell / (0.5 * longest + 0.35))
}
