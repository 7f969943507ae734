// Numbers as cells show them. No DOM here.
import { LARGEST_NUMBER } from "./facts.js"

/** A smaller absolute value is rounding error. */
const ALMOST_NOTHING = 1e-6

/** A smaller absolute value is written as a power of ten, as its zeros would need too much room. */
const LEAST_WITH_DECIMALS = 1e-3

/**
 * A number in few characters: at most `digits` decimals, no trailing zeros, a true minus sign. Only 0 is written
 * "0": a small number has as many decimals as its first digit needs, because ReLU depends on the sign.
 * @param {number} value
 * @param {number} digits
 */
export function short(value, digits) {
  if (Math.abs(value) < ALMOST_NOTHING) return "0"
  const rounded = Number(value.toFixed(digits))
  return (rounded === 0 ? smallText(value) : rounded.toString()).replaceAll("-", "−")
}

/**
 * A number in a cell with room for `most` characters. Where a small number is too long, it loses the 0 before its
 * point; if that is not enough, it is "≈0".
 * @param {number} value
 * @param {number} digits
 * @param {number} most
 */
export function inCell(value, digits, most) {
  const text = short(value, digits)
  if (text.length <= most || Number(value.toFixed(digits)) !== 0) return text
  const bare = text.replace("0.", ".")
  return bare.length <= most ? bare : "≈0"
}

/** A small number with its first digit. @param {number} value */
function smallText(value) {
  const first = Number(value.toPrecision(1))
  return Math.abs(first) < LEAST_WITH_DECIMALS ? first.toExponential(0) : first.toString()
}

/**
 * A share among others in percent: not 100 % if others are above 0, although its float has rounded to 1.
 * @param {number[]} shares
 * @param {number} n
 */
export function percentAmong(shares, n) {
  const alone = shares.every((share, other) => other === n || share === 0)
  return shares[n] === 1 && !alone ? "> 99.9 %" : percent(shares[n])
}

/**
 * A share in percent; only an exact 0 or 1 gives 0 % or 100 %. `share` in `figures/captions.py` writes the same.
 * @param {number} share
 */
export function percent(share) {
  if (share > 0 && share < 0.001) return "< 0.1 %"
  if (share > 0.999 && share < 1) return "> 99.9 %"
  return `${Math.floor(1000 * share + 0.5) / 10} %`
}

/**
 * A number with three digits and a true minus sign, as `number` in `figures/captions.py` writes it.
 * @param {number} value
 */
export function threeDigits(value) {
  const text = (value + 0).toExponential(2)
  const power = Number(text.slice(text.indexOf("e") + 1))
  const plain = power >= -4 && power < 3
  const digits = plain
    ? String(Number(text))
    : `${Number(text.slice(0, text.indexOf("e")))}e${signedPower(power)}`
  return digits.replaceAll("-", "−")
}

/** @param {number} power */
function signedPower(power) {
  return `${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`
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
