// Numbers as cells show them. No DOM here.
import { LARGEST_NUMBER } from "./facts.js"

/** A smaller absolute value is rounding error. */
const ALMOST_NOTHING = 1e-6

/**
 * A number in few characters: at most `digits` decimals, no trailing zeros, a true minus sign. Only 0 is written
 * "0"; what merely rounds to it is "0.0" or "−0.0", because ReLU depends on the sign.
 * @param {number} value
 * @param {number} digits
 */
export function short(value, digits) {
  const rounded = Number(value.toFixed(digits))
  const small = rounded === 0 && Math.abs(value) > ALMOST_NOTHING
  return (small ? value.toFixed(digits) : rounded.toString()).replace("-", "−")
}

/**
 * The number that a visitor typed, or null. 1.5, 1,5, -2, −2, .5 and 1/9 are numbers.
 * @param {string} text
 * @returns {number | null}
 */
export function typed(text) {
  const clean = text.trim().replace("−", "-").replace(",", ".")
  const parts = clean.split("/")
  if (parts.length > 2 || !parts.every((part) => /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(part.trim())))
    return null
  const value = parts.length === 2 ? Number(parts[0]) / Number(parts[1]) : Number(parts[0])
  return Number.isFinite(value) && Math.abs(value) <= LARGEST_NUMBER ? value : null
}

/**
 * The strength of a value's colour: 0 for zero, 1 for the limit and above.
 * @param {number} value
 * @param {number} limit
 */
export function strength(value, limit) {
  return limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0
}
