// The colour of a cell, and the ink that is legible on it. No DOM here.
import { BLACK_INK_ABOVE, LIGHT_LUMINANCE, OPACITY } from "./facts.js"
import { isMap, mapColour } from "./map_colours.js"
import { strength } from "./numbers.js"

/** The luminance of a channel's level 0 … 255, after WCAG. */
const LIGHT = Float32Array.from({ length: 256 }, (_, k) =>
  k <= 10 ? k / 255 / 12.92 : ((k / 255 + 0.055) / 1.055) ** 2.4,
)

/**
 * The ink that is legible on a colour.
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 */
export function inkOnColour(red, green, blue) {
  const light = 0.2126 * LIGHT[red] + 0.7152 * LIGHT[green] + 0.0722 * LIGHT[blue]
  return light > LIGHT_LUMINANCE ? "black" : "white"
}

/**
 * Return "black" or "white", or "" for the theme's text colour.
 * @param {number} value
 * @param {Look} look
 */
export function inkOn(value, { colours, limit }) {
  if (Number.isNaN(value)) return ""
  if (colours === "pixels") return inkOnColour(greyOf(value), greyOf(value), greyOf(value))
  if (isMap(colours)) {
    const [red, green, blue] = mapColour(value, { colours, limit })
    return inkOnColour(red, green, blue)
  }
  return value > 0 && strength(value, limit) > BLACK_INK_ABOVE ? "black" : ""
}

/**
 * A value's colour as CSS; the components' style has the colours of weights as variables.
 * @param {number} value
 * @param {Look} look
 */
export function groundOf(value, { colours, limit }) {
  if (Number.isNaN(value)) return "none"
  if (colours === "pixels") return `rgb(${greyOf(value)} ${greyOf(value)} ${greyOf(value)})`
  if (isMap(colours)) return `rgb(${mapColour(value, { colours, limit }).join(" ")})`
  const opacity = OPACITY * strength(value, limit)
  return `rgb(var(--${value < 0 ? "negative" : "positive"}) / ${opacity.toFixed(3)})`
}

/** A pixel's level, 0 … 255. @param {number} value */
function greyOf(value) {
  return Math.round(255 * Math.max(0, Math.min(1, value)))
}
