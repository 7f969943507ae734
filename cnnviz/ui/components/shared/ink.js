// The ink that is legible on a cell's colour. No DOM here.

import { BLACK_INK_ABOVE, LIGHT_ABOVE } from "./facts.js"
import { strength } from "./numbers.js"

/**
 * Return "black" or "white", or "" for the theme's text colour; `limit` is the value of the full colour.
 * @param {number} value
 * @param {{ pixels?: boolean, limit: number }} given
 */
export function inkOn(value, { pixels = false, limit }) {
  if (pixels) return value > LIGHT_ABOVE ? "black" : "white"
  return value > 0 && strength(value, limit) > BLACK_INK_ABOVE ? "black" : ""
}
