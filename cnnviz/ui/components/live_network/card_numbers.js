// Numbers in the card's lines. No DOM here.
import { short } from "../shared/numbers.js"

/**
 * A number of a line: three decimals, fewer where it is large.
 * @param {number} value
 */
export function lined(value) {
  const size = Math.abs(value)
  return short(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3)
}

/** A number that follows an operator: a negative one in brackets. @param {number} value */
export function operand(value) {
  const text = lined(value)
  return value < 0 && text !== "0" ? `(${text})` : text
}

/**
 * A word and a number for a line.
 * @param {string} word
 * @param {number} value
 * @returns {Card.Item}
 */
export function item(word, value) {
  return { word, value: lined(value) }
}

/** @param {string} word @param {string} value @returns {Card.Item} */
export function resultItem(word, value) {
  return { word, value, result: true }
}
