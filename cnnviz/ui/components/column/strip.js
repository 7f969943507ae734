// The whole column at a glance, with a frame around the current number.
import { onPointer } from "../shared/elements.js"
import { drawColours } from "../shared/grid.js"

/**
 * Make the strip; `hover` and `pick` are called with an index, `hover` with null outside the strip.
 * @param {Column.Hands} given
 * @returns {Column.Strip}
 */
export function makeStrip({ hover, pick }) {
  const element = document.createElement("div")
  element.className = "strip"
  const canvas = element.appendChild(document.createElement("canvas"))
  const frame = element.appendChild(document.createElement("i"))
  const strip = /** @type {Column.Strip} */ ({ element, count: 1 })
  const at = (/** @type {MouseEvent} */ event) => {
    const part = event.offsetY / element.clientHeight
    return Math.max(0, Math.min(strip.count - 1, Math.floor(part * strip.count)))
  }
  onPointer(element, (event) => hover(at(event)))
  element.addEventListener("pointerleave", () => hover(null))
  element.addEventListener("pointerup", (event) => pick(at(event)))
  strip.draw = ({ values }, look) => {
    strip.count = values.length
    drawColours(canvas, { rows: values.length, columns: 1, values }, look)
  }
  strip.mark = (place) => {
    frame.style.top = `${(100 * place) / strip.count}%`
    frame.style.height = `max(6px, ${100 / strip.count}%)`
  }
  return strip
}
