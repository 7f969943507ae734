// A kernel in words, and as it stands on the screen. No DOM here.
import { threeDigits } from "../shared/numbers.js"

/** The rows as they meet the image: turned by 180 degrees if the kernel is flipped. @param {number[][]} rows @param {boolean} flip */
export function shownRows(rows, flip) {
  return flip ? rows.map((row) => [...row].reverse()).reverse() : rows
}

/** Rows and columns, and the divisor and the offset where it has them. @param {LiveFilter.Kernel} kernel */
export function sizeText({ weights, divisor, offset }) {
  const parts = [`${weights.length} × ${weights[0].length}`]
  if (divisor !== 1) parts.push(`÷ ${threeDigits(divisor)}`)
  if (offset) parts.push(`+ ${threeDigits(offset * 255)} of 255`)
  return parts.join(" ")
}

/** The name of a family's member. @param {string} name @param {number} size @param {number | null} angle */
export function memberName(name, size, angle) {
  return `${name} ${size}x${size}${angle === null ? "" : ` ${angle}°`}`
}
