// The colour scale below a picture of signed values, with its numbers.
import { write } from "./elements.js"
import { gradientOf, isMap, scaleNames } from "./map_colours.js"

const WEIGHTS = "linear-gradient(to right, rgb(var(--negative)), transparent, rgb(var(--positive)))"

/** An empty scale, as HTML. */
export const SCALE = '<div class="scale" hidden><i></i><em></em><em></em><em></em></div>'

/**
 * Show the scale of these colours up to the limit; without a limit, hide it.
 * @param {HTMLElement} scale
 * @param {{ colours: Colours, limit: number | null }} look
 */
export function drawScale(scale, { colours, limit }) {
  scale.hidden = limit === null || colours === "pixels"
  if (limit === null || scale.hidden || scale.dataset.shown === `${colours} ${limit}`) return
  scale.dataset.shown = `${colours} ${limit}`
  const strip = /** @type {HTMLElement} */ (scale.querySelector("i"))
  strip.style.background = isMap(colours) ? gradientOf(colours) : WEIGHTS
  const names = scaleNames(colours, limit)
  scale.querySelectorAll("em").forEach((name, n) => write(name, names[n]))
}
